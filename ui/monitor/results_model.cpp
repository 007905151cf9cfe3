#include "ui/monitor/results_model.h"

#include "core/report/wording.h"
#include "ui/monitor/words.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <functional>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using report::bytesText;
using report::countText;
using report::millisecondsText;
using report::percentText;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ui::Results)
};

const QString kDash = u"–"_s;

std::optional<report::OnnxFileReport> studentOnnx(const report::RunReport& report) {
    if (!report.onnx || report.onnx->files.empty()) return std::nullopt;
    return report.onnx->files.front();
}

std::optional<report::OnnxFileReport> teacherOnnx(const report::RunReport& report) {
    return report.onnx ? report.onnx->teacher : std::nullopt;
}

double onnxLatency(const std::optional<report::OnnxFileReport>& file) {
    return file ? file->latencyMsP50 : report::kNotMeasured;
}

QString scheduleText(const experiment::TrainingSpec& training) {
    switch (training.schedule) {
        case experiment::Schedule::Constant: return Text::tr("constant");
        case experiment::Schedule::Cosine: return Text::tr("cosine");
        case experiment::Schedule::Linear: return Text::tr("linear");
    }
    return {};
}

QString trainingText(const experiment::TrainingSpec& training) {
    const QString optimizer = training.optimizer == experiment::Optimizer::AdamW ? u"AdamW"_s : u"SGD"_s;
    return Text::tr("%1 epochs, batch size %2, %3, learning rate %4 (%5)")
        .arg(training.epochs)
        .arg(training.batchSize)
        .arg(optimizer, QString::number(training.learningRate, 'g', 3), scheduleText(training));
}

QString modelText(const QString& name, double width) {
    return width == 1.0 ? name : Text::tr("%1, width %2").arg(name, QString::number(width, 'g', 3));
}

QString teacherText(const experiment::TeacherSpec& teacher) {
    if (teacher.source == experiment::TeacherSource::Train) return modelText(teacher.model, teacher.width);
    if (teacher.source == experiment::TeacherSource::Hub) return Text::tr("%1 of the hub").arg(teacher.model);
    if (teacher.source == experiment::TeacherSource::Endpoint) {
        return Text::tr("%1 of %2", "model and server").arg(teacher.endpoint.model, teacher.endpoint.url);
    }
    return Text::tr("trained before, from %1").arg(QFileInfo(teacher.path).fileName());
}

QString startText(const experiment::StudentSpec& student) {
    switch (student.start) {
        case experiment::StudentStart::Teacher: return Text::tr("layers of the teacher");
        case experiment::StudentStart::Folder: return student.path;
        case experiment::StudentStart::Scratch: break;
    }
    return student.projectEmbeddings ? Text::tr("%1, begins with the teacher's words").arg(student.model)
                                     : student.model;
}

QString augmentationText(const experiment::DataSpec& data) {
    QStringList parts;
    if (data.shift > 0) parts << Text::tr("shifted by up to %1 pixels").arg(data.shift);
    if (data.flip) parts << Text::tr("flipped left to right");
    return parts.isEmpty() ? Text::tr("none") : parts.join(Text::tr(", "));
}

}  // namespace

