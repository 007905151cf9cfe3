#pragma once

#include "core/report/run_events.h"

#include <QElapsedTimer>
#include <QString>

namespace distillab::cli {

/// Shows on standard error how a run comes along: a moving bar when that is a terminal, else plain lines, one per
/// phase and one per epoch.
class ProgressDisplay : public report::RunListener {
public:
    ProgressDisplay();
    /// Leaves the terminal with the bar wiped away.
    ~ProgressDisplay() override;

    void phaseStarted(report::Phase phase) override;
    void progressed(const report::Progress& progress) override;
    void stepDone(const report::StepMetrics& metrics) override;
    void epochDone(const report::EpochMetrics& metrics) override;
    void logged(const QString& line) override;

private:
    void printLine(const QString& line);
    void drawBar();
    void wipeBar();

    bool m_terminal;
    bool m_barShown = false;
    report::Progress m_progress;
    report::StepMetrics m_step;
    QElapsedTimer m_sinceDrawn;
};

}  // namespace distillab::cli
