#pragma once

#include <csignal>
#include <functional>
#include <thread>

namespace distillab::cli {

/// While it lives, Ctrl+C (SIGINT), SIGTERM and SIGHUP call `stop` on a thread of its own, where locks are allowed,
/// instead of ending the program; a second signal ends the program at once.
/// Make it before other threads start: they must inherit the blocked signals.
class StopOnSignal {
public:
    explicit StopOnSignal(std::function<void()> stop);
    ~StopOnSignal();
    StopOnSignal(const StopOnSignal&) = delete;
    StopOnSignal& operator=(const StopOnSignal&) = delete;

private:
    void watch() const;

    std::function<void()> m_stop;
    sigset_t m_before;
    int m_signals;
    int m_end;
    std::thread m_thread;
};

}  // namespace distillab::cli
