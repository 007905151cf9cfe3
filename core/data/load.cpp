#include "core/data/load.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/idx_file.h"
#include "core/data/image_folder.h"
#include "core/data/shares.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <optional>

namespace distillab::data {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Data)
};

constexpr std::uint32_t kLongestIdxSide = 4096;

// ---- where the data lies ----

/// An IDX image file with its label file, or a folder with one subfolder per class.
struct Source {
    QString images;
    QString labels;  ///< empty for a folder
    bool isIdx() const { return !labels.isEmpty(); }
};

QString labelsBeside(const QString& images) {
    const QFileInfo info(images);
    QString name = info.fileName();
    name.replace(u"images"_s, u"labels"_s).replace(u"idx3"_s, u"idx1"_s);
    if (name == info.fileName()) return {};
    const QString bare = name.endsWith(u".gz") ? name.chopped(3) : name;
    for (const QString& candidate : {name, bare, QString(bare + u".gz"_s)}) {
        if (info.dir().exists(candidate)) return info.dir().filePath(candidate);
    }
    return {};
}

QString labelFileOf(const QString& images) {
    const QString labels = labelsBeside(images);
    if (!labels.isEmpty()) return labels;
    throw RequestError(Text::tr("the label file of these images is missing"), images,
                       Text::tr("Put it beside the images (train-labels-idx1-ubyte), or name it as data.labels."));
}

/// The IDX files of one part ("train", "t10k", "test") of a folder.
std::optional<Source> idxPart(const QDir& folder, const QString& part) {
    for (const QString& name : {u"%1-images-idx3-ubyte"_s, u"%1-images.idx3-ubyte"_s}) {
        for (const QString& ending : {u""_s, u".gz"_s}) {
            const QString file = name.arg(part) + ending;
            if (folder.exists(file)) return Source{folder.filePath(file), labelFileOf(folder.filePath(file))};
        }
    }
    return std::nullopt;
}

std::optional<Source> idxTestPart(const QDir& folder) {
    const std::optional<Source> source = idxPart(folder, u"t10k"_s);
    return source ? source : idxPart(folder, u"test"_s);
}

/// train/ or test/ of an image folder. A class may be called "train" too: a part has subfolders, a class has none.
std::optional<Source> folderPart(const QDir& folder, const QString& part) {
    if (classFolders(folder.filePath(part)).isEmpty()) return std::nullopt;
    return Source{folder.filePath(part), {}};
}

void rejectMissing(const QString& path) {
    if (QFileInfo::exists(path)) return;
    throw RequestError(Text::tr("there is no such file or folder"), path, Text::tr("Check the path."));
}

/// Everything, or the training part of a folder that has parts.
Source trainSource(const QString& path, const QString& labels) {
    rejectMissing(path);
    if (!QFileInfo(path).isDir()) return {path, labels.isEmpty() ? labelFileOf(path) : labels};
    const QDir folder(path);
    if (const auto source = idxPart(folder, u"train"_s)) return *source;
    if (const auto source = folderPart(folder, u"train"_s)) return *source;
    if (!classFolders(path).isEmpty()) return {path, {}};
    throw RequestError(Text::tr("the folder holds neither training data in IDX files nor one subfolder per class"),
                       path,
                       Text::tr("Expected are train-images-idx3-ubyte and train-labels-idx1-ubyte (plain or .gz), or "
                                "subfolders named like the classes with pictures in them."));
}

/// The test files that come with `train`, if any.
std::optional<Source> testPart(const QString& train) {
    const QFileInfo info(train);
    if (info.isDir()) {
        const std::optional<Source> source = idxTestPart(QDir(train));
        return source ? source : folderPart(QDir(train), u"test"_s);
    }
    const QDir folder = info.dir();
    const std::optional<Source> training = idxPart(folder, u"train"_s);
    const bool isTrainingFile = training && QFileInfo(training->images) == info;
    return isTrainingFile ? idxTestPart(folder) : std::nullopt;
}

Source testSource(const QString& path) {
    rejectMissing(path);
    const std::optional<Source> part = QFileInfo(path).isDir() ? testPart(path) : std::nullopt;
    return part ? *part : trainSource(path, {});
}

// ---- class names ----

