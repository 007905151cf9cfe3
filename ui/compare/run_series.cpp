#include "ui/compare/run_series.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace distillab::ui {
namespace {

constexpr double kMemory = 0.95;  ///< as the page of one run smooths its losses

/// The lowest and the highest point of every stretch, the first and the last of all.
std::vector<Series::Point> thinned(std::vector<Series::Point> points) {
    if (points.size() <= Series::kMostPoints) return points;
    const size_t stretches = Series::kMostPoints / 2 - 1;
    std::vector<Series::Point> kept{points.front()};
    kept.reserve(Series::kMostPoints);
    for (size_t i = 0; i < stretches; ++i) {
        const auto at = [&](size_t stretch) {
            return points.begin() + 1 + static_cast<std::ptrdiff_t>(stretch * (points.size() - 2) / stretches);
        };
        const auto [low, high] =
            std::minmax_element(at(i), at(i + 1), [](const auto& a, const auto& b) { return a.value < b.value; });
        kept.push_back(*std::min(low, high));
        if (low != high) kept.push_back(*std::max(low, high));
    }
    kept.push_back(points.back());
    return kept;
}

void smooth(std::vector<Series::Point>& points) {
    double average = 0;
    double weight = 0;
    for (Series::Point& point : points) {
        average = kMemory * average + (1 - kMemory) * static_cast<double>(point.value);
        weight = kMemory * weight + (1 - kMemory);
        point.smoothed = static_cast<float>(average / weight);
    }
}

/// A resumed run repeats the steps since its checkpoint: the later ones count.
void append(std::vector<Series::Point>& points, qint64 step, double seconds, double value) {
    const auto x = static_cast<double>(step);
    while (!points.empty() && points.back().step >= x) points.pop_back();
    if (std::isfinite(value)) points.push_back({x, seconds, static_cast<float>(value), 0});
}

}  // namespace

Series::Series(std::vector<Point> points) {
    smooth(points);  // before it is thinned out: the trend is that of all points
    m_points = thinned(std::move(points));
    m_points.shrink_to_fit();
}

bool Series::hasTimes() const {
    return std::ranges::all_of(m_points, [](const Point& point) { return std::isfinite(point.seconds); });
}

Curve Series::curve(Axis axis, bool smooth) const {
    Curve curve;
    for (const Point& point : m_points) {
        const double x = axis == Axis::Steps ? point.step : point.seconds;
        curve.append(x, static_cast<double>(smooth ? point.smoothed : point.value));
    }
    return curve;
}

const Series& RunSeries::of(Measure measure) const {
    switch (measure) {
        case Measure::Loss: return loss;
        case Measure::Accuracy: return accuracy;
        case Measure::Agreement: return agreement;
    }
    return loss;
}

size_t RunSeries::pointCount() const {
    return loss.points().size() + accuracy.points().size() + agreement.points().size();
}

RunSeries toSeries(const report::MetricsHistory& history) {
    std::vector<Series::Point> loss;
    std::vector<Series::Point> accuracy;
    std::vector<Series::Point> agreement;
    for (const report::StepMetrics& step : history.steps) {
        if (step.phase == report::Phase::Distil) append(loss, step.step, step.seconds, step.loss);
    }
    for (const report::EpochMetrics& epoch : history.epochs) {
        if (epoch.phase != report::Phase::Distil) continue;
        append(accuracy, epoch.step, epoch.seconds, 100 * epoch.validationAccuracy);
        append(agreement, epoch.step, epoch.seconds, 100 * epoch.agreement);
    }
    return {Series(std::move(loss)), Series(std::move(accuracy)), Series(std::move(agreement))};
}

}  // namespace distillab::ui
