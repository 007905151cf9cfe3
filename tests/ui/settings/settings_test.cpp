#include "core/experiment/samples.h"
#include "core/net/network.h"
#include "tests/support/idle_engine.h"
#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/run_folders.h"
#include "tests/ui/user.h"
#include "tests/ui/window_page.h"
#include "ui/help/help_window.h"
#include "ui/main_window.h"
#include "ui/monitor/monitor_page.h"
#include "ui/plot/live_plot.h"
#include "ui/settings/language.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/wizard.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSlider>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTest>

#include <memory>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Trains a student step after step until it is stopped.
class PatientEngine : public test::IdleEngine {
public:
    report::RunReport run(const experiment::Experiment&, const QString&, bool, report::RunListener& listener,
                          RunControl& control) override {
        listener.phaseStarted(report::Phase::Distil);
        for (qint64 step = 1; true; ++step) {
            control.obey();
            report::StepMetrics metrics;
            metrics.step = step;
            metrics.totalSteps = 1'000'000;
            metrics.loss = 1.0 / static_cast<double>(step);
            listener.stepDone(metrics);
            QThread::msleep(1);
        }
    }
};

}  // namespace

/// The menu "Settings" in the window, by keyboard, and what it does to what is under way.
class SettingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_settings = std::make_unique<test::IsolatedSettings>();
        useLocale(localeOf(Language::English));
        m_window = std::make_unique<MainWindow>([this]() -> session::Engine& { return m_engine; });
        m_window->resize(1280, 800);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_user = std::make_unique<test::User>(*m_window);
    }
    void cleanup() {
        m_window->session().stop();
        QTRY_VERIFY(!m_window->session().isBusy());
        m_user.reset();
        m_window.reset();
        net::setOffline(false);
        useLocale(localeOf(Language::English));
    }

    void theLanguageIsSwitchedByKeyboardAndBackAndRemembered() {
        QCOMPARE(firstMenu(), u"&File"_s);
        chooseByKeyboard(Qt::Key_L, Qt::Key_C);
        QTRY_COMPARE(firstMenu(), u"文件(&F)"_s);
        QCOMPARE(m_user->find<QPushButton>(u"start.new"_s)->text(), u"新建蒸馏(&N)"_s);
        QCOMPARE(chosenLanguage(), Language::Chinese);
        chooseLanguage(Language::English);
        QTRY_COMPARE(firstMenu(), u"&File"_s);
        QCOMPARE(chosenLanguage(), Language::English);
    }

    void aRunGoesOnInTheOtherLanguageWithItsCurves() {
        startRun();
        QTRY_VERIFY(points() > 50);
        m_user->click(u"monitor.logScale"_s);
        m_user->find<QSlider>(u"monitor.smoothing"_s)->setValue(5);
        const size_t before = points();
        chooseLanguage(Language::Chinese);
        QTRY_COMPARE(firstMenu(), u"文件(&F)"_s);
        QVERIFY(qobject_cast<MonitorPage*>(page()));
        QVERIFY(points() >= before);
        QVERIFY(m_window->session().isBusy());
        QVERIFY(m_user->canUse(u"monitor.pause"_s));
        QVERIFY(m_user->find<QLabel>(u"monitor.headline"_s)->text() != QString());
        QVERIFY(m_user->find<LivePlot>(u"monitor.lossPlot"_s)->isLogScale());
        QVERIFY(m_user->find<QCheckBox>(u"monitor.logScale"_s)->isChecked());
        QCOMPARE(m_user->find<QSlider>(u"monitor.smoothing"_s)->value(), 5);
        const size_t then = points();
        QTRY_VERIFY(points() > then);  // the new page listens
        m_user->click(u"monitor.pause"_s);
        QTRY_COMPARE(m_window->session().state(), session::SessionState::Paused);
        chooseLanguage(Language::English);
        QTRY_COMPARE(firstMenu(), u"&File"_s);
        QTRY_VERIFY(m_user->canUse(u"monitor.resume"_s));
        m_user->click(u"monitor.resume"_s);
        QTRY_COMPARE(m_window->session().state(), session::SessionState::Running);
    }

    void theWizardGoesOnWithWhatWasEntered() {
        auto* wizard = test::pageOf<Wizard>(*m_window);
        m_window->findChild<QStackedWidget*>(u"main.pages"_s)->setCurrentWidget(wizard);
        wizard->begin(sample(), Step::Review);
        m_user->fill(u"wizard.review.name"_s, u"half done"_s);
        chooseLanguage(Language::Chinese);
        QTRY_COMPARE(firstMenu(), u"文件(&F)"_s);
        wizard = m_window->findChild<Wizard*>();
        QCOMPARE(page(), wizard);
        QCOMPARE(wizard->draft().experiment().name, u"half done"_s);
        QVERIFY(m_user->find(u"wizard.review.name"_s)->isVisible());
    }

    void aFinishedRunStaysOpen() {
        const QString run = m_settings->path(u"runs/done"_s);
        test::writeFinishedRun(run, sample(), 0.9);
        m_window->open(run);
        m_user->find<QTabWidget>(u"monitor.views"_s)->setCurrentIndex(0);
        chooseLanguage(Language::Chinese);
        QTRY_COMPARE(firstMenu(), u"文件(&F)"_s);
        QVERIFY(qobject_cast<MonitorPage*>(page()));
        QCOMPARE(m_user->find<QLabel>(u"monitor.title"_s)->text(), u"done"_s);
        const auto* views = m_user->find<QTabWidget>(u"monitor.views"_s);
        QCOMPARE(views->currentIndex(), 0);
        QVERIFY(views->isTabEnabled(1));
    }

    void openHelpFollowsTheLanguage() {
        m_user->click(u"start.new"_s);
        test::User::press(Qt::Key_F1);
        const auto title = [] {
            for (const QWidget* top : QApplication::topLevelWidgets()) {
                const auto* help = qobject_cast<const HelpWindow*>(top);
                if (!help || !help->isVisible()) continue;
                for (const HelpPage& page : help->pages()) {
                    if (page.topic == help->topic()) return page.title;
                }
            }
            return QString();
        };
        QTRY_COMPARE(title(), u"Task"_s);
        chooseLanguage(Language::Chinese);
        QTRY_COMPARE(title(), u"任务"_s);
    }

    void theThemeIsSwitchedAtOnceAndRemembered() {
        applyTheme(*qApp);
        startRun();
        QTRY_VERIFY(points() > 10);
        chooseTheme(ThemeChoice::Dark);
        QVERIFY(Theme::current().isDark());
        QTRY_COMPARE(groundOf(u"monitor.lossPlot"_s), Theme::dark().surface);
        chooseTheme(ThemeChoice::Light);
        QTRY_COMPARE(groundOf(u"monitor.lossPlot"_s), Theme::light().surface);
        QCOMPARE(chosenTheme(), ThemeChoice::Light);
    }

    void theTextGrowsAtOnce() {
        applyTheme(*qApp);
        const int before = m_user->find(u"start.new"_s)->sizeHint().height();
        chooseTextPercent(200);
        QTRY_VERIFY(m_user->find(u"start.new"_s)->sizeHint().height() > before);
        chooseTextPercent(100);
        QTRY_COMPARE(m_user->find(u"start.new"_s)->sizeHint().height(), before);
    }

    void offlineModeIsSwitchedByKeyboardAndRemembered() {
        QVERIFY(!net::isOffline());
        m_window->activateWindow();
        QTimer::singleShot(50, m_window.get(), [] { QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_O); });
        test::User::press(Qt::Key_S, Qt::AltModifier);
        QTRY_VERIFY(net::isOffline());
        net::setOffline(false);
        MainWindow next([this]() -> session::Engine& { return m_engine; });  // the next start of the program
        QVERIFY(net::isOffline());
        QVERIFY(next.findChild<QAction*>(u"menu.offline"_s)->isChecked());
        next.findChild<QAction*>(u"menu.offline"_s)->trigger();
        QVERIFY(!net::isOffline());
    }

    void theEnvironmentHasTheLastWordAboutOfflineMode() {
        qputenv("DISTILLAB_OFFLINE", "1");
        const MainWindow next([this]() -> session::Engine& { return m_engine; });
        qunsetenv("DISTILLAB_OFFLINE");
        const auto* action = next.findChild<QAction*>(u"menu.offline"_s);
        QVERIFY(action->isChecked() && !action->isEnabled());
        QVERIFY(action->toolTip().contains(u"DISTILLAB_OFFLINE"_s));
    }

