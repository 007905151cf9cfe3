#include "core/experiment/run_folder.h"
#include "core/experiment/samples.h"
#include "core/library/runs_folder.h"
#include "core/session/engine.h"
#include "core/sweep/sweep_folder.h"
#include "tests/core/sweep/sweep_cells.h"
#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/user.h"
#include "tests/ui/window_page.h"
#include "ui/main_window.h"
#include "ui/monitor/monitor_page.h"
#include "ui/plot/live_plot.h"
#include "ui/sweep/heat_map_view.h"
#include "ui/sweep/sweep_page.h"
#include "ui/sweep/sweep_setup_page.h"
#include "ui/wizard/wizard.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using session::TrainingSession;
using sweep::CellState;
using test::kPatience;

/// A sweep in the window, by mouse and keyboard: with an engine that needs no time, and once with the real one on 600
/// pictures of Fashion-MNIST.
class SweepWayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_settings = std::make_unique<test::IsolatedSettings>();
        m_engine = std::make_unique<test::QuickEngine>();
    }
    void cleanup() {
        m_user.reset();
        m_window.reset();
    }

    void fromTheMenuToTheBestSettingByMouse() {
        openWindow();
        m_window->findChild<QAction*>(u"menu.newSweep"_s)->trigger();
        QCOMPARE(page(), m_window->findChild<SweepSetupPage*>());
        m_user->fill(u"sweep.setup.temperatures"_s, u"1,two"_s);
        QVERIFY(!m_user->canUse(u"sweep.setup.start"_s));
        QVERIFY(m_user->find<QLabel>(u"sweep.setup.message"_s)->text().contains(u"two"_s));
        m_user->fill(u"sweep.setup.temperatures"_s, u"1,2,4"_s);
        m_user->fill(u"sweep.setup.alphas"_s, u"0.25,0.5"_s);
        QVERIFY(m_user->find<QLabel>(u"sweep.setup.plan"_s)->text().startsWith(u'6'));
        m_user->click(u"sweep.setup.start"_s);

        QCOMPARE(page(), m_window->findChild<SweepPage*>());
        QTRY_COMPARE_WITH_TIMEOUT(headline(), u"Finished"_s, kPatience);
        QCOMPARE(m_engine->runs.size(), 6);
        QVERIFY(!m_window->session().isBusy());
        // The best was chosen; another one is picked and shows its curves.
        QVERIFY(m_user->find<QLabel>(u"sweep.cell"_s)->text().contains(u"temperature 2, alpha 0.5"_s));
        QVERIFY(m_user->find<QLabel>(u"sweep.best"_s)->text().contains(u"90.0 %"_s));
        auto* map = m_user->find<HeatMapView>(u"sweep.map"_s);
        QTest::mouseClick(map, Qt::LeftButton, {}, map->placeOf(0));
        QVERIFY(m_user->find<QLabel>(u"sweep.cell"_s)->text().contains(u"temperature 1, alpha 0.25"_s));
        QVERIFY(m_user->find<QLabel>(u"sweep.figures"_s)->text().contains(u"85.5 %"_s));
        QVERIFY(pointsOf(u"sweep.lossPlot"_s) > 0 && pointsOf(u"sweep.accuracyPlot"_s) > 0);

        m_user->click(u"sweep.use"_s);
        QCOMPARE(page(), m_window->findChild<Wizard*>());
        const experiment::Experiment used = m_window->findChild<Wizard*>()->draft().experiment();
        QCOMPARE(used.distill.alpha, experiment::Course(0.25));
        QVERIFY(used.onnx.enabled);
        m_user->click(u"nav.sweep"_s);
        QCOMPARE(page(), m_window->findChild<SweepPage*>());
        QTest::mouseDClick(map, Qt::LeftButton, {}, map->placeOf(4));
        QCOMPARE(page(), m_window->findChild<MonitorPage*>());
        QVERIFY(m_user->find<QLabel>(u"monitor.title"_s)->text().contains(u"T2-a0.5"_s));
    }

    void fromAFinishedRunByKeyboardAlone() {
        const experiment::Experiment experiment = experiment::sampleExperiment(u"fashion-mnist"_s);
        const QString run = m_settings->path(u"runs/before"_s);
        test::writeFinished(run, experiment);
        openWindow();
        m_window->open(run);
        QVERIFY(m_user->push(u"monitor.sweep"_s));
        QTRY_COMPARE(page(), m_window->findChild<SweepSetupPage*>());
        QVERIFY2(m_user->find<QLabel>(u"sweep.setup.time"_s)->text().contains(u"before"_s), "a run like it tells");
        QVERIFY(m_user->enter(u"sweep.setup.temperatures"_s, u"2,8"_s));
        QVERIFY(m_user->enter(u"sweep.setup.alphas"_s, u""_s));
        QVERIFY(m_user->push(u"sweep.setup.moreRecipes"_s));
        QVERIFY(m_user->push(u"sweep.setup.recipe.hinton"_s));
        QVERIFY(m_user->push(u"sweep.setup.recipe.dkd"_s));
        QVERIFY(m_user->tabTo(u"sweep.setup.start"_s));
        test::User::press(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(headline(), u"Finished"_s, kPatience);
        QCOMPARE(m_engine->runs.size(), 4);
        for (const experiment::Experiment& each : m_engine->experiments) QCOMPARE(each.teacher.path, run);
        QVERIFY(m_user->tabTo(u"sweep.map"_s));
        for (int i = 0; i < 5; ++i) test::User::press(Qt::Key_Up);
        for (int i = 0; i < 5; ++i) test::User::press(Qt::Key_Left);
        QVERIFY(m_user->find<QLabel>(u"sweep.cell"_s)->text().contains(u"temperature 2"_s));
        const QString first = m_user->find<QLabel>(u"sweep.cell"_s)->text();
        test::User::press(Qt::Key_Right);
        QVERIFY(m_user->find<QLabel>(u"sweep.cell"_s)->text().contains(u"temperature 8"_s));
        test::User::press(Qt::Key_Down);  // into the map of the next recipe
        QVERIFY(m_user->find<QLabel>(u"sweep.cell"_s)->text().section(u',', 0, 0) != first.section(u',', 0, 0));
        QVERIFY(!m_user->find(u"sweep.map"_s)->accessibleDescription().isEmpty());
        test::User::press(Qt::Key_Return);
        QTRY_COMPARE(page(), m_window->findChild<MonitorPage*>());
    }

    void aStoppedSweepGoesOnFromTheListOfSweeps() {
        holdRun(3);
        openWindow();
        startSweep(u"1,2"_s, u"0.3,0.6"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->begun.load(), 3, kPatience);
        QTRY_VERIFY(m_user->canUse(u"sweep.stop"_s));
        QVERIFY(headline().contains(u"Run 3 of 4"_s));
        m_user->click(u"sweep.stop"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->session().isBusy(), kPatience);
        QVERIFY(headline().contains(u"Resume"_s));
        m_window.reset();

        m_engine->trouble = {};
        openWindow();
        m_user->click(u"nav.sweep"_s);
        m_user->click(u"sweep.setup.open"_s);
        QCOMPARE(page(), m_window->findChild<SweepPage*>());
        QVERIFY(m_user->find<QLabel>(u"sweep.detail"_s)->text().startsWith(u'2'));
        m_user->click(u"sweep.resume"_s);
        QTRY_COMPARE_WITH_TIMEOUT(headline(), u"Finished"_s, kPatience);
        QCOMPARE(m_engine->runs.size(), 5);
        QCOMPARE(m_engine->resumed.at(3), true);
    }

    void aPausedSweepHoldsAndGoesOn() {
        holdRun(2);
        openWindow();
        startSweep(u"1,2"_s, {});
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->begun.load(), 2, kPatience);
        QTRY_VERIFY(m_user->canUse(u"sweep.pause"_s));
        m_user->click(u"sweep.pause"_s);
        QCOMPARE(headline(), u"Paused"_s);
        m_user->click(u"sweep.resume"_s);
        QVERIFY(headline().contains(u"Run 2"_s));
        m_user->click(u"sweep.stop"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->session().isBusy(), kPatience);
    }

    void aRunThatFailsIsMarkedAndSaysWhy() {
        m_engine->trouble = [this](const experiment::Experiment&, RunControl&) {
            if (m_engine->runs.size() == 2) throw WorkError(u"the student diverged"_s, {}, u"Lower the rate."_s);
        };
        openWindow();
        startSweep(u"1,2,4"_s, {});
        QTRY_VERIFY_WITH_TIMEOUT(headline().startsWith(u"Finished, "_s), kPatience);
        auto* map = m_user->find<HeatMapView>(u"sweep.map"_s);
        QTest::mouseClick(map, Qt::LeftButton, {}, map->placeOf(1));
        QVERIFY(m_user->find<QLabel>(u"sweep.figures"_s)->text().contains(u"diverged"_s));
        QVERIFY(!m_user->canUse(u"sweep.open"_s));
        m_user->click(u"sweep.resume"_s);
        QTRY_COMPARE_WITH_TIMEOUT(headline(), u"Finished"_s, kPatience);
        QCOMPARE(m_engine->runs.size(), 4);
    }

    void leavingTheProgramKeepsTheSweep() {
        holdRun(2);
        openWindow();
        startSweep(u"1,2,4"_s, {});
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->begun.load(), 2, kPatience);
        QTRY_VERIFY(m_user->canUse(u"sweep.stop"_s));
        m_user->whenAsked(u"main.quitQuestion"_s, [](QWidget& dialog) {
            QTest::mouseClick(dialog.findChild<QPushButton*>(u"main.quitQuestion.quit"_s), Qt::LeftButton);
        });
        m_window->close();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), kPatience);
        QCOMPARE(m_engine->runs.size(), 2);
        const QStringList sweeps = sweep::sweepsIn(library::runsFolder());
        QCOMPARE(sweeps.size(), 1);
        QCOMPARE(sweep::SweepFolder::open(sweeps[0]).countOf(CellState::Finished), 1);
    }

    void theRealEngineFillsTheMapIn() {
        experiment::Experiment experiment = experiment::sampleExperiment(u"fashion-mnist"_s);
        experiment.data.limit = 600;
        experiment.data.testFraction = 0.3;
        experiment.data.labels = experiment.data.train + u"/train-labels-idx1-ubyte.gz"_s;
        experiment.data.train += u"/train-images-idx3-ubyte.gz"_s;
        experiment.teacher.model = u"mlp-small"_s;
        experiment.teacher.training.epochs = 2;
        experiment.distill.training.epochs = 2;
        openWindow([]() -> session::Engine& { return session::loadEngine(); });
        emit test::pageOf<Wizard>(*m_window)->sweepRequested(experiment);
        m_user->fill(u"sweep.setup.temperatures"_s, u"1,4"_s);
        m_user->fill(u"sweep.setup.alphas"_s, u"0.9"_s);
        m_user->click(u"sweep.setup.start"_s);
        QTRY_VERIFY_WITH_TIMEOUT(pointsOf(u"sweep.lossPlot"_s) > 0, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(headline(), u"Finished"_s, kPatience);
        const sweep::SweepFolder sweep = sweep::SweepFolder::open(sweep::sweepsIn(library::runsFolder()).at(0));
        QCOMPARE(sweep.countOf(CellState::Finished), 2);
        QVERIFY(!QFileInfo::exists(sweep.runFolder(sweep.cells()[1]) + u"/teacher"_s));
        QVERIFY(report::readReport(sweep.runFolder(sweep.cells()[1])).baseline);
        QSignalSpy exported(&m_window->session(), &TrainingSession::exported);
        m_user->click(u"sweep.export"_s);
        QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 1, kPatience);
        QVERIFY(m_user->find<QLabel>(u"sweep.exportText"_s)->isVisible());
        QDir(exported[0][0].value<report::OnnxReport>().folder).removeRecursively();
    }

