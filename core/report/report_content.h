#pragma once

#include "core/report/measurement.h"
#include "core/report/run_report.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

/// What stands in a report, whatever its form: tables, facts and the sentences beside them. Only for core/report.
namespace distillab::report {

struct Table {
    QStringList header;
    QList<QStringList> rows;
};
using Facts = QList<std::pair<QString, QString>>;  ///< a fact without a value is left out

/// One of the few figures that come first.
struct Tile {
    QString figure;
    QString title;
    QString detail;
};
QList<Tile> tiles(const RunReport& report);

/// Teacher, its assistants, student and, where it was trained, the student without teacher; the first column names the
/// rows.
Table resultTable(const RunReport& report);
QString resultNote(const RunReport& report);

QString confusionTitle();
QString confusionNote();
/// Instead of a matrix that is too large.
QString tooManyClasses(const Scores& scores);
QString mixUpsTitle();
QString noMistakes();

/// Class, items, precision, recall, F1; with a teacher of the same classes also its F1 and the points between.
Table classTable(const RunReport& report);
bool comparesClasses(const RunReport& report);
QString classTitle();
QString classNote(const RunReport& report);

QString mistakesTitle();
QString mistakesNote();

QString adviceTitle();

Table onnxTable(const OnnxReport& onnx);
QString onnxTitle();
QString onnxNote(const OnnxReport& onnx);
/// Files that were measured and not kept: a sentence each.
QStringList notKeptSentences(const OnnxReport& onnx);
/// What became of each layer of an int8 file. Of many only those that are not simply in int8.
Table layerTable(const OnnxFileReport& file);
/// The int8 file, kept or not; nothing where there is none, or it has no layers to tell of.
const OnnxFileReport* int8File(const OnnxReport& onnx);
QString layerTitle();
QString layerNote(const OnnxFileReport& file);

QString measurementTitle();
/// The figures of a measurement, one model a column, with what they were at least and at most.
Table measurementTable(const Measurement& measurement);

QString settingsTitle();
Facts settingsFacts(const experiment::Experiment& experiment);
QString originTitle();
Facts originFacts(const RunReport& report);

QString kicker();
QString footer();

/// Rounds to 0.0 percentage points.
bool isNoDifference(double share);
/// 0.012 → "+1.2".
QString pointsText(double share);

}  // namespace distillab::report
