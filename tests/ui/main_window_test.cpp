#include "ui/main_window.h"

#include "core/base/error.h"
#include "core/experiment/samples.h"
#include "core/library/run_library.h"
#include "core/session/engine.h"
#include "tests/support/idle_engine.h"
#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/run_folders.h"
#include "tests/ui/window_page.h"
#include "ui/monitor/monitor_page.h"
#include "ui/start/start_page.h"
#include "ui/wizard/wizard.h"

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabBar>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <atomic>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Fine-tunes a teacher until it is stopped, as a long training does.
class PatientEngine : public test::IdleEngine {
public:
    report::RunReport run(const experiment::Experiment&, const QString&, bool, report::RunListener& listener,
                          RunControl& control) override {
        listener.phaseStarted(report::Phase::TeacherTrain);
        while (true) {
            control.obey();
            QThread::msleep(1);
        }
    }
};

}  // namespace

class MainWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_settings = std::make_unique<test::IsolatedSettings>();
        m_engineAsked = false;
        m_window = std::make_unique<MainWindow>([this]() -> session::Engine& {
            m_engineAsked = true;
            return m_engine;
        });
    }
    void cleanup() { m_window.reset(); }

    void asksForTheEngineOnlyAfterTheFirstPicture() {
        QSignalSpy ready(&m_window->session(), &session::TrainingSession::engineReady);
        QTest::qWait(50);
        QVERIFY(!m_engineAsked);
        m_window->show();
        QTRY_COMPARE(ready.size(), 1);
    }

    void closesAtOnceWhenNothingRuns() {
        m_window->show();
        QVERIFY(m_window->close());
        QVERIFY(QSettings().contains(u"window/geometry"_s));
    }

    void thePlacesLeadToTheirPagesAndKeepWhatIsThere() {
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));  // shortcuts need it
        const auto place = [this](const QString& name) { return m_window->findChild<QToolButton*>(u"nav."_s + name); };
        const auto* pages = m_window->findChild<QStackedWidget*>(u"main.pages"_s);
        QVERIFY(place(u"start"_s)->isChecked());
        QVERIFY(!place(u"run"_s)->isEnabled());

        QTest::mouseClick(place(u"new"_s), Qt::LeftButton);
        QVERIFY(qobject_cast<Wizard*>(pages->currentWidget()));
        QVERIFY(place(u"new"_s)->isChecked());
        auto* text = m_window->findChild<QAbstractButton*>(u"wizard.task.textClassification"_s);
        QTest::mouseClick(text, Qt::LeftButton);
        QVERIFY(text->isChecked());

        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QVERIFY(qobject_cast<StartPage*>(pages->currentWidget()));
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QVERIFY(text->isChecked());  // the draft is where it was

        QTest::mouseClick(m_window->findChild<QAbstractButton*>(u"wizard.cancel"_s), Qt::LeftButton);
        QTest::mouseClick(place(u"new"_s), Qt::LeftButton);
        QVERIFY(!text->isChecked());
    }

    void theRunUnderWayIsAPlace() {
        startRun();
        const auto place = [this](const QString& name) { return m_window->findChild<QToolButton*>(u"nav."_s + name); };
        const auto* pages = m_window->findChild<QStackedWidget*>(u"main.pages"_s);
        QVERIFY(place(u"run"_s)->isChecked());
        QTest::mouseClick(place(u"start"_s), Qt::LeftButton);
        QVERIFY(qobject_cast<StartPage*>(pages->currentWidget()));
        QTest::mouseClick(place(u"run"_s), Qt::LeftButton);
        QVERIFY(qobject_cast<MonitorPage*>(pages->currentWidget()));
    }

    void staysOrQuitsAsTheUserAnswersDuringARun() {
        startRun();
        answerQuestion(u"main.quitQuestion.stay"_s);
        QVERIFY(!m_window->close());
        QVERIFY(m_window->session().isBusy());

        QSignalSpy stopped(&m_window->session(), &session::TrainingSession::stopped);
        answerQuestion(u"main.quitQuestion.quit"_s);
        m_window->close();
        QTRY_VERIFY(!m_window->isVisible());
        QVERIFY(!m_window->session().isBusy());
        QTRY_COMPARE(stopped.size(), 1);
    }

    void showsTheRunThatIsUnderWayAgain() {
        startRun();
        auto* start = page<StartPage>();
        m_window->findChild<QAction*>(u"menu.start"_s)->trigger();
        QCOMPARE(current(), start);
        QTest::mouseClick(m_window->findChild<QPushButton*>(u"start.active.show"_s), Qt::LeftButton);
        QCOMPARE(current(), page<MonitorPage>());
    }

    void showsTheFineTuningOfAGivenTeacher() {
        experiment::Experiment given = anExperiment();
        given.teacher.source = experiment::TeacherSource::Folder;
        startRun(given);
        const auto* tracks = m_window->findChild<QTabBar*>(u"monitor.track"_s);
        QTRY_COMPARE(tracks->currentIndex(), 0);  // the teacher's loss
        QVERIFY(tracks->isTabVisible(0));
    }

    void hiddenLossesLeaveNoGap() {
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        startRun(anExperiment());
        const auto* tracks = m_window->findChild<QTabBar*>(u"monitor.track"_s);
        int end = 0;
        int hidden = 0;
        for (int i = 0; i < tracks->count(); ++i) {
            if (!tracks->isTabVisible(i)) {
                ++hidden;
                continue;
            }
            QCOMPARE(tracks->tabRect(i).left(), end);
            end = tracks->tabRect(i).right() + 1;
        }
        QVERIFY(hidden > 0);
    }

    void opensAFinishedRun() {
        const QString run = m_settings->path(u"elsewhere/run"_s);
        test::writeFinishedRun(run, anExperiment(), 0.9);
        m_window->open(run);
        QCOMPARE(current(), page<MonitorPage>());
        QCOMPARE(library::recentRuns(5).size(), size_t(1));
    }

    void asksWhetherToResumeAnInterruptedRun() {
        const QString run = m_settings->path(u"runs/stopped"_s);
        test::writeInterruptedRun(run, anExperiment());
        m_window->show();
        m_window->open(run);
        auto* question = m_window->findChild<QMessageBox*>(u"main.resumeQuestion"_s);
        QVERIFY(question);
        QTest::mouseClick(question->buttons().first(), Qt::LeftButton);
        QVERIFY(m_window->session().isBusy());
        QCOMPARE(m_window->session().runFolder(), run);
        m_window->session().stop();
        QTRY_VERIFY(!m_window->session().isBusy());
    }

    void opensAnExperimentFileInTheWizard() {
        const QString file = m_settings->path(u"mine.yaml"_s);
        writeFileAtomically(file, experiment::write(anExperiment()));
        m_window->open(file);
        QCOMPARE(current(), page<Wizard>());
        QCOMPARE(page<Wizard>()->draft().experiment().name, u"mine"_s);
    }

    void saysWhatIsWrongWithAPathThatIsNeither() {
        m_window->open(m_settings->path(u"missing.yaml"_s));
        auto* problem = m_window->findChild<QMessageBox*>(u"main.problem"_s);
        QVERIFY(problem);
        QVERIFY(problem->text().contains(u"missing.yaml"_s));
    }

    void wizardBeginsWithWhatWasStartedLast() {
        m_window->findChild<QAction*>(u"menu.new"_s)->trigger();
        auto* wizard = page<Wizard>();
        QCOMPARE(current(), wizard);
        QVERIFY(wizard->draft().experiment().name != u"mine"_s);
        emit wizard->startRequested(anExperiment(), m_settings->path(u"runs/mine"_s));
        QVERIFY(m_window->session().isBusy());
        m_window->session().stop();
        QTRY_VERIFY(!m_window->session().isBusy());
        m_window->findChild<QAction*>(u"menu.new"_s)->trigger();
        QCOMPARE(wizard->draft().experiment().name, u"mine"_s);
    }