QStringList readClassNames(const QString& path) {
    QStringList names = QString::fromUtf8(readFile(path)).split(u'\n');
    for (QString& name : names) name = name.trimmed();
    while (!names.isEmpty() && names.last().isEmpty()) names.removeLast();
    for (qsizetype row = 0; row < names.size(); ++row) {
        const QString where = u"%1:%2"_s.arg(path, QString::number(row + 1));
        const QString remedy = Text::tr("Write one class name per line, all different.");
        if (names[row].isEmpty()) throw RequestError(Text::tr("this line is empty"), where, remedy);
        if (names.indexOf(names[row]) < row) {
            throw RequestError(Text::tr("the class “%1” stands here twice").arg(names[row]), where, remedy);
        }
    }
    return names;
}

bool isFashion(const QDir& folder) {
    const QStringList parts = folder.absolutePath().split(u'/');
    const QStringList nearest = parts.mid(std::max<qsizetype>(0, parts.size() - 2));
    return !nearest.filter(u"fashion"_s, Qt::CaseInsensitive).isEmpty();
}

QStringList fashionNames() {
    return {u"T-shirt/top"_s, u"Trouser"_s, u"Pullover"_s, u"Dress"_s, u"Coat"_s,
            u"Sandal"_s,      u"Shirt"_s,   u"Sneaker"_s,  u"Bag"_s,   u"Ankle boot"_s};
}

/// @param inherited  names that the training data gave, empty when this is the training data
QStringList classNamesOf(const Source& source, const QStringList& inherited) {
    const QDir folder = QFileInfo(source.images).dir();
    const QString file = folder.filePath(u"labels.txt"_s);
    if (QFileInfo::exists(file)) return readClassNames(file);
    if (!inherited.isEmpty()) return inherited;
    if (isFashion(folder)) return fashionNames();
    QStringList digits;
    for (int digit = 0; digit < 10; ++digit) digits << QString::number(digit);
    return digits;
}

// ---- reading ----

void rejectLabelsOutOfRange(const std::vector<std::uint8_t>& labels, const QStringList& names, const QString& path) {
    const auto bad =
        std::find_if(labels.begin(), labels.end(), [&](std::uint8_t label) { return label >= names.size(); });
    if (bad == labels.end()) return;
    throw RequestError(Text::tr("label %1 is out of range: there are %2 classes, from 0 to %3")
                           .arg(*bad)
                           .arg(names.size())
                           .arg(names.size() - 1),
                       Text::tr("%1, row %2").arg(path, QString::number(bad - labels.begin() + 1)),
                       Text::tr("Correct the file, or list the class names in labels.txt beside it, one per line."));
}

ImageDataset scaled(const ImageDataset& dataset, int side, const QString& path) {
    ImageDataset result;
    result.shape = {dataset.shape.channels, side, side};
    rejectTooMuchData(dataset.count(), result.shape, path);
    result.classNames = dataset.classNames;
    result.labels = dataset.labels;
    result.pixels.reserve(dataset.count() * result.shape.size());
    for (size_t index = 0; index < dataset.count(); ++index) {
        const std::vector<std::uint8_t> pixels = toPixels(dataset.toQImage(index), result.shape);
        result.pixels.insert(result.pixels.end(), pixels.begin(), pixels.end());
    }
    return result;
}

ImageDataset readIdxPair(const Source& source, int imageSize, const QStringList& inheritedNames) {
    IdxArray images = readIdx(source.images, 3);
    const IdxArray labels = readIdx(source.labels, 1);
    if (images.sizes[0] != labels.sizes[0]) {
        throw RequestError(Text::tr("there are %1 images but %2 labels in %3")
                               .arg(images.sizes[0])
                               .arg(labels.sizes[0])
                               .arg(source.labels),
                           source.images, Text::tr("Give the label file that belongs to these images."));
    }
    if (images.sizes[1] > kLongestIdxSide || images.sizes[2] > kLongestIdxSide) {
        throw RequestError(
            Text::tr("the images are too large: %1 × %2 pixels").arg(images.sizes[2]).arg(images.sizes[1]),
            source.images, Text::tr("A side may have up to %1 pixels.").arg(kLongestIdxSide));
    }
    ImageDataset dataset;
    dataset.shape = {1, static_cast<int>(images.sizes[1]), static_cast<int>(images.sizes[2])};
    dataset.classNames = classNamesOf(source, inheritedNames);
    rejectLabelsOutOfRange(labels.values, dataset.classNames, source.labels);
    dataset.pixels = std::move(images.values);
    dataset.labels.assign(labels.values.begin(), labels.values.end());
    const bool fits = imageSize == 0 || dataset.shape == ImageShape{1, imageSize, imageSize};
    return fits ? dataset : scaled(dataset, imageSize, source.images);
}

