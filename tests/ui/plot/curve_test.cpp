#include "ui/plot/curve.h"

#include "tests/support/test_main.h"
#include "ui/plot/trend.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using distillab::ui::Curve;
using distillab::ui::SmoothedCurve;
using distillab::ui::Trend;

class CurveTest : public QObject {
    Q_OBJECT
private slots:
    void fewPointsAreShownAsTheyAre();
    void manyPointsBecomeTwoPerColumn();
    void aSingleSpikeIsNeverLost();
    void decimatedPointsAreOriginalsInOrder();
    void theLineRunsOnBeyondBothEdges();
    void aWindowWithoutPointsKeepsItsNeighbours();
    void aRepeatedStepReplacesWhatFollowed();
    void whatWasNotMeasuredIsLeftOut();
    void nearestPicksTheCloserNeighbour();
    void smoothingIsUnbiasedFromTheFirstPoint();
    void smoothingFollowsTheWeightedMean();
    void millionsOfPointsAreThinnedWithoutLying();
    void theLastPointBeforeThinningChangesNothing();
    void aThinnedCurveIsCutBackAndGoesOn();
    void trendOfAThinnedCurveIsThatOfAllPoints();
    void trendFollowsACurveThatIsCutBack();
};

namespace {

Curve wave(int count) {
    Curve curve;
    for (int x = 0; x < count; ++x) curve.append(x, std::sin(x * 0.001) + 0.1 * std::sin(x * 1.7));
    return curve;
}

}  // namespace

void CurveTest::fewPointsAreShownAsTheyAre() {
    const Curve curve = wave(100);
    QCOMPARE(curve.decimated(0, 99, 50), curve.points());
}

void CurveTest::manyPointsBecomeTwoPerColumn() {
    const auto points = wave(200'000).decimated(0, 199'999, 600);
    QVERIFY(points.size() <= 2 * 600 + 2);
    QVERIFY(points.size() > 600);
}

