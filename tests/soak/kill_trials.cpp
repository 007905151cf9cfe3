#include "tests/soak/kill_trials.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QProcess>
#include <QProcessEnvironment>

#include <signal.h>

#include <memory>

namespace distillab::soak {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 kLongestRunMs = 300'000;
constexpr int kSuspensionMs = 300;
/// Signals come within this share of the undisturbed time: later ones would often find the work done.
constexpr double kShareOfTime = 0.9;

/// What work in `folder` keeps beside it for other runs: a cache of its own, so that it is killed while it is filled.
QString cacheOf(const QString& folder) { return folder + u"-cache"_s; }

std::unique_ptr<QProcess> start(const QStringList& words, const QString& folder) {
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DISTILLAB_CACHE"_s, cacheOf(folder));
    process->setProcessEnvironment(environment);
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->start(QStringLiteral(DISTILLAB_BIN_DIR "/distillab-cli"), words);
    if (!process->waitForStarted()) qFatal("distillab-cli cannot be started");
    return process;
}

/// Lets the chat model of this process answer meanwhile. @return whether `isDone` within `ms`
template <typename IsDone>
bool wait(qint64 ms, const IsDone& isDone) {
    QElapsedTimer timer;
    timer.start();
    while (!isDone()) {
        if (timer.elapsed() >= ms) return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 1);
    }
    return true;
}

bool hasEnded(const QProcess& process) { return process.state() == QProcess::NotRunning; }

void send(const QProcess& process, int signal) { ::kill(static_cast<pid_t>(process.processId()), signal); }

/// A checkpoint is written under another name first: whether such a file is there.
bool isSaving(const QString& folder) {
    QDirIterator files(folder, {u"checkpoint.safetensors.*"_s}, QDir::Files, QDirIterator::Subdirectories);
    return files.hasNext();
}

QString lastLines(QProcess& process) {
    return QString::fromUtf8(process.readAll()).trimmed().section(u'\n', -3).simplified();
}

}  // namespace

KillTrials::KillTrials(Scenario scenario, QString scratch, SplitMix64& random)
    : m_scenario(std::move(scenario)), m_scratch(std::move(scratch)), m_random(random) {}

bool KillTrials::begin() {
    const QString folder = m_scratch + u"/undisturbed"_s;
    QElapsedTimer timer;
    timer.start();
    const QString problem = finish(folder);
    m_referenceMs = timer.elapsed();
    if (!problem.isEmpty()) {
        m_tally.lost << u"the undisturbed run failed: %1"_s.arg(problem);
        return false;
    }
    m_reference = worthOf(folder);
    return true;
}

void KillTrials::disturb() {
    const QString folder = m_scratch + u"/trial-%1"_s.arg(++m_tally.trials);
    const std::uint32_t times = 1 + m_random.below(3);
    for (std::uint32_t i = 0; i < times && runAndSignal(folder) == Ending::Ended; ++i) continue;
    QString problem = finish(folder);
    if (problem.isEmpty()) problem = differenceIn(folder);
    if (problem.isEmpty()) {
        for (const QString& done : {folder, cacheOf(folder)}) QDir(done).removeRecursively();
    } else {
        m_tally.lost << u"%1: %2"_s.arg(folder, problem);
    }
}

KillTrials::Ending KillTrials::runAndSignal(const QString& folder) {
    const auto process = start(m_scenario.words(folder), folder);
    const auto ended = [&] { return hasEnded(*process); };
    const qint64 moment = m_random.below(static_cast<std::uint32_t>(kShareOfTime * static_cast<double>(m_referenceMs)));
    if (wait(moment, ended)) return Ending::Finished;
    switch (m_random.below(8)) {
        case 0:
            send(*process, SIGTERM);
            ++m_tally.stops;
            break;
        case 1:
            send(*process, SIGSTOP);
            wait(kSuspensionMs, [] { return false; });
            send(*process, SIGCONT);
            ++m_tally.suspensions;
            if (!wait(kLongestRunMs, ended)) send(*process, SIGKILL);
            return Ending::Finished;
        case 2:
        case 3:
        case 4:
            if (wait(m_referenceMs, [&] { return ended() || isSaving(folder); }) && ended()) return Ending::Finished;
            m_tally.killsInSave += isSaving(folder) ? 1 : 0;
            [[fallthrough]];
        default: send(*process, SIGKILL); ++m_tally.kills;
    }
    wait(kLongestRunMs, ended);
    return Ending::Ended;
}

QString KillTrials::finish(const QString& folder) {
    const auto process = start(m_scenario.words(folder), folder);
    if (!wait(kLongestRunMs, [&] { return hasEnded(*process); })) {
        send(*process, SIGKILL);
        process->waitForFinished();
        return u"it did not end within %1 s"_s.arg(kLongestRunMs / 1000);
    }
    if (process->exitStatus() == QProcess::NormalExit && process->exitCode() == 0) return {};
    return u"exit code %1, “%2”"_s.arg(process->exitCode()).arg(lastLines(*process));
}

QString KillTrials::differenceIn(const QString& folder) const {
    try {
        return differenceOf(worthOf(folder), m_reference);
    } catch (const Error& error) {
        return error.text();
    }
}

}  // namespace distillab::soak
