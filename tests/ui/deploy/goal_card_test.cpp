#include "ui/deploy/goal_card.h"

#include "core/session/training_session.h"
#include "tests/core/report/example_measurement.h"
#include "tests/support/idle_engine.h"
#include "tests/support/test_main.h"
#include "tests/ui/user.h"
#include "ui/deploy/measurement_card.h"

#include <QBoxLayout>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using experiment::Device;

namespace {

class MeasuringEngine : public test::IdleEngine {
public:
    report::Measurement measure(const QString& runFolder, RunControl&) override {
        report::writeMeasurement(runFolder, test::exampleMeasurement());
        return test::exampleMeasurement();
    }
};

}  // namespace

class GoalCardTest : public QObject {
    Q_OBJECT
private slots:
    void aRunWithoutGoalHasNoCard() {
        GoalCard card(m_session);
        card.setRun(m_run.path(), {});
        QVERIFY(card.isHidden());
    }

    void theVerdictComesWithTheMeasurement() {
        QWidget window;
        auto* layout = new QVBoxLayout(&window);
        auto* measurement = new MeasurementCard(m_session);
        auto* card = new GoalCard(m_session);
        layout->addWidget(measurement);
        layout->addWidget(card);
        window.resize(1000, 700);
        window.show();
        measurement->setRun(m_run.path());
        card->setRun(m_run.path(), {.device = Device::Browser});
        const test::User user(window);
        const auto* verdict = user.find<QLabel>(u"monitor.goal.verdict"_s);
        QVERIFY(verdict->isVisible());
        QVERIFY(verdict->text().contains(u"once its files are measured"_s));
        user.click(u"monitor.deploy.measure"_s);
        QTRY_VERIFY(verdict->text().startsWith(u"Goal met: the student in int8 fits a browser."_s));
        QVERIFY(user.find<QLabel>(u"monitor.goal.limits"_s)->text().contains(u"Assumed"_s));
    }

    void aMissedGoalSaysWhatToChange() {
        report::writeMeasurement(m_run.path(), test::exampleMeasurement());
        GoalCard card(m_session);
        card.setRun(m_run.path(), {.device = Device::Phone, .sizeMb = 2});
        const QString text = card.findChild<QLabel*>(u"monitor.goal.verdict"_s)->text();
        QVERIFY(text.startsWith(u"Goal missed"_s));
        QVERIFY(text.contains(u"of at most 2.0 MB"_s));
        QVERIFY(text.contains(u"smaller student"_s));
    }

private:
    QTemporaryDir m_run;
    MeasuringEngine m_engine;
    session::TrainingSession m_session{[this]() -> session::Engine& { return m_engine; }};
};

DISTILLAB_TEST(GoalCardTest)
#include "goal_card_test.moc"
