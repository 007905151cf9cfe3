#include "core/data/load.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/core/data/idx_bytes.h"
#include "tests/support/caught.h"
#include "tests/support/synthetic_images.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <optional>
#include <set>

using namespace distillab;
using namespace distillab::data;
using namespace Qt::Literals::StringLiterals;
using experiment::DataSpec;
using test::caught;

namespace {

using Items = std::vector<std::uint32_t>;

std::set<std::uint32_t> united(const std::vector<const Subset*>& subsets) {
    std::set<std::uint32_t> all;
    for (const Subset* subset : subsets) all.insert(subset->indices.begin(), subset->indices.end());
    return all;
}

const QString kTrainImages = u"train-images-idx3-ubyte"_s;
const QString kTrainLabels = u"train-labels-idx1-ubyte"_s;
const QString kTestImages = u"t10k-images-idx3-ubyte"_s;
const QString kTestLabels = u"t10k-labels-idx1-ubyte"_s;

}  // namespace

class LoadTest : public QObject {
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;

    QString path(const QString& name) const { return m_folder->filePath(name); }
    void put(const QString& name, const QByteArray& bytes) const { writeFileAtomically(path(name), bytes); }

    /// Items whose pixels all have the item's number and whose labels are 0, 1, 0, 1 …
    void putPair(const QString& images, const QString& labels, quint32 count, quint32 height = 4,
                 quint32 width = 4) const {
        put(images, test::idxImages(count, height, width));
        QByteArray bytes = test::idxHeader({count});
        for (quint32 i = 0; i < count; ++i) bytes.append(static_cast<char>(i % 2));
        put(labels, bytes);
    }

    void savePicture(const QString& name, QColor colour, int side = 8) const {
        QImage image(side, side, QImage::Format_RGB32);
        image.fill(colour);
        QDir().mkpath(QFileInfo(path(name)).path());
        if (!image.save(path(name))) qFatal("cannot save %s", qPrintable(name));
    }

    DataSpec spec() const {
        DataSpec spec;
        spec.train = m_folder->path();
        return spec;
    }

    std::optional<RequestError> errorOf(const DataSpec& spec) const {
        return caught<RequestError>([&] { load(spec); });
    }

private slots:
    void init() { m_folder.emplace(); }

    // ---- IDX folders ----

    void fourFilesGiveTrainingValidationAndTest() {
        test::writeSyntheticIdx(m_folder->path(), 200, 50, 1);
        const Splits splits = load(spec());
        QCOMPARE(splits.train.count(), size_t{180});
        QCOMPARE(splits.validation.count(), size_t{20});
        QCOMPARE(splits.test.count(), size_t{50});
        QCOMPARE(splits.train.dataset, splits.validation.dataset);
        QVERIFY(splits.test.dataset != splits.train.dataset);
        QCOMPARE(splits.train.dataset->shape, (ImageShape{1, 28, 28}));
        QCOMPARE(splits.test.classCounts(), std::vector<size_t>(10, 5));
        QCOMPARE(united({&splits.train, &splits.validation}).size(), size_t{200});
        QVERIFY2(splits.description.contains(u"180"_s) && splits.description.contains(m_folder->path()),
                 qPrintable(splits.description));
    }

    void imagesStayWithTheirLabels() {
        putPair(kTrainImages, kTrainLabels, 50);
        const Splits splits = load(spec());
        for (const Subset* subset : {&splits.train, &splits.validation, &splits.test}) {
            for (size_t i = 0; i < subset->count(); ++i) {
                const auto image = subset->dataset->image(subset->indices[i]);
                QCOMPARE(std::int64_t{image[0] % 2}, subset->label(i));
            }
        }
    }

    void fileNamesWithDotAndWithTestInsteadOfT10kAreKnown() {
        putPair(u"train-images.idx3-ubyte"_s, u"train-labels.idx1-ubyte"_s, 20);
        putPair(u"test-images.idx3-ubyte"_s, u"test-labels.idx1-ubyte"_s, 7);
        QCOMPARE(load(spec()).test.count(), size_t{7});
    }

    void labelsMayBePackedWhenImagesAreNot() {
        put(u"train-images-idx3-ubyte"_s, test::idxImages(4, 4, 4));
        put(u"train-labels-idx1-ubyte.gz"_s, test::idxLabels({0, 1, 0, 1}));
        QCOMPARE(readDataset(m_folder->path(), {}).count(), size_t{4});
    }

