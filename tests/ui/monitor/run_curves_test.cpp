#include "ui/monitor/run_curves.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab::ui;
using namespace distillab::report;

class RunCurvesTest : public QObject {
    Q_OBJECT
private slots:
    void everyPhaseHasItsOwnCurves();
    void theTeacherHasNoSoftLoss();
    void accuraciesAreInPercent();
    void theTeacherLineComesWithTheStudentsEpochs();
    void theBaselineLineIsItsBestEpoch();
    void aResumedRunContinuesFromItsCheckpoint();
    void historyAndEventsGiveTheSameCurves();
    void clearForgetsEverything();
};

namespace {

StepMetrics step(Phase phase, qint64 number, double loss) {
    StepMetrics made;
    made.phase = phase;
    made.step = number;
    made.totalSteps = 100;
    made.loss = loss;
    if (phase == Phase::Distil) made.parts << distillab::report::LossPart{QStringLiteral("soft-targets"), loss * 2};
    made.parts << distillab::report::LossPart{QStringLiteral("hard-labels"), loss / 2};
    return made;
}

EpochMetrics epoch(Phase phase, int number, double accuracy) {
    EpochMetrics made;
    made.phase = phase;
    made.epoch = number;
    made.validationAccuracy = accuracy;
    return made;
}

}  // namespace

void RunCurvesTest::everyPhaseHasItsOwnCurves() {
    RunCurves curves;
    curves.add(step(Phase::TeacherTrain, 1, 3));
    curves.add(step(Phase::Distil, 1, 2));
    curves.add(step(Phase::Baseline, 1, 1));
    curves.add(step(Phase::Evaluate, 1, 7));
    QCOMPARE(curves.of(Track::Teacher).total.measured.points(), std::vector({QPointF(1, 3)}));
    QCOMPARE(curves.of(Track::Student).total.measured.points(), std::vector({QPointF(1, 2)}));
    QCOMPARE(curves.of(Track::Student).parts[0].loss.measured.points(), std::vector({QPointF(1, 4)}));
    QCOMPARE(curves.of(Track::Student).parts[1].loss.measured.points(), std::vector({QPointF(1, 1)}));
    QCOMPARE(curves.of(Track::Baseline).total.measured.points(), std::vector({QPointF(1, 1)}));
}

void RunCurvesTest::theTeacherHasNoSoftLoss() {
    RunCurves curves;
    curves.add(step(Phase::TeacherTrain, 1, 3));
    QCOMPARE(curves.of(Track::Teacher).parts.size(), size_t{1});
    QCOMPARE(curves.of(Track::Teacher).parts[0].name, QStringLiteral("hard-labels"));
}

void RunCurvesTest::accuraciesAreInPercent() {
    RunCurves curves;
    EpochMetrics metrics = epoch(Phase::Distil, 1, 0.75);
    metrics.agreement = 0.5;
    curves.add(metrics);
    QCOMPARE(curves.of(Track::Student).accuracy.points(), std::vector({QPointF(1, 75)}));
    QCOMPARE(curves.of(Track::Student).agreement.points(), std::vector({QPointF(1, 50)}));
}

void RunCurvesTest::theTeacherLineComesWithTheStudentsEpochs() {
    RunCurves curves;
    curves.add(epoch(Phase::TeacherTrain, 1, 0.25));
    QVERIFY(!curves.teacherLevel());
    EpochMetrics metrics = epoch(Phase::Distil, 1, 0.125);
    metrics.teacherAccuracy = 0.5;
    curves.add(metrics);
    QCOMPARE(curves.teacherLevel(), std::optional(50.0));
}

void RunCurvesTest::theBaselineLineIsItsBestEpoch() {
    RunCurves curves;
    QVERIFY(!curves.baselineLevel());
    curves.add(epoch(Phase::Baseline, 1, 0.5));
    curves.add(epoch(Phase::Baseline, 2, 0.75));
    curves.add(epoch(Phase::Baseline, 3, 0.25));
    QCOMPARE(curves.baselineLevel(), std::optional(75.0));
}

void RunCurvesTest::aResumedRunContinuesFromItsCheckpoint() {
    RunCurves curves;
    for (int number = 1; number <= 10; ++number) curves.add(step(Phase::Distil, number, 5));
    curves.add(step(Phase::Distil, 7, 4));
    const auto& points = curves.of(Track::Student).total.measured.points();
    QCOMPARE(points.size(), size_t{7});
    QCOMPARE(points.back(), QPointF(7, 4));
}

void RunCurvesTest::historyAndEventsGiveTheSameCurves() {
    MetricsHistory history;
    RunCurves live;
    for (int number = 1; number <= 5; ++number) {
        history.steps << step(Phase::Distil, number, 1.0 / number);
        live.add(history.steps.last());
    }
    history.epochs << epoch(Phase::Distil, 1, 0.5);
    live.add(history.epochs.last());
    RunCurves read;
    read.add(history);
    QCOMPARE(read.of(Track::Student).total.measured.points(), live.of(Track::Student).total.measured.points());
    QCOMPARE(read.of(Track::Student).accuracy.points(), live.of(Track::Student).accuracy.points());
}

void RunCurvesTest::clearForgetsEverything() {
    RunCurves curves;
    EpochMetrics metrics = epoch(Phase::Distil, 1, 0.5);
    metrics.teacherAccuracy = 0.5;
    curves.add(metrics);
    curves.add(step(Phase::Distil, 1, 1));
    curves.clear();
    QVERIFY(curves.of(Track::Student).total.measured.isEmpty());
    QVERIFY(curves.of(Track::Student).accuracy.isEmpty());
    QVERIFY(!curves.teacherLevel());
}

DISTILLAB_TEST(RunCurvesTest)
#include "run_curves_test.moc"
