#include "ui/compare/run_series.h"

#include "tests/core/report/example_report.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace distillab;
using namespace distillab::ui;

class RunSeriesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsHowTheStudentLearned() {
        report::MetricsHistory history = test::exampleHistory(40);
        report::StepMetrics ofTeacher = test::exampleStep(1, 40);
        ofTeacher.phase = report::Phase::TeacherTrain;
        history.steps.prepend(ofTeacher);
        const RunSeries series = toSeries(history);
        QCOMPARE(series.loss.points().size(), size_t(40));
        QCOMPARE(series.accuracy.points().size(), size_t(5));
        QCOMPARE(series.agreement.points().size(), size_t(5));
        QCOMPARE(series.pointCount(), size_t(50));
        const Curve bySteps = series.accuracy.curve(Axis::Steps, false);
        QCOMPARE(bySteps.points()[1].x(), 40.0);  // of 20 steps an epoch
        QVERIFY(std::abs(bySteps.points()[1].y() - 79) < 1e-4);
        const Curve byTime = series.loss.curve(Axis::Time, false);
        QVERIFY(std::abs(byTime.points()[9].x() - 0.1) < 1e-9);
    }

    void aLongRunIsThinnedOutWithoutLosingSpikes() {
        std::vector<Series::Point> points;
        constexpr int kPoints = 100'000;
        for (int i = 1; i <= kPoints; ++i) {
            const auto x = static_cast<double>(i);
            points.push_back({x, x / 100, static_cast<float>(2 + std::sin(x / 1000)), 0});
        }
        points[54'321].value = 50;
        points[12'345].value = -7;
        const Series series(points);
        QVERIFY(series.points().size() <= Series::kMostPoints);
        QVERIFY(series.points().size() > Series::kMostPoints / 2);
        const auto byValue = [](const auto& a, const auto& b) { return a.value < b.value; };
        const auto [low, high] = std::minmax_element(series.points().begin(), series.points().end(), byValue);
        QCOMPARE(high->step, 54'322.0);
        QCOMPARE(low->step, 12'346.0);
        QCOMPARE(series.points().front().step, 1.0);
        QCOMPARE(series.points().back().step, double(kPoints));
        QVERIFY(std::is_sorted(series.points().begin(), series.points().end(),
                               [](const auto& a, const auto& b) { return a.step < b.step; }));
    }

    void smoothingIsThatOfAllPoints() {
        std::vector<Series::Point> points;
        for (int i = 1; i <= 10'000; ++i) points.push_back({double(i), double(i), i % 2 == 0 ? 1.0F : 3.0F, 0});
        const Series series(points);
        const Curve trend = series.curve(Axis::Steps, true);
        for (const QPointF& point : trend.points()) {
            if (point.x() > 200) QVERIFY(std::abs(point.y() - 2) < 0.06);
        }
    }

    void runsWithoutTimesHaveStepsAlone() {
        report::MetricsHistory history = test::exampleHistory(40);
        for (report::StepMetrics& step : history.steps) step.seconds = report::kNotMeasured;
        const RunSeries series = toSeries(history);
        QVERIFY(!series.loss.hasTimes());
        QVERIFY(series.accuracy.hasTimes());
        QCOMPARE(series.loss.curve(Axis::Steps, false).points().size(), size_t(40));
    }

    void stepsThatWereRepeatedCountOnce() {
        report::MetricsHistory history = test::exampleHistory(40);
        report::StepMetrics again = test::exampleStep(11, 40);
        again.loss = 9;
        history.steps << again;
        const RunSeries series = toSeries(history);
        QCOMPARE(series.loss.points().size(), size_t(11));
        QCOMPARE(series.loss.points().back().value, 9.0F);
    }
};

DISTILLAB_TEST(RunSeriesTest)
#include "run_series_test.moc"
