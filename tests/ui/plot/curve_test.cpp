#include "ui/plot/curve.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using distillab::ui::Curve;
using distillab::ui::SmoothedCurve;

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

DISTILLAB_TEST(CurveTest)
#include "curve_test.moc"
