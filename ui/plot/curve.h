#pragma once

#include <QPointF>

#include <optional>
#include <vector>

namespace distillab::ui {

/// The points of one line of a plot, in ascending x.
class Curve {
public:
    /// Adds a point at the right end. Points that are not finite are left out. A point at or before the last x
    /// takes the place of everything from there on: a resumed run repeats the steps since its checkpoint.
    void append(double x, double y);
    void clear() { m_points.clear(); }

    bool isEmpty() const { return m_points.empty(); }
    const std::vector<QPointF>& points() const { return m_points; }

    /// What a screen can show of [from, to] on `pixels` columns: the smallest and largest y of every column, in order
    /// of x, so that no spike is lost, plus the neighbour on either side, so that the line runs to the edge.
    /// At most 2 · pixels + 2 points.
    std::vector<QPointF> decimated(double from, double to, int pixels) const;

    /// The point with the x nearest to `x`, nothing when empty.
    std::optional<QPointF> nearest(double x) const;

private:
    std::vector<QPointF> m_points;
};

/// A noisy line made readable: exponential moving average, unbiased from the first point on
/// (Kingma and Ba, "Adam" (2015), section 3).
class SmoothedCurve {
public:
    /// @param memory  share of the past in the average, in [0, 1): 0.9 averages over about the last 10 points
    explicit SmoothedCurve(double memory) : m_memory(memory) {}

    void append(double x, double y);
    const Curve& curve() const { return m_curve; }

private:
    double m_memory;
    double m_average = 0;
    double m_weight = 0;
    Curve m_curve;
};

}  // namespace distillab::ui
