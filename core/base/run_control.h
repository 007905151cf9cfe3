#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace distillab {

class Error;

/// Who is told, on the engine's thread, that a disk refuses what a run has to write: the run waits meanwhile.
struct ObstacleListener {
    std::function<void(const Error& obstacle)> met;  ///< once, and again when a resume() came too early
    std::function<void()> cleared;
    std::chrono::milliseconds betweenTries = std::chrono::seconds(3);
};

/// Pause, resume and stop, asked for by one thread and obeyed by the engine between two steps.
class RunControl {
public:
    void pause();
    void resume();
    void stop();
    /// Back to running, for the next run.
    void reset();

    bool stopRequested() const;
    bool pauseRequested() const;
    /// Returns when neither paused nor, at the latest, when stopped.
    void waitWhilePaused();
    /// For loops without state worth keeping: waits while paused. @throws Stopped when a stop was asked for
    void obey();

    /// Without a listener nobody would know what the run waits for, so that it does not wait. Set before the run.
    void setObstacleListener(ObstacleListener listener) { m_listener = std::move(listener); }
    /// Does a piece of writing that may be done again from the start, until the disk takes it: tried again every few
    /// seconds, and at once on resume().
    /// @throws Stopped when stopped meanwhile, DiskRefused when there is no listener, else what the writing throws
    void insist(const std::function<void()>& writing);

private:
    void forgetResume();
    /// @return whether it ended by resume()
    bool waitForNextTry();

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_paused = false;
    bool m_stopped = false;
    bool m_resumed = false;  ///< since a disk last refused
    ObstacleListener m_listener;
};

}  // namespace distillab
