#include "tests/soak/long_load.h"

#include "core/base/run_control.h"
#include "core/experiment/document.h"
#include "core/session/engine.h"
#include "tests/support/synthetic_images.h"

#include <QDir>
#include <QFile>

namespace distillab::soak {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWarmUpRuns = 5;

struct Deaf : report::RunListener {
    void phaseStarted(report::Phase /*phase*/) override {}
    void progressed(const report::Progress& /*progress*/) override {}
    void stepDone(const report::StepMetrics& /*metrics*/) override {}
    void epochDone(const report::EpochMetrics& /*metrics*/) override {}
    void logged(const QString& /*line*/) override {}
};

double residentMib() {
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly)) return 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:")) return line.mid(6).simplified().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

int openFiles() {
    return static_cast<int>(
        QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size());
}

}  // namespace

Growth runAgainAndAgain(const QString& scratch, int runs) {
    test::writeSyntheticIdx(scratch + u"/few"_s, 200, 60, 5);
    const experiment::Experiment experiment = experiment::parse(R"(
name: again
threads: 1
data: {train: few}
teacher: {model: mlp-small, epochs: 1}
student: {model: cnn-tiny}
distill: {epochs: 1}
)",
                                                                u"again.yaml"_s, scratch);
    Growth growth;
    Deaf listener;
    for (growth.runs = 1; growth.runs <= runs; ++growth.runs) {
        const QString folder = scratch + u"/again"_s;
        QDir(folder).removeRecursively();
        RunControl control;
        session::loadEngine().run(experiment, folder, false, listener, control);
        if (growth.runs != std::min(kWarmUpRuns, runs)) continue;
        growth.warmUpRuns = growth.runs;
        growth.firstMib = residentMib();
        growth.firstFiles = openFiles();
    }
    growth.runs = runs;
    growth.lastMib = residentMib();
    growth.lastFiles = openFiles();
    return growth;
}

}  // namespace distillab::soak