    void singleImageFileFindsItsLabelsAndTheTestFilesBesideIt() {
        putPair(kTrainImages, kTrainLabels, 20);
        putPair(kTestImages, kTestLabels, 6);
        DataSpec single = spec();
        single.train = path(kTrainImages);
        QCOMPARE(load(single).test.count(), size_t{6});
        single.train = path(kTestImages);
        const Splits splits = load(single);
        QCOMPARE(splits.test.dataset, splits.train.dataset);
        QCOMPARE(united({&splits.train, &splits.validation, &splits.test}).size(), size_t{6});
    }

    void labelFileCanBeNamed() {
        putPair(u"pictures"_s, u"answers"_s, 10);
        DataSpec single = spec();
        single.train = path(u"pictures"_s);
        const auto error = errorOf(single);
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path(u"pictures"_s));
        QVERIFY(error->remedy().contains(u"data.labels"_s));
        single.labels = path(u"answers"_s);
        QCOMPARE(load(single).train.dataset->count(), size_t{10});
    }

    void missingLabelFileIsAnErrorThatNamesTheImages() {
        put(kTrainImages, test::idxImages(4, 4, 4));
        const auto error = errorOf(spec());
        QVERIFY(error.has_value());
        QCOMPARE(error->message(), u"the label file of these images is missing"_s);
        QCOMPARE(error->where(), path(kTrainImages));
    }

    void differentCountsAreAnErrorThatNamesBothFiles() {
        put(kTrainImages, test::idxImages(4, 4, 4));
        put(kTrainLabels, test::idxLabels({0, 1, 0}));
        const auto error = errorOf(spec());
        QVERIFY(error.has_value());
        QCOMPARE(error->text(), path(kTrainImages) + u": there are 4 images but 3 labels in "_s + path(kTrainLabels) +
                                    u"\nGive the label file that belongs to these images."_s);
    }

    void labelOutOfRangeIsAnErrorThatNamesTheRow() {
        put(kTrainImages, test::idxImages(4, 4, 4));
        put(kTrainLabels, test::idxLabels({0, 9, 10, 3}));
        const auto error = errorOf(spec());
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path(kTrainLabels) + u", row 3"_s);
        QCOMPARE(error->message(), u"label 10 is out of range: there are 10 classes, from 0 to 9"_s);
    }

    void truncatedTestFileIsAnErrorToo() {
        putPair(kTrainImages, kTrainLabels, 20);
        putPair(kTestImages, kTestLabels, 6);
        put(kTestImages, test::idxImages(6, 4, 4).left(50));
        const auto error = errorOf(spec());
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path(kTestImages) + u", byte 50"_s);
    }

    // ---- class names ----

    void classesAreNumberedWithoutNames() {
        putPair(kTrainImages, kTrainLabels, 4);
        const QStringList names = readDataset(m_folder->path(), {}).classNames;
        QCOMPARE(names.size(), 10);
        QCOMPARE(names.first(), u"0"_s);
        QCOMPARE(names.last(), u"9"_s);
    }

    void folderCalledFashionHasTheNamesOfClothes_data() {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<bool>("fashion");
        QTest::newRow("Debian's") << u"fashion-mnist"_s << true;
        QTest::newRow("one above") << u"FashionMNIST/raw"_s << true;
        QTest::newRow("two above") << u"fashion/data/raw"_s << false;
        QTest::newRow("another") << u"mnist"_s << false;
    }
    void folderCalledFashionHasTheNamesOfClothes() {
        QFETCH(QString, folder);
        QFETCH(bool, fashion);
        putPair(folder + u'/' + kTrainImages, folder + u'/' + kTrainLabels, 4);
        const QStringList names = readDataset(path(folder), {}).classNames;
        QCOMPARE(names.size(), 10);
        QCOMPARE(names.at(9), fashion ? u"Ankle boot"_s : u"9"_s);
        QCOMPARE(names.at(0), fashion ? u"T-shirt/top"_s : u"0"_s);
    }

    void labelsTxtWins() {
        putPair(u"fashion/"_s + kTrainImages, u"fashion/"_s + kTrainLabels, 4);
        put(u"fashion/labels.txt"_s, "cat\r\n狗 \n\n");
        QCOMPARE(readDataset(path(u"fashion"_s), {}).classNames, (QStringList{u"cat"_s, u"狗"_s}));
    }

    void faultyLabelsTxtIsNamedWithItsLine_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("message");
        QTest::newRow("gap") << QByteArray("cat\n\ndog\n") << u":2"_s << u"this line is empty"_s;
        QTest::newRow("twice") << QByteArray("cat\ndog\ncat\n") << u":3"_s << u"the class “cat” stands here twice"_s;
    }
    void faultyLabelsTxtIsNamedWithItsLine() {
        QFETCH(QByteArray, content);
        QFETCH(QString, line);
        QFETCH(QString, message);
        putPair(kTrainImages, kTrainLabels, 4);
        put(u"labels.txt"_s, content);
        const auto error = errorOf(spec());
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path(u"labels.txt"_s) + line);
        QCOMPARE(error->message(), message);
    }

    void labelBeyondTheNamesIsOutOfRange_data() {
        QTest::addColumn<QByteArray>("names");
        QTest::newRow("one name") << QByteArray("cat\n");
        QTest::newRow("no name") << QByteArray();
    }
    void labelBeyondTheNamesIsOutOfRange() {
        QFETCH(QByteArray, names);
        putPair(kTrainImages, kTrainLabels, 4);
        put(u"labels.txt"_s, names);
        QVERIFY(errorOf(spec()).has_value());
    }

    void oneClassOnlyIsAnError() {
        put(kTrainImages, test::idxImages(4, 4, 4));
        put(kTrainLabels, test::idxLabels({5, 5, 5, 5}));
        const auto error = errorOf(spec());
        QVERIFY(error.has_value());
        QCOMPARE(error->message(), u"the data has items of one class only"_s);
    }

    // ---- sizes ----

    void idxImagesAreScaledWhenAsked() {
        putPair(kTrainImages, kTrainLabels, 4, 28, 20);
        DataSpec scaled = spec();
        scaled.imageSize = 14;
        const ImageDataset dataset = readDataset(m_folder->path(), scaled);
        QCOMPARE(dataset.shape, (ImageShape{1, 14, 14}));
        QCOMPARE(dataset.labels, (std::vector<std::int64_t>{0, 1, 0, 1}));
        QCOMPARE(int{dataset.image(3)[7 * 14 + 7]}, 3);
        QCOMPARE(int{dataset.image(3)[7 * 14]}, 0);  // padded left and right
    }

    void idxImagesOfUnequalSidesKeepThem() {
        putPair(kTrainImages, kTrainLabels, 4, 5, 7);
        QCOMPARE(readDataset(m_folder->path(), {}).shape, (ImageShape{1, 5, 7}));
    }

    void testImagesOfAnotherSizeAreAnError() {
        putPair(kTrainImages, kTrainLabels, 20);
        putPair(kTestImages, kTestLabels, 6, 5, 4);
        const auto error = errorOf(spec());
        QVERIFY(error.has_value());
        QCOMPARE(error->text(), path(kTestImages) +
                                    u": the test images have 4 × 5 pixels, the training images 4 × 4\n"
                                    u"Set data.image_size to scale both to one size."_s);
        DataSpec scaled = spec();
        scaled.imageSize = 4;
        QCOMPARE(load(scaled).test.dataset->shape, (ImageShape{1, 4, 4}));
    }

    // ---- limit and splits ----

    void limitKeepsTheSameItemsForTheSameSeed() {
        putPair(kTrainImages, kTrainLabels, 100);
        DataSpec limited = spec();
        limited.limit = 10;
        const Splits first = load(limited);
        const Splits second = load(limited);
        QCOMPARE(first.train.indices, second.train.indices);
        QCOMPARE(first.validation.indices, second.validation.indices);
        QCOMPARE(first.test.indices, second.test.indices);
        QCOMPARE(united({&first.train, &first.validation, &first.test}).size(), size_t{10});
        limited.seed = 43;
        QVERIFY(load(limited).train.indices != first.train.indices);
    }

    void limitKeepsTheSameItemsOnEveryMachine() {
        // The shuffle of ten items with seed 42, worked out by an independent program, is
        // 2 9 4 5 1 3 8 7 0 6; a limit of 8 cuts it, then come test, validation and training.
        putPair(kTrainImages, kTrainLabels, 10);
        DataSpec limited = spec();
        limited.limit = 8;
        limited.testFraction = 0.25;
        limited.validationFraction = 0.5;
        const Splits splits = load(limited);
        QCOMPARE(splits.test.indices, (Items{2, 9}));
        QCOMPARE(splits.validation.indices, (Items{4, 5, 1}));
        QCOMPARE(splits.train.indices, (Items{3, 8, 7}));
    }

    void limitIsDrawnFromTheWholeFile() {
        test::writeSyntheticIdx(m_folder->path(), 1000, 10, 1);
        DataSpec limited = spec();
        limited.limit = 100;
        const Splits splits = load(limited);
        QCOMPARE(splits.train.count() + splits.validation.count(), size_t{100});
        QVERIFY(*std::max_element(splits.train.indices.begin(), splits.train.indices.end()) > 800);
        QCOMPARE(splits.test.count(), size_t{10});
    }

    void limitAboveTheCountKeepsAll() {
        putPair(kTrainImages, kTrainLabels, 20);
        DataSpec limited = spec();
        limited.limit = 1000;
        QCOMPARE(load(limited).train.indices, load(spec()).train.indices);
    }

    void splitsShareNoItemAndLoseNone() {
        putPair(kTrainImages, kTrainLabels, 100);
        DataSpec fractions = spec();
        fractions.testFraction = 0.2;
        fractions.validationFraction = 0.25;
        const Splits splits = load(fractions);
        QCOMPARE(splits.test.count(), size_t{20});
        QCOMPARE(splits.validation.count(), size_t{20});
        QCOMPARE(splits.train.count(), size_t{60});
        QCOMPARE(united({&splits.train, &splits.validation, &splits.test}).size(), size_t{100});
    }

    void everyPartHasAnItemWhateverItsShare_data() {
        QTest::addColumn<double>("test");
        QTest::addColumn<double>("validation");
        QTest::newRow("tiny") << 0.0001 << 0.001;
        QTest::newRow("large") << 0.9999 << 0.9;
        QTest::newRow("large test") << 0.9999 << 0.001;
        QTest::newRow("large validation") << 0.0001 << 0.9;
    }
    void everyPartHasAnItemWhateverItsShare() {
        QFETCH(double, test);
        QFETCH(double, validation);
        DataSpec fractions = spec();
        fractions.testFraction = test;
        fractions.validationFraction = validation;
        for (const quint32 count : {3U, 4U, 10U}) {
            putPair(kTrainImages, kTrainLabels, count);
            const Splits splits = load(fractions);
            QVERIFY(splits.train.count() >= 1 && splits.validation.count() >= 1 && splits.test.count() >= 1);
            QCOMPARE(splits.train.count() + splits.validation.count() + splits.test.count(), size_t{count});
        }
    }

    void tooFewItemsAreAnError() {
        putPair(kTrainImages, kTrainLabels, 10);
        DataSpec limited = spec();
        limited.limit = 2;
        const auto error = errorOf(limited);
        QVERIFY(error.has_value());
        QCOMPARE(error->message(), u"2 items are too few: training, validation and test need at least 3"_s);
        putPair(kTestImages, kTestLabels, 5);
        QCOMPARE(load(limited).train.count(), size_t{1});
        limited.limit = 1;
        QVERIFY(errorOf(limited).has_value());
    }

    // ---- test data of its own ----

    void otherFolderAsTestGivesItsTestPart() {
        putPair(u"one/"_s + kTrainImages, u"one/"_s + kTrainLabels, 20);
        putPair(u"two/"_s + kTrainImages, u"two/"_s + kTrainLabels, 30);
        putPair(u"two/"_s + kTestImages, u"two/"_s + kTestLabels, 6);
        DataSpec own = spec();
        own.train = path(u"one"_s);
        own.test = path(u"two"_s);
        QCOMPARE(load(own).test.count(), size_t{6});
        own.test = path(u"two/"_s + kTrainImages);
        QCOMPARE(load(own).test.count(), size_t{30});
        own.train = path(u"two"_s);
        own.test = path(u"one"_s);
        QCOMPARE(load(own).test.count(), size_t{20});
    }

    void validationFilesOfTheirOwnLeaveTheTrainingItemsWhole() {
        putPair(u"one/"_s + kTrainImages, u"one/"_s + kTrainLabels, 20);
        putPair(u"two/"_s + kTrainImages, u"two/"_s + kTrainLabels, 5);
        DataSpec own = spec();
        own.train = path(u"one"_s);
        own.validation = path(u"two"_s);
        own.testFraction = 0.25;
        Splits splits = load(own);
        QCOMPARE(splits.validation.count(), size_t{5});
        QCOMPARE(splits.test.count(), size_t{5});
        QCOMPARE(splits.train.count(), size_t{15});
        own.test = path(u"two"_s);
        own.limit = 1;
        splits = load(own);
        QCOMPARE(splits.train.count(), size_t{1});
        QCOMPARE(splits.test.count(), size_t{5});
    }

    void testDataWithoutNamesTakesThoseOfTheTrainingData() {
        putPair(u"fashion/"_s + kTrainImages, u"fashion/"_s + kTrainLabels, 20);
        putPair(u"other/"_s + kTrainImages, u"other/"_s + kTrainLabels, 20);
        DataSpec own = spec();
        own.train = path(u"fashion"_s);
        own.test = path(u"other"_s);
        QCOMPARE(load(own).test.dataset->classNames.first(), u"T-shirt/top"_s);
    }

    void testDataWithOtherClassesIsAnError() {
        putPair(u"one/"_s + kTrainImages, u"one/"_s + kTrainLabels, 20);
        put(u"one/labels.txt"_s, "cat\ndog\n");
        putPair(u"two/"_s + kTrainImages, u"two/"_s + kTrainLabels, 20);
        put(u"two/labels.txt"_s, "dog\ncat\n");
        DataSpec own = spec();
        own.train = path(u"one"_s);
        own.test = path(u"two"_s);
        const auto error = errorOf(own);
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path(u"two/"_s + kTrainImages));
        QCOMPARE(error->message(),
                 u"the classes of the test data (dog, cat) are not those of the training data (cat, dog)"_s);
    }

    void testDatasetIsReadForAModel() {
        putPair(kTrainImages, kTrainLabels, 20);
        putPair(kTestImages, kTestLabels, 6);
        const QStringList names = {u"even"_s, u"odd"_s};
        const ImageDataset dataset = readTestDataset(m_folder->path(), {}, {3, 4, 4}, names);
        QCOMPARE(dataset.count(), size_t{6});
        QCOMPARE(dataset.shape, (ImageShape{3, 4, 4}));
        QCOMPARE(dataset.classNames, names);
        const auto error = caught<RequestError>([&] { readTestDataset(m_folder->path(), {}, {1, 28, 28}, names); });
        QVERIFY(error.has_value());
    }

    // ---- folders of pictures ----

    void pictureFolderIsSplit() {
        for (int i = 0; i < 10; ++i) {
            savePicture(u"red/%1.png"_s.arg(i), QColor(200 + i, 0, 0));
            savePicture(u"blue/%1.png"_s.arg(i), QColor(0, 0, 200 + i));
        }
        const Splits splits = load(spec());
        QCOMPARE(splits.train.dataset->shape, (ImageShape{3, 32, 32}));
        QCOMPARE(united({&splits.train, &splits.validation, &splits.test}).size(), size_t{20});
        for (size_t i = 0; i < splits.train.count(); ++i) {
            const QColor colour = splits.train.dataset->toQImage(splits.train.indices[i]).pixelColor(16, 16);
            QCOMPARE(splits.train.label(i), std::int64_t{colour.red() > colour.blue() ? 1 : 0});
        }
    }

    void trainAndTestSubfoldersAreKnown() {
        for (const QString& part : {u"train"_s, u"test"_s, u"val"_s}) {
            for (int i = 0; i < (part == u"train" ? 4 : 1); ++i) {
                savePicture(u"%1/red/%2.png"_s.arg(part).arg(i), Qt::red);
                savePicture(u"%1/blue/%2.png"_s.arg(part).arg(i), Qt::blue);
            }
        }
        const Splits splits = load(spec());
        QCOMPARE(splits.train.dataset->count(), size_t{8});
        QCOMPARE(splits.test.count(), size_t{2});
        QVERIFY(splits.test.dataset != splits.train.dataset);
        QCOMPARE(splits.test.dataset->classNames, (QStringList{u"blue"_s, u"red"_s}));
    }

    void classesMayBeCalledTrainAndTest() {
        for (int i = 0; i < 3; ++i) {
            savePicture(u"train/%1.png"_s.arg(i), Qt::red);
            savePicture(u"bus/%1.png"_s.arg(i), Qt::blue);
        }
        QCOMPARE(load(spec()).train.dataset->classNames, (QStringList{u"bus"_s, u"train"_s}));
    }

    void testPicturesWithAMissingClassAreAnError() {
        for (const QString& name : {u"train/red/1.png"_s, u"train/red/2.png"_s, u"train/blue/1.png"_s}) {
            savePicture(name, Qt::red);
        }
        savePicture(u"test/red/1.png"_s, Qt::red);
        const auto error = errorOf(spec());
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path(u"test"_s));
        QCOMPARE(error->message(),
                 u"the classes of the test data (red) are not those of the training data (blue, red)"_s);
    }

    void greyTestPicturesFitColouredTrainingPictures() {
        savePicture(u"train/a/1.png"_s, Qt::red);
        savePicture(u"train/b/1.png"_s, Qt::blue);
        savePicture(u"train/b/2.png"_s, Qt::blue);
        savePicture(u"test/a/1.png"_s, Qt::white);
        savePicture(u"test/b/1.png"_s, Qt::black);
        const Splits splits = load(spec());
        QCOMPARE(splits.test.dataset->shape, splits.train.dataset->shape);
        QCOMPARE(splits.test.dataset->toQImage(0).pixelColor(5, 5), QColor(Qt::white));
    }

    void testPicturesTakeTheSizeOfIdxTrainingImages() {
        putPair(u"idx/"_s + kTrainImages, u"idx/"_s + kTrainLabels, 20);
        put(u"idx/labels.txt"_s, "even\nodd\n");
        savePicture(u"pictures/even/1.png"_s, Qt::white, 100);
        savePicture(u"pictures/odd/1.png"_s, Qt::black, 100);
        DataSpec own = spec();
        own.train = path(u"idx"_s);
        own.test = path(u"pictures"_s);
        QCOMPARE(load(own).test.dataset->shape, (ImageShape{1, 4, 4}));
    }

    void oneClassFolderIsAnError() {
        for (int i = 0; i < 5; ++i) savePicture(u"only/%1.png"_s.arg(i), Qt::red);
        const auto error = errorOf(spec());
        QVERIFY(error.has_value());
        QCOMPARE(error->message(), u"the data has items of one class only"_s);
    }

    // ---- nothing to read ----

    void missingPathIsNamed() {
        DataSpec missing = spec();
        missing.train = path(u"missing"_s);
        const auto error = errorOf(missing);
        QVERIFY(error.has_value());
        QCOMPARE(error->text(), path(u"missing"_s) + u": there is no such file or folder\nCheck the path."_s);
        putPair(kTrainImages, kTrainLabels, 20);
        missing.train = m_folder->path();
        missing.test = path(u"missing"_s);
        QVERIFY(errorOf(missing).has_value());
    }

    void emptyFolderSaysWhatIsExpected() {
        const auto error = errorOf(spec());
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), m_folder->path());
        QVERIFY(error->remedy().contains(kTrainImages));
    }

    void fileThatIsNoIdxIsNamed() {
        put(u"images.csv"_s, "label,pixel1\n");
        put(u"labels.csv"_s, "label\n");
        DataSpec single = spec();
        single.train = path(u"images.csv"_s);
        const auto error = errorOf(single);
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path(u"images.csv"_s) + u", byte 0"_s);
    }

    // ---- the real thing ----

    void fashionMnistIsReadWhole() {
        const QString folder = u"/usr/share/datasets/fashion-mnist"_s;
        if (!QDir(folder).exists()) QSKIP("Fashion-MNIST is not installed here");
        DataSpec fashion;
        fashion.train = folder;
        const Splits splits = load(fashion);
        QCOMPARE(splits.train.count(), size_t{54000});
        QCOMPARE(splits.validation.count(), size_t{6000});
        QCOMPARE(splits.test.count(), size_t{10000});
        QCOMPARE(splits.train.dataset->classCounts(), std::vector<size_t>(10, 6000));
        QCOMPARE(splits.test.classCounts(), std::vector<size_t>(10, 1000));
        QCOMPARE(splits.train.dataset->classNames.at(9), u"Ankle boot"_s);
        QCOMPARE(splits.train.dataset->labels.front(), std::int64_t{9});
    }
};

DISTILLAB_TEST(LoadTest)
#include "load_test.moc"
