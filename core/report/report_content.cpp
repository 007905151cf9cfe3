#include "core/report/report_content.h"

#include "core/base/sentences.h"
#include "core/report/measurement_words.h"
#include "core/report/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ReportContent)
};

/// What a report calls the things that were learnt.
QString inWords(const RunReport& report, const QString& ofItems, const QString& ofSentences) {
    return report.experiment.learnsFromText() ? ofSentences : ofItems;
}

QString testItems(const RunReport& report) {
    return inWords(report, Text::tr("Test items"), Text::tr("Test sentences"));
}

/// "14×", "smaller file"; for a factor below 1 "1.3×", "larger file".
Tile factorTile(double factor, const QString& better, const QString& worse, const QString& detail) {
    const bool gain = factor >= 1;
    return {factorText(gain ? factor : 1 / factor) + u'×', gain ? better : worse, detail};
}

QString trainingText(const experiment::TrainingSpec& t) {
    const bool adamw = t.optimizer == experiment::Optimizer::AdamW;
    return Text::tr("%1 passes, batches of %2, %3, learning rate %4")
        .arg(QString::number(t.epochs), QString::number(t.batchSize), adamw ? u"AdamW"_s : u"SGD"_s,
             QString::number(t.learningRate, 'g', 4));
}

QString modelText(const QString& model, double width) {
    return width == 1.0 ? model : Text::tr("%1, width × %2").arg(model, QString::number(width, 'g', 4));
}

QString augmentationText(const experiment::DataSpec& data) {
    QStringList parts;
    if (data.shift > 0) parts << Text::tr("shift by up to %1 pixels").arg(data.shift);
    if (data.flip) parts << Text::tr("left-right flip");
    return parts.isEmpty() ? Text::tr("none") : parts.join(u", "_s);
}

QString pseudoLabelText(const PseudoLabelReport& labels) {
    const QString text = Text::tr("%1 of %2 without a label, at least %3 sure")
                             .arg(countText(labels.kept), countText(labels.rows), percentText(labels.threshold));
    return std::isnan(labels.accuracy) ? text : Text::tr("%1; %2 right").arg(text, percentText(labels.accuracy));
}

}  // namespace

bool isNoDifference(double share) { return std::abs(share) < 0.0005; }

QString pointsText(double share) {
    if (!std::isfinite(share)) return u"–"_s;
    const QString amount = QString::number(std::abs(100 * share), 'f', 1);
    return (isNoDifference(share) ? QString() : share < 0 ? u"−"_s : u"+"_s) + amount;
}

QList<Tile> tiles(const RunReport& r) {
    const Comparison comparison = compare(r);
    QList<Tile> row = {{percentText(r.student.scores.accuracy), Text::tr("student's accuracy"),
                        Text::tr("teacher %1 (%2 points)")
                            .arg(percentText(r.teacher.scores.accuracy),
                                 pointsText(r.student.scores.accuracy - r.teacher.scores.accuracy))}};
    if (r.baseline) {
        row << Tile{Text::tr("%1 points").arg(pointsText(r.student.scores.accuracy - r.baseline->scores.accuracy)),
                    Text::tr("through the teacher"),
                    Text::tr("without it: %1").arg(percentText(r.baseline->scores.accuracy))};
    }
    if (comparison.smaller > 0) {
        row << factorTile(comparison.smaller, Text::tr("smaller file"), Text::tr("larger file"),
                          Text::tr("%1 against %2").arg(bytesText(r.student.bytes), bytesText(r.teacher.bytes)));
    }
    if (comparison.faster > 0) {
        const bool onnx = comparison.fasterInOnnx;
        const double student = onnx ? r.onnx->files.front().latencyMsP50 : r.student.latencyMsP50;
        const double teacher = onnx ? r.onnx->teacher->latencyMsP50 : r.teacher.latencyMsP50;
        const QString detail =
            onnx ? Text::tr("%1 against %2 in ONNX Runtime") : Text::tr("%1 against %2 in the engine");
        row << factorTile(comparison.faster, Text::tr("faster answer"), Text::tr("slower answer"),
                          detail.arg(millisecondsText(student), millisecondsText(teacher)));
    }
    return row;
}

Table resultTable(const RunReport& r) {
    Table table{{QString(), Text::tr("Teacher")}, {}};
    QList<const ModelReport*> models{&r.teacher};
    for (const ModelReport& assistant : r.assistants) {
        table.header << assistantTitle(r, models.size() - 1);
        models << &assistant;
    }
    table.header << Text::tr("Student");
    models << &r.student;
    if (r.baseline) {
        table.header << Text::tr("Student without teacher");
        models << &*r.baseline;
    }
    const auto add = [&](const QString& title, const auto& value) {
        QStringList cells{title};
        for (const ModelReport* model : models) cells << value(*model);
        table.rows << cells;
    };
    add(Text::tr("Model"), [](const ModelReport& m) { return m.name; });
    add(Text::tr("Accuracy"), [](const ModelReport& m) { return percentText(m.scores.accuracy); });
    add(Text::tr("Macro F1"), [](const ModelReport& m) { return percentText(m.scores.f1Macro); });
    add(Text::tr("Parameters"), [](const ModelReport& m) { return countText(m.parameters); });
    add(Text::tr("File size"), [](const ModelReport& m) { return bytesText(m.bytes); });
    add(Text::tr("Time for one answer, median"), [](const ModelReport& m) { return millisecondsText(m.latencyMsP50); });
    add(Text::tr("Time for one answer, 95th percentile"),
        [](const ModelReport& m) { return millisecondsText(m.latencyMsP95); });
    return table;
}

