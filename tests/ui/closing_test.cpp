#include "core/experiment/run_folder.h"
#include "core/session/engine.h"
#include "tests/soak/scenario.h"
#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/user.h"
#include "ui/main_window.h"

#include <QAbstractButton>
#include <QTemporaryDir>
#include <QTest>

#include <utility>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using experiment::RunFolder;
using report::Phase;
using session::TrainingSession;
using test::kPatience;

/// The window closed in the middle of a real run, time and again, and the run resumed in a new one: the worth of it is
/// that of the undisturbed run, byte for byte. The runs are those that tests/soak kills.
class ClosingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_scratch.isValid());
        m_scenarios = soak::makeScenarios(m_scratch.path(), {});
    }
    void init() {
        m_settings = std::make_unique<test::IsolatedSettings>();
        qputenv("DISTILLAB_CACHE", m_settings->path(u"cache"_s).toUtf8());
    }
    void cleanup() { leave(); }
    void cleanupTestCase() { qunsetenv("DISTILLAB_CACHE"); }

    void aWindowClosedDuringARunLosesNothing_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("pictures") << u"pictures"_s;
        QTest::newRow("texts") << u"texts"_s;
    }
    void aWindowClosedDuringARunLosesNothing() {
        QFETCH(QString, name);
        startInNewWindow(name);
        QTRY_VERIFY_WITH_TIMEOUT(!session().isBusy(), kPatience);
        const RunFolder undisturbed(session().runFolder());
        QVERIFY(undisturbed.isFinished());
        leave();

        // What the teacher said is not found again: its asking is disturbed as well.
        qputenv("DISTILLAB_CACHE", m_settings->path(u"another cache"_s).toUtf8());
        startInNewWindow(name);
        const RunFolder run(session().runFolder());
        QVERIFY(run.path() != undisturbed.path());
        int closed = 0;
        for (const auto& [phase, step] :
             {std::pair{Phase::TeacherTrain, 3}, std::pair{Phase::TeacherTargets, 0}, std::pair{Phase::Distil, 2},
              std::pair{Phase::Distil, 30}, std::pair{Phase::Baseline, 2}, std::pair{Phase::Evaluate, 0},
              std::pair{Phase::Export, 0}}) {
            const std::pair<Phase, qint64> moment{phase, step};
            QTRY_VERIFY_WITH_TIMEOUT(m_position >= moment || !session().isBusy(), kPatience);
            closeWindow();
            if (QTest::currentTestFailed()) return;
            if (run.isFinished()) break;
            QVERIFY(run.canResume());
            ++closed;
            resumeInNewWindow();
        }
        if (!run.isFinished()) QTRY_VERIFY_WITH_TIMEOUT(!session().isBusy(), kPatience);
        QVERIFY(run.isFinished());
        QVERIFY2(closed >= 3, qPrintable(QString::number(closed)));
        QCOMPARE(soak::differenceOf(soak::worthOf(run.path()), soak::worthOf(undisturbed.path())), QString());
    }

private:
    TrainingSession& session() const { return m_window->session(); }

    void openWindow() {
        m_window = std::make_unique<ui::MainWindow>([]() -> session::Engine& { return session::loadEngine(); });
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_user = std::make_unique<test::User>(*m_window);
        m_position = {};
        connect(&session(), &TrainingSession::phaseStarted, this, [this](Phase phase) { m_position = {phase, 0}; });
        connect(&session(), &TrainingSession::stepsRecorded, this, [this](const QList<report::StepMetrics>& steps) {
            m_position = {steps.last().phase, steps.last().step};
        });
    }

    void startInNewWindow(const QString& name) {
        openWindow();
        for (const soak::Scenario& scenario : m_scenarios) {
            if (scenario.name == name) m_window->open(scenario.experiment);
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_user->canUse(u"wizard.start"_s), kPatience);
        m_user->click(u"wizard.start"_s);
        QVERIFY(session().isBusy());
    }

    void resumeInNewWindow() {
        openWindow();
        m_user->click(u"start.run.resume"_s);
        QVERIFY(session().isBusy());
    }

    /// As a user does who is asked whether to quit, and is not where the run has come to its end.
    void closeWindow() {
        if (session().isBusy()) {
            m_user->whenAsked(u"main.quitQuestion"_s, [](QWidget& question) {
                QTest::mouseClick(question.findChild<QAbstractButton*>(u"main.quitQuestion.quit"_s), Qt::LeftButton);
            });
        }
        m_window->close();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), kPatience);
        QVERIFY(!session().isBusy());
        leave();
    }

    void leave() {
        m_user.reset();
        m_window.reset();
    }

    QTemporaryDir m_scratch;
    std::vector<soak::Scenario> m_scenarios;
    std::unique_ptr<test::IsolatedSettings> m_settings;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<test::User> m_user;
    std::pair<Phase, qint64> m_position;  ///< of the run, as the window was told
};

DISTILLAB_TEST(ClosingTest)
#include "closing_test.moc"
