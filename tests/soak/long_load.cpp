#include "tests/soak/long_load.h"

#include "core/base/proc.h"
#include "core/base/run_control.h"
#include "core/experiment/document.h"
#include "core/report/silence.h"
#include "core/session/engine.h"
#include "tests/support/synthetic_images.h"

#include <QDir>

namespace distillab::soak {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWarmUpRuns = 5;

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
    report::Silence listener;
    for (growth.runs = 1; growth.runs <= runs; ++growth.runs) {
        const QString folder = scratch + u"/again"_s;
        QDir(folder).removeRecursively();
        RunControl control;
        session::loadEngine().run(experiment, folder, false, listener, control);
        if (growth.runs != std::min(kWarmUpRuns, runs)) continue;
        growth.warmUpRuns = growth.runs;
        growth.firstMib = processMemoryMib("VmRSS"_L1);
        growth.firstFiles = openFiles();
    }
    growth.runs = runs;
    growth.lastMib = processMemoryMib("VmRSS"_L1);
    growth.lastFiles = openFiles();
    return growth;
}

}  // namespace distillab::soak
