#include "ui/plot/trend.h"

namespace distillab::ui {

Trend::Trend(const Curve& source, int points) : m_source(source), m_memory(1 - 1.0 / points), m_smoothed(m_memory) {}

const Curve& Trend::curve() {
    if (isCutBack()) {
        m_smoothed = SmoothedCurve(m_memory);
        m_taken = 0;
    }
    const auto& points = m_source.points();
    for (; m_taken < points.size(); ++m_taken) m_smoothed.append(points[m_taken].x(), points[m_taken].y());
    if (m_taken > 0) m_last = points[m_taken - 1];
    return m_smoothed.curve();
}

/// A resumed run measures the steps since its checkpoint again.
bool Trend::isCutBack() const {
    const auto& points = m_source.points();
    return m_taken > points.size() || (m_taken > 0 && points[m_taken - 1] != m_last);
}

}  // namespace distillab::ui
