#pragma once

#include "core/sweep/sweep_folder.h"

#include <QObject>
#include <QThreadPool>

#include <functional>

namespace distillab::sweep {

/// The runs of a sweep, one after the other, on a session: when one ends the next begins. A run that fails is marked,
/// and the others go on.
///
/// Pausing, stopping and watching a run are the session's; its events during a sweep are those of the current cell.
class SweepQueue : public QObject {
    Q_OBJECT
public:
    enum class Ending { Finished, Stopped, Failed };
    Q_ENUM(Ending)

    /// @param session  must outlive the queue
    explicit SweepQueue(session::TrainingSession& session, QObject* parent = nullptr);
    ~SweepQueue() override;

    bool isActive() const { return m_current.has_value(); }
    /// The sweep under way, or the last one; nothing before the first.
    const std::optional<SweepFolder>& sweep() const { return m_sweep; }
    /// The cell whose run is under way, or about to begin.
    std::optional<size_t> current() const { return m_current; }

public Q_SLOTS:
    /// Runs all cells that are not finished; failed ones are tried again. Ignored while the session is busy.
    void start(const distillab::sweep::SweepFolder& sweep);
    /// Ends the current run with a checkpoint and begins no other.
    void stop();

Q_SIGNALS:
    /// @param experiment  what the run was given to do
    void cellStarted(size_t cell, const distillab::experiment::Experiment& experiment);
    /// The run of this cell finished or failed: see its folder.
    void cellEnded(size_t cell);
    /// @param problem  of a sweep that could not go on
    void ended(distillab::sweep::SweepQueue::Ending ending, const distillab::session::Problem& problem);

private:
    bool isMine() const;
    /// Reports are completed in a thread of their own, since they read the data: whoever watches the sweep in a window
    /// is not kept waiting. Afterwards `next` runs in this thread, or the sweep ends with what went wrong.
    void complete(std::function<void(const SweepFolder&)> work, std::function<void()> next);
    void goOn();
    void startNext();
    void finishCell();
    void failCell(const session::Problem& problem);
    void end(Ending ending, const session::Problem& problem = {});

    session::TrainingSession& m_session;
    std::optional<SweepFolder> m_sweep;
    std::optional<size_t> m_current;
    bool m_completes = false;  ///< reports, before what comes next
    bool m_stopping = false;
    QThreadPool m_pool;  ///< its own, so that waiting for it waits for nothing else
};

}  // namespace distillab::sweep
