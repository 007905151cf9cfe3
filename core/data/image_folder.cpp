#include "core/data/image_folder.h"

#include "core/base/error.h"
#include "core/data/image_file.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace distillab::data {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Data)
};

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

/// The digits at the front of `text` without leading zeros; takes them off.
QStringView takeNumber(QStringView& text) {
    const auto* end = std::find_if_not(text.begin(), text.end(), isDigit);
    QStringView number(text.begin(), end);
    text = QStringView(end, text.end());
    while (number.size() > 1 && number.front() == u'0') number = number.mid(1);
    return number;
}

/// Written out because QCollator depends on the machine's locale data, and the order of the classes must not.
bool naturallyLess(const QString& left, const QString& right) {
    QStringView a(left);
    QStringView b(right);
    while (!a.isEmpty() && !b.isEmpty()) {
        if (isDigit(a.front()) && isDigit(b.front())) {
            const QStringView first = takeNumber(a);
            const QStringView second = takeNumber(b);
            if (first.size() != second.size()) return first.size() < second.size();
            if (first != second) return first < second;
            continue;
        }
        if (a.front() != b.front()) return a.front() < b.front();
        a = a.mid(1);
        b = b.mid(1);
    }
    if (a.size() != b.size()) return a.size() < b.size();
    return left < right;
}

QStringList naturallySorted(QStringList names) {
    std::sort(names.begin(), names.end(), naturallyLess);
    return names;
}

struct LabelledFile {
    QString path;
    std::int64_t label = 0;
};

std::vector<LabelledFile> listFiles(const QString& path, const QStringList& classes) {
    std::vector<LabelledFile> files;
    for (qsizetype label = 0; label < classes.size(); ++label) {
        const QDir folder(path + u'/' + classes[label]);
        const QStringList inner = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        if (!inner.isEmpty()) {
            throw RequestError(Text::tr("there is a folder inside the folder of class “%1”").arg(classes[label]),
                               folder.filePath(inner.first()),
                               Text::tr("Put the pictures of a class directly into the folder of the class."));
        }
        const QStringList names = naturallySorted(folder.entryList(QDir::Files));
        if (names.isEmpty()) {
            throw RequestError(Text::tr("the folder of class “%1” is empty").arg(classes[label]), folder.path(),
                               Text::tr("Put pictures into it or remove it."));
        }
        for (const QString& name : names) files.push_back({folder.filePath(name), label});
    }
    return files;
}

bool isGrey(const ImageDataset& dataset) {
    const size_t plane = static_cast<size_t>(dataset.shape.height) * dataset.shape.width;
    for (size_t index = 0; index < dataset.count(); ++index) {
        const auto red = dataset.image(index).first(plane);
        const auto green = dataset.image(index).subspan(plane, plane);
        const auto blue = dataset.image(index).subspan(2 * plane, plane);
        if (!std::equal(red.begin(), red.end(), green.begin()) || !std::equal(red.begin(), red.end(), blue.begin())) {
            return false;
        }
    }
    return true;
}

}  // namespace

QStringList classFolders(const QString& path) {
    return naturallySorted(QDir(path).entryList(QDir::Dirs | QDir::NoDotAndDotDot));
}

void rejectTooMuchData(size_t count, ImageShape shape, const QString& path) {
    if (count <= kMostDatasetBytes / shape.size()) return;
    throw RequestError(Text::tr("%1 images of %2 × %3 pixels do not fit into memory (limit: %4 GiB)")
                           .arg(count)
                           .arg(shape.width)
                           .arg(shape.height)
                           .arg(kMostDatasetBytes >> 30),
                       path, Text::tr("Choose a smaller data.image_size or fewer images."));
}

ImageDataset readImageFolder(const QString& path, int side) {
    ImageDataset dataset;
    dataset.shape = {3, side, side};
    dataset.classNames = classFolders(path);
    const std::vector<LabelledFile> files = listFiles(path, dataset.classNames);
    if (files.empty()) {
        throw RequestError(Text::tr("the folder holds no subfolders with pictures"), path,
                           Text::tr("Give a folder with one subfolder of pictures per class."));
    }
    rejectTooMuchData(files.size(), dataset.shape, path);
    dataset.pixels.reserve(files.size() * dataset.shape.size());
    dataset.labels.reserve(files.size());
    for (const LabelledFile& file : files) {
        const std::vector<std::uint8_t> pixels = readImage(file.path, dataset.shape);
        dataset.pixels.insert(dataset.pixels.end(), pixels.begin(), pixels.end());
        dataset.labels.push_back(file.label);
    }
    return isGrey(dataset) ? withChannels(std::move(dataset), 1) : dataset;
}

ImageDataset withChannels(ImageDataset dataset, int channels) {
    if (dataset.shape.channels == channels) return dataset;
    const size_t plane = static_cast<size_t>(dataset.shape.height) * dataset.shape.width;
    std::vector<std::uint8_t> pixels;
    pixels.reserve(dataset.count() * plane * channels);
    for (size_t index = 0; index < dataset.count(); ++index) {
        const std::span<const std::uint8_t> image = dataset.image(index);
        if (channels == 3) {
            for (int copy = 0; copy < 3; ++copy) pixels.insert(pixels.end(), image.begin(), image.end());
            continue;
        }
        for (size_t at = 0; at < plane; ++at) {
            pixels.push_back(static_cast<std::uint8_t>(qGray(image[at], image[plane + at], image[2 * plane + at])));
        }
    }
    dataset.shape.channels = channels;
    dataset.pixels = std::move(pixels);
    return dataset;
}

}  // namespace distillab::data
