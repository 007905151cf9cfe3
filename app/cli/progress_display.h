#pragma once

#include "core/base/run_control.h"
#include "core/report/run_events.h"

#include <QElapsedTimer>
#include <QString>

namespace distillab::cli {

/// Shows on standard error how a run comes along: a moving bar when that is a terminal, else plain lines, one per
/// phase and one per epoch, and what it waits for when a disk is full.
class ProgressDisplay : public report::RunListener {
public:
    /// @param control  of the runs to be shown; must outlive this
    explicit ProgressDisplay(RunControl& control);
    /// Leaves the terminal with the bar wiped away.
    ~ProgressDisplay() override;
    ProgressDisplay(const ProgressDisplay&) = delete;
    ProgressDisplay& operator=(const ProgressDisplay&) = delete;

    void phaseStarted(report::Phase phase) override;
    void progressed(const report::Progress& progress) override;
    void stepDone(const report::StepMetrics& metrics) override;
    void epochDone(const report::EpochMetrics& metrics) override;
    void logged(const QString& line) override;

private:
    void showObstacle(const Error& obstacle);
    void printLine(const QString& line);
    void drawBar();
    void wipeBar();

    RunControl& m_control;
    bool m_terminal;
    bool m_barShown = false;
    report::Progress m_progress;
    report::StepMetrics m_step;
    QElapsedTimer m_sinceDrawn;
};

}  // namespace distillab::cli
