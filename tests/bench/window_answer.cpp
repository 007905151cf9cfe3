#include "core/experiment/samples.h"
#include "core/session/engine.h"
#include "core/sweep/sweep.h"
#include "tests/ui/isolated_settings.h"
#include "ui/main_window.h"
#include "ui/plot/live_plot.h"
#include "ui/sweep/sweep_setup_page.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/wizard.h"

#include <benchmark/benchmark.h>

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <thread>
#include <vector>

/// How long the window takes to answer while the engine trains on all cores with both plots in sight: another thread
/// posts an event every few milliseconds, and the time until the window's event loop handles it is what a key or a
/// click would have waited.
namespace {

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using Clock = std::chrono::steady_clock;
using session::TrainingSession;

constexpr auto kBetweenProbes = std::chrono::milliseconds(3);
constexpr int kMeasuredMs = 20'000;
constexpr double kAimMs = 16;

/// Posts events to itself from a thread of its own, from its construction to its destruction.
class Probe : public QObject {
public:
    Probe() {
        m_thread = std::thread([this] {
            for (auto next = Clock::now(); !m_ended; std::this_thread::sleep_until(next += kBetweenProbes)) {
                QCoreApplication::postEvent(this, new Posted);
            }
        });
    }
    ~Probe() override {
        m_ended = true;
        m_thread.join();
    }

    /// Milliseconds between post and answer, in order of time.
    const std::vector<double>& waits() const { return m_waits; }

protected:
    bool event(QEvent* event) override {
        if (event->type() != QEvent::User) return QObject::event(event);
        const auto waited = Clock::now() - static_cast<Posted*>(event)->at;
        m_waits.push_back(std::chrono::duration<double, std::milli>(waited).count());
        return true;
    }

private:
    struct Posted : QEvent {
        Posted() : QEvent(QEvent::User) {}
        Clock::time_point at = Clock::now();
    };

    std::atomic<bool> m_ended = false;
    std::thread m_thread;
    std::vector<double> m_waits;
};

double percentile(std::vector<double> values, double share) {
    const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return values[static_cast<size_t>(rank)];
}

/// Runs the event loop, asleep between events, until `done`, which is asked after each.
template <typename Done>
void spinUntil(const Done& done) {
    while (!done()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// The window with the real engine, seen by nobody: settings and runs of its own.
class Stage {
public:
    Stage() : window([]() -> session::Engine& { return session::loadEngine(); }) {
        QObject::connect(&window.session(), &TrainingSession::stepsRecorded, &window, [this](const auto& recorded) {
            steps += recorded.size();
            phase = recorded.last().phase;
        });
        QObject::connect(&window.session(), &TrainingSession::failed, &window,
                         [this](const session::Problem& why) { problem = why.message; });
        window.resize(1280, 800);
        window.show();
    }
    ~Stage() {
        window.session().stop();
        spinUntil([this] { return !window.session().isBusy(); });
    }

    /// Pages are made one after the other once the window stands.
    template <typename Page>
    Page& page() {
        spinUntil([this] { return window.findChild<Page*>(); });
        return *window.findChild<Page*>();
    }

    int draws() const {
        int count = 0;
        for (const auto* plot : window.findChildren<ui::LivePlot*>()) count += plot->drawCount();
        return count;
    }

    test::IsolatedSettings settings;
    ui::MainWindow window;
    qint64 steps = 0;
    std::optional<report::Phase> phase;  ///< of the last step
    QString problem;
};

/// Waits for the phase, then measures.
void measure(benchmark::State& state, Stage& stage, report::Phase phase) {
    spinUntil([&] { return stage.phase == phase || !stage.problem.isEmpty(); });
    if (!stage.problem.isEmpty()) {
        state.SkipWithError(qPrintable(stage.problem));
        return;
    }
    const qint64 steps = stage.steps;
    const int draws = stage.draws();
    std::vector<double> waits;
    for (auto _ : state) {
        Probe probe;
        QElapsedTimer measured;
        measured.start();
        spinUntil([&] { return measured.hasExpired(kMeasuredMs); });
        waits = probe.waits();
    }
    const double seconds = kMeasuredMs * 1e-3;
    state.counters["p50_ms"] = percentile(waits, 0.5);
    state.counters["p99_ms"] = percentile(waits, 0.99);
    state.counters["max_ms"] = *std::max_element(waits.begin(), waits.end());
    state.counters["late_share"] =
        static_cast<double>(std::count_if(waits.begin(), waits.end(), [](double ms) { return ms > kAimMs; })) /
        static_cast<double>(waits.size());
    state.counters["probes"] = static_cast<double>(waits.size());
    state.counters["steps_per_s"] = static_cast<double>(stage.steps - steps) / seconds;
    state.counters["draws_per_s"] = (stage.draws() - draws) / seconds;
}

/// The sample as it is, started by its button.
void whileTheTeacherLearns(benchmark::State& state) {
    Stage stage;
    stage.window.findChild<QAbstractButton*>(u"start.sample.fashion-mnist"_s)->click();
    measure(state, stage, report::Phase::TeacherTrain);
}
BENCHMARK(whileTheTeacherLearns)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);

/// Small networks make many steps, so many events and points. The teacher is kept short.
void whileTheStudentLearns(benchmark::State& state) {
    Stage stage;
    experiment::Experiment experiment = experiment::sampleExperiment(u"fashion-mnist"_s);
    experiment.data.limit = 5000;
    experiment.teacher.training.epochs = 1;
    experiment.distill.training.epochs = 1000;
    emit stage.page<ui::Wizard>().startRequested(experiment, stage.settings.path(u"runs/student"_s));
    measure(state, stage, report::Phase::Distil);
}
BENCHMARK(whileTheStudentLearns)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);

/// Runs that begin and end, each filling a place of the heat map, whose page is in sight.
void whileASweepRuns(benchmark::State& state) {
    Stage stage;
    sweep::Sweep sweep{experiment::sampleExperiment(u"fashion-mnist"_s), {{1, 2, 4}, {0.3, 0.6, 0.9}, {}, {}}};
    sweep.base.data.limit = 5000;
    sweep.base.teacher.training.epochs = 1;
    sweep.base.distill.training.epochs = 2;
    emit stage.page<ui::SweepSetupPage>().startRequested(sweep, stage.settings.path(u"runs/sweep"_s));
    measure(state, stage, report::Phase::Distil);
}
BENCHMARK(whileASweepRuns)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    ui::applyTheme(application);
    benchmark::AddCustomContext("aim", "p99_ms (an event's wait in the window's event loop) at most 16");
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