private:
    static experiment::Experiment anExperiment() {
        experiment::Experiment experiment = experiment::sampleExperiment(u"fashion-mnist"_s);
        experiment.name = u"mine"_s;
        return experiment;
    }
    template <typename Page>
    Page* page() const {
        return test::pageOf<Page>(*m_window);
    }
    QWidget* current() const { return m_window->findChild<QStackedWidget*>(u"main.pages"_s)->currentWidget(); }

    void startRun() { startRun(anExperiment()); }
    void startRun(const experiment::Experiment& experiment) {
        m_window->show();
        emit page<Wizard>() -> startRequested(experiment, m_settings->path(u"runs/mine"_s));
        QVERIFY(m_window->session().isBusy());
    }
    /// Presses a button of the question that is about to be asked.
    void answerQuestion(const QString& buttonName) {
        QTimer::singleShot(0, this, [this, buttonName] {
            QWidget* question = QApplication::activeModalWidget();
            auto* button = question ? question->findChild<QPushButton*>(buttonName) : nullptr;
            if (button) {
                QTest::mouseClick(button, Qt::LeftButton);
            } else {
                answerQuestion(buttonName);
            }
        });
    }

    PatientEngine m_engine;
    std::atomic<bool> m_engineAsked = false;
    std::unique_ptr<test::IsolatedSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

DISTILLAB_TEST(MainWindowTest)
#include "main_window_test.moc"