void CurveTest::aSingleSpikeIsNeverLost() {
    Curve curve;
    for (int x = 0; x < 100'000; ++x) curve.append(x, x == 31'415 ? 9 : x == 77'777 ? -9 : 0);
    const auto points = curve.decimated(0, 99'999, 300);
    QVERIFY(std::find(points.begin(), points.end(), QPointF(31'415, 9)) != points.end());
    QVERIFY(std::find(points.begin(), points.end(), QPointF(77'777, -9)) != points.end());
}

void CurveTest::decimatedPointsAreOriginalsInOrder() {
    const Curve curve = wave(50'000);
    const auto points = curve.decimated(1000, 40'000, 200);
    QVERIFY(std::is_sorted(points.begin(), points.end(), [](auto a, auto b) { return a.x() < b.x(); }));
    for (const QPointF& point : points) QCOMPARE(curve.nearest(point.x()), std::optional(point));
}

void CurveTest::theLineRunsOnBeyondBothEdges() {
    const auto points = wave(1000).decimated(300.5, 400.5, 10);
    QCOMPARE(points.front().x(), 300.0);
    QCOMPARE(points.back().x(), 401.0);
}

void CurveTest::aWindowWithoutPointsKeepsItsNeighbours() {
    Curve curve;
    curve.append(1, 5);
    curve.append(100, 7);
    const std::vector<QPointF> expected = {{1, 5}, {100, 7}};
    QCOMPARE(curve.decimated(10, 20, 100), expected);
    QVERIFY(Curve().decimated(0, 1, 100).empty());
}

void CurveTest::aRepeatedStepReplacesWhatFollowed() {
    Curve curve = wave(10);
    curve.append(4, 42);
    QCOMPARE(curve.points().size(), size_t{5});
    QCOMPARE(curve.points().back(), QPointF(4, 42));
}

void CurveTest::whatWasNotMeasuredIsLeftOut() {
    Curve curve;
    curve.append(1, std::numeric_limits<double>::quiet_NaN());
    curve.append(2, std::numeric_limits<double>::infinity());
    QVERIFY(curve.isEmpty());
}

void CurveTest::nearestPicksTheCloserNeighbour() {
    Curve curve;
    QVERIFY(!curve.nearest(3));
    curve.append(10, 1);
    curve.append(20, 2);
    QCOMPARE(curve.nearest(14)->x(), 10.0);
    QCOMPARE(curve.nearest(16)->x(), 20.0);
    QCOMPARE(curve.nearest(-5)->x(), 10.0);
    QCOMPARE(curve.nearest(500)->x(), 20.0);
}

void CurveTest::smoothingIsUnbiasedFromTheFirstPoint() {
    SmoothedCurve smoothed(0.95);
    for (int x = 1; x <= 30; ++x) {
        smoothed.append(x, 2.5);
        QVERIFY(std::abs(smoothed.curve().points().back().y() - 2.5) < 1e-12);
    }
}

void CurveTest::smoothingFollowsTheWeightedMean() {
    SmoothedCurve smoothed(0.5);
    smoothed.append(1, 1);
    smoothed.append(2, 4);
    // weights 0.25 and 0.5 of the two points, divided by their sum
    QCOMPARE(smoothed.curve().points().back(), QPointF(2, (0.25 * 1 + 0.5 * 4) / 0.75));
}

namespace {

double noisy(int x) { return std::sin(x * 0.0001) + 0.2 * std::sin(x * 1.7); }

}  // namespace

void CurveTest::millionsOfPointsAreThinnedWithoutLying() {
    constexpr int kCount = 3'000'000;
    const auto value = [](int x) { return x == 1'234'567 ? 50.0 : x == 2'000'001 ? -50.0 : noisy(x); };
    Curve curve;
    for (int x = 0; x < kCount; ++x) {
        curve.append(x, value(x));
        if (curve.points().size() > Curve::kMostPoints) QFAIL("more points than are kept");
    }
    QVERIFY(curve.isThinned());
    const auto& points = curve.points();
    QVERIFY(points.size() > Curve::kMostPoints / 4);
    QCOMPARE(points.front(), QPointF(0, value(0)));
    QCOMPARE(points.back(), QPointF(kCount - 1, value(kCount - 1)));
    QVERIFY(std::is_sorted(points.begin(), points.end(), [](auto a, auto b) { return a.x() < b.x(); }));
    for (const QPointF& point : points) QCOMPARE(point.y(), value(static_cast<int>(point.x())));  // measured, all
    QVERIFY(std::find(points.begin(), points.end(), QPointF(1'234'567, 50)) != points.end());
    QVERIFY(std::find(points.begin(), points.end(), QPointF(2'000'001, -50)) != points.end());
    // Early points are as dense as late ones.
    const auto half = std::count_if(points.begin(), points.end(), [](auto p) { return p.x() < kCount / 2; });
    QVERIFY(std::abs(static_cast<double>(half) / static_cast<double>(points.size()) - 0.5) < 0.01);
    // The stretches are all points but the first and the newest, each once.
    size_t count = 1 + points.size() - curve.newest();
    for (const Curve::Stretch& stretch : curve.stretches()) count += stretch.count;
    QCOMPARE(count, size_t{kCount});
}

void CurveTest::theLastPointBeforeThinningChangesNothing() {
    Curve curve = wave(static_cast<int>(Curve::kMostPoints));
    QVERIFY(!curve.isThinned());
    QCOMPARE(curve.points().size(), Curve::kMostPoints);
    curve.append(1e9, 1);
    QVERIFY(curve.isThinned());
    QCOMPARE(curve.points().back(), QPointF(1e9, 1));
}

void CurveTest::aThinnedCurveIsCutBackAndGoesOn() {
    Curve curve = wave(400'000);
    for (const int from : {399'000, 250'003, 17}) {
        curve.append(from, 42);
        QCOMPARE(curve.points().back(), QPointF(from, 42));
        for (int x = from + 1; x < from + 5000; ++x) curve.append(x, 1);
        const auto& points = curve.points();
        QVERIFY(std::is_sorted(points.begin(), points.end(), [](auto a, auto b) { return a.x() < b.x(); }));
        QCOMPARE(points.back().x(), from + 4999.0);
        QVERIFY(curve.newest() <= points.size());
    }
    curve.append(-1, 3);
    QCOMPARE(curve.points(), (std::vector<QPointF>{{-1, 3}}));
    QVERIFY(!curve.isThinned());
}

void CurveTest::trendOfAThinnedCurveIsThatOfAllPoints() {
    constexpr int kPoints = 500;
    Curve curve;
    Trend trend(curve, kPoints);
    SmoothedCurve all(1 - 1.0 / kPoints);
    for (int x = 0; x < 1'000'000; ++x) {
        curve.append(x, noisy(x));
        all.append(x, noisy(x));
        if (x % 3331 == 0) trend.curve();
    }
    const Curve& smooth = trend.curve();
    QVERIFY(smooth.points().size() <= Curve::kMostPoints);
    QCOMPARE(smooth.points().back().x(), 999'999.0);
    double worst = 0;
    for (const QPointF& point : smooth.points()) {
        const auto expected = all.curve().nearest(point.x());
        if (expected->x() == point.x()) worst = std::max(worst, std::abs(expected->y() - point.y()));
    }
    QVERIFY2(worst < 0.005, qPrintable(QString::number(worst)));  // the noise is 0.2
}

void CurveTest::trendFollowsACurveThatIsCutBack() {
    Curve curve = wave(1000);
    Trend trend(curve, 10);
    trend.curve();
    curve.append(500, 9);
    QCOMPARE(trend.curve().points().size(), size_t{501});
    Trend fresh(curve, 10);
    QCOMPARE(trend.curve().points(), fresh.curve().points());
}

DISTILLAB_TEST(CurveTest)
#include "curve_test.moc"