private:
    void openWindow(TrainingSession::EngineProvider provider = {}) {
        if (!provider) provider = [this]() -> session::Engine& { return *m_engine; };
        m_window = std::make_unique<MainWindow>(std::move(provider));
        m_window->resize(1280, 800);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_user = std::make_unique<test::User>(*m_window);
    }

    void startSweep(const QString& temperatures, const QString& alphas) {
        m_user->click(u"nav.sweep"_s);
        m_user->fill(u"sweep.setup.temperatures"_s, temperatures);
        m_user->fill(u"sweep.setup.alphas"_s, alphas);
        m_user->click(u"sweep.setup.start"_s);
        QCOMPARE(page(), m_window->findChild<SweepPage*>());
    }

    /// This run of the engine does not end by itself.
    void holdRun(int number) {
        m_engine->trouble = [this, number](const experiment::Experiment& experiment, RunControl& control) {
            if (m_engine->runs.size() != number) return;
            test::writeBegun(m_engine->runs.last(), experiment);
            while (!control.stopRequested()) QThread::msleep(1);
        };
    }

    QWidget* page() const { return m_window->findChild<QStackedWidget*>(u"main.pages"_s)->currentWidget(); }
    QString headline() const { return m_user->find<QLabel>(u"sweep.headline"_s)->text(); }
    size_t pointsOf(const QString& plot) const { return m_user->find<LivePlot>(plot)->pointCount(); }

    std::unique_ptr<test::IsolatedSettings> m_settings;
    std::unique_ptr<test::QuickEngine> m_engine;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<test::User> m_user;
};

DISTILLAB_TEST(SweepWayTest)
#include "sweep_way_test.moc"
