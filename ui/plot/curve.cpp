#include "ui/plot/curve.h"

#include <algorithm>
#include <cmath>

namespace distillab::ui {
namespace {

using Iterator = std::vector<QPointF>::const_iterator;

bool isLeftOf(const QPointF& point, double x) { return point.x() < x; }

/// Appends the lowest and the highest point of [first, last), in order of x.
void appendExtremes(Iterator first, Iterator last, std::vector<QPointF>& out) {
    if (first == last) return;
    const auto [low, high] =
        std::minmax_element(first, last, [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); });
    out.push_back(*std::min(low, high));
    if (low != high) out.push_back(*std::max(low, high));
}

}  // namespace

void Curve::append(double x, double y) {
    if (!m_points.empty() && x <= m_points.back().x()) {
        m_points.erase(std::lower_bound(m_points.begin(), m_points.end(), x, isLeftOf), m_points.end());
    }
    if (std::isfinite(x) && std::isfinite(y)) m_points.emplace_back(x, y);
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

void SmoothedCurve::append(double x, double y) {
    if (!std::isfinite(x) || !std::isfinite(y)) return;
    m_average = m_memory * m_average + (1 - m_memory) * y;
    m_weight = m_memory * m_weight + (1 - m_memory);
    m_curve.append(x, m_average / m_weight);
}

}  // namespace distillab::ui
