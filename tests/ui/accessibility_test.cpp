#include "core/experiment/samples.h"
#include "tests/support/idle_engine.h"
#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/run_folders.h"
#include "tests/ui/user.h"
#include "tests/ui/window_page.h"
#include "ui/help/help_pages.h"
#include "ui/main_window.h"
#include "ui/monitor/monitor_page.h"
#include "ui/wizard/experiment_draft.h"
#include "ui/wizard/wizard.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QScrollBar>
#include <QSet>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTextEdit>

#include <algorithm>
#include <memory>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMostTabs = 400;

bool isPartOf(const QWidget* widget, const char* classOfOwner) {
    const QWidget* parent = widget->parentWidget();
    return parent && parent->inherits(classOfOwner);
}

/// What a user works with. Parts that Qt makes for a control belong to it.
bool isControl(const QWidget* widget) {
    const bool isPart = isPartOf(widget, "QAbstractSpinBox") || isPartOf(widget, "QComboBox") ||
                        isPartOf(widget, "QLineEdit") || isPartOf(widget, "QTabBar") || isPartOf(widget, "QMenuBar") ||
                        isPartOf(widget, "QTableView") || isPartOf(widget, "QTreeView") ||
                        qobject_cast<const QScrollBar*>(widget) || qobject_cast<const QHeaderView*>(widget);
    if (isPart || !widget->isVisible() || widget->focusProxy()) return false;
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
           qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
           qobject_cast<const QAbstractSlider*>(widget) || qobject_cast<const QAbstractItemView*>(widget) ||
           qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget) ||
           qobject_cast<const QTabBar*>(widget) || widget->focusPolicy() & Qt::TabFocus;
}

QList<QWidget*> controlsIn(const QWidget* page) {
    QList<QWidget*> controls = page->findChildren<QWidget*>();
    controls.removeIf([](const QWidget* widget) { return !isControl(widget); });
    return controls;
}

QString nameFor(QWidget* widget) {
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
    return interface ? interface->text(QAccessible::Name).trimmed() : QString();
}

QString describe(const QWidget* widget) {
    QStringList path;
    for (const QWidget* w = widget; w && path.size() < 3; w = w->parentWidget()) {
        path.prepend(w->objectName().isEmpty() ? QString::fromLatin1(w->metaObject()->className()) : w->objectName());
    }
    return path.join(u" > "_s);
}

/// Tab goes to the chosen one of a group, the arrow keys to the others.
bool isReachedByArrows(const QWidget* widget) {
    const auto* button = qobject_cast<const QRadioButton*>(widget);
    return button && !button->isChecked();
}

/// All that Tab comes to, starting anywhere in the window, until it has come round.
QSet<const QWidget*> reachedByTab() {
    QSet<const QWidget*> reached;
    for (int i = 0; i < kMostTabs; ++i) {
        const QWidget* focus = QApplication::focusWidget();
        if (i > 2 && reached.contains(focus)) break;
        reached.insert(focus);
        test::User::press(Qt::Key_Tab);
    }
    return reached;
}

}  // namespace

constexpr int kPages = 8;

/// Walks through every page of the window, also those that come later, and asks of every control what somebody needs
/// who cannot see the screen or use a mouse.
class AccessibilityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        QAccessible::setActive(true);
        m_settings = std::make_unique<test::IsolatedSettings>();
        for (const QString& name : {u"one"_s, u"two"_s}) {
            test::writeFinishedRun(m_settings->path(u"runs/"_s + name), sample(u"fashion-mnist"_s), 0.9);
        }
        test::writeInterruptedRun(m_settings->path(u"runs/three"_s), sample(u"fashion-mnist"_s));
        m_window = std::make_unique<MainWindow>([this]() -> session::Engine& { return m_engine; });
        m_window->resize(1280, 800);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_helpPages = helpPages();
        m_faults.clear();
    }
    void cleanup() { m_window.reset(); }

    void everyPageOfTheWindow() {
        m_window->open(m_settings->path(u"runs/one"_s));
        auto* pages = m_window->findChild<QStackedWidget*>(u"main.pages"_s);
        QTRY_COMPARE(pages->count(), kPages);  // most are made when the window has been shown
        for (int i = 0; i < pages->count(); ++i) {
            if (qobject_cast<Wizard*>(pages->widget(i))) continue;
            pages->setCurrentIndex(i);
            checkWithItsTabs(pages->currentWidget());
        }
        QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
    }

    void everyPageOfTheWizard_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("pictures") << u"fashion-mnist"_s;
        QTest::newRow("texts") << u"movie-reviews"_s;
    }
    void everyPageOfTheWizard() {
        QFETCH(QString, name);
        auto* wizard = test::pageOf<Wizard>(*m_window);
        m_window->findChild<QStackedWidget*>(u"main.pages"_s)->setCurrentWidget(wizard);
        for (int step = 0; step < kStepCount; ++step) {
            wizard->begin(sample(name), static_cast<Step>(step));
            openFolds(wizard);
            checkWithItsTabs(wizard);
        }
        QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
    }

private:
    static experiment::Experiment sample(const QString& name) { return experiment::sampleExperiment(name); }

    static void openFolds(const QWidget* page) {
        for (auto* button : page->findChildren<QAbstractButton*>()) {
            if (button->property("role") == u"fold"_s && button->isVisible()) button->setChecked(true);
        }
    }

    void checkWithItsTabs(QWidget* page) {
        const QList<QTabWidget*> tabs = page->findChildren<QTabWidget*>();
        if (tabs.isEmpty()) {
            check(page);
            return;
        }
        for (QTabWidget* widget : tabs) {
            for (int i = 0; i < widget->count(); ++i) {
                if (!widget->isTabEnabled(i)) continue;
                widget->setCurrentIndex(i);
                openFolds(page);
                check(page);
            }
        }
    }

    void check(const QWidget* page) {
        QCoreApplication::processEvents();
        const QList<QWidget*> controls = controlsIn(page);  // first: others may appear while Tab goes round
        const QSet<const QWidget*> reached = reachedByTab();
        QVERIFY2(!controls.isEmpty(), page->metaObject()->className());
        for (QWidget* control : controls) {
            if (nameFor(control).isEmpty()) report(u"has no accessible name"_s, control);
            const bool isReached = reached.contains(control) || isReachedByArrows(control) || !control->isEnabled() ||
                                   !control->isVisible();
            if (!isReached) report(u"is not reached by Tab"_s, control);
            const bool isExplained =
                !helpTopicOf(control, m_helpPages).isEmpty() || !helpTopicWithin(*page, m_helpPages).isEmpty();
            if (!isExplained) report(u"has no help behind F1"_s, control);
        }
    }

    void report(const QString& fault, const QWidget* control) {
        const QString line = describe(control) + u' ' + fault;
        if (!m_faults.contains(line)) m_faults << line;
    }

    test::IdleEngine m_engine;
    std::unique_ptr<test::IsolatedSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    std::vector<HelpPage> m_helpPages;
    QStringList m_faults;
};

DISTILLAB_TEST(AccessibilityTest)
#include "accessibility_test.moc"
