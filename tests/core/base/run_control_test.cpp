#include "core/base/run_control.h"

#include "core/base/error.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace distillab;

class RunControlTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsAskedForAtFirst() {
        RunControl control;
        QVERIFY(!control.stopRequested());
        QVERIFY(!control.pauseRequested());
        control.waitWhilePaused();
        control.obey();
    }

    void stopIsThrownByObey() {
        RunControl control;
        control.stop();
        QVERIFY(control.stopRequested());
        const auto stopped = test::caught<Stopped>([&] { control.obey(); });
        QVERIFY(stopped.has_value());
    }

    void stopEndsAPause() {
        RunControl control;
        control.pause();
        std::thread asker([&] { control.stop(); });
        control.waitWhilePaused();
        asker.join();
        QVERIFY(control.pauseRequested());
        const auto stopped = test::caught<Stopped>([&] { control.obey(); });
        QVERIFY(stopped.has_value());
    }

    void pauseHoldsUntilResumed() {
        RunControl control;
        control.pause();
        std::atomic<bool> resumed = false;
        bool waited = false;
        std::thread worker([&] {
            control.obey();
            waited = resumed;
        });
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        resumed = true;
        control.resume();
        worker.join();
        QVERIFY(waited);
        QVERIFY(!control.pauseRequested());
    }

    void resetForgetsPauseAndStop() {
        RunControl control;
        control.pause();
        control.stop();
        control.reset();
        QVERIFY(!control.stopRequested());
        QVERIFY(!control.pauseRequested());
        control.obey();
    }
};

DISTILLAB_TEST(RunControlTest)
#include "run_control_test.moc"
