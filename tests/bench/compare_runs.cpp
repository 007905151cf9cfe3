#include "core/library/run_library.h"
#include "core/report/metrics_log.h"
#include "tests/bench/run_benchmarks.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/run_folders.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/curves_card.h"
#include "ui/compare/run_list.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>

/// How long the list of 200 runs takes to appear and to be looked at again, and what a comparison of 50 long runs costs
/// in memory.
namespace {

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

constexpr int kRuns = 200;
constexpr int kCompared = 50;
constexpr int kSteps = 20'000;

void makeRun(const QString& folder, int number, const QByteArray& metrics) {
    experiment::Experiment experiment;
    experiment.name = u"run %1"_s.arg(number);
    experiment.data.train = u"/data"_s;
    experiment.distill.temperature = 1 + number % 8;
    test::writeFinishedRun(folder, experiment, 0.5 + 0.002 * number);
    if (metrics.isEmpty()) return;
    writeFileAtomically(experiment::RunFolder(folder).metricsFile(), metrics);
}

/// Of kSteps steps, as a run leaves it.
QByteArray makeMetrics(const QString& folder) {
    {
        report::MetricsLog log(experiment::RunFolder(folder).metricsFile(), 0);
        for (int step = 1; step <= kSteps; ++step) log.write(test::exampleStep(step, kSteps));
        for (int epoch = 1; epoch <= 20; ++epoch) log.write(test::exampleEpoch(report::Phase::Distil, epoch));
    }
    return readFile(experiment::RunFolder(folder).metricsFile());
}

/// Resident memory of this process.
double residentMib() {
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly)) return 0;
    return file.readAll().split(' ').at(1).toDouble() * 4 / 1024;
}

/// Two hundred runs, of which the first fifty are long.
class Runs {
public:
    Runs() {
        const QByteArray metrics = makeMetrics(m_settings.path(u"measured"_s));
        for (int i = 0; i < kRuns; ++i) {
            makeRun(m_settings.path(u"runs/run-%1"_s.arg(i)), i, i < kCompared ? metrics : QByteArray());
        }
    }

private:
    test::IsolatedSettings m_settings;
};

void listing(benchmark::State& state, bool known) {
    const Runs runs;
    library::RunLibrary library;
    if (known) library.refresh();
    for (auto _ : state) {
        if (!known) library = {};
        library.refresh();
    }
    state.counters["runs"] = static_cast<double>(library.runs().size());
}

/// Ticks fifty runs and waits for their curves.
void comparing(benchmark::State& state) {
    const Runs runs;
    for (auto _ : state) {
        ui::ComparePage page;
        page.resize(1280, 800);
        page.show();
        QApplication::processEvents();
        auto& model = page.findChild<ui::RunList*>()->model();
        auto* curves = page.findChild<ui::CurvesCard*>();
        const double before = residentMib();
        QElapsedTimer timer;
        timer.start();
        QEventLoop loop;
        QObject::connect(curves, &ui::CurvesCard::allLoaded, &loop, &QEventLoop::quit);
        for (int row = model.rowCount() - 1; row >= 0; --row) {
            const QString folder = model.run(row).folder;
            if (QFile::exists(experiment::RunFolder(folder).metricsFile())) model.setChosen(folder, true);
        }
        loop.exec();
        QApplication::processEvents();
        state.counters["seconds"] = static_cast<double>(timer.elapsed()) / 1000;
        state.counters["points"] = static_cast<double>(curves->pointCount());
        state.counters["MiB"] = residentMib() - before;
        state.counters["MiB_in_all"] = residentMib();
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    ui::applyTheme(application);
    benchmark::RegisterBenchmark("list_of_200_runs/first", [](auto& state) {
        listing(state, false);
    })->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("list_of_200_runs/again", [](auto& state) {
        listing(state, true);
    })->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("compare_50_runs_of_20000_steps", comparing)
        ->Unit(benchmark::kMillisecond)
        ->Iterations(1);
    return bench::runBenchmarks(argc, argv);
}
