#include "ui/plot/live_plot.h"
#include "ui/widgets/theme.h"

#include <benchmark/benchmark.h>

#include <QApplication>

#include <cmath>
#include <random>

/// How many pictures a second a plot of many points shows while one moves and zooms in it, or while it grows.
namespace {

using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

constexpr double kAimFrames = 60;

Curve noisyLoss(int points) {
    std::mt19937 random(1);
    std::normal_distribution<double> noise(0, 0.08);
    Curve curve;
    for (int step = 0; step < points; ++step)
        curve.append(step, 0.3 + 2 * std::exp(-4.0 * step / points) + noise(random));
    return curve;
}

/// A plot as the monitor has it: half a window wide.
class Stage {
public:
    explicit Stage(int points)
        : curve(noisyLoss(points)),
          plot({.x = u"Step"_s, .y = u"Loss"_s, .xValue = u"Step %1"_s, .yValue = u"%1"_s}, {}) {
        plot.resize(560, 400);
        plot.setCurves(
            {{.name = u"loss"_s, .pen = QPen(Theme::current().totalLoss, 1), .points = &curve, .smoothable = true}},
            {});
        plot.show();
        QApplication::processEvents();
    }
    /// One picture, on the screen when this returns.
    void show() { plot.replot(QCustomPlot::rpImmediateRefresh); }

    Curve curve;
    LivePlot plot;
};

void report(benchmark::State& state) {
    state.counters["frames_per_s"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
    state.counters["aim"] = kAimFrames;
}

/// From everything to a hundredth and back.
void zooming(benchmark::State& state) {
    Stage stage(static_cast<int>(state.range(0)));
    for (int i = 0; auto _ : state) {
        if (i++ % 40 < 20) {
            stage.plot.zoomIn();
        } else {
            stage.plot.zoomOut();
        }
        stage.show();
    }
    report(state);
}
BENCHMARK(zooming)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->UseRealTime()->Unit(benchmark::kMillisecond);

/// A new point for each picture, everything in sight.
void growing(benchmark::State& state) {
    Stage stage(static_cast<int>(state.range(0)));
    double step = stage.curve.points().back().x();
    for (auto _ : state) {
        stage.curve.append(++step, 0.3);
        stage.show();
    }
    report(state);
}
BENCHMARK(growing)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    applyTheme(application);
    benchmark::AddCustomContext("aim", "at least 60 frames/s at 100,000 points");
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
