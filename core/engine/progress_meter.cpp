#include "core/engine/progress_meter.h"

#include <algorithm>
#include <numeric>

namespace distillab::engine {
namespace {

constexpr double kShareForEstimate = 0.02;
constexpr double kSecondsForEstimate = 1.0;

}  // namespace

ProgressMeter::ProgressMeter(QMap<report::Phase, double> work) : m_work(std::move(work)) { m_timer.start(); }

void ProgressMeter::begin(report::Phase phase, double share) {
    m_doneWork = 0;
    for (auto it = m_work.begin(); it != m_work.end() && it.key() < phase; ++it) m_doneWork += it.value();
    m_phase = phase;
    m_shareAtBegin = share;
    m_timer.restart();
}

report::Progress ProgressMeter::at(double share) {
    const double total = std::accumulate(m_work.begin(), m_work.end(), 0.0);
    const double phaseWork = m_work.value(m_phase);
    const double seconds = static_cast<double>(m_timer.elapsed()) / 1000;
    const double gained = share - m_shareAtBegin;
    if (gained > kShareForEstimate && seconds > kSecondsForEstimate && phaseWork > 0) {
        m_secondsPerWork = seconds / (gained * phaseWork);
    }
    const double done = m_doneWork + share * phaseWork;
    report::Progress progress;
    progress.phase = m_phase;
    progress.fraction = total > 0 ? std::clamp(done / total, 0.0, 1.0) : 0;
    if (m_secondsPerWork > 0) progress.secondsLeft = m_secondsPerWork * (total - done);
    return progress;
}

}  // namespace distillab::engine
