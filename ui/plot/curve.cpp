#include "ui/plot/curve.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace distillab::ui {
namespace {

using Iterator = std::vector<QPointF>::const_iterator;

bool isLeftOf(const QPointF& point, double x) { return point.x() < x; }

/// The lowest and the highest point of [first, last), in order of x; the same one where it is alone.
std::pair<QPointF, QPointF> extremesOf(Iterator first, Iterator last) {
    const auto [low, high] =
        std::minmax_element(first, last, [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); });
    return {*std::min(low, high), *std::max(low, high)};
}

Curve::Stretch joined(const Curve::Stretch& left, const Curve::Stretch& right) {
    const size_t count = left.count + right.count;
    const double sum = left.mean * static_cast<double>(left.count) + right.mean * static_cast<double>(right.count);
    return {right.end, sum / static_cast<double>(count), count};
}

void appendExtremes(Iterator first, Iterator last, std::vector<QPointF>& out) {
    if (first == last) return;
    const auto [left, right] = extremesOf(first, last);
    out.push_back(left);
    if (left != right) out.push_back(right);
}

}  // namespace

void Curve::append(double x, double y) {
    if (!m_points.empty() && x <= m_points.back().x()) cutBack(x);
    if (!std::isfinite(x) || !std::isfinite(y)) return;
    m_points.emplace_back(x, y);
    if (isThinned() && m_points.size() - newest() >= m_stride) closeStretch();
    if (m_points.size() > kMostPoints) thinOut();
}

void Curve::cutBack(double x) {
    m_points.erase(std::lower_bound(m_points.begin(), m_points.end(), x, isLeftOf), m_points.end());
    // A stretch of which one point is gone is none any more: what is left of it counts among the newest.
    const size_t whole = (std::max(m_points.size(), kFirst) - kFirst) / 2;
    if (m_stretches.size() > whole) m_stretches.resize(whole);
    if (m_points.empty()) m_stride = 1;
    ++m_revision;
}

/// The newest points become their lowest and their highest one.
void Curve::closeStretch() {
    const auto begin = m_points.begin() + static_cast<std::ptrdiff_t>(newest());
    double sum = 0;
    for (auto point = begin; point != m_points.end(); ++point) sum += point->y();
    const auto count = static_cast<size_t>(m_points.end() - begin);
    const Stretch stretch{m_points.back().x(), sum / static_cast<double>(count), count};
    const auto [low, high] = extremesOf(begin, m_points.end());
    m_points.resize(newest());
    m_points.push_back(low);
    m_points.push_back(high);
    m_stretches.push_back(stretch);
}

/// Stretches twice as long, of half as many points.
void Curve::thinOut() {
    ++m_revision;
    if (!isThinned()) {
        constexpr size_t kFirstStride = 4;
        const std::vector<QPointF> all = std::exchange(m_points, {});
        m_points.reserve(kMostPoints + 1);
        m_stretches.reserve(kMostPoints / 2);
        m_stride = kFirstStride;
        for (const QPointF& point : all) {
            m_points.push_back(point);
            if (m_points.size() > kFirst && m_points.size() - newest() == m_stride) closeStretch();
        }
        return;
    }
    size_t to = 0;  // stretches that are done
    for (size_t from = 0; from < m_stretches.size(); ++to) {
        const bool isAlone = from + 1 == m_stretches.size();
        const size_t points = isAlone ? 2 : 4;
        const auto begin = m_points.begin() + static_cast<std::ptrdiff_t>(kFirst + 2 * from);
        const auto [low, high] = extremesOf(begin, begin + static_cast<std::ptrdiff_t>(points));
        m_points[kFirst + 2 * to] = low;
        m_points[kFirst + 2 * to + 1] = high;
        m_stretches[to] = isAlone ? m_stretches[from] : joined(m_stretches[from], m_stretches[from + 1]);
        from += points / 2;
    }
    const auto begin = m_points.begin() + static_cast<std::ptrdiff_t>(kFirst + 2 * to);
    m_points.erase(begin, m_points.begin() + static_cast<std::ptrdiff_t>(newest()));
    m_stretches.resize(to);
    m_stride *= 2;
}

std::vector<QPointF> Curve::decimated(double from, double to, int pixels) const {
    auto first = std::lower_bound(m_points.begin(), m_points.end(), from, isLeftOf);
    auto last = std::upper_bound(first, m_points.end(), to, [](double x, const QPointF& p) { return x < p.x(); });
    const bool hasLeft = first != m_points.begin();
    const bool hasRight = last != m_points.end();
    const auto visible = static_cast<size_t>(last - first);
    const auto columns = static_cast<size_t>(std::max(pixels, 1));

    std::vector<QPointF> out;
    out.reserve(std::min(visible, 2 * columns) + 2);
    if (hasLeft) out.push_back(*(first - 1));
    if (visible <= 2 * columns) {
        out.insert(out.end(), first, last);
    } else {
        const double width = (to - from) / static_cast<double>(columns);
        for (size_t column = 1; column <= columns && first != last; ++column) {
            const auto end = column == columns
                                 ? last
                                 : std::lower_bound(first, last, from + width * static_cast<double>(column), isLeftOf);
            appendExtremes(first, end, out);
            first = end;
        }
    }
    if (hasRight) out.push_back(*last);
    return out;
}

std::optional<QPointF> Curve::nearest(double x) const {
    if (m_points.empty()) return std::nullopt;
    const auto right = std::lower_bound(m_points.begin(), m_points.end(), x, isLeftOf);
    if (right == m_points.begin()) return *right;
    const auto left = right - 1;
    if (right == m_points.end()) return *left;
    return x - left->x() <= right->x() - x ? *left : *right;
}

void SmoothedCurve::append(double x, double mean, size_t count) {
    if (!std::isfinite(x) || !std::isfinite(mean)) return;
    const double past = count == 1 ? m_memory : std::pow(m_memory, static_cast<double>(count));
    m_state.average = past * m_state.average + (1 - past) * mean;
    m_state.weight = past * m_state.weight + (1 - past);
    m_state.end = x;
    m_curve.append(x, m_state.average / m_state.weight);
}

void SmoothedCurve::rewind(const State& state) {
    m_state = state;
    m_curve.cutBack(std::nextafter(state.end, std::numeric_limits<double>::infinity()));
}

}  // namespace distillab::ui
