#include "core/distill/schedule.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab;
using distill::learningRateAt;

class ScheduleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void warmUpClimbsLinearlyToThePeak() {
        experiment::TrainingSpec spec;
        spec.learningRate = 1;
        spec.warmUp = 0.1;
        spec.schedule = experiment::Schedule::Constant;
        QCOMPARE(learningRateAt(spec, 0, 100), 0.1);
        QCOMPARE(learningRateAt(spec, 4, 100), 0.5);
        QCOMPARE(learningRateAt(spec, 9, 100), 1.0);
        QCOMPARE(learningRateAt(spec, 99, 100), 1.0);
    }

    void linearAndCosineFallToZero() {
        experiment::TrainingSpec spec;
        spec.learningRate = 2;
        spec.warmUp = 0;
        spec.schedule = experiment::Schedule::Linear;
        QCOMPARE(learningRateAt(spec, 0, 10), 2.0);
        QCOMPARE(learningRateAt(spec, 5, 10), 1.0);
        QCOMPARE(learningRateAt(spec, 10, 10) + 1, 1.0);
        spec.schedule = experiment::Schedule::Cosine;
        QCOMPARE(learningRateAt(spec, 0, 10), 2.0);
        QCOMPARE(learningRateAt(spec, 5, 10), 1.0);
        QVERIFY(learningRateAt(spec, 9, 10) < 0.06);
    }
};

DISTILLAB_TEST(ScheduleTest)
#include "schedule_test.moc"