QString resultNote(const RunReport& r) {
    return inWords(r,
                   Text::tr("Measured on %1. Times: one item at a time, one thread, in the engine. "
                            "Student and teacher give the same answer on %2 of the test items."),
                   Text::tr("Measured on %1. Times: one sentence at a time, one thread, in the engine. "
                            "Student and teacher give the same answer on %2 of the test sentences."))
        .arg(measuredOn(r), percentText(r.agreement));
}

QString confusionTitle() { return Text::tr("Where the student is right and wrong"); }

QString confusionNote() {
    return Text::tr(
        "Each row is a true class, each column an answer; a perfect student fills only the "
        "diagonal. Counts are test items.");
}

QString tooManyClasses(const Scores& scores) {
    return Text::tr("%1 classes are too many to draw; the whole matrix is in report.json.").arg(scores.classes.size());
}

QString mixUpsTitle() { return Text::tr("Most frequent mix-ups"); }

QString noMistakes() { return Text::tr("The student made no mistake in the test."); }

bool comparesClasses(const RunReport& r) { return r.teacher.scores.classes.size() == r.student.scores.classes.size(); }

Table classTable(const RunReport& r) {
    Table table{{Text::tr("Class"), testItems(r), Text::tr("Precision"), Text::tr("Recall"), Text::tr("F1")}, {}};
    if (comparesClasses(r)) table.header << Text::tr("Teacher's F1") << Text::tr("Points");
    for (size_t i = 0; i < r.student.scores.classes.size(); ++i) {
        const ClassScores& scores = r.student.scores.classes[i];
        QStringList row{scores.name, countText(scores.support), percentText(scores.precision),
                        percentText(scores.recall), percentText(scores.f1)};
        if (comparesClasses(r)) {
            const double teacher = r.teacher.scores.classes[i].f1;
            row << percentText(teacher) << pointsText(scores.f1 - teacher);
        }
        table.rows << row;
    }
    return table;
}

QString classTitle() { return Text::tr("Class by class"); }

QString classNote(const RunReport& r) {
    return inWords(r,
                   Text::tr("Precision: of the items given this answer, how many are it. Recall: of the "
                            "items of this class, how many were found. F1 joins the two."),
                   Text::tr("Precision: of the sentences given this answer, how many are it. Recall: of the "
                            "sentences of this class, how many were found. F1 joins the two."));
}

QString mistakesTitle() { return Text::tr("The student's surest mistakes"); }

QString mistakesNote() {
    return Text::tr(
        "Those of which the student was the surest come first. Below each, what student and teacher held "
        "it for, with their probabilities.");
}

QString adviceTitle() { return Text::tr("What to try next"); }

Table onnxTable(const OnnxReport& onnx) {
    Table table{{Text::tr("File"), Text::tr("Precision"), Text::tr("Size"), Text::tr("Median"), Text::tr("95th pct."),
                 Text::tr("Accuracy"), Text::tr("Answers"), Text::tr("Largest diff.")},
                {}};
    const auto verdictOf = [](const OnnxFileReport& file) {
        if (!file.isExact()) return Text::tr("%1 as fp32").arg(percentText(file.agreement));
        return file.sameAnswers ? Text::tr("same on all %1").arg(file.checkedItems)
                                : Text::tr("not the same (%1 checked)").arg(file.checkedItems);
    };
    const auto add = [&](const QString& who, const OnnxFileReport& file) {
        table.rows << QStringList{file.file.isEmpty() ? who : who + u": "_s + file.file,
                                  file.precision,
                                  bytesText(file.bytes),
                                  millisecondsText(file.latencyMsP50),
                                  millisecondsText(file.latencyMsP95),
                                  percentText(file.accuracy),
                                  verdictOf(file),
                                  differenceText(file.maxAbsDiff)};
    };
    for (const OnnxFileReport& file : onnx.files) add(Text::tr("Student"), file);
    for (const OnnxFileReport& file : onnx.notKept) {
        if (std::isfinite(file.accuracy)) add(Text::tr("Student, not kept"), file);
    }
    if (onnx.teacher) add(Text::tr("Teacher"), *onnx.teacher);
    return table;
}

QString onnxTitle() { return Text::tr("The ONNX files"); }

