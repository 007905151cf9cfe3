#pragma once

#include <condition_variable>
#include <mutex>

namespace distillab {

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

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_paused = false;
    bool m_stopped = false;
};

}  // namespace distillab
