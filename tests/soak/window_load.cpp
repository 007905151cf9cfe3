#include "core/base/proc.h"
#include "tests/ui/event_stream.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/user.h"
#include "ui/plot/live_plot.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QElapsedTimer>

#include <cstdio>

/// A run of millions of steps before the window: how its memory fares. `window_soak [MILLIONS]`, ten by default; fails
/// when memory grows by more than kMostGrowthMib from the first million on.
namespace {

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

constexpr qint64 kMillion = 1'000'000;
constexpr double kMostGrowthMib = 24;

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    ui::applyTheme(application);
    const qint64 millions = argc > 1 ? std::max(1, QString::fromLocal8Bit(argv[1]).toInt()) : 10;
    const test::IsolatedSettings settings;
    test::StreamingWindow stream(settings.path(u"runs/long"_s), millions * kMillion);
    const auto* plot = stream.window.findChild<ui::LivePlot*>(u"monitor.lossPlot"_s);

    std::printf("%10s %14s %14s %10s\n", "events", "resident MiB", "points kept", "seconds");
    QElapsedTimer timer;
    timer.start();
    double first = 0;
    double last = 0;
    for (qint64 million = 1; million <= millions; ++million) {
        while (stream.taken() < million * kMillion) QApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        if (!plot) plot = stream.window.findChild<ui::LivePlot*>(u"monitor.lossPlot"_s);
        last = processMemoryMib("VmRSS"_L1);
        if (million == 1) first = last;
        std::printf("%10lld %14.1f %14zu %10.1f\n", static_cast<long long>(million * kMillion), last,
                    plot ? plot->pointCount() : 0, static_cast<double>(timer.elapsed()) / 1000);
        std::fflush(stdout);
    }
    std::printf("growth from the first million on: %.1f MiB (at most %.0f)\n", last - first, kMostGrowthMib);
    return last - first <= kMostGrowthMib ? 0 : 1;
}
