#include "core/base/files.h"
#include "core/base/proc.h"
#include "tests/support/test_main.h"
#include "tests/ui/event_stream.h"
#include "tests/ui/isolated_settings.h"
#include "ui/plot/live_plot.h"

#include <QTest>

#include <cmath>
#include <memory>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

/// A run of more steps than a curve keeps, through session, page and plot. tests/soak/window_load.cpp has ten millions.
class LongLoadTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_settings = std::make_unique<test::IsolatedSettings>(); }

    void memoryStaysFlat() {
        constexpr qint64 kSteps = 450'000;
        test::StreamingWindow stream(m_settings->path(u"runs/long"_s), kSteps);
        waitFor(stream, kSteps / 3);
        const double before = processMemoryMib("VmRSS"_L1);
        waitFor(stream, kSteps);
        const double growth = processMemoryMib("VmRSS"_L1) - before;
        // Six lines of 300,000 further points would be 27 MiB. A sanitizer keeps what was freed.
        if (DISTILLAB_SLOWNESS == 1) QVERIFY2(growth < 12, qPrintable(QString::number(growth)));
        const auto* plot = stream.window.findChild<LivePlot*>(u"monitor.lossPlot"_s);
        QVERIFY(plot->pointCount() <= 6 * Curve::kMostPoints);
        QVERIFY2(plot->valuesAt(kSteps).contains(QString::number(test::streamedLoss(kSteps), 'f', 3)),
                 qPrintable(plot->valuesAt(kSteps)));
    }

    void everyPointIsInTheCsvFile() {
        constexpr qint64 kSteps = 150'000;
        static_assert(kSteps > Curve::kMostPoints);
        test::StreamingWindow stream(m_settings->path(u"runs/long"_s), kSteps, true);
        waitFor(stream, kSteps);
        auto* plot = stream.window.findChild<LivePlot*>(u"monitor.lossPlot"_s);
        const QString file = m_settings->path(u"losses.csv"_s);
        plot->save(file);
        const QList<QByteArray> rows = readFile(file).split('\n');
        QCOMPARE(rows.size(), kSteps + 2);  // a title before, nothing behind
        QCOMPARE(rows[0].trimmed().count(','), 3);
        for (const qint64 step : {qint64{1}, qint64{77'777}, kSteps}) {
            const QList<QByteArray> cells = rows[step].trimmed().split(',');
            QCOMPARE(cells[0].toLongLong(), step);
            QCOMPARE(cells[3].toDouble(), test::streamedLoss(step));
            QCOMPARE(cells[1].toDouble(), 0.6 * test::streamedLoss(step));
        }
    }

private:
    static void waitFor(const test::StreamingWindow& stream, qint64 steps) {
        QVERIFY(QTest::qWaitFor([&] { return stream.taken() >= steps; }, 60'000 * DISTILLAB_SLOWNESS));
    }

    std::unique_ptr<test::IsolatedSettings> m_settings;
};

DISTILLAB_TEST(LongLoadTest)
#include "long_load_test.moc"
