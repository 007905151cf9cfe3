#pragma once

#include "core/report/run_report.h"
#include "ui/plot/curve.h"

#include <array>
#include <vector>

namespace distillab::ui {

/// What a plot of several runs has to the right and upwards.
enum class Axis { Steps, Time };
enum class Measure { Loss, Accuracy, Agreement };
inline constexpr std::array kMeasures = {Measure::Loss, Measure::Accuracy, Measure::Agreement};
inline constexpr std::array kAxes = {Axis::Steps, Axis::Time};

/// One line of a run over steps and over seconds. Thinned out as it is made: a long run takes no more memory than a
/// short one, and no spike is lost.
class Series {
public:
    static constexpr size_t kMostPoints = 4000;  ///< more than a screen has columns

    struct Point {
        double step = 0;
        double seconds = 0;  ///< since the phase began; NaN where a run has not kept it
        float value = 0;
        float smoothed = 0;
    };

    /// @param points  in ascending step
    explicit Series(std::vector<Point> points = {});

    bool isEmpty() const { return m_points.empty(); }
    bool hasTimes() const;
    const std::vector<Point>& points() const { return m_points; }
    /// The line for a plot. @param smooth  the trend instead of what was measured
    Curve curve(Axis axis, bool smooth) const;

private:
    std::vector<Point> m_points;
};

/// What a comparison draws of a run: how its student learned from the teacher. Shares in percent.
struct RunSeries {
    Series loss;
    Series accuracy;   ///< of the validation items
    Series agreement;  ///< with the teacher, on the validation items

    const Series& of(Measure measure) const;
    size_t pointCount() const;
};

RunSeries toSeries(const report::MetricsHistory& history);

}  // namespace distillab::ui
