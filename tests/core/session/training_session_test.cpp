#include "core/session/training_session.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/support/idle_engine.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace distillab;
using namespace distillab::session;

namespace {

/// An engine whose run steps until it is told otherwise, at a speed no widget could follow.
class SteppingEngine : public test::IdleEngine {
public:
    std::atomic<qint64> steps = 0;
    qint64 lastStep = 1'000'000'000;
    bool fails = false;
    std::atomic<bool> diskIsFull = false;
    Qt::HANDLE thread = nullptr;

    QString description() const override { return QStringLiteral("stepping"); }
    report::RunReport run(const experiment::Experiment& experiment, const QString& folder, bool,
                          report::RunListener& listener, RunControl& control) override {
        thread = QThread::currentThreadId();
        listener.phaseStarted(report::Phase::Distil);
        for (steps = 0; steps < lastStep;) {
            control.obey();
            if (fails && steps == 5)
                throw WorkError(QStringLiteral("it broke"), QStringLiteral("here"), QStringLiteral("mend it"));
            control.insist([this] {
                if (diskIsFull) throw DiskRefused(QStringLiteral("the disk is full"), QStringLiteral("/runs"));
            });
            report::StepMetrics metrics;
            metrics.step = ++steps;
            listener.stepDone(metrics);
            QThread::usleep(50);
        }
        report::RunReport report;
        report.experiment = experiment;
        report.runFolder = folder;
        return report;
    }
    report::OnnxReport exportOnnx(const QString&, const QString& folder, const std::optional<experiment::OnnxSpec>&,
                                  RunControl&) override {
        report::OnnxReport report;
        report.folder = folder;
        return report;
    }
    std::vector<Prediction> predict(const QString& folder, const std::vector<Question>& questions) override {
        thread = QThread::currentThreadId();
        if (folder.isEmpty()) throw RequestError(QStringLiteral("no model"), folder, QStringLiteral("choose one"));
        Prediction prediction;
        prediction.label = folder + questions.front().text;
        return {prediction};
    }
    ModelFacts describe(const QString& folder) override {
        ModelFacts facts;
        facts.name = folder;
        return facts;
    }
    void writeTestAnswers(const QString& folder, RunControl& control) override {
        if (folder.isEmpty()) throw RequestError(QStringLiteral("no run"), folder, QStringLiteral("choose one"));
        while (folder == QStringLiteral("/endless")) control.obey();
    }
};

}  // namespace

class TrainingSessionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void workHappensOnAnotherThreadAndEventsArriveHere() {
        SteppingEngine engine;
        engine.lastStep = 200;
        TrainingSession session([&]() -> Engine& { return engine; });
        QList<qint64> arrived;
        Qt::HANDLE eventThread = nullptr;
        connect(&session, &TrainingSession::stepsRecorded, this, [&](const QList<report::StepMetrics>& steps) {
            eventThread = QThread::currentThreadId();
            for (const report::StepMetrics& step : steps) arrived << step.step;
        });
        QSignalSpy finished(&session, &TrainingSession::finished);
        session.start({}, QStringLiteral("/nowhere"));
        QVERIFY(session.isBusy());
        QVERIFY(finished.wait());
        QVERIFY(engine.thread != QThread::currentThreadId());
        QCOMPARE(eventThread, QThread::currentThreadId());
        QVERIFY(!session.isBusy());
        // Coalesced, yet every step arrived once and in order.
        QCOMPARE(arrived.size(), 200);
        for (qsizetype i = 0; i < arrived.size(); ++i) QCOMPARE(arrived[i], i + 1);
        QCOMPARE(finished[0][0].value<report::RunReport>().runFolder, QStringLiteral("/nowhere"));
    }

    void eventsAreCoalescedToThirtyASecond() {
        SteppingEngine engine;
        TrainingSession session([&]() -> Engine& { return engine; });
        QSignalSpy batches(&session, &TrainingSession::stepsRecorded);
        QSignalSpy stopped(&session, &TrainingSession::stopped);
        QElapsedTimer timer;
        timer.start();
        session.start({}, {});
        QTest::qWait(500);
        session.stop();
        QVERIFY(stopped.wait());
        const double seconds = static_cast<double>(timer.elapsed()) / 1000;
        QVERIFY(engine.steps > 200);
        QVERIFY(batches.size() <= seconds * 31 + 2);
    }

    void pausedEngineStandsStillUntilResumed() {
        SteppingEngine engine;
        TrainingSession session([&]() -> Engine& { return engine; });
        QSignalSpy stopped(&session, &TrainingSession::stopped);
        session.start({}, {});
        QTRY_VERIFY(engine.steps > 10);
        session.pause();
        QCOMPARE(session.state(), SessionState::Paused);
        QTest::qWait(30);
        const qint64 standing = engine.steps;
        QTest::qWait(60);
        QCOMPARE(engine.steps.load(), standing);
        session.resume();
        QCOMPARE(session.state(), SessionState::Running);
        QTRY_VERIFY(engine.steps > standing + 10);
        // A stop out of a pause works as well.
        session.pause();
        session.stop();
        QCOMPARE(session.state(), SessionState::Stopping);
        QVERIFY(stopped.wait());
        QCOMPARE(session.state(), SessionState::Idle);
    }

    void aFullDiskPausesTheSessionUntilItIsResumed() {
        SteppingEngine engine;
        TrainingSession session([&]() -> Engine& { return engine; });
        QSignalSpy met(&session, &TrainingSession::obstacleMet);
        QSignalSpy cleared(&session, &TrainingSession::obstacleCleared);
        session.start({}, {});
        QTRY_VERIFY(engine.steps > 3);
        engine.diskIsFull = true;
        QVERIFY(met.wait());
        QCOMPARE(session.state(), SessionState::Paused);
        QVERIFY(session.obstacle().has_value());
        QCOMPARE(session.obstacle()->message, QStringLiteral("the disk is full"));
        QCOMPARE(met[0][0].value<Problem>().where, QStringLiteral("/runs"));
        session.resume();  // too early
        QVERIFY(met.wait());
        QCOMPARE(session.state(), SessionState::Paused);
        QCOMPARE(cleared.size(), 0);
        const qint64 standing = engine.steps;
        engine.diskIsFull = false;
        session.resume();
        QVERIFY(cleared.wait());
        QCOMPARE(session.state(), SessionState::Running);
        QVERIFY(!session.obstacle().has_value());
        QTRY_VERIFY(engine.steps > standing);
    }

    void aStopWhileTheDiskIsFullEndsTheRun() {
        SteppingEngine engine;
        engine.diskIsFull = true;
        TrainingSession session([&]() -> Engine& { return engine; });
        QSignalSpy met(&session, &TrainingSession::obstacleMet);
        QSignalSpy stopped(&session, &TrainingSession::stopped);
        session.start({}, {});
        QVERIFY(met.wait());
        session.stop();
        QVERIFY(stopped.wait());
        QCOMPARE(session.state(), SessionState::Idle);
        QVERIFY(!session.obstacle().has_value());
    }

    void failureArrivesAsProblemAndTheSessionIsUsableAgain() {
        SteppingEngine engine;
        engine.fails = true;
        TrainingSession session([&]() -> Engine& { return engine; });
        QSignalSpy failed(&session, &TrainingSession::failed);
        session.start({}, {});
        QVERIFY(failed.wait());
        const auto problem = failed[0][0].value<Problem>();
        QCOMPARE(problem.message, QStringLiteral("it broke"));
        QCOMPARE(problem.where, QStringLiteral("here"));
        QCOMPARE(problem.remedy, QStringLiteral("mend it"));
        engine.fails = false;
        engine.lastStep = 10;
        QSignalSpy finished(&session, &TrainingSession::finished);
        session.start({}, {});
        QVERIFY(finished.wait());
    }

    void commandsThatDoNotFitAreIgnored() {
        SteppingEngine engine;
        TrainingSession session([&]() -> Engine& { return engine; });
        session.pause();
        session.resume();
        session.stop();
        QCOMPARE(session.state(), SessionState::Idle);
        QSignalSpy exported(&session, &TrainingSession::exported);
        session.exportOnnx(QStringLiteral("/run"), QStringLiteral("/out"));
        session.start({}, {});  // busy with the export
        QVERIFY(exported.wait());
        QCOMPARE(engine.steps.load(), 0);
    }

    void destroyingTheSessionStopsTheRun() {
        SteppingEngine engine;
        {
            TrainingSession session([&]() -> Engine& { return engine; });
            session.start({}, {});
            QTRY_VERIFY(engine.steps > 3);
        }
        const qint64 standing = engine.steps;
        QTest::qWait(20);
        QCOMPARE(engine.steps.load(), standing);
    }

    void engineThatCannotBeLoadedIsReported() {
        TrainingSession session([]() -> Engine& { throw WorkError(QStringLiteral("no engine")); });
        QSignalSpy failed(&session, &TrainingSession::failed);
        session.warmUp();
        QVERIFY(failed.wait());
    }

    void everyFolderAnswersAQuestionOnTheEngineThread() {
        SteppingEngine engine;
        TrainingSession session([&]() -> Engine& { return engine; });
        QSignalSpy answered(&session, &TrainingSession::answered);
        const quint64 number = session.ask({QStringLiteral("a"), QStringLiteral("b")}, {.text = QStringLiteral("?")});
        QVERIFY(number > 0);
        QVERIFY(!session.isBusy());
        QVERIFY(answered.wait());
        QCOMPARE(answered[0][0].toULongLong(), number);
        const auto predictions = answered[0][1].value<QList<Prediction>>();
        QCOMPARE(predictions.size(), 2);
        QCOMPARE(predictions[0].label, QStringLiteral("a?"));
        QCOMPARE(predictions[1].label, QStringLiteral("b?"));
        QVERIFY(engine.thread != QThread::currentThreadId());
    }

    void questionThatCannotBeAnsweredSaysWhy() {
        SteppingEngine engine;
        TrainingSession session([&]() -> Engine& { return engine; });
        QSignalSpy failed(&session, &TrainingSession::askFailed);
        const quint64 number = session.ask({QString()}, {});
        QVERIFY(failed.wait());
        QCOMPARE(failed[0][0].toULongLong(), number);
        QCOMPARE(failed[0][1].value<Problem>().remedy, QStringLiteral("choose one"));
    }

    void modelsOfSeveralFoldersAreDescribed() {
        SteppingEngine engine;
        TrainingSession session([&]() -> Engine& { return engine; });
        QSignalSpy described(&session, &TrainingSession::described);
        const quint64 number = session.describe({QStringLiteral("a"), QStringLiteral("b")});
        QVERIFY(described.wait());
        QCOMPARE(described[0][0].toULongLong(), number);
        const auto facts = described[0][1].value<QList<ModelFacts>>();
        QCOMPARE(facts.size(), 2);
        QCOMPARE(facts[1].name, QStringLiteral("b"));
    }

    void testAnswersAreMadeAndCanBeStopped() {
        SteppingEngine engine;
        TrainingSession session([&]() -> Engine& { return engine; });
        QSignalSpy written(&session, &TrainingSession::testAnswersWritten);
        session.writeTestAnswers(QStringLiteral("/run"));
        QCOMPARE(session.state(), SessionState::Answering);
        QVERIFY(written.wait());
        QCOMPARE(written[0][0].toString(), QStringLiteral("/run"));
        QVERIFY(!session.isBusy());

        QSignalSpy failed(&session, &TrainingSession::testAnswersFailed);
        session.writeTestAnswers({});
        QVERIFY(failed.wait());
        QCOMPARE(failed[0][1].value<Problem>().remedy, QStringLiteral("choose one"));
        session.writeTestAnswers(QStringLiteral("/endless"));
        session.stop();
        QVERIFY(failed.wait());
        QCOMPARE(failed[1][0].toString(), QStringLiteral("/endless"));
        QVERIFY(!session.isBusy());
    }

    void nothingIsAskedWhileARunIsUnderWay() {
        SteppingEngine engine;
        TrainingSession session([&]() -> Engine& { return engine; });
        session.start({}, QStringLiteral("/nowhere"));
        QCOMPARE(session.ask({QStringLiteral("a")}, {}), quint64(0));
        QSignalSpy stopped(&session, &TrainingSession::stopped);
        session.stop();
        QVERIFY(stopped.wait());
    }
};

DISTILLAB_TEST(TrainingSessionTest)
#include "training_session_test.moc"
