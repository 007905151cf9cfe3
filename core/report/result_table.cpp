#include "core/report/run_report.h"
#include "core/report/text_table.h"
#include "core/report/wording.h"

#include <QCoreApplication>

#include <functional>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ResultTable)
};

QList<QStringList> modelRows(const RunReport& report) {
    QList<const ModelReport*> models{&report.teacher};
    QStringList header{QString(), Text::tr("teacher")};
    for (const ModelReport& assistant : report.assistants) {
        models << &assistant;
        header << assistantTitle(report, models.size() - 2).toLower();
    }
    models << &report.student;
    header << Text::tr("student");
    if (report.baseline) {
        models << &*report.baseline;
        header << Text::tr("student without teacher");
    }
    const auto row = [&](const QString& title, const std::function<QString(const ModelReport&)>& cell) {
        QStringList cells{title};
        for (const ModelReport* model : models) cells << cell(*model);
        return cells;
    };
    return {header,
            row(Text::tr("model"), [](const ModelReport& m) { return m.name; }),
            row(Text::tr("accuracy"), [](const ModelReport& m) { return percentText(m.scores.accuracy); }),
            row(Text::tr("macro F1"), [](const ModelReport& m) { return percentText(m.scores.f1Macro); }),
            row(Text::tr("parameters"), [](const ModelReport& m) { return countText(m.parameters); }),
            row(Text::tr("size"), [](const ModelReport& m) { return bytesText(m.bytes); }),
            row(Text::tr("latency, median"), [](const ModelReport& m) { return millisecondsText(m.latencyMsP50); }),
            row(Text::tr("latency, 95th percentile"),
                [](const ModelReport& m) { return millisecondsText(m.latencyMsP95); })};
}

QStringList onnxRow(const RunReport& report) {
    QStringList row{Text::tr("ONNX latency, median"),
                    report.onnx->teacher ? millisecondsText(report.onnx->teacher->latencyMsP50) : u"–"_s};
    row << QStringList(static_cast<qsizetype>(report.assistants.size()), u"–"_s)
        << millisecondsText(report.onnx->files.front().latencyMsP50);
    if (report.baseline) row << u"–"_s;
    return row;
}

}  // namespace

QString toTable(const RunReport& report) {
    QList<QStringList> rows = modelRows(report);
    const bool hasOnnx = report.onnx && !report.onnx->files.empty();
    if (hasOnnx) rows << onnxRow(report);

    QStringList lines{headline(report), baselineSentence(report)};
    lines << (report.experiment.learnsFromText() ? Text::tr("Student and teacher agree on %1 of the test sentences.")
                                                 : Text::tr("Student and teacher agree on %1 of the test items."))
                 .arg(percentText(report.agreement));
    if (report.quantisedTeacher) lines << quantisedSentence(*report.quantisedTeacher);
    if (hasOnnx) {
        for (const OnnxFileReport& file : report.onnx->files) lines << onnxSentence(*report.onnx, file);
        for (const OnnxFileReport& file : report.onnx->notKept) lines << notKeptSentence(*report.onnx, file);
    }
    lines << Text::tr("Measured on %1 (%2).").arg(measuredOn(report), report.dataDescription);
    lines << Text::tr("Latency: one item at a time, one thread, on %1.").arg(report.machine);
    lines.removeAll(QString());
    return textTable(rows, {Align::Left, Align::Right}) + u'\n' + lines.join(u'\n') + u'\n';
}

}  // namespace distillab::report
