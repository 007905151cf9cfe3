#include "ui/monitor/pseudo_labels_model.h"

#include "core/base/error.h"
#include "core/data/table_reader.h"
#include "core/report/wording.h"

#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <array>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// More rows than anybody looks through would only cost memory.
constexpr size_t kMostRows = 200'000;
/// Half of the last of the file's four decimals.
constexpr double kRounding = 0.00005;

constexpr std::array kColumnNames = {"row"_L1, "text"_L1, "label"_L1, "confidence"_L1, "kept"_L1};

int alignmentOf(int column) {
    const bool isNumber = column == PseudoLabelsModel::Row || column == PseudoLabelsModel::Confidence;
    return int((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

class Collector : public data::RowSink {
public:
    /// @param hasText  the second cell is a text; pictures have none
    Collector(bool hasText, std::vector<PseudoLabelsModel::PseudoLabel>& rows) : m_hasText(hasText), m_rows(rows) {}

    bool row(quint64 number, std::span<const data::Cell> cells) override {
        if (number == 1) return true;  // the names of the columns
        const auto text = [&](size_t i) {
            const std::string_view bytes = cells[i].value_or(std::string_view());
            return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
        };
        size_t next = 0;
        PseudoLabelsModel::PseudoLabel& label = m_rows.emplace_back();
        label.row = text(next++).toLongLong();
        if (m_hasText) label.text = text(next++).simplified();
        label.label = text(next++);
        label.confidence = text(next++).toDouble();
        label.kept = text(next++) == u"1";
        return m_rows.size() < kMostRows;
    }
    bool damagedRow(quint64, const QString&) override { return true; }

private:
    bool m_hasText;
    std::vector<PseudoLabelsModel::PseudoLabel>& m_rows;
};

}  // namespace

PseudoLabelsModel::PseudoLabelsModel(QObject* parent) : QAbstractTableModel(parent) {}

void PseudoLabelsModel::read(const QString& file) {
    std::vector<PseudoLabel> rows;
    if (QFileInfo::exists(file)) {
        experiment::DataSpec spec;
        spec.encoding = experiment::TextEncoding::Utf8;
        spec.header = experiment::TableHeader::Present;
        const auto table = data::openTable(file, spec);
        std::vector<int> columns;
        for (const QLatin1StringView name : kColumnNames) {
            const auto column = static_cast<int>(table->columns().indexOf(name));
            if (column >= 0) {
                columns.push_back(column);
            } else if (name != "text"_L1) {
                throw RequestError(tr("it has no column “%1”").arg(name), file, tr("Make the run anew."));
            }
        }
        Collector collector(columns.size() == kColumnNames.size(), rows);
        table->read(columns, collector);
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

QStringList PseudoLabelsModel::labels() const {
    QSet<QString> labels;
    for (const PseudoLabel& row : m_rows) labels << row.label;
    QStringList sorted(labels.begin(), labels.end());
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

int PseudoLabelsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PseudoLabelsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant PseudoLabelsModel::value(const PseudoLabel& label, int column) const {
    switch (column) {
        case Row: return label.row;
        case Text: return label.text;
        case Label: return label.label;
        case Confidence: return label.confidence;
        case Kept: return label.kept;
        default: return {};
    }
}

QVariant PseudoLabelsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const PseudoLabel& label = m_rows.at(static_cast<size_t>(index.row()));
    if (role == kValueRole) return value(label, index.column());
    if (role == Qt::ToolTipRole && index.column() == Text) return label.text;
    if (role == Qt::TextAlignmentRole) return alignmentOf(index.column());
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Row: return report::countText(label.row);
        case Confidence: return report::percentText(label.confidence);
        case Kept: return label.kept ? tr("learnt from") : tr("left out");
        default: return value(label, index.column());
    }
}

QVariant PseudoLabelsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return alignmentOf(section);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Row: return tr("Row");
        case Text: return tr("Text");
        case Label: return tr("Label");
        case Confidence: return tr("Confidence");
        case Kept: return tr("Use");
        default: return {};
    }
}

PseudoLabelsFilter::PseudoLabelsFilter(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(PseudoLabelsModel::kValueRole);
}

void PseudoLabelsFilter::setWords(const QString& words) {
    m_words = words.trimmed();
    invalidateFilter();
}

void PseudoLabelsFilter::setLabel(const QString& label) {
    m_label = label;
    invalidateFilter();
}

void PseudoLabelsFilter::setConfidence(double least, double most) {
    m_least = least;
    m_most = most;
    invalidateFilter();
}

bool PseudoLabelsFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const auto value = [&](int column) {
        return sourceModel()->index(row, column, parent).data(PseudoLabelsModel::kValueRole);
    };
    const double confidence = value(PseudoLabelsModel::Confidence).toDouble();
    if (confidence < m_least - kRounding || confidence > m_most + kRounding) return false;
    if (!m_label.isEmpty() && value(PseudoLabelsModel::Label).toString() != m_label) return false;
    return m_words.isEmpty() || value(PseudoLabelsModel::Text).toString().contains(m_words, Qt::CaseInsensitive);
}

}  // namespace distillab::ui