private:
    static experiment::Experiment sample() { return experiment::sampleExperiment(u"fashion-mnist"_s); }
    QString firstMenu() const { return m_window->menuBar()->actions().constFirst()->text(); }
    QWidget* page() const { return m_user->find<QStackedWidget>(u"main.pages"_s)->currentWidget(); }
    size_t points() const { return m_user->find<LivePlot>(u"monitor.lossPlot"_s)->pointCount(); }
    QColor groundOf(const QString& name) const { return m_user->find(name)->grab().toImage().pixelColor(3, 3); }
    void startRun() {
        emit test::pageOf<Wizard>(*m_window)->startRequested(sample(), m_settings->path(u"runs/mine"_s));
        QVERIFY(m_window->session().isBusy());
    }
    /// Alt+S opens the menu, two letters choose in it.
    void chooseByKeyboard(Qt::Key menu, Qt::Key entry) {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTimer::singleShot(50, m_window.get(), [menu, entry] {
            QTest::keyClick(QApplication::activePopupWidget(), menu);
            QTest::keyClick(QApplication::activePopupWidget(), entry);
        });
        test::User::press(Qt::Key_S, Qt::AltModifier);
    }

    PatientEngine m_engine;
    std::unique_ptr<test::IsolatedSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<test::User> m_user;
};

DISTILLAB_TEST(SettingsTest)
#include "settings_test.moc"
