#include "ui/wizard/goal_fields.h"

#include "tests/support/test_main.h"
#include "tests/ui/isolated_settings.h"
#include "tests/ui/user.h"

#include <QComboBox>
#include <QLabel>
#include <QTest>

#include <memory>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using experiment::Device;

class GoalFieldsTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_draft = std::make_unique<ExperimentDraft>();
        m_fields = std::make_unique<GoalFields>(*m_draft);
        QObject::connect(m_draft.get(), &ExperimentDraft::changed, m_fields.get(), &GoalFields::refresh);
        m_fields->refresh();
        m_fields->resize(900, 500);
        m_fields->show();
        m_fields->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_fields.get()));
    }

    void withoutGoalNothingElseShows() {
        QVERIFY(!label("limits")->isVisible());
        QVERIFY(!label("forecast")->isVisible());
        QVERIFY(!m_fields->findChild<QWidget*>(u"wizard.student.goal.more"_s)->isVisible());
    }

    void aDeviceBringsItsLimits() {
        const test::User user(*m_fields);
        user.pick(u"wizard.student.goal"_s, u"Phone"_s);
        QVERIFY(m_draft->experiment().goal.device == Device::Phone);
        QVERIFY(label("limits")->isVisible());
        QVERIFY(label("limits")->text().contains(u"30 MB"_s));
        QVERIFY(label("limits")->text().contains(u"3 times as long"_s));
    }

    void aGoalCanBeTakenBack() {
        m_draft->edit([](experiment::Experiment& e) { e.goal.device = Device::Kiosk; });
        QVERIFY(label("limits")->isVisible());
        const test::User user(*m_fields);
        user.pick(u"wizard.student.goal"_s, u"Not decided yet"_s);
        QVERIFY(!m_draft->experiment().goal.isSet());
        QVERIFY(!label("limits")->isVisible());
    }

    void ownLimitsTakeTheirPlace() {
        const test::User user(*m_fields);
        user.pick(u"wizard.student.goal"_s, u"Browser"_s);
        user.click(u"wizard.student.goal.more"_s);
        user.fill(u"wizard.student.goal.size"_s, QLocale().toString(0.1));
        user.fill(u"wizard.student.goal.slowdown"_s, QLocale().toString(7.5));
        test::User::press(Qt::Key_Tab);
        QCOMPARE(m_draft->experiment().goal.sizeMb, 0.1);
        QCOMPARE(m_draft->experiment().goal.slowdown, 7.5);
        QVERIFY(label("limits")->text().contains(u"0.1 MB"_s));
        QVERIFY(label("limits")->text().contains(u"7.5 times as long"_s));
    }

    void fieldsAreReachedByKeyboard() {
        const test::User user(*m_fields);
        user.pick(u"wizard.student.goal"_s, u"Small board"_s);
        QVERIFY(test::User::push(u"wizard.student.goal.more"_s));
        for (const QString& field : {u"size"_s, u"latency"_s, u"memory"_s, u"slowdown"_s}) {
            QVERIFY2(test::User::tabTo(u"wizard.student.goal."_s + field), qPrintable(field));
            QVERIFY(!m_fields->findChild<QWidget*>(u"wizard.student.goal."_s + field)->accessibleName().isEmpty());
        }
    }

private:
    QLabel* label(const char* name) const {
        return m_fields->findChild<QLabel*>(u"wizard.student.goal."_s + QLatin1String(name));
    }

    test::IsolatedSettings m_settings;
    std::unique_ptr<ExperimentDraft> m_draft;
    std::unique_ptr<GoalFields> m_fields;
};

DISTILLAB_TEST(GoalFieldsTest)
#include "goal_fields_test.moc"
