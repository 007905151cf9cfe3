#include "core/sweep/sweep_queue.h"

#include "tests/core/sweep/sweep_cells.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace distillab::sweep;
using namespace Qt::Literals::StringLiterals;
using session::TrainingSession;

namespace {

constexpr int kPatience = 60'000 * DISTILLAB_SLOWNESS;

}  // namespace

class SweepQueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_engine = std::make_unique<test::QuickEngine>();
        m_scratch = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir().mkpath(m_scratch->filePath(u"data"_s)));
        m_session = std::make_unique<TrainingSession>([this]() -> session::Engine& { return *m_engine; });
        m_queue = std::make_unique<SweepQueue>(*m_session);
        experiment::Experiment experiment;
        experiment.data.train = m_scratch->filePath(u"data"_s);
        m_sweep = SweepFolder::create(m_scratch->filePath(u"sweep"_s), {experiment, {{1, 2}, {0.3, 0.6}, {}, {}}});
    }
    void cleanup() {
        m_queue.reset();
        m_session.reset();
    }

    void runsFollowEachOther() {
        QSignalSpy started(m_queue.get(), &SweepQueue::cellStarted);
        QSignalSpy cells(m_queue.get(), &SweepQueue::cellEnded);
        QCOMPARE(runToEnd(), SweepQueue::Ending::Finished);
        QCOMPARE(started.size(), 4);
        QCOMPARE(cells.size(), 4);
        QCOMPARE(m_engine->runs.size(), 4);
        QVERIFY(!m_queue->isActive());
        QVERIFY(!m_session->isBusy());
        QCOMPARE(m_sweep->countOf(CellState::Finished), 4);
        for (const Cell& cell : m_sweep->cells()) QVERIFY(report::readReport(m_sweep->runFolder(cell)).baseline);
        QCOMPARE(runToEnd(), SweepQueue::Ending::Finished);
        QCOMPARE(m_engine->runs.size(), 4);  // nothing is done twice
    }

    void afterAStopItGoesOnWhereItWas() {
        m_engine->trouble = [this](const experiment::Experiment& experiment, RunControl& control) {
            if (m_engine->runs.size() != 2) return;
            test::writeBegun(m_engine->runs.last(), experiment);
            while (!control.stopRequested()) QThread::msleep(1);
        };
        QSignalSpy started(m_queue.get(), &SweepQueue::cellStarted);
        QSignalSpy ended(m_queue.get(), &SweepQueue::ended);
        m_queue->start(*m_sweep);
        QTRY_COMPARE_WITH_TIMEOUT(started.size(), 2, kPatience);
        m_queue->stop();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, kPatience);
        QCOMPARE(ended[0][0].value<SweepQueue::Ending>(), SweepQueue::Ending::Stopped);
        QCOMPARE(m_sweep->countOf(CellState::Finished), 1);
        QCOMPARE(m_sweep->countOf(CellState::Interrupted), 1);
        m_engine->trouble = {};
        QCOMPARE(runToEnd(), SweepQueue::Ending::Finished);
        QCOMPARE(m_engine->resumed, (QList<bool>{false, false, true, false, false}));
    }

    void aRunThatFailsIsMarkedAndTheOthersGoOn() {
        m_engine->trouble = [this](const experiment::Experiment&, RunControl&) {
            if (m_engine->runs.size() == 2) throw WorkError(u"it diverged"_s, u"step 5"_s, u"lower the rate"_s);
        };
        QCOMPARE(runToEnd(), SweepQueue::Ending::Finished);
        QCOMPARE(m_sweep->countOf(CellState::Failed), 1);
        QCOMPARE(m_sweep->countOf(CellState::Finished), 3);
        QCOMPARE(m_sweep->problem(m_sweep->cells()[1])->where, u"step 5"_s);
        QCOMPARE(runToEnd(), SweepQueue::Ending::Finished);
        QCOMPARE(m_sweep->countOf(CellState::Finished), 4);
    }

    void whatFailsEverywhereEndsTheSweep() {
        m_engine->trouble = [](const experiment::Experiment&, RunControl&) { throw WorkError(u"no data"_s); };
        QSignalSpy ended(m_queue.get(), &SweepQueue::ended);
        QCOMPARE(runToEnd(), SweepQueue::Ending::Failed);
        QCOMPARE(ended[0][1].value<session::Problem>().message, u"no data"_s);
        QCOMPARE(m_engine->runs.size(), 2);
    }

    void otherRunsOfTheSessionAreNotItsOwn() {
        QSignalSpy finished(m_session.get(), &TrainingSession::finished);
        QSignalSpy ended(m_queue.get(), &SweepQueue::ended);
        m_session->start(m_sweep->sweep().base, m_scratch->filePath(u"run"_s));
        m_queue->start(*m_sweep);  // the session is busy
        QVERIFY(!m_queue->isActive());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kPatience);
        QTest::qWait(20);
        QCOMPARE(ended.size(), 0);
        QCOMPARE(m_sweep->countOf(CellState::Waiting), 4);
    }

private:
    SweepQueue::Ending runToEnd() {
        QSignalSpy ended(m_queue.get(), &SweepQueue::ended);
        m_queue->start(*m_sweep);
        if (ended.isEmpty() && !ended.wait(kPatience)) qFatal("the sweep does not end");
        return ended[0][0].value<SweepQueue::Ending>();
    }

    std::unique_ptr<test::QuickEngine> m_engine;
    std::unique_ptr<QTemporaryDir> m_scratch;
    std::unique_ptr<TrainingSession> m_session;
    std::unique_ptr<SweepQueue> m_queue;
    std::optional<SweepFolder> m_sweep;
};

DISTILLAB_TEST(SweepQueueTest)
#include "sweep_queue_test.moc"
