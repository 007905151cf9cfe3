#pragma once

#include "core/report/measurement.h"

#include <QList>
#include <QString>
#include <QStringList>

/// A measurement in words, the same in the terminal, on the report page and in the window.
namespace distillab::report {

/// One figure of every model.
struct MeasuredRow {
    QString title;
    QString explanation;  ///< one sentence
    QStringList cells;    ///< the median of the rounds
    QStringList spreads;  ///< the least and the most of the rounds, "1.18 – 1.30 ms"; empty where there are none
};

/// "Teacher", "Student", "Student, int8".
QStringList measuredTitles(const Measurement& measurement);
/// Leaves out what was measured of no model.
QList<MeasuredRow> measuredRows(const Measurement& measurement);

/// "In int8, the student answers 8.4× faster than its teacher and is 91 % smaller. It is 1.2 points less accurate."
/// Only of what was measured; empty without a teacher or a student. Two whose rounds overlap are as fast as each other,
/// and of one that was disturbed no speed is told.
QString measuredHeadline(const Measurement& measurement);
/// What was measured, how often and on which machine.
QString measuredHow(const Measurement& measurement);
/// Of each model without figures, why, and of those that other programs disturbed, how much; empty where all is well.
QString measuredProblems(const Measurement& measurement);

/// All of it for a terminal.
QString measuredText(const Measurement& measurement);

}  // namespace distillab::report