ImageDataset read(const Source& source, int imageSize, int folderSide, const QStringList& inheritedNames) {
    if (source.isIdx()) return readIdxPair(source, imageSize, inheritedNames);
    return readImageFolder(source.images, imageSize > 0 ? imageSize : folderSide);
}

void rejectOtherClasses(const QStringList& names, const QStringList& expected, const QString& path) {
    if (names == expected) return;
    throw RequestError(Text::tr("the classes of the test data (%1) are not those of the training data (%2)")
                           .arg(names.join(u", "_s), expected.join(u", "_s)),
                       path, Text::tr("Give test data with the same classes, named alike and in the same order."));
}

void rejectOtherSize(ImageShape shape, ImageShape expected, const QString& path) {
    if (shape.width == expected.width && shape.height == expected.height) return;
    throw RequestError(Text::tr("the test images have %1 × %2 pixels, the training images %3 × %4")
                           .arg(shape.width)
                           .arg(shape.height)
                           .arg(expected.width)
                           .arg(expected.height),
                       path, Text::tr("Set data.image_size to scale both to one size."));
}

ImageDataset readTest(const Source& source, int imageSize, ImageShape shape, const QStringList& classNames) {
    ImageDataset dataset = read(source, imageSize, std::max(shape.width, shape.height), classNames);
    rejectOtherClasses(dataset.classNames, classNames, source.images);
    rejectOtherSize(dataset.shape, shape, source.images);
    return withChannels(std::move(dataset), shape.channels);
}

// ---- telling ----

QString describe(const Splits& splits, const QString& path, bool ownTestFiles) {
    const ImageDataset& dataset = *splits.train.dataset;
    const QLocale locale;
    const auto number = [&](size_t count) { return locale.toString(static_cast<qulonglong>(count)); };
    const QString images = dataset.shape.channels == 1 ? Text::tr("grey images of %1 × %2 pixels")
                                                       : Text::tr("colour images of %1 × %2 pixels");
    const QString test = ownTestFiles ? Text::tr("%1 for the test from files of its own") : Text::tr("%1 for the test");
    return Text::tr("%1 in %2 classes from %3: %4 to train, %5 to validate, %6")
               .arg(images.arg(dataset.shape.width).arg(dataset.shape.height), number(dataset.classCount()), path,
                    number(splits.train.count()), number(splits.validation.count()),
                    test.arg(number(splits.test.count()))) +
           describeLabelled(splits.train.labelledCount(), splits.train.count());
}

}  // namespace

Splits load(const experiment::DataSpec& spec) {
    const auto training = std::make_shared<const ImageDataset>(readDataset(spec.train, spec));
    rejectTooFewClasses(training->classCounts(), spec.train);

    const std::optional<Source> ownTest = spec.test.isEmpty() ? testPart(spec.train) : testSource(spec.test);
    Shares shares = cutShares(training->count(), spec, ownTest.has_value());

    Splits splits;
    const auto whole = [&](const Source& source) {
        const auto dataset = std::make_shared<const ImageDataset>(
            readTest(source, spec.imageSize, training->shape, training->classNames));
        return Subset{dataset, allItems(dataset->count())};
    };
    splits.test = ownTest ? whole(*ownTest) : Subset{training, shares.test};
    splits.validation =
        spec.validation.isEmpty() ? Subset{training, shares.validation} : whole(testSource(spec.validation));
    const size_t labelled = putLabelledFirst(shares.train, static_cast<size_t>(spec.labelled),
                                             [&](std::uint32_t item) { return training->labels[item]; });
    splits.train = {training, shares.train, labelled};
    if (spec.labelled > 0) rejectTooFewClasses(splits.train.classCounts(), QStringLiteral("data.labelled"));
    splits.description = describe(splits, spec.train, ownTest.has_value());
    return splits;
}

ImageDataset readDataset(const QString& path, const experiment::DataSpec& spec) {
    return read(trainSource(path, spec.labels), spec.imageSize, kDefaultImageSide, {});
}

ImageDataset readTestDataset(const QString& path, const experiment::DataSpec& spec, ImageShape shape,
                             const QStringList& classNames) {
    return readTest(testSource(path), spec.imageSize, shape, classNames);
}

}  // namespace distillab::data
