#include "core/sweep/sweep_queue.h"

#include "core/base/error.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"

#include <functional>
#include <utility>

namespace distillab::sweep {

using session::TrainingSession;

SweepQueue::SweepQueue(TrainingSession& session, QObject* parent) : QObject(parent), m_session(session) {
    connect(&session, &TrainingSession::finished, this, [this] {
        if (isMine()) finishCell();
    });
    connect(&session, &TrainingSession::failed, this, [this](const session::Problem& problem) {
        if (isMine()) failCell(problem);
    });
    connect(&session, &TrainingSession::stopped, this, [this] {
        if (isMine()) end(Ending::Stopped);
    });
}

SweepQueue::~SweepQueue() { m_pool.waitForDone(); }

bool SweepQueue::isMine() const {
    return m_current && m_session.runFolder() == m_sweep->runFolder(m_sweep->cells()[*m_current]);
}

void SweepQueue::start(const SweepFolder& sweep) {
    if (m_session.isBusy() || isActive() || m_completes) return;
    m_sweep = sweep;
    m_stopping = false;
    try {
        sweep.forgetFailures();
    } catch (const Error& error) {
        return end(Ending::Failed, session::toProblem(error));
    }
    m_current = sweep.next();
    complete(std::mem_fn(&SweepFolder::completeReports), [this] { startNext(); });
}

void SweepQueue::stop() {
    if (!isActive()) return;
    m_stopping = true;
    m_session.stop();
}

void SweepQueue::complete(std::function<void(const SweepFolder&)> work, std::function<void()> next) {
    m_completes = true;
    m_pool.start([this, sweep = *m_sweep, work = std::move(work), next = std::move(next)] {
        std::optional<session::Problem> problem;
        try {
            work(sweep);
        } catch (const Error& error) {
            problem = session::toProblem(error);
        }
        const auto done = [this, next, problem] {
            m_completes = false;
            problem ? end(Ending::Failed, *problem) : next();
        };
        QMetaObject::invokeMethod(this, done, Qt::QueuedConnection);
    });
}

/// Later: whoever else listens to the session is still to hear of the run that has just ended.
void SweepQueue::goOn() { QMetaObject::invokeMethod(this, &SweepQueue::startNext, Qt::QueuedConnection); }

void SweepQueue::startNext() {
    m_current = m_sweep->next();
    if (!m_current) return end(Ending::Finished);
    if (m_stopping || m_session.isBusy()) return end(Ending::Stopped);
    const Cell& cell = m_sweep->cells()[*m_current];
    const QString folder = m_sweep->runFolder(cell);
    const bool goesOn = m_sweep->state(cell) == CellState::Interrupted;
    try {
        const experiment::Experiment experiment =
            goesOn ? experiment::load(experiment::RunFolder(folder).experimentFile()) : m_sweep->experimentFor(cell);
        Q_EMIT cellStarted(*m_current, experiment);
        if (goesOn) {
            m_session.resumeRun(folder);
        } else {
            m_session.start(experiment, folder);
        }
    } catch (const Error& error) {
        failCell(session::toProblem(error));
    }
}

void SweepQueue::finishCell() {
    const size_t cell = *m_current;
    complete([cell](const SweepFolder& folder) { folder.completeReport(folder.cells()[cell]); },
             [this, cell] {
                 Q_EMIT cellEnded(cell);
                 goOn();
             });
}

void SweepQueue::failCell(const session::Problem& problem) {
    const size_t cell = *m_current;
    try {
        m_sweep->recordFailure(m_sweep->cells()[cell], problem);
    } catch (const Error& error) {
        return end(Ending::Failed, session::toProblem(error));
    }
    Q_EMIT cellEnded(cell);
    if (const std::optional<session::Problem> common = m_sweep->commonProblem()) return end(Ending::Failed, *common);
    goOn();
}

void SweepQueue::end(Ending ending, const session::Problem& problem) {
    m_current.reset();
    Q_EMIT ended(ending, problem);
}

}  // namespace distillab::sweep
