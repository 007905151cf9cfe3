#include "ui/sweep/heat_map_cells.h"

#include "tests/core/sweep/sweep_cells.h"
#include "tests/support/test_main.h"
#include "ui/monitor/confusion_view.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using sweep::CellState;
using Look = HeatCell::Look;

namespace {

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double one = luminance(a) + 0.05;
    const double other = luminance(b) + 0.05;
    return std::max(one, other) / std::min(one, other);
}

}  // namespace

class HeatMapCellsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_scratch = std::make_unique<QTemporaryDir>();
        experiment::Experiment experiment;
        experiment.data.train = m_scratch->path();
        m_plan = {experiment, {{1, 2, 4}, {0.3, 0.5}, {}, {}}};
    }

    void aSweepStillToBeBegunIsAllPlaces() {
        const HeatMapCells cells(m_plan);
        QCOMPARE(cells.grids().size(), 1);
        QCOMPARE(cells.grids()[0].rows.size(), 2);
        QCOMPARE(cells.grids()[0].rows[0].size(), 3);
        QVERIFY(!cells.scale());
        m_plan.axes.recipes = {u"hinton"_s, u"dkd"_s};
        QCOMPARE(HeatMapCells(m_plan).grids().size(), 2);
    }

    void everyStateHasALookAndWords() {
        const sweep::SweepFolder folder = sweep::SweepFolder::create(path(), m_plan);
        std::vector<sweep::CellResult> results(6);
        results[0] = {.state = CellState::Finished, .problem = {}, .accuracy = 0.85, .agreement = 0.9};
        results[1] = {.state = CellState::Finished, .problem = {}, .accuracy = 0.88, .agreement = 0.8};
        results[2].state = CellState::Failed;
        results[3].state = CellState::Interrupted;
        results[4].state = CellState::Interrupted;
        const HeatMapCells cells(folder, results, sweep::Measure::Accuracy, {3, 0.4});
        const auto& rows = cells.grids()[0].rows;
        QVERIFY(rows[0][0].look == Look::Done && rows[0][1].look == Look::Done);
        QVERIFY(rows[0][2].look == Look::Failed);
        QVERIFY(rows[1][0].look == Look::Running && rows[1][1].look == Look::Stopped);
        QVERIFY(rows[1][2].look == Look::Ahead);
        QCOMPARE(rows[1][0].progress, 0.4);
        QCOMPARE(rows[0][1].text, u"88.0 %"_s);
        QVERIFY(rows[0][1].isBest && !rows[0][0].isBest);
        QCOMPARE(rows[0][1].sentence, u"temperature 2, alpha 0.3: 88.0 %, best so far"_s);
        QCOMPARE(rows[1][2].sentence, u"temperature 4, alpha 0.5: not begun"_s);
        const HeatMapCells agreement(folder, results, sweep::Measure::Agreement, {});
        QVERIFY(agreement.grids()[0].rows[0][0].isBest);
    }

    void theScaleSpansWhatWasMeasuredButNotLessThanAPoint() {
        const sweep::SweepFolder folder = sweep::SweepFolder::create(path(), m_plan);
        std::vector<sweep::CellResult> results(6);
        results[0] = {.state = CellState::Finished, .problem = {}, .accuracy = 0.80, .agreement = 0.9};
        results[1] = {.state = CellState::Finished, .problem = {}, .accuracy = 0.90, .agreement = 0.9};
        const HeatMapCells wide(folder, results, sweep::Measure::Accuracy, {});
        QCOMPARE(wide.strength(0.80), 0.0);
        QCOMPARE(wide.strength(0.90), 1.0);
        QVERIFY(std::abs(wide.strength(0.85) - 0.5) < 1e-9);
        results[1].accuracy = 0.801;
        const HeatMapCells narrow(folder, results, sweep::Measure::Accuracy, {});
        QVERIFY(std::abs(narrow.scale()->second - narrow.scale()->first - 0.01) < 1e-9);
        QVERIFY(std::abs(narrow.strength(0.801) - narrow.strength(0.80) - 0.1) < 1e-6);
        results[0].accuracy = results[1].accuracy = 1;
        const HeatMapCells perfect(folder, results, sweep::Measure::Accuracy, {});
        QVERIFY(perfect.scale()->second <= 1 && perfect.scale()->first < perfect.scale()->second);
    }

    void seedsShowTheirRange() {
        m_plan.axes = {{1, 2}, {}, {}, {1, 2}};
        const sweep::SweepFolder folder = sweep::SweepFolder::create(path(), m_plan);
        std::vector<sweep::CellResult> results(4);
        results[0] = {.state = CellState::Finished, .problem = {}, .accuracy = 0.80, .agreement = 0.9};
        const HeatMapCells half(folder, results, sweep::Measure::Accuracy, {});
        QCOMPARE(half.grids()[0].rows[0][0].note, u"1 of 2 seeds"_s);
        results[2] = {.state = CellState::Finished, .problem = {}, .accuracy = 0.82, .agreement = 0.9};
        const HeatMapCells both(folder, results, sweep::Measure::Accuracy, {});
        QCOMPARE(both.grids()[0].rows[0][0].text, u"81.0 %"_s);
        QCOMPARE(both.grids()[0].rows[0][0].note, u"80.0–82.0"_s);
    }

    void colorsAreReadableAndTellMoreFromLess_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void colorsAreReadableAndTellMoreFromLess() {
        QFETCH(bool, dark);
        const QPalette before = QApplication::palette();
        QPalette palette = before;
        palette.setColor(QPalette::Window, dark ? Qt::black : Qt::white);
        palette.setColor(QPalette::WindowText, dark ? Qt::white : Qt::black);
        QApplication::setPalette(palette);
        double last = luminance(heatColor(0));
        for (int i = 0; i <= 50; ++i) {
            const QColor color = heatColor(i / 50.0);
            QVERIFY2(contrast(color, readableOn(color)) >= 4.5, qPrintable(color.name()));
            if (i == 0) continue;
            // Without colour vision the lightness alone must tell.
            QVERIFY2(dark ? luminance(color) > last : luminance(color) < last, qPrintable(color.name()));
            last = luminance(color);
        }
        QApplication::setPalette(before);
    }

private:
    QString path() const { return m_scratch->filePath(u"sweep"_s); }

    std::unique_ptr<QTemporaryDir> m_scratch;
    sweep::Sweep m_plan;
};

DISTILLAB_TEST(HeatMapCellsTest)
#include "heat_map_cells_test.moc"
