#include "core/base/run_control.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <atomic>
#include <chrono>
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

    void writingIsTriedAgainUntilTheDiskTakesIt() {
        RunControl control;
        int told = 0;
        int cleared = 0;
        QString message;
        control.setObstacleListener({[&](const Error& obstacle) {
                                         ++told;
                                         message = obstacle.message();
                                     },
                                     [&] { ++cleared; }, std::chrono::milliseconds(1)});
        int tries = 0;
        control.insist([&] {
            if (++tries < 4) throw DiskRefused(QStringLiteral("the disk is full"));
        });
        QCOMPARE(tries, 4);
        QCOMPARE(told, 1);  // whatever the number of tries
        QCOMPARE(cleared, 1);
        QCOMPARE(message, QStringLiteral("the disk is full"));
        control.insist([&] { ++tries; });
        QCOMPARE(told + cleared, 2);  // nothing to tell of a write that succeeds
    }

    void aResumeTriesAtOnceAndIsToldWhenItCameTooEarly() {
        RunControl control;
        int told = 0;
        std::jthread user;
        control.setObstacleListener({[&](const Error&) {
                                         ++told;
                                         user = std::jthread([&] {
                                             std::this_thread::sleep_for(std::chrono::milliseconds(20));
                                             control.resume();
                                         });
                                     },
                                     [] {}, std::chrono::hours(1)});
        int tries = 0;
        control.insist([&] {
            if (++tries < 3) throw DiskRefused(QStringLiteral("the disk is full"));
        });
        QCOMPARE(told, 2);
    }

    void aStopEndsTheWaitForTheDisk() {
        RunControl control;
        std::jthread user;
        control.setObstacleListener({[&](const Error&) { user = std::jthread([&] { control.stop(); }); },
                                     [] { QFAIL("the disk is still full"); }, std::chrono::hours(1)});
        const auto write = [] { throw DiskRefused(QStringLiteral("the disk is full")); };
        QVERIFY(test::caught<Stopped>([&] { control.insist(write); }).has_value());
        // The checkpoint on the way out is tried once and not waited for.
        QVERIFY(test::caught<Stopped>([&] { control.insist(write); }).has_value());
    }

    void nobodyWaitsWhereNobodyIsTold() {
        RunControl control;
        const auto write = [] { throw DiskRefused(QStringLiteral("the disk is full")); };
        QVERIFY(test::caught<DiskRefused>([&] { control.insist(write); }).has_value());
    }

    void otherErrorsAreNotWaitedFor() {
        RunControl control;
        control.setObstacleListener({[](const Error&) { QFAIL("no obstacle"); }, [] {}});
        const auto write = [] { throw WorkError(QStringLiteral("the disk is broken")); };
        QVERIFY(test::caught<WorkError>([&] { control.insist(write); }).has_value());
    }
};

DISTILLAB_TEST(RunControlTest)
#include "run_control_test.moc"
