#pragma once

#include "core/experiment/experiment.h"
#include "core/report/run_events.h"
#include "core/session/training_session.h"

#include <QList>
#include <QString>

#include <optional>

namespace distillab::ui {

enum class Outcome { Open, Finished, Stopped, Failed };

/// One stop of the way through a run, for the strip above the plots.
struct PhaseMark {
    enum class State { Ahead, Current, Done };
    report::Phase phase;
    QString title;
    State state = State::Ahead;
};

/// What the monitor says about a run and which buttons make sense: all of it without a widget.
class RunStatus {
public:
    /// A run about to start: which phases it will go through.
    void begin(const experiment::Experiment& experiment);
    /// An old run, complete.
    void beginFinished(const experiment::Experiment& experiment);

    void setState(session::SessionState state);
    void enter(report::Phase phase);
    void setProgress(const report::Progress& progress) { m_progress = progress; }
    void setStep(const report::StepMetrics& step) { m_step = step; }
    void end(Outcome outcome);
    /// Whether the run folder holds a checkpoint to go on from, once the run has ended before its time.
    void setResumable(bool resumable) { m_resumable = resumable; }

    Outcome outcome() const { return m_outcome; }
    bool isActive() const;
    QList<PhaseMark> marks() const;
    /// Where the run is, or was when it ended.
    std::optional<report::Phase> phase() const { return m_phase; }

    /// 0…1000, for a progress bar.
    int permille() const;
    /// "Distilling the student, about 1 minute left"
    QString headline() const;
    /// "Step 120 of 450, 8,200 examples a second"; empty outside training.
    QString detail() const;

    bool canPause() const { return m_state == session::SessionState::Running; }
    /// A paused run goes on, a stopped or failed one starts again from its checkpoint.
    bool canResume() const;
    bool canStop() const;

private:
    experiment::Experiment m_experiment;
    session::SessionState m_state = session::SessionState::Idle;
    Outcome m_outcome = Outcome::Open;
    std::optional<report::Phase> m_phase;
    QList<report::Phase> m_seen;  ///< entered so far: whether a text teacher is fine-tuned shows only then
    report::Progress m_progress;
    std::optional<report::StepMetrics> m_step;
    bool m_resumable = false;
};

}  // namespace distillab::ui