void ResultsModel::setReport(const report::RunReport& report) {
    beginResetModel();
    const report::ModelReport& teacher = report.teacher;
    const report::ModelReport& student = report.student;
    m_columns = {Text::tr("Teacher")};
    const auto assistants = static_cast<qsizetype>(report.assistants.size());
    for (qsizetype i = 0; i < assistants; ++i) m_columns << report::assistantTitle(report, i);
    m_columns << Text::tr("Student");
    if (report.baseline) m_columns << Text::tr("Student without teacher");
    m_columns << Text::tr("Student against teacher");

    const auto row = [&](const QString& title, const QString& explanation,
                         const std::function<QString(const report::ModelReport&)>& cell, const QString& comparison) {
        Row made{title, explanation, {cell(teacher)}};
        for (const report::ModelReport& assistant : report.assistants) made.cells << cell(assistant);
        made.cells << cell(student);
        if (report.baseline) made.cells << cell(*report.baseline);
        made.cells << comparison;
        return made;
    };
    m_rows = {
        row(
            Text::tr("Model"), Text::tr("The kind of network."), [](const auto& m) { return m.name; }, kDash),
        row(
            Text::tr("Accuracy"), Text::tr("Share of the test examples that were named correctly."),
            [](const auto& m) { return percentText(m.scores.accuracy); },
            pointsApartText(teacher.scores.accuracy, student.scores.accuracy)),
        row(
            Text::tr("Macro F1"),
            Text::tr("Precision and recall in one figure, averaged over the classes: each class counts the same."),
            [](const auto& m) { return percentText(m.scores.f1Macro); },
            pointsApartText(teacher.scores.f1Macro, student.scores.f1Macro)),
        row(
            Text::tr("Parameters"), Text::tr("Numbers the network has learned."),
            [](const auto& m) { return countText(m.parameters); },
            comparedText(static_cast<double>(teacher.parameters), static_cast<double>(student.parameters),
                         Text::tr("%1× fewer"), Text::tr("%1× more"))),
        row(
            Text::tr("Size on disk"), Text::tr("Bytes of the weights in safetensors format."),
            [](const auto& m) { return bytesText(m.bytes); },
            comparedText(static_cast<double>(teacher.bytes), static_cast<double>(student.bytes),
                         Text::tr("%1× smaller"), Text::tr("%1× larger"))),
        row(
            Text::tr("Time per example, engine"),
            Text::tr("Median time for one example on one thread in the training engine."),
            [](const auto& m) { return millisecondsText(m.latencyMsP50); },
            comparedText(teacher.latencyMsP50, student.latencyMsP50, Text::tr("%1× faster"), Text::tr("%1× slower"))),
    };

    const auto teacherFile = teacherOnnx(report);
    const auto studentFile = studentOnnx(report);
    Row onnx{Text::tr("Time per example, ONNX"),
             Text::tr("Median time for one example on one thread in ONNX Runtime, as an app would run it."),
             {millisecondsText(onnxLatency(teacherFile))}};
    onnx.cells << QStringList(assistants, kDash) << millisecondsText(onnxLatency(studentFile));
    if (report.baseline) onnx.cells << kDash;
    onnx.cells << (teacherFile && studentFile ? comparedText(teacherFile->latencyMsP50, studentFile->latencyMsP50,
                                                             Text::tr("%1× faster"), Text::tr("%1× slower"))
                                              : kDash);
    m_rows << onnx;

    Row agreement{Text::tr("Agreement"),
                  Text::tr("Share of the test examples to which the student and the teacher give the same answer."),
                  {kDash}};
    agreement.cells << QStringList(assistants, kDash) << percentText(report.agreement);
    if (report.baseline) agreement.cells << kDash;
    agreement.cells << kDash;
    m_rows << agreement;
    endResetModel();
}

int ResultsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ResultsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant ResultsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Row& row = m_rows.at(index.row());
    switch (role) {
        case Qt::DisplayRole: return row.cells.at(index.column());
        case Qt::ToolTipRole: return row.explanation;
        case Qt::AccessibleTextRole:
            return Text::tr("%1, %2: %3").arg(m_columns.at(index.column()), row.title, row.cells.at(index.column()));
        case Qt::TextAlignmentRole: return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
        default: return {};
    }
}

QVariant ResultsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    const bool isColumn = orientation == Qt::Horizontal;
    if (section < 0 || section >= (isColumn ? columnCount() : rowCount())) return {};
    if (role == Qt::DisplayRole) return isColumn ? m_columns.at(section) : m_rows.at(section).title;
    if (role == Qt::ToolTipRole && !isColumn) return m_rows.at(section).explanation;
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((isColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    return {};
}

void ClassScoresModel::setScores(const report::Scores& scores) {
    beginResetModel();
    m_classes = scores.classes;
    endResetModel();
}

int ClassScoresModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_classes.size());
}

int ClassScoresModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : 5; }

QVariant ClassScoresModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) return {};
    const report::ClassScores& scores = m_classes[static_cast<size_t>(index.row())];
    switch (index.column()) {
        case 0: return scores.name;
        case 1: return percentText(scores.precision);
        case 2: return percentText(scores.recall);
        case 3: return percentText(scores.f1);
        default: return countText(scores.support);
    }
}

QVariant ClassScoresModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    const QStringList titles = {Text::tr("Class"), Text::tr("Precision"), Text::tr("Recall"), Text::tr("F1"),
                                Text::tr("Examples")};
    const QStringList explanations = {
        QString(), Text::tr("Of the examples given this name, the share that deserved it."),
        Text::tr("Of the examples of this class, the share that was recognised."),
        Text::tr("Precision and recall in one figure: their harmonic mean."), Text::tr("Test examples of this class.")};
    if (section < 0 || section >= titles.size()) return {};
    if (role == Qt::DisplayRole) return titles.at(section);
    if (role == Qt::ToolTipRole) return explanations.at(section);
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    return {};
}

QString measurementSentence(const report::RunReport& report) {
    return Text::tr("Measured on %1, on %2.").arg(report::measuredOn(report), report.machine);
}

QList<std::pair<QString, QString>> usedSettings(const experiment::Experiment& experiment) {
    const experiment::DataSpec& data = experiment.data;
    QList<std::pair<QString, QString>> settings = {
        {Text::tr("Data"), data.train},
        {Text::tr("Limit"), data.limit > 0 ? Text::tr("%1 examples").arg(countText(data.limit)) : Text::tr("none")},
    };
    const bool isText = experiment.learnsFromText();
    settings << (isText ? std::pair(Text::tr("Most tokens of a text"), countText(data.maxLength))
                        : std::pair(Text::tr("Augmentation"), augmentationText(data)))
             << std::pair(Text::tr("Teacher"), teacherText(experiment.teacher));
    if (experiment.teacher.source == experiment::TeacherSource::Train) {
        settings << std::pair(Text::tr("Training of the teacher"), trainingText(experiment.teacher.training));
    }
    QStringList further;
    for (const experiment::FurtherTeacher& other : experiment.teacher.also) {
        further << u"%1 × %2"_s.arg(QFileInfo(other.path).fileName(), QString::number(other.weight, 'g', 3));
    }
    if (!further.isEmpty()) settings << std::pair(Text::tr("Further teachers"), further.join(Text::tr(", ")));
    if (!experiment.teacher.assistants.empty()) {
        settings << std::pair(Text::tr("Between teacher and student"), experiment::assistantsText(experiment.teacher));
    }
    settings << std::pair(Text::tr("Student"), isText ? startText(experiment.student)
                                                      : modelText(experiment.student.model, experiment.student.width))
             << std::pair(Text::tr("Training of the student"), trainingText(experiment.distill.training))
             << std::pair(Text::tr("Temperature"), report::courseText(experiment.distill.temperature))
             << std::pair(Text::tr("Alpha"), report::courseText(experiment.distill.alpha))
             << std::pair(Text::tr("Seed"), QString::number(data.seed));
    return settings;
}

QString exportSentence(const report::OnnxReport& onnx) {
    if (onnx.files.empty()) return {};
    const report::OnnxFileReport& file = onnx.files.front();
    QString sentence =
        Text::tr(
            "Verified by the ONNX checker and by ONNX Runtime on %1 test examples: the same answers as the "
            "engine, largest difference %2. %3, %4 per example.")
            .arg(countText(file.checkedItems), report::differenceText(file.maxAbsDiff), bytesText(file.bytes),
                 millisecondsText(file.latencyMsP50));
    if (onnx.teacher) {
        sentence += Text::tr(" The teacher as ONNX: %1, %2 per example.")
                        .arg(bytesText(onnx.teacher->bytes), millisecondsText(onnx.teacher->latencyMsP50));
    }
    return sentence;
}

}  // namespace distillab::ui
