#include "app/cli/stop_on_signal.h"

#include "core/base/error.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

namespace distillab::cli {
namespace {

sigset_t stopSignals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, signal);
    return set;
}

}  // namespace

StopOnSignal::StopOnSignal(std::function<void()> stop) : m_stop(std::move(stop)) {
    const sigset_t set = stopSignals();
    pthread_sigmask(SIG_BLOCK, &set, &m_before);
    m_signals = signalfd(-1, &set, SFD_CLOEXEC);
    m_end = eventfd(0, EFD_CLOEXEC);
    m_thread = std::thread([this] { watch(); });
}

StopOnSignal::~StopOnSignal() {
    const std::uint64_t one = 1;
    while (::write(m_end, &one, sizeof one) < 0 && errno == EINTR) {
    }
    m_thread.join();
    ::close(m_signals);
    ::close(m_end);
    pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

void StopOnSignal::watch() const {
    pollfd sources[] = {{m_signals, POLLIN, 0}, {m_end, POLLIN, 0}};
    bool asked = false;
    while (true) {
        if (::poll(sources, 2, -1) < 0) continue;
        if ((sources[1].revents & POLLIN) != 0) return;
        signalfd_siginfo info;
        if (::read(m_signals, &info, sizeof info) != static_cast<ssize_t>(sizeof info)) continue;
        if (asked) ::_exit(kExitStopped);
        asked = true;
        m_stop();
    }
}

}  // namespace distillab::cli
