#include "ui/plot/trend.h"

namespace distillab::ui {

Trend::Trend(const Curve& source, int points) : m_source(source), m_memory(1 - 1.0 / points), m_smoothed(m_memory) {
    begin();
}

const Curve& Trend::curve() {
    if (m_source.revision() != m_revision) begin();
    if (m_source.isThinned()) {
        takeStretches();
    } else {
        takePoints(m_taken);
        m_taken = m_source.points().size();
    }
    return m_smoothed.curve();
}

void Trend::begin() {
    m_smoothed = SmoothedCurve(m_memory);
    m_revision = m_source.revision();
    m_taken = 0;
    m_settled = {};
}

void Trend::takePoints(size_t from) {
    const auto& points = m_source.points();
    for (size_t i = from; i < points.size(); ++i) m_smoothed.append(points[i].x(), points[i].y());
}

void Trend::takeStretches() {
    m_smoothed.rewind(m_settled);  // the newest points may have become a stretch
    const auto& stretches = m_source.stretches();
    for (; m_taken < stretches.size(); ++m_taken) {
        m_smoothed.append(stretches[m_taken].end, stretches[m_taken].mean, stretches[m_taken].count);
    }
    m_settled = m_smoothed.state();
    takePoints(m_source.newest());
}

}  // namespace distillab::ui
