#include "core/data/batch.h"

#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace distillab::data;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Pixel values stay as they are: what comes out can be read.
Normalization identity(int channels) {
    return {std::vector<double>(static_cast<size_t>(channels), 0.0),
            std::vector<double>(static_cast<size_t>(channels), 1.0 / 255.0)};
}

ImageDataset datasetOf(ImageShape shape, std::vector<std::uint8_t> pixels) {
    ImageDataset dataset;
    dataset.shape = shape;
    dataset.classNames = {u"a"_s, u"b"_s};
    dataset.labels.resize(pixels.size() / shape.size());
    dataset.pixels = std::move(pixels);
    return dataset;
}

ImageDataset nineByNine() {
    std::vector<std::uint8_t> pixels(9);
    for (size_t i = 0; i < 9; ++i) pixels[i] = static_cast<std::uint8_t>(i + 1);
    return datasetOf({1, 3, 3}, pixels);
}

/// What an image of 3 × 3 looks like after moving: worked out pixel by pixel.
std::vector<float> moved(const std::array<float, 9>& image, int right, int down, bool flip) {
    std::vector<float> out;
    for (int y = 0; y < 3; ++y) {
        for (int x = 0; x < 3; ++x) {
            const int fromX = flip ? 2 - (x - right) : x - right;
            const int fromY = y - down;
            const bool inside = fromX >= 0 && fromX < 3 && fromY >= 0 && fromY < 3;
            out.push_back(inside ? image[static_cast<size_t>(fromY * 3 + fromX)] : 0.0F);
        }
    }
    return out;
}

constexpr std::array<float, 9> kNine = {1, 2, 3, 4, 5, 6, 7, 8, 9};

}  // namespace

class BatchTest : public QObject {
    Q_OBJECT

private slots:
    void normalizationIsMeasuredPerChannelOverTheSubsetOnly() {
        const auto dataset = std::make_shared<const ImageDataset>(datasetOf(
            {3, 1, 2}, {0, 255, 51, 51, 10, 30, /* not in the subset */ 9, 9, 9, 9, 9, 9, 255, 0, 51, 51, 50, 70}));
        const Normalization measured = measureNormalization({dataset, {2, 0}});
        QCOMPARE(measured.mean.size(), size_t{3});
        QCOMPARE(measured.mean[0], 0.5);
        QCOMPARE(measured.deviation[0], 0.5);
        QCOMPARE(measured.mean[1], 0.2);
        QCOMPARE(measured.deviation[1], 1.0);  // constant
        QCOMPARE(measured.mean[2], 40.0 / 255.0);
        QCOMPARE(measured.deviation[2], std::sqrt(500.0) / 255.0);
    }

    void constantChannelHasDeviationOneWhateverItsValue() {
        for (int value = 0; value < 256; ++value) {
            const auto dataset = std::make_shared<const ImageDataset>(
                datasetOf({1, 7, 11}, std::vector<std::uint8_t>(77, static_cast<std::uint8_t>(value))));
            const Normalization measured = measureNormalization({dataset, {0}});
            QCOMPARE(measured.deviation[0], 1.0);
            QCOMPARE(measured.mean[0], value / 255.0);
        }
    }

    void normalizationOfManyBrightPixelsDoesNotOverflow() {
        // A row of the widest image that is read, all white but for one pixel.
        std::vector<std::uint8_t> pixels(size_t{4096} * 4096, 255);
        pixels[5] = 254;
        const auto dataset = std::make_shared<const ImageDataset>(datasetOf({1, 4096, 4096}, std::move(pixels)));
        const Normalization measured = measureNormalization({dataset, {0, 0, 0}});
        QCOMPARE(measured.mean[0], 1.0 - 1.0 / (255.0 * 4096 * 4096));
        // Standard deviation of one outlier of 1 among n: sqrt(1/n - 1/n²).
        const double n = 4096.0 * 4096;
        QVERIFY(std::abs(measured.deviation[0] * 255 / std::sqrt(1 / n - 1 / (n * n)) - 1) < 1e-3);
    }

