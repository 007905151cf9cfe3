#include "core/base/run_control.h"

#include "core/base/error.h"

namespace distillab {

void RunControl::pause() {
    const std::lock_guard lock(m_mutex);
    m_paused = true;
}

void RunControl::resume() {
    {
        const std::lock_guard lock(m_mutex);
        m_paused = false;
    }
    m_changed.notify_all();
}

void RunControl::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_changed.notify_all();
}

void RunControl::reset() {
    const std::lock_guard lock(m_mutex);
    m_paused = false;
    m_stopped = false;
}

bool RunControl::stopRequested() const {
    const std::lock_guard lock(m_mutex);
    return m_stopped;
}

bool RunControl::pauseRequested() const {
    const std::lock_guard lock(m_mutex);
    return m_paused;
}

void RunControl::waitWhilePaused() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_paused || m_stopped; });
}

void RunControl::obey() {
    waitWhilePaused();
    if (stopRequested()) throw Stopped();
}

}  // namespace distillab
