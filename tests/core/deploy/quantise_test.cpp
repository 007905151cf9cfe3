#include "core/deploy/quantise.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace distillab;
using namespace distillab::deploy;
using experiment::WeightBits;
using test::caught;

namespace {

constexpr size_t kColumns = 512;

/// A sum of uniform values: about normal, as weights are.
std::vector<float> trainedWeights(size_t count, std::uint64_t seed) {
    SplitMix64 random(seed);
    std::vector<float> values(count);
    for (float& value : values) {
        for (int i = 0; i < 6; ++i) value += static_cast<float>(random.below(2001)) / 1000.0F - 1.0F;
    }
    return values;
}

int largestPair(const std::vector<std::int8_t>& values, size_t columns) {
    int largest = 0;
    for (size_t i = 1; i < values.size(); ++i) {
        if (i % columns == 0) continue;
        // What two products with unsigned bytes can add up to: those of one sign alone, or one of them.
        const int positive = std::max<int>(values[i - 1], 0) + std::max<int>(values[i], 0);
        const int negative = std::min<int>(values[i - 1], 0) + std::min<int>(values[i], 0);
        largest = std::max({largest, positive, -negative});
    }
    return largest;
}

double meanLargest(const QuantisedRows& rows) {
    const size_t columns = rows.values.size() / rows.scales.size();
    double sum = 0;
    for (size_t row = 0; row < rows.scales.size(); ++row) {
        int largest = 0;
        for (size_t i = 0; i < columns; ++i) largest = std::max(largest, std::abs(int{rows.values[row * columns + i]}));
        sum += largest;
    }
    return sum / static_cast<double>(rows.scales.size());
}

}  // namespace

class QuantiseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyWeightIsRoundedToTheNearest_data() {
        QTest::addColumn<int>("bits");
        QTest::newRow("auto") << static_cast<int>(WeightBits::Auto);
        QTest::newRow("7") << static_cast<int>(WeightBits::Seven);
        QTest::newRow("8") << static_cast<int>(WeightBits::Eight);
    }
    void everyWeightIsRoundedToTheNearest() {
        QFETCH(int, bits);
        const std::vector<float> weights = trainedWeights(40 * kColumns, 3);
        const QuantisedRows rows = quantiseRows(weights, 40, static_cast<WeightBits>(bits));
        QCOMPARE(rows.scales.size(), size_t{40});
        for (size_t i = 0; i < weights.size(); ++i) {
            const float scale = rows.scales[i / kColumns];
            QVERIFY(std::abs(weights[i] - scale * static_cast<float>(rows.values[i])) <= 0.501F * scale);
        }
    }

    void theRangesAreThoseAskedFor() {
        const std::vector<float> weights = trainedWeights(40 * kColumns, 4);
        const auto eight = quantiseRows(weights, 40, WeightBits::Eight);
        QCOMPARE(meanLargest(eight), 127.0);
        const auto seven = quantiseRows(weights, 40, WeightBits::Seven).values;
        QVERIFY(*std::ranges::min_element(seven) >= -64);
        QVERIFY(*std::ranges::max_element(seven) <= 63);
        QVERIFY(*std::ranges::min_element(seven) == -64 || *std::ranges::max_element(seven) == 63);
    }

    void autoIsSafeAndWiderThanSevenBits() {
        const std::vector<float> weights = trainedWeights(40 * kColumns, 5);
        QVERIFY(largestPair(quantiseRows(weights, 40, WeightBits::Eight).values, kColumns) > kSafePair);
        const auto rows = quantiseRows(weights, 40, WeightBits::Auto);
        QVERIFY(largestPair(rows.values, kColumns) <= kSafePair);
        QVERIFY2(meanLargest(rows) > 80, qPrintable(QString::number(meanLargest(rows))));
    }

    void autoIsSafeInTheWorstRows() {
        std::vector<std::vector<float>> rows = {std::vector<float>(kColumns, 0.3F),
                                                std::vector<float>(kColumns, -7.0F)};
        rows.push_back(trainedWeights(kColumns, 6));
        for (float& value : rows.back()) value = std::abs(value);
        rows.push_back({1e-38F, 1e-38F, -1e-38F});
        rows.push_back({1e38F, 1e38F});
        rows.push_back({5});
        for (const std::vector<float>& row : rows) {
            const auto quantised = quantiseRows(row, 1, WeightBits::Auto);
            QVERIFY(largestPair(quantised.values, row.size()) <= kSafePair);
            QVERIFY(*std::ranges::max_element(quantised.values) >= 63 ||
                    *std::ranges::min_element(quantised.values) <= -63);
        }
    }

    void aRowOfZerosStaysOne() {
        for (const WeightBits bits : {WeightBits::Auto, WeightBits::Seven, WeightBits::Eight}) {
            const auto rows = quantiseRows(std::vector<float>{0, 0, 0, 1, 2, 3}, 2, bits);
            QVERIFY(std::all_of(rows.values.begin(), rows.values.begin() + 3, [](auto value) { return value == 0; }));
            QVERIFY(rows.scales[0] > 0);
            QVERIFY(rows.values[5] > 60);
        }
    }

    void transposingPutsColumnsForRows() {
        const QuantisedRows rows{{1, 2, 3, 4, 5, 6}, {1, 1}};
        QCOMPARE(rows.transposed(), (std::vector<std::int8_t>{1, 4, 2, 5, 3, 6}));
    }

    void whatIsNoNumberIsRefused() {
        for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
            const std::vector<float> weights = {1, bad, 2};
            QVERIFY(caught<WorkError>([&] { quantiseRows(weights, 1, WeightBits::Eight); }));
        }
    }
};

DISTILLAB_TEST(QuantiseTest)
#include "quantise_test.moc"
