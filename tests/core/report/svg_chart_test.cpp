#include "core/report/svg_chart.h"

#include "tests/support/test_main.h"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <limits>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

report::Chart chartOf(const QList<QPointF>& points) {
    report::Chart chart;
    chart.title = u"loss"_s;
    chart.xTitle = u"epochs"_s;
    chart.lines = {report::ChartLine{u"total"_s, points}};
    return chart;
}

/// The points of all lines, in page coordinates.
QList<QPointF> drawnPoints(const QString& svg) {
    static const QRegularExpression path(u"<g class=\"line [^\"]*\"><path d=\"([^\"]*)\""_s);
    static const QRegularExpression point(u"[ML]([-0-9.]+) ([-0-9.]+)"_s);
    QList<QPointF> points;
    for (const auto& line : path.globalMatch(svg)) {
        for (const auto& match : point.globalMatch(line.captured(1))) {
            points << QPointF(match.captured(1).toDouble(), match.captured(2).toDouble());
        }
    }
    return points;
}

bool isWellFormed(const QString& svg) {
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) reader.readNext();
    return !reader.hasError();
}

}  // namespace

class SvgChartTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decimatingTakesTheMeanOfNeighbours() {
        QList<QPointF> points;
        for (int i = 0; i < 1000; ++i) points << QPointF(i, i % 2 == 0 ? 0 : 2);
        const QList<QPointF> fewer = report::decimate(points, 100);
        QCOMPARE(fewer.size(), 100);
        for (const QPointF& point : fewer) QCOMPARE(point.y(), 1.0);
        QCOMPARE(fewer.first().x(), 4.5);
        QCOMPARE(fewer.last().x(), 994.5);
        QCOMPARE(report::decimate(points, 2000), points);
    }

    void everyPointIsUsedOnceWhenTheCountDoesNotDivide() {
        QList<QPointF> points;
        for (int i = 0; i < 7; ++i) points << QPointF(i, i);
        QCOMPARE(report::decimate(points, 3), (QList<QPointF>{{0.5, 0.5}, {2.5, 2.5}, {5, 5}}));
    }

    void largerValuesAreHigherOnThePage() {
        const QList<QPointF> drawn = drawnPoints(report::toSvg(chartOf({{0, 1}, {1, 3}, {2, 2}})));
        QCOMPARE(drawn.size(), 3);
        QVERIFY(drawn[0].x() < drawn[1].x() && drawn[1].x() < drawn[2].x());
        QVERIFY(drawn[1].y() < drawn[2].y() && drawn[2].y() < drawn[0].y());
    }

    void equalFactorsAreEqualStepsOnALogarithmicAxis() {
        report::Chart chart = chartOf({{0, 1}, {1, 10}, {2, 100}});
        chart.logarithmic = true;
        const QList<QPointF> drawn = drawnPoints(report::toSvg(chart));
        QCOMPARE(drawn.size(), 3);
        const double first = drawn[0].y() - drawn[1].y();
        const double second = drawn[1].y() - drawn[2].y();
        QVERIFY(first > 10);
        QVERIFY2(std::abs(first - second) < 0.25, qPrintable(u"%1 %2"_s.arg(first).arg(second)));
    }

    void whatIsNoNumberIsLeftOut() {
        QCOMPARE(drawnPoints(report::toSvg(chartOf({{0, 1}, {1, kNaN}, {2, 2}}))).size(), 2);
        QVERIFY(report::toSvg(chartOf({{0, kNaN}})).isEmpty());
        QVERIFY(report::toSvg(chartOf({})).isEmpty());
        report::Chart chart = chartOf({{0, 0}, {1, -1}});
        chart.logarithmic = true;
        QVERIFY(report::toSvg(chart).isEmpty());
    }

    void onePointAndAFlatLineStayOnThePage() {
        for (const QList<QPointF>& points : {QList<QPointF>{{1, 0.5}}, QList<QPointF>{{0, 0.9}, {3, 0.9}}}) {
            const QString svg = report::toSvg(chartOf(points));
            QVERIFY(isWellFormed(svg));
            const QList<QPointF> drawn = drawnPoints(svg);
            QCOMPARE(drawn.size(), points.size());
            for (const QPointF& point : drawn) {
                QVERIFY(point.x() >= 0 && point.x() <= 520);
                QVERIFY(point.y() >= 0 && point.y() <= 300);
            }
        }
    }

    void confusionShowsCountsAndLeavesZerosOut() {
        const report::ConfusionChart chart{
            u"matrix"_s, u"true"_s, u"answer"_s, {u"a<b>"_s, u"\"c\" & d"_s}, {{7, 2}, {0, 9}}};
        const QString svg = report::toSvg(chart);
        QVERIFY(isWellFormed(svg));
        QCOMPARE(svg.count(u"<rect"_s), 3);
        QCOMPARE(svg.count(u"class=\"right\""_s), 2);
        QCOMPARE(svg.count(u"class=\"wrong\""_s), 1);
        QVERIFY(svg.contains(u">2</text>"_s));
        QVERIFY(svg.contains(u"a&lt;b&gt;"_s));
        QVERIFY(!svg.contains(u"<b>"_s));
    }
};

DISTILLAB_TEST(SvgChartTest)
#include "svg_chart_test.moc"