QString onnxNote(const OnnxReport& onnx) {
    const QString note = Text::tr(
                             "Opset %1. Checked after writing: its answers (logits) against the engine's on test "
                             "items. Times: ONNX Runtime, one item at a time, one thread.")
                             .arg(onnx.opset);
    return joinSentences(QStringList(note) + notKeptSentences(onnx));
}

QStringList notKeptSentences(const OnnxReport& onnx) {
    QStringList sentences;
    for (const OnnxFileReport& file : onnx.notKept) sentences << notKeptSentence(onnx, file);
    return sentences;
}

const OnnxFileReport* int8File(const OnnxReport& onnx) {
    for (const auto* files : {&onnx.files, &onnx.notKept}) {
        for (const OnnxFileReport& file : *files) {
            if (!file.layers.empty()) return &file;
        }
    }
    return nullptr;
}

Table layerTable(const OnnxFileReport& file) {
    constexpr size_t kMostRows = 60;
    const bool all = file.layers.size() <= kMostRows;
    Table table{{Text::tr("Layer"), Text::tr("Kind"), Text::tr("Precision"), Text::tr("KL alone"), Text::tr("Why")},
                {}};
    for (const LayerChoice& layer : file.layers) {
        if (!all && layer.why.isEmpty()) continue;
        table.rows << QStringList{layer.name, layer.kind, layer.precision, differenceText(layer.sensitivity),
                                  layer.why};
    }
    return table;
}

QString layerTitle() { return Text::tr("Layer by layer in int8"); }

QString layerNote(const OnnxFileReport& file) {
    const auto int8 = std::ranges::count(file.layers, u"int8"_s, &LayerChoice::precision);
    return Text::tr(
               "In int8: %1 of %2 layers. KL alone: how far the answers move, in nats, when this layer alone is in "
               "int8; measured only where the accuracy fell too far and layers had to be chosen.")
        .arg(int8)
        .arg(file.layers.size());
}

QString measurementTitle() { return Text::tr("What it takes to run"); }

Table measurementTable(const Measurement& measurement) {
    Table table{QStringList(QString()) + measuredTitles(measurement), {}};
    for (const MeasuredRow& row : measuredRows(measurement)) {
        QStringList cells{row.title};
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            cells << (row.spreads[i].isEmpty() ? row.cells[i] : row.cells[i] + u" ("_s + row.spreads[i] + u')');
        }
        table.rows << cells;
    }
    return table;
}

QString settingsTitle() { return Text::tr("Settings"); }

Facts settingsFacts(const experiment::Experiment& e) {
    const bool trained = e.teacher.source == experiment::TeacherSource::Train;
    return {{Text::tr("Temperature"), courseText(e.distill.temperature)},
            {Text::tr("Alpha, the teacher's weight"), courseText(e.distill.alpha)},
            {Text::tr("Student"), modelText(e.student.model, e.student.width)},
            {Text::tr("Its training"), trainingText(e.distill.training)},
            {Text::tr("Teacher"), trained ? modelText(e.teacher.model, e.teacher.width) : e.teacher.path},
            {Text::tr("Its training"), trained ? trainingText(e.teacher.training) : QString()},
            {Text::tr("Between teacher and student"), experiment::assistantsText(e.teacher)},
            {Text::tr("Augmentation"), augmentationText(e.data)},
            {Text::tr("Seed"), QString::number(e.data.seed)}};
}

QString originTitle() { return Text::tr("What was measured, and where"); }

Facts originFacts(const RunReport& r) {
    Facts facts{
        {Text::tr("Data"), r.dataDescription},
        {inWords(r, Text::tr("Training items"), Text::tr("Training sentences")), countText(r.trainItems)},
        {Text::tr("Labelled by the teacher"), r.pseudoLabels ? pseudoLabelText(*r.pseudoLabels) : QString()},
        {inWords(r, Text::tr("Validation items"), Text::tr("Validation sentences")), countText(r.validationItems)},
        {testItems(r), countText(r.testItems)},
        {Text::tr("Quantised teacher"), r.quantisedTeacher ? quantisedSentence(*r.quantisedTeacher) : QString()},
        {Text::tr("Machine"), r.machine},
        {Text::tr("Peak memory"), r.peakRssMib > 0 ? countText(std::llround(r.peakRssMib)) + u" MiB"_s : QString()}};
    double total = 0;
    for (const Phase phase : kPhases) {
        const auto found = r.seconds.find(phaseKey(phase));
        if (found == r.seconds.end()) continue;
        facts << std::pair(phaseTitle(phase), durationText(found.value()));
        total += found.value();
    }
    facts << std::pair(Text::tr("Altogether"), durationText(total));
    return facts;
}

QString kicker() { return Text::tr("DistilLab · report of a distillation"); }

QString footer() { return Text::tr("Written by DistilLab. The same numbers are in report.json."); }

}  // namespace distillab::report
