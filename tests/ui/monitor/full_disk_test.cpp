#include "core/base/files.h"
#include "core/experiment/samples.h"
#include "tests/support/idle_engine.h"
#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/user.h"
#include "tests/ui/window_page.h"
#include "ui/main_window.h"
#include "ui/wizard/wizard.h"

#include <QLabel>
#include <QTest>

#include <atomic>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Trains a student, and writes after every step to a disk that may be full.
class WritingEngine : public test::IdleEngine {
public:
    std::atomic<bool> diskIsFull = false;
    std::atomic<qint64> steps = 0;

    report::RunReport run(const experiment::Experiment&, const QString&, bool, report::RunListener& listener,
                          RunControl& control) override {
        listener.phaseStarted(report::Phase::Distil);
        while (true) {
            control.obey();
            control.insist([this] {
                if (!diskIsFull) return;
                throw DiskRefused(u"the disk is full"_s, u"/home/mei/runs/shirts/checkpoint/checkpoint.safetensors"_s,
                                  u"Free some space on the disk of /home/mei/runs/shirts/checkpoint."_s);
            });
            report::StepMetrics metrics;
            metrics.step = ++steps;
            metrics.totalSteps = 100'000;
            listener.stepDone(metrics);
            QThread::msleep(2);
        }
    }
};

}  // namespace

/// A run whose disk fills up, as the user in front of the window meets it.
class FullDiskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRunPausesSaysWhyAndGoesOnWhenThereIsRoom() {
        const test::IsolatedSettings settings;
        WritingEngine engine;
        MainWindow window([&]() -> session::Engine& { return engine; });
        window.resize(1280, 800);
        window.show();
        const test::User user(window);
        auto* wizard = test::pageOf<Wizard>(window);
        emit wizard->startRequested(experiment::sampleExperiment(u"fashion-mnist"_s), settings.path(u"runs/shirts"_s));
        QTRY_VERIFY(engine.steps > 2);
        auto* card = user.find(u"monitor.obstacle"_s);
        QVERIFY(!card->isVisible());

        engine.diskIsFull = true;
        QTRY_VERIFY(card->isVisible());
        QCOMPARE(user.find<QLabel>(u"monitor.headline"_s)->text(), u"Paused"_s);
        QCOMPARE(card->accessibleName(), u"the disk is full"_s);
        QVERIFY(card->accessibleDescription().startsWith(u"Free some space on the disk of /home/mei/runs/shirts"));
        QVERIFY(!user.canUse(u"monitor.pause"_s));
        QVERIFY(user.canUse(u"monitor.stop"_s));

        // Too early: it stays.
        user.click(u"monitor.resume"_s);
        QTRY_VERIFY(card->isVisible() && user.canUse(u"monitor.resume"_s));
        const qint64 standing = engine.steps;
        engine.diskIsFull = false;
        user.click(u"monitor.resume"_s);
        QTRY_VERIFY(engine.steps > standing);
        QTRY_VERIFY(!card->isVisible());
        QTRY_VERIFY(user.canUse(u"monitor.pause"_s));

        // And whoever gives up is let go.
        engine.diskIsFull = true;
        QTRY_VERIFY(card->isVisible());
        QVERIFY(test::User::push(u"monitor.stop"_s));
        QTRY_VERIFY(!window.session().isBusy());
        QTRY_VERIFY(!card->isVisible());
    }
};

DISTILLAB_TEST(FullDiskTest)
#include "full_disk_test.moc"
