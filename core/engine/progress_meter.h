#pragma once

#include "core/report/run_events.h"

#include <QElapsedTimer>
#include <QMap>

namespace distillab::engine {

/// Turns done shares of phases into one bar and one estimate for the whole run.
///
/// Every phase is planned as an amount of work (multiply-adds). Time per work is measured while the run goes on:
/// from the phase in work once it has something to show, else from everything so far.
class ProgressMeter {
public:
    /// Phases without work take no time in the estimate and are left out of the bar.
    explicit ProgressMeter(QMap<report::Phase, double> work);

    /// @param share  already done by an earlier process
    void begin(report::Phase phase, double share = 0);
    /// @param share  of the phase in work that is done, 0…1
    report::Progress at(double share);

private:
    QMap<report::Phase, double> m_work;
    report::Phase m_phase = report::Phase::Data;
    double m_doneWork = 0;
    double m_shareAtBegin = 0;
    double m_secondsPerWork = 0;
    QElapsedTimer m_timer;
};

}  // namespace distillab::engine
