#include "tests/support/synthetic_images.h"

#include "core/base/random.h"

#include <QByteArray>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

namespace distillab::test {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kSide = 28;
constexpr int kClasses = 10;
constexpr int kBlobs = 4;
constexpr int kShift = 2;
constexpr std::uint32_t kNoise = 90;

struct Blob {
    double x = 0;
    double y = 0;
    double radius = 1;
};
using Pattern = std::array<Blob, kBlobs>;

/// The pattern belongs to the class, not to the seed: data sets of two seeds are of one kind.
Pattern patternOf(int label) {
    SplitMix64 random(deriveSeed(2015, label));
    Pattern pattern;
    for (Blob& blob : pattern) {
        blob = {6.0 + random.below(160) / 10.0, 6.0 + random.below(160) / 10.0, 1.8 + random.below(20) / 10.0};
    }
    return pattern;
}

double brightness(const Pattern& pattern, double x, double y) {
    double sum = 0;
    for (const Blob& blob : pattern) {
        const double squared = (x - blob.x) * (x - blob.x) + (y - blob.y) * (y - blob.y);
        sum += std::exp(-squared / (2 * blob.radius * blob.radius));
    }
    return std::min(sum, 1.0);
}

void appendImage(QByteArray& bytes, const Pattern& pattern, SplitMix64& random) {
    const int dx = static_cast<int>(random.below(2 * kShift + 1)) - kShift;
    const int dy = static_cast<int>(random.below(2 * kShift + 1)) - kShift;
    const double strength = 90.0 + random.below(100);
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const double value = strength * brightness(pattern, x - dx, y - dy) + random.below(kNoise);
            bytes.append(static_cast<char>(static_cast<unsigned char>(std::min(value, 255.0))));
        }
    }
}

QByteArray idxHeader(std::initializer_list<int> sizes) {
    QByteArray header("\0\0\x08", 3);
    header.append(static_cast<char>(sizes.size()));
    for (const int size : sizes) {
        for (int shift = 24; shift >= 0; shift -= 8) header.append(static_cast<char>((size >> shift) & 0xFF));
    }
    return header;
}

void writeBytes(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("cannot write %s", qPrintable(path));
    }
}

void writeSplit(const QDir& folder, const QString& prefix, int items, std::uint64_t seed) {
    SplitMix64 random(seed);
    QByteArray images = idxHeader({items, kSide, kSide});
    QByteArray labels = idxHeader({items});
    std::array<Pattern, kClasses> patterns;
    for (int label = 0; label < kClasses; ++label) patterns[static_cast<size_t>(label)] = patternOf(label);
    for (int item = 0; item < items; ++item) {
        const int label = item % kClasses;
        appendImage(images, patterns[static_cast<size_t>(label)], random);
        labels.append(static_cast<char>(label));
    }
    writeBytes(folder.filePath(prefix + u"-images-idx3-ubyte"_s), images);
    writeBytes(folder.filePath(prefix + u"-labels-idx1-ubyte"_s), labels);
}

}  // namespace

QString writeSyntheticIdx(const QString& folder, int trainItems, int testItems, quint64 seed) {
    if (!QDir().mkpath(folder)) qFatal("cannot make %s", qPrintable(folder));
    const QDir target(folder);
    writeSplit(target, u"train"_s, trainItems, deriveSeed(seed, 1));
    writeSplit(target, u"t10k"_s, testItems, deriveSeed(seed, 2));
    return folder;
}

}  // namespace distillab::test