    void epochOrderIsAPermutation() {
        std::vector<std::uint32_t> order = epochOrder(1000, 42, 3);
        std::sort(order.begin(), order.end());
        for (std::uint32_t i = 0; i < 1000; ++i) QCOMPARE(order[i], i);
    }

    void epochOrderStaysWhatItWas() {
        // Worked out by an independent program: resumed runs and other machines rely on it.
        QCOMPARE(epochOrder(10, 42, 0), (std::vector<std::uint32_t>{1, 7, 2, 5, 6, 4, 0, 9, 8, 3}));
        QCOMPARE(epochOrder(10, 42, 1), (std::vector<std::uint32_t>{8, 6, 5, 2, 3, 0, 7, 9, 1, 4}));
    }

    void epochOrderDependsOnSeedAndEpoch() {
        QCOMPARE(epochOrder(100, 7, 2), epochOrder(100, 7, 2));
        QVERIFY(epochOrder(100, 7, 2) != epochOrder(100, 7, 3));
        QVERIFY(epochOrder(100, 7, 2) != epochOrder(100, 8, 2));
    }

    void epochOrderOfNothingAndOfOneItem() {
        QVERIFY(epochOrder(0, 1, 0).empty());
        QCOMPARE(epochOrder(1, 1, 0), std::vector<std::uint32_t>{0});
    }

    void batchHoldsNormalisedPixelsInTheOrderAskedFor() {
        const ImageDataset dataset = datasetOf({2, 1, 2}, {0, 255, 51, 102, 255, 0, 204, 153});
        const BatchWriter writer(dataset, {{0.5, 0.2}, {0.25, 0.1}});
        std::vector<float> batch(12, -1);
        writer.write(std::array<std::uint32_t, 3>{1, 0, 1}, batch.data());
        // (v / 255 - mean) / deviation
        const std::vector<float> second = {2, -2, 6, 4};
        const std::vector<float> first = {-2, 2, 0, 2};
        std::vector<float> expected = second;
        expected.insert(expected.end(), first.begin(), first.end());
        expected.insert(expected.end(), second.begin(), second.end());
        for (size_t i = 0; i < 12; ++i)
            QVERIFY2(std::abs(batch[i] - expected[i]) < 1e-6F, qPrintable(QString::number(i)));
    }

    void nothingIsWrittenBesidesTheBatch() {
        const ImageDataset dataset = nineByNine();
        const BatchWriter writer(dataset, identity(1));
        std::vector<float> batch(9 * 200 + 2, 77);
        const std::vector<std::uint32_t> items(200, 0);
        writer.write(items, batch.data() + 1);
        QCOMPARE(batch.front(), 77.0F);
        QCOMPARE(batch.back(), 77.0F);
        writer.writeAugmented(items, {5, true}, 1, batch.data() + 1);
        QCOMPARE(batch.front(), 77.0F);
        QCOMPARE(batch.back(), 77.0F);
    }

    void withoutShiftAndFlipAugmentingChangesNothing() {
        const ImageDataset dataset = nineByNine();
        const BatchWriter writer(dataset, identity(1));
        std::vector<float> plain(18);
        std::vector<float> augmented(18);
        const std::array<std::uint32_t, 2> items = {0, 0};
        writer.write(items, plain.data());
        writer.writeAugmented(items, {}, 5, augmented.data());
        QCOMPARE(augmented, plain);
    }

