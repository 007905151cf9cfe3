#pragma once

#include "core/experiment/device_goal.h"
#include "core/report/measurement.h"

#include <QList>
#include <QString>

#include <optional>

/// Whether a student may go where it is to run. Only from what was measured.
namespace distillab::report {

enum class Limit { Size, Latency, Memory };

/// One limit of a goal, held against a file.
struct GoalCheck {
    Limit limit = Limit::Size;
    double value = kNotMeasured;  ///< MB, or milliseconds on the device
    double most = 0;
    double here = kNotMeasured;  ///< Latency: milliseconds on the machine that measured

    bool isMet() const { return value <= most; }  // what was not measured is not met
};

/// A goal, held against the student's file that keeps most of its limits: the first where several keep all, f32 before
/// int8, else the one that is the least beyond them.
struct GoalVerdict {
    experiment::GoalSpec goal;
    QString precision;        ///< of that file
    QList<GoalCheck> checks;  ///< size, latency, memory

    bool isMet() const;
    bool isMet(Limit limit) const;
};

/// Nothing without a goal, or without a student that was measured.
std::optional<GoalVerdict> judge(const experiment::GoalSpec& goal, const Measurement& measurement);

/// "a phone": as a sentence names it.
QString deviceText(experiment::Device device);
/// The limits of a goal and what they rest on: "At most 30 MB, … Assumed: the device takes 3 times as long as …".
QString limitsText(const experiment::GoalSpec& goal);
/// "Goal met: the student in int8 fits a phone."
QString goalHeadline(const GoalVerdict& verdict);
/// "File 4.4 MB of at most 30 MB."
QString checkText(const GoalCheck& check, double slowdown);
/// Headline, checks, and for a missed goal what can be changed.
QString goalText(const GoalVerdict& verdict);

/// What networks that are not trained yet take to run, as they were measured (measure::measureUntrained), each in the
/// precision that keeps most of a goal's limits: one line for each, with ✓ where it keeps them all.
QString measuredForecast(const experiment::GoalSpec& goal, const Measurement& measurement);

/// Whether a network that is not trained yet can keep a goal's limit for the file, by its parameters: four bytes of
/// each in f32, about one in int8.
enum class SizeForecast { Fits, FitsInInt8, TooLarge };
SizeForecast forecastSize(const experiment::GoalSpec& goal, qint64 parameters);
QString forecastText(const experiment::GoalSpec& goal, qint64 parameters);

}  // namespace distillab::report
