#include "ui/wizard/model_sizes.h"

#include "core/base/error.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/models/registry.h"
#include "core/report/wording.h"
#include "ui/monitor/words.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using report::countText;

/// How many earlier runs a teacher is followed through: a run may have borrowed its teacher from another.
constexpr int kMostRunsBack = 8;

}  // namespace

ModelSize sizeOf(const models::TransformerConfig& config, int tokens) {
    const qint64 parameters = models::parameterCount(config);
    return {parameters, parameters * static_cast<qint64>(sizeof(float)),
            models::multiplyAdds(config, std::min(tokens, config.maxTokens()))};
}

ModelSize sizeOf(const ModelChoice& choice, const ModelInput& input) {
    if (input.isText()) {
        // Only how many labels there are makes a difference.
        QStringList labels;
        for (int i = 0; i < input.classes; ++i) labels << QString::number(i);
        return sizeOf(models::buildTextModel(choice.model, input.vocabulary, labels), input.tokens);
    }
    const models::LayerGraph graph = models::buildModel(choice.model, input.shape, input.classes, choice.width);
    ModelSize size;
    size.parameters = graph.parameterCount();
    size.multiplyAdds = graph.multiplyAdds();
    for (const models::TensorInfo& tensor : graph.tensors()) {
        size.bytes += tensor.elements() * static_cast<qint64>(sizeof(float));
    }
    return size;
}

std::optional<ModelSize> trySizeOf(const ModelChoice& choice, const ModelInput& input) {
    try {
        return sizeOf(choice, input);
    } catch (const RequestError&) {
        return {};
    }
}

QString sizeComparison(const ModelSize& teacher, const ModelSize& student) {
    return comparedText(static_cast<double>(teacher.parameters), static_cast<double>(student.parameters),
                        StudentTable::tr("%1× smaller"), StudentTable::tr("%1× larger"));
}

QString workComparison(const ModelSize& teacher, const ModelSize& student) {
    return comparedText(static_cast<double>(teacher.multiplyAdds), static_cast<double>(student.multiplyAdds),
                        StudentTable::tr("%1× less"), StudentTable::tr("%1× more"));
}

std::optional<ModelChoice> teacherModel(const experiment::TeacherSpec& teacher) {
    experiment::TeacherSpec spec = teacher;
    try {
        for (int i = 0; i < kMostRunsBack && spec.source == experiment::TeacherSource::Run; ++i) {
            const experiment::RunFolder run(spec.path);
            if (!run.isRun()) return {};
            spec = experiment::load(run.experimentFile()).teacher;
        }
    } catch (const Error&) {
        return {};  // the teacher page says what is wrong with the folder
    }
    if (spec.source != experiment::TeacherSource::Train) return {};
    return ModelChoice{spec.model, spec.width};
}

std::optional<ModelChoice> textTeacherName(const experiment::TeacherSpec& teacher) {
    if (teacher.source == experiment::TeacherSource::Hub) return ModelChoice{teacher.model};
    if (teacher.source == experiment::TeacherSource::Endpoint) {
        return teacher.endpoint.model.isEmpty() ? std::nullopt : std::optional(ModelChoice{teacher.endpoint.model});
    }
    const QString name = QFileInfo(QDir::cleanPath(teacher.path)).fileName();
    return name.isEmpty() ? std::nullopt : std::optional(ModelChoice{name});
}

StudentTable::StudentTable(QObject* parent) : QAbstractTableModel(parent) { list(false); }

void StudentTable::list(bool textModels) {
    beginResetModel();
    m_textModels = textModels;
    m_rows.clear();
    for (const models::ModelInfo& info : textModels ? models::listTextModels() : models::listModels()) {
        m_rows.push_back({info.name, info.summary, {}, {}});
    }
    endResetModel();
}

void StudentTable::compare(const ModelInput& input, double width, const std::optional<ModelSize>& teacher) {
    m_teacher = teacher;
    if (input.isText() != m_textModels) list(input.isText());
    for (Row& row : m_rows) {
        try {
            row.size = sizeOf({row.model, width}, input);
            row.problem.clear();
        } catch (const Error& error) {
            row.size.reset();
            row.problem = error.message();
        }
    }
    emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int StudentTable::rowOf(const QString& model) const {
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].model == model) return static_cast<int>(i);
    }
    return -1;
}

QString StudentTable::modelAt(int row) const { return m_rows.at(static_cast<size_t>(row)).model; }

std::optional<ModelSize> StudentTable::sizeAt(int row) const { return m_rows.at(static_cast<size_t>(row)).size; }

int StudentTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int StudentTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString StudentTable::text(const Row& row, int column) const {
    if (column == Name) return row.model;
    if (column == Summary) return row.size ? row.summary : row.problem;
    if (!row.size) return u"–"_s;
    switch (column) {
        case Parameters: return countText(row.size->parameters);
        case Size: return report::bytesText(row.size->bytes);
        case MultiplyAdds: return countText(row.size->multiplyAdds);
        default: break;
    }
    if (!m_teacher) return u"–"_s;
    return column == SizeBeside ? sizeComparison(*m_teacher, *row.size) : workComparison(*m_teacher, *row.size);
}

QVariant StudentTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& row = m_rows.at(static_cast<size_t>(index.row()));
    if (role == Qt::DisplayRole) return text(row, index.column());
    if (role == Qt::ToolTipRole && index.column() == Summary) return text(row, Summary);
    if (role == Qt::TextAlignmentRole && index.column() > Summary) return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant StudentTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) {
        return int((section > Summary ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Name: return tr("Model");
        case Summary: return tr("What it is");
        case Parameters: return tr("Parameters");
        case Size: return tr("Size");
        case MultiplyAdds: return m_textModels ? tr("Multiply-adds\nper text") : tr("Multiply-adds\nper picture");
        case SizeBeside: return tr("Size beside\nthe teacher");
        case WorkBeside: return tr("Work beside\nthe teacher");
        default: return {};
    }
}

Qt::ItemFlags StudentTable::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    const bool possible = m_rows.at(static_cast<size_t>(index.row())).size.has_value();
    return possible ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::ItemNeverHasChildren;
}

}  // namespace distillab::ui
