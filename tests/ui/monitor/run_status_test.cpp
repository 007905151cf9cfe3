#include "ui/monitor/run_status.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace distillab::ui;
using distillab::experiment::Experiment;
using distillab::experiment::TeacherSource;
using distillab::report::Phase;
using distillab::session::SessionState;

class RunStatusTest : public QObject {
    Q_OBJECT
private slots:
    void buttonsFitTheState_data();
    void buttonsFitTheState();
    void theStripHoldsOnlyThePhasesOfThisRun();
    void theStripMarksWhatIsDoneHereAndAhead();
    void aFinishedRunHasEveryPhaseDone();
    void theHeadlineNamesPhaseAndTimeLeft();
    void aStoppedRunSaysThatItsCheckpointIsKept();
    void aStoppedRunCanBeResumedOnlyWithACheckpoint();
    void startingAgainForgetsTheEarlyEnd();
    void theDetailSpeaksOfTheCurrentPhaseOnly();
};

void RunStatusTest::buttonsFitTheState_data() {
    QTest::addColumn<SessionState>("state");
    QTest::addColumn<bool>("pause");
    QTest::addColumn<bool>("resume");
    QTest::addColumn<bool>("stop");
    QTest::newRow("idle") << SessionState::Idle << false << false << false;
    QTest::newRow("running") << SessionState::Running << true << false << true;
    QTest::newRow("paused") << SessionState::Paused << false << true << true;
    QTest::newRow("stopping") << SessionState::Stopping << false << false << false;
    QTest::newRow("exporting") << SessionState::Exporting << false << false << false;
}

void RunStatusTest::buttonsFitTheState() {
    QFETCH(SessionState, state);
    RunStatus status;
    status.begin({});
    status.setState(state);
    QTEST(status.canPause(), "pause");
    QTEST(status.canResume(), "resume");
    QTEST(status.canStop(), "stop");
}

void RunStatusTest::theStripHoldsOnlyThePhasesOfThisRun() {
    RunStatus status;
    status.begin({});
    QCOMPARE(status.marks().size(), 7);

    Experiment lean;
    lean.teacher.source = TeacherSource::Run;
    lean.data.flip = true;
    lean.distill.baseline = false;
    lean.onnx.enabled = false;
    status.begin(lean);
    QList<Phase> phases;
    for (const PhaseMark& mark : status.marks()) phases << mark.phase;
    QCOMPARE(phases, QList({Phase::Data, Phase::Distil, Phase::Evaluate}));
}

void RunStatusTest::theStripMarksWhatIsDoneHereAndAhead() {
    RunStatus status;
    status.begin({});
    for (const PhaseMark& mark : status.marks()) QCOMPARE(mark.state, PhaseMark::State::Ahead);
    status.enter(Phase::TeacherTargets);
    const QList<PhaseMark> marks = status.marks();
    QCOMPARE(marks[0].state, PhaseMark::State::Done);
    QCOMPARE(marks[1].state, PhaseMark::State::Done);
    QCOMPARE(marks[2].state, PhaseMark::State::Current);
    for (qsizetype index = 3; index < marks.size(); ++index) QCOMPARE(marks[index].state, PhaseMark::State::Ahead);
}

void RunStatusTest::aFinishedRunHasEveryPhaseDone() {
    RunStatus status;
    status.begin({});
    status.enter(Phase::Export);
    status.end(Outcome::Finished);
    for (const PhaseMark& mark : status.marks()) QCOMPARE(mark.state, PhaseMark::State::Done);
    QCOMPARE(status.permille(), 1000);
    QCOMPARE(status.headline(), u"Finished"_s);

    RunStatus old;
    old.beginFinished({});
    for (const PhaseMark& mark : old.marks()) QCOMPARE(mark.state, PhaseMark::State::Done);
}

void RunStatusTest::theHeadlineNamesPhaseAndTimeLeft() {
    RunStatus status;
    status.begin({});
    status.setState(SessionState::Running);
    status.enter(Phase::Distil);
    status.setProgress({Phase::Distil, 0.4, 62});
    QCOMPARE(status.headline(), u"Teaching the student: about 1 minute left"_s);
    QCOMPARE(status.permille(), 400);
    status.setState(SessionState::Paused);
    QCOMPARE(status.headline(), u"Paused"_s);
}

void RunStatusTest::aStoppedRunSaysThatItsCheckpointIsKept() {
    RunStatus status;
    status.begin({});
    status.setState(SessionState::Idle);
    status.end(Outcome::Stopped);
    QVERIFY(!status.headline().contains(u"checkpoint is kept"_s));
    status.setResumable(true);
    QVERIFY(status.headline().contains(u"checkpoint is kept"_s));
    QVERIFY(status.headline().contains(u"Resume"_s));
}

void RunStatusTest::aStoppedRunCanBeResumedOnlyWithACheckpoint() {
    RunStatus status;
    status.begin({});
    status.end(Outcome::Stopped);
    QVERIFY(!status.canResume());
    status.setResumable(true);
    QVERIFY(status.canResume());
    status.setState(SessionState::Exporting);
    QVERIFY(!status.canResume());
    status.setState(SessionState::Idle);
    status.end(Outcome::Finished);
    QVERIFY(!status.canResume());
}

void RunStatusTest::startingAgainForgetsTheEarlyEnd() {
    RunStatus status;
    status.begin({});
    status.end(Outcome::Stopped);
    status.setState(SessionState::Running);
    QCOMPARE(status.outcome(), Outcome::Open);
    QVERIFY(status.canPause());
}

void RunStatusTest::theDetailSpeaksOfTheCurrentPhaseOnly() {
    RunStatus status;
    status.begin({});
    status.setState(SessionState::Running);
    status.enter(Phase::Distil);
    QVERIFY(status.detail().isEmpty());
    distillab::report::StepMetrics step;
    step.step = 1200;
    step.totalSteps = 4500;
    step.itemsPerSecond = 8200.4;
    status.setStep(step);
    QCOMPARE(status.detail(), u"Step 1,200 of 4,500, 8,200 examples a second"_s);
    status.enter(Phase::Evaluate);
    QVERIFY(status.detail().isEmpty());
}

DISTILLAB_TEST(RunStatusTest)
#include "run_status_test.moc"
