#include "ui/monitor/run_status.h"

#include "core/report/wording.h"
#include "ui/monitor/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace distillab::ui {
namespace {

using report::countText;
using report::Phase;
using session::SessionState;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ui::RunStatus)
};

/// One or two words: eight of them stand side by side.
QString shortTitle(Phase phase) {
    switch (phase) {
        case Phase::Data: return Text::tr("Data");
        case Phase::TeacherTrain: return Text::tr("Teacher");
        case Phase::Assistants: return Text::tr("Assistants");
        case Phase::TeacherTargets: return Text::tr("Targets");
        case Phase::Distil: return Text::tr("Student");
        case Phase::Baseline: return Text::tr("Without teacher");
        case Phase::Evaluate: return Text::tr("Test");
        case Phase::Export: return Text::tr("ONNX");
    }
    return {};
}

bool goesThrough(const experiment::Experiment& experiment, Phase phase) {
    switch (phase) {
        case Phase::TeacherTrain: return experiment.teacher.source == experiment::TeacherSource::Train;
        case Phase::Assistants: return !experiment.teacher.assistants.empty();
        case Phase::TeacherTargets: return !experiment.data.augmented();
        case Phase::Baseline: return experiment.distill.baseline;
        case Phase::Export: return experiment.onnx.enabled;
        default: return true;
    }
}

}  // namespace

void RunStatus::begin(const experiment::Experiment& experiment) {
    *this = {};
    m_experiment = experiment;
}

void RunStatus::beginFinished(const experiment::Experiment& experiment) {
    begin(experiment);
    end(Outcome::Finished);
}

void RunStatus::setState(SessionState state) {
    m_state = state;
    if (state == SessionState::Running) m_outcome = Outcome::Open;
}

void RunStatus::enter(Phase phase) {
    m_phase = phase;
    if (!m_seen.contains(phase)) m_seen << phase;
    m_progress.phase = phase;
    m_step.reset();
}

void RunStatus::end(Outcome outcome) {
    m_outcome = outcome;
    m_step.reset();
    if (outcome == Outcome::Finished) m_progress.fraction = 1;
}

bool RunStatus::isActive() const {
    return m_state == SessionState::Running || m_state == SessionState::Paused || m_state == SessionState::Stopping;
}

QList<PhaseMark> RunStatus::marks() const {
    QList<PhaseMark> marks;
    auto state = PhaseMark::State::Done;
    if (!m_phase && m_outcome != Outcome::Finished) state = PhaseMark::State::Ahead;
    for (const Phase phase : report::kPhases) {
        const bool isHere = m_phase == phase && m_outcome != Outcome::Finished;
        if (!goesThrough(m_experiment, phase) && !m_seen.contains(phase)) continue;
        marks.append({phase, shortTitle(phase), isHere ? PhaseMark::State::Current : state});
        if (isHere) state = PhaseMark::State::Ahead;
    }
    return marks;
}

int RunStatus::permille() const {
    return static_cast<int>(std::lround(std::clamp(m_progress.fraction, 0.0, 1.0) * 1000));
}

QString RunStatus::headline() const {
    if (m_outcome == Outcome::Finished) return Text::tr("Finished");
    if (m_outcome == Outcome::Failed) return Text::tr("The run has ended early");
    if (m_outcome == Outcome::Stopped) {
        return m_resumable ? Text::tr("Stopped. A checkpoint is kept: “Resume” goes on from here.")
                           : Text::tr("Stopped before there was anything to keep.");
    }
    switch (m_state) {
        case SessionState::Paused: return Text::tr("Paused");
        case SessionState::Stopping: return Text::tr("Stopping: writing a checkpoint…");
        default: break;
    }
    if (!m_phase) return Text::tr("Getting ready…");
    return Text::tr("%1: %2", "phase: time left")
        .arg(report::phaseTitle(*m_phase), timeLeftText(m_progress.secondsLeft));
}

QString RunStatus::detail() const {
    if (!m_step) return {};
    const QString step = Text::tr("Step %1 of %2").arg(countText(m_step->step), countText(m_step->totalSteps));
    if (m_state == SessionState::Paused) return step;
    return Text::tr("%1, %2 examples a second").arg(step, countText(std::llround(m_step->itemsPerSecond)));
}

bool RunStatus::canResume() const {
    if (m_state == SessionState::Paused) return true;
    const bool endedEarly = m_outcome == Outcome::Stopped || m_outcome == Outcome::Failed;
    return m_state == SessionState::Idle && endedEarly && m_resumable;
}

bool RunStatus::canStop() const { return isActive() && m_state != SessionState::Stopping; }

}  // namespace distillab::ui