    void everyMoveIsDrawnAndNoOther_data() {
        QTest::addColumn<int>("shift");
        QTest::addColumn<bool>("flip");
        QTest::newRow("flip") << 0 << true;
        QTest::newRow("shift by one") << 1 << false;
        QTest::newRow("shift by one and flip") << 1 << true;
        QTest::newRow("shift by two and flip") << 2 << true;
        QTest::newRow("shift out of sight") << 4 << true;
    }
    void everyMoveIsDrawnAndNoOther() {
        QFETCH(int, shift);
        QFETCH(bool, flip);
        std::vector<std::vector<float>> allowed;
        for (int right = -shift; right <= shift; ++right) {
            for (int down = -shift; down <= shift; ++down) {
                allowed.push_back(moved(kNine, right, down, false));
                if (flip) allowed.push_back(moved(kNine, right, down, true));
            }
        }
        const ImageDataset dataset = nineByNine();
        const BatchWriter writer(dataset, identity(1));
        const std::vector<std::uint32_t> items(4000, 0);
        std::vector<float> batch(items.size() * 9);
        writer.writeAugmented(items, {shift, flip}, 11, batch.data());
        std::vector<int> seen(allowed.size());
        for (size_t item = 0; item < items.size(); ++item) {
            std::vector<float> image(batch.begin() + static_cast<long>(item) * 9,
                                     batch.begin() + static_cast<long>(item + 1) * 9);
            for (float& value : image) value = std::round(value);
            const auto found = std::find(allowed.begin(), allowed.end(), image);
            QVERIFY2(found != allowed.end(), qPrintable(u"item %1"_s.arg(item)));
            ++seen[static_cast<size_t>(found - allowed.begin())];
        }
        for (size_t i = 0; i < allowed.size(); ++i) {
            const bool firstOfItsKind =
                std::find(allowed.begin(), allowed.end(), allowed[i]) == allowed.begin() + static_cast<long>(i);
            QVERIFY2(seen[i] > 0 || !firstOfItsKind, qPrintable(u"move %1 was never drawn"_s.arg(i)));
        }
    }

    void shiftBringsInBlackAsTheNetworkSeesIt() {
        // Black normalised is (0 - 0.5) / 0.25 in the first channel and (0 - 0.2) / 0.1 in the second.
        const ImageDataset dataset = datasetOf({2, 1, 1}, {255, 255});
        const BatchWriter writer(dataset, {{0.5, 0.2}, {0.25, 0.1}});
        const std::vector<std::uint32_t> items(50, 0);
        std::vector<float> batch(100);
        writer.writeAugmented(items, {1, false}, 3, batch.data());
        int black = 0;
        for (size_t item = 0; item < items.size(); ++item) {
            const bool moved = batch[2 * item] < 0;
            black += moved ? 1 : 0;
            QCOMPARE(batch[2 * item], moved ? -2.0F : 2.0F);
            QCOMPARE(batch[2 * item + 1], moved ? -2.0F : 8.0F);
        }
        QVERIFY(black > 25);
        QVERIFY(black < 50);
    }

    void channelsOfAnImageMoveTogether() {
        std::vector<std::uint8_t> pixels;
        for (int channel = 0; channel < 3; ++channel) {
            for (int i = 1; i <= 9; ++i) pixels.push_back(static_cast<std::uint8_t>(i));
        }
        const ImageDataset dataset = datasetOf({3, 3, 3}, pixels);
        const BatchWriter writer(dataset, identity(3));
        const std::vector<std::uint32_t> items(100, 0);
        std::vector<float> batch(2700);
        writer.writeAugmented(items, {2, true}, 8, batch.data());
        for (size_t item = 0; item < items.size(); ++item) {
            const float* red = batch.data() + item * 27;
            QVERIFY(std::equal(red, red + 9, red + 9));
            QVERIFY(std::equal(red, red + 9, red + 18));
        }
    }

    void augmentationDependsOnStreamAndPlaceAlone() {
        std::vector<std::uint8_t> pixels(size_t{64} * 9);
        for (size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<std::uint8_t>(i * 7);
        const ImageDataset dataset = datasetOf({1, 3, 3}, pixels);
        const BatchWriter writer(dataset, identity(1));
        const std::vector<std::uint32_t> items = epochOrder(64, 1, 1);
        const auto batchOf = [&](std::span<const std::uint32_t> chosen, std::uint64_t stream) {
            std::vector<float> batch(chosen.size() * 9);
            writer.writeAugmented(chosen, {2, true}, stream, batch.data());
            return batch;
        };
        const std::vector<float> whole = batchOf(items, 5);
        QCOMPARE(batchOf(items, 5), whole);
        QVERIFY(batchOf(items, 6) != whole);
        const std::vector<float> part = batchOf(std::span(items).first(10), 5);
        QVERIFY(std::equal(part.begin(), part.end(), whole.begin()));
    }
};

DISTILLAB_TEST(BatchTest)
#include "batch_test.moc"
