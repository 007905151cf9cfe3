#include "core/data/image_dataset.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab::data;
using namespace Qt::Literals::StringLiterals;

class ImageDatasetTest : public QObject {
    Q_OBJECT

    static ImageDataset twoColourImages() {
        ImageDataset dataset;
        dataset.shape = {3, 1, 2};
        dataset.classNames = {u"a"_s, u"b"_s, u"c"_s};
        dataset.pixels = {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16};
        dataset.labels = {2, 0};
        return dataset;
    }

private slots:
    void imageIsTheItemsOwnBytes() {
        const ImageDataset dataset = twoColourImages();
        const auto image = dataset.image(1);
        QCOMPARE(std::vector<std::uint8_t>(image.begin(), image.end()),
                 (std::vector<std::uint8_t>{11, 12, 13, 14, 15, 16}));
    }

    void planesBecomeColours() {
        const QImage image = twoColourImages().toQImage(1);
        QCOMPARE(image.size(), QSize(2, 1));
        QCOMPARE(image.pixelColor(0, 0), QColor(11, 13, 15));
        QCOMPARE(image.pixelColor(1, 0), QColor(12, 14, 16));
    }

    void onePlaneBecomesGrey() {
        ImageDataset dataset;
        dataset.shape = {1, 3, 5};
        dataset.classNames = {u"a"_s, u"b"_s};
        for (std::uint8_t i = 0; i < 15; ++i) dataset.pixels.push_back(static_cast<std::uint8_t>(i * 10));
        dataset.labels = {1};
        const QImage image = dataset.toQImage(0);
        QVERIFY(image.isGrayscale());
        QCOMPARE(image.size(), QSize(5, 3));
        QCOMPARE(image.pixelColor(4, 1), QColor(90, 90, 90));
        QCOMPARE(image.pixelColor(0, 2), QColor(100, 100, 100));
    }

    void classesAreCounted() { QCOMPARE(twoColourImages().classCounts(), (std::vector<size_t>{1, 0, 1})); }

    void classesOfASubsetAreCountedAsOftenAsItNamesThem() {
        const Subset subset{std::make_shared<const ImageDataset>(twoColourImages()), {1, 1, 0}};
        QCOMPARE(subset.count(), size_t{3});
        QCOMPARE(subset.label(0), std::int64_t{0});
        QCOMPARE(subset.label(2), std::int64_t{2});
        QCOMPARE(subset.classCounts(), (std::vector<size_t>{2, 0, 1}));
    }
};

DISTILLAB_TEST(ImageDatasetTest)
#include "image_dataset_test.moc"
