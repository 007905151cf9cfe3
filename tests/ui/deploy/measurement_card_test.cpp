#include "ui/deploy/measurement_card.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/session/training_session.h"
#include "tests/core/report/example_measurement.h"
#include "tests/support/idle_engine.h"
#include "tests/support/test_main.h"
#include "tests/ui/user.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Measures what it is told to, or waits for a stop.
class MeasuringEngine : public test::IdleEngine {
public:
    std::atomic_bool waits = false;
    std::atomic_bool succeeds = true;

    report::Measurement measure(const QString& runFolder, RunControl& control) override {
        while (waits) {
            control.obey();
            QTest::qSleep(5);
        }
        if (!succeeds) throw WorkError(u"the program that measures is missing"_s, runFolder, u"Install it again."_s);
        report::Measurement measurement = test::exampleMeasurement();
        report::writeMeasurement(runFolder, measurement);
        return measurement;
    }
};

}  // namespace

class MeasurementCardTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_run = std::make_unique<QTemporaryDir>();
        m_engine = std::make_unique<MeasuringEngine>();
        m_session = std::make_unique<session::TrainingSession>([this]() -> session::Engine& { return *m_engine; });
        m_window = std::make_unique<QWidget>();
        auto* layout = new QVBoxLayout(m_window.get());
        m_card = new MeasurementCard(*m_session);
        layout->addWidget(m_card);
        m_window->resize(1000, 600);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() {
        m_window.reset();
        m_engine->waits = false;
        m_session.reset();
    }

    void aRunThatWasNotMeasuredSaysSoAndCanBe() {
        m_card->setRun(m_run->path());
        QVERIFY(!table()->isVisible());
        QVERIFY(label("headline").startsWith(u"Not measured yet."_s));
        const test::User user(*m_window);
        user.click(u"monitor.deploy.measure"_s);
        QTRY_VERIFY(table()->isVisible());
        QVERIFY(label("headline").contains(u"20× faster"_s));
        QVERIFY(label("how").contains(u"Example CPU"_s));
        QVERIFY(button("measure")->isVisible());
        QVERIFY(report::readMeasurement(m_run->path()).has_value());
    }

    void figuresStandInATableWithTheirSpread() {
        report::writeMeasurement(m_run->path(), test::exampleMeasurement());
        m_card->setRun(m_run->path());
        const QAbstractItemModel* model = table()->model();
        QCOMPARE(model->columnCount(), 3);
        QCOMPARE(model->headerData(0, Qt::Horizontal).toString(), u"Teacher"_s);
        QCOMPARE(model->headerData(2, Qt::Horizontal).toString(), u"Student, int8"_s);
        QCOMPARE(model->headerData(2, Qt::Vertical).toString(), u"One answer, one thread"_s);
        QCOMPARE(model->index(2, 2).data().toString(), u"0.500 ms  (0.400 ms – 0.600 ms)"_s);
        QVERIFY(!model->headerData(2, Qt::Vertical, Qt::ToolTipRole).toString().isEmpty());
    }

    void measuringCanBeStopped() {
        m_engine->waits = true;
        m_card->setRun(m_run->path());
        const test::User user(*m_window);
        QVERIFY(test::User::push(u"monitor.deploy.measure"_s));
        QTRY_VERIFY(button("stop")->isVisible());
        QVERIFY(!button("measure")->isVisible());
        user.click(u"monitor.deploy.stop"_s);
        QTRY_VERIFY(button("measure")->isVisible());
        QVERIFY(label("message").contains(u"he measurement was stopped"_s));
        QVERIFY(!m_session->isBusy());
    }

    void failureIsToldWithItsRemedy() {
        m_engine->succeeds = false;
        m_card->setRun(m_run->path());
        const test::User user(*m_window);
        user.click(u"monitor.deploy.measure"_s);
        QTRY_VERIFY(label("message").contains(u"he program that measures is missing"_s));
        QVERIFY(label("message").contains(u"Install it again."_s));
        QVERIFY(!table()->isVisible());
    }

    void damagedFileIsToldAndCanBeMadeAgain() {
        writeFileAtomically(report::measurementFile(m_run->path()), "{");
        m_card->setRun(m_run->path());
        QVERIFY(label("message").contains(u"his is no measurement"_s));
        const test::User user(*m_window);
        user.click(u"monitor.deploy.measure"_s);
        QTRY_VERIFY(table()->isVisible());
        QVERIFY(!m_card->findChild<QLabel*>(u"monitor.deploy.message"_s)->isVisible());
    }

    void whatCouldNotBeMeasuredIsSaidBelowTheOthers() {
        report::Measurement measurement = test::exampleMeasurement();
        measurement.models[0].problem = u"perhaps for want of memory"_s;
        report::writeMeasurement(m_run->path(), measurement);
        m_card->setRun(m_run->path());
        QVERIFY(!m_card->findChild<QLabel*>(u"monitor.deploy.headline"_s)->isVisible());
        QVERIFY(label("problems").contains(u"for want of memory"_s));
    }

private:
    QString label(const char* name) const {
        return m_card->findChild<QLabel*>(u"monitor.deploy."_s + QLatin1String(name))->text();
    }
    QPushButton* button(const char* name) const {
        return m_card->findChild<QPushButton*>(u"monitor.deploy."_s + QLatin1String(name));
    }
    QTableView* table() const { return m_card->findChild<QTableView*>(u"monitor.deploy.table"_s); }

    std::unique_ptr<QTemporaryDir> m_run;
    std::unique_ptr<MeasuringEngine> m_engine;
    std::unique_ptr<session::TrainingSession> m_session;
    std::unique_ptr<QWidget> m_window;
    MeasurementCard* m_card = nullptr;
};

DISTILLAB_TEST(MeasurementCardTest)
#include "measurement_card_test.moc"
