#include "core/base/proc.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <unistd.h>

#include <algorithm>
#include <vector>

/// How long after its start the program shows its first picture, and what its process holds then. The program says so
/// by itself (`--first-picture`); this measures from before it is started.
namespace {

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

constexpr int kStarts = 10;
constexpr double kAimMs = 500;
constexpr int kPatienceMs = 60'000;

/// What is read from disk afterwards comes from the disk. @return whether this machine lets us
bool dropCaches() {
    ::sync();
    QFile file(u"/proc/sys/vm/drop_caches"_s);
    return file.open(QIODevice::WriteOnly) && file.write("3\n") == 2 && file.flush();
}

/// Of the process, in MiB.
double memoryOf(qint64 process) {
    return procValue(u"/proc/%1/status"_s.arg(process), "VmRSS"_L1).section(u' ', 0, 0).toDouble() / 1024;
}

/// Starts the program until it has shown its first picture. @return milliseconds; less than 0 when it did not
double start(QProcess& program) {
    QElapsedTimer timer;
    timer.start();
    program.start(QStringLiteral(DISTILLAB_BIN_DIR "/distillab"), {u"--first-picture"_s});
    while (program.waitForReadyRead(kPatienceMs)) {
        if (program.readAllStandardOutput().contains("shown")) return static_cast<double>(timer.nsecsElapsed()) * 1e-6;
    }
    return -1;
}

void firstPicture(benchmark::State& state) {
    const bool isCold = state.range(0) == 1;
    const QTemporaryDir home;  // settings and runs of its own
    qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
    qputenv("HOME", home.path().toLocal8Bit());
    std::vector<double> times;
    double memory = 0;
    for (auto _ : state) {
        if (isCold && !dropCaches()) {
            state.SkipWithError("caches may not be dropped here");
            return;
        }
        QProcess program;
        const double ms = start(program);
        if (ms < 0) {
            state.SkipWithError("the program showed no picture");
            return;
        }
        memory = std::max(memory, memoryOf(program.processId()));
        program.closeWriteChannel();  // it ends
        program.waitForFinished(kPatienceMs);
        times.push_back(ms);
        state.SetIterationTime(ms * 1e-3);
    }
    std::sort(times.begin(), times.end());
    state.counters["median_ms"] = (times[(times.size() - 1) / 2] + times[times.size() / 2]) / 2;
    state.counters["max_ms"] = times.back();
    state.counters["memory_mib"] = memory;
    state.counters["aim_ms"] = kAimMs;
}
BENCHMARK(firstPicture)
    ->ArgName("cold")
    ->Arg(1)
    ->Arg(0)
    ->Iterations(kStarts)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    benchmark::AddCustomContext("aim", "median_ms, from the start of the program to its first picture, at most 500");
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
