#pragma once

#include <QPointF>

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

namespace distillab::ui {

/// The points of one line of a plot, in ascending x. However many are appended, no more than kMostPoints are kept: of a
/// curve with more, stretches of equally many points become their lowest and their highest one, so that no spike is
/// lost and every point that is kept was measured; the first and the newest ones stay as they are. Memory is bounded,
/// however long a run takes; metrics.jsonl has them all.
class Curve {
public:
    /// More than the pixels of any screen, and than the steps of most runs: 2 MiB.
    static constexpr size_t kMostPoints = size_t{1} << 17;

    /// What a stretch of points amounts to.
    struct Stretch {
        double end = 0;   ///< x of its last point
        double mean = 0;  ///< of y
        size_t count = 0;
    };

    /// Adds a point at the right end. Points that are not finite are left out. A point at or before the last x
    /// takes the place of everything from there on: a resumed run repeats the steps since its checkpoint.
    void append(double x, double y);
    /// Removes all points from `x` on.
    void cutBack(double x);
    void clear() { *this = {}; }

    bool isEmpty() const { return m_points.empty(); }
    const std::vector<QPointF>& points() const { return m_points; }

    /// Whether more points were appended than are kept.
    bool isThinned() const { return m_stride > 1; }
    /// Of a thinned curve, its stretches in their order; the points from newest() on belong to none yet.
    const std::vector<Stretch>& stretches() const { return m_stretches; }
    /// The place of the first point that is kept for itself, behind those of the stretches.
    size_t newest() const { return isThinned() ? kFirst + 2 * m_stretches.size() : 0; }
    /// Changes whenever something else happens than that points are added, and stretches closed, at the right end.
    size_t revision() const { return m_revision; }

    /// What a screen can show of [from, to] on `pixels` columns: the smallest and largest y of every column, in order
    /// of x, so that no spike is lost, plus the neighbour on either side, so that the line runs to the edge.
    /// At most 2 · pixels + 2 points.
    std::vector<QPointF> decimated(double from, double to, int pixels) const;

    /// The point with the x nearest to `x`, nothing when empty.
    std::optional<QPointF> nearest(double x) const;

private:
    static constexpr size_t kFirst = 1;  ///< the first point belongs to no stretch

    void closeStretch();
    void thinOut();

    /// The first one, two for each stretch, and the newest ones for themselves; all for themselves until there are too
    /// many.
    std::vector<QPointF> m_points;
    std::vector<Stretch> m_stretches;
    size_t m_stride = 1;  ///< points of a stretch
    size_t m_revision = 0;
};

/// A noisy line made readable: exponential moving average, unbiased from the first point on
/// (Kingma and Ba, "Adam" (2015), section 3).
class SmoothedCurve {
public:
    /// @param memory  share of the past in the average, in [0, 1): 0.9 averages over about the last 10 points
    explicit SmoothedCurve(double memory) : m_memory(memory) {}

    void append(double x, double y) { append(x, y, 1); }
    /// A stretch of points at once. @param mean  of them  @param count  of them
    void append(double x, double mean, size_t count);
    const Curve& curve() const { return m_curve; }

    /// Where the average stands.
    struct State {
        double average = 0;
        double weight = 0;
        double end = -std::numeric_limits<double>::infinity();  ///< x of the last point
    };
    const State& state() const { return m_state; }
    /// Forgets what was appended since.
    void rewind(const State& state);

private:
    double m_memory;
    State m_state;
    Curve m_curve;
};

}  // namespace distillab::ui
