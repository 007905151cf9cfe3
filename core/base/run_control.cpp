#include "core/base/run_control.h"

#include "core/base/error.h"
#include "core/base/files.h"

namespace distillab {

void RunControl::pause() {
    const std::lock_guard lock(m_mutex);
    m_paused = true;
}

void RunControl::resume() {
    {
        const std::lock_guard lock(m_mutex);
        m_paused = false;
        m_resumed = true;
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

void RunControl::insist(const std::function<void()>& writing) {
    bool isToTell = true;
    bool wasTold = false;
    while (true) {
        try {
            writing();
            if (wasTold) m_listener.cleared();
            return;
        } catch (const DiskRefused& refusal) {
            if (!m_listener.met) throw;
            // Whoever stops while the disk is full has the last checkpoint: no other can be written.
            if (stopRequested()) throw Stopped();
            // Before anybody is told: whoever is, may answer at once.
            forgetResume();
            if (isToTell) m_listener.met(refusal);
            wasTold = true;
        }
        isToTell = waitForNextTry();
    }
}

void RunControl::forgetResume() {
    const std::lock_guard lock(m_mutex);
    m_resumed = false;
}

bool RunControl::waitForNextTry() {
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, m_listener.betweenTries, [this] { return m_resumed || m_stopped; });
    return m_resumed;
}

}  // namespace distillab
