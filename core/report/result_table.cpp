#include "core/report/run_report.h"
#include "core/report/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ResultTable)
};

/// Columns that a character takes on a terminal: Chinese, Japanese and Korean ones take two.
int cellsOf(const QString& text) {
    int cells = 0;
    for (const QChar letter : text) cells += letter.unicode() >= 0x2E80 && letter.unicode() <= 0xFFE6 ? 2 : 1;
    return cells;
}

QString padded(const QString& text, int width, bool right) {
    const QString space(std::max(0, width - cellsOf(text)), u' ');
    return right ? space + text : text + space;
}

/// First column to the left, the others to the right.
QString layOut(const QList<QStringList>& rows) {
    QList<int> widths;
    for (const QStringList& row : rows) {
        for (qsizetype column = 0; column < row.size(); ++column) {
            if (column == widths.size()) widths << 0;
            widths[column] = std::max(widths[column], cellsOf(row[column]));
        }
    }
    QString text;
    for (const QStringList& row : rows) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column) {
            if (column > 0) line += u"   "_s;
            line += padded(row[column], widths[column], column > 0);
        }
        while (line.endsWith(u' ')) line.chop(1);
        text += line + u'\n';
    }
    return text;
}

QList<QStringList> modelRows(const RunReport& report) {
    QList<const ModelReport*> models{&report.teacher, &report.student};
    QStringList header{QString(), Text::tr("teacher"), Text::tr("student")};
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
            row(Text::tr("latency, 95 of 100"), [](const ModelReport& m) { return millisecondsText(m.latencyMsP95); })};
}

QStringList onnxRow(const RunReport& report) {
    QStringList row{Text::tr("ONNX latency, median"),
                    report.onnx->teacher ? millisecondsText(report.onnx->teacher->latencyMsP50) : u"–"_s,
                    millisecondsText(report.onnx->files.front().latencyMsP50)};
    if (report.baseline) row << u"–"_s;
    return row;
}

QString onnxLine(const OnnxReport& onnx, const OnnxFileReport& file) {
    const QString verdict =
        file.sameAnswers ? Text::tr("same answers as the engine on all %1 checked items").arg(file.checkedItems)
                         : Text::tr("not the same answers as the engine on %1 checked items").arg(file.checkedItems);
    return Text::tr("ONNX: %1 (%2, opset %3), %4; largest difference %5; accuracy %6.")
        .arg(file.file, bytesText(file.bytes), QString::number(onnx.opset), verdict, differenceText(file.maxAbsDiff),
             percentText(file.accuracy));
}

}  // namespace

QString toTable(const RunReport& report) {
    QList<QStringList> rows = modelRows(report);
    const bool hasOnnx = report.onnx && !report.onnx->files.empty();
    if (hasOnnx) rows << onnxRow(report);

    QStringList lines{headline(report), baselineSentence(report)};
    lines << Text::tr("Student and teacher agree on %1 of the test items.").arg(percentText(report.agreement));
    if (hasOnnx) {
        for (const OnnxFileReport& file : report.onnx->files) lines << onnxLine(*report.onnx, file);
    }
    lines << Text::tr("Measured on %1 (%2).").arg(measuredOn(report), report.dataDescription);
    lines << Text::tr("Latency: one item at a time, one thread, on %1.").arg(report.machine);
    lines.removeAll(QString());
    return layOut(rows) + u'\n' + lines.join(u'\n') + u'\n';
}

}  // namespace distillab::report
