#pragma once

#include "core/data/labels.h"

#include <QImage>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace distillab::data {

/// Shape of one image in channel-first order.
struct ImageShape {
    int channels = 1;
    int height = 28;
    int width = 28;

    size_t size() const { return static_cast<size_t>(channels) * height * width; }
    bool operator==(const ImageShape&) const = default;
};

/// Images with labels, whole in memory as bytes: [count, channels, height, width], 0…255, channel-first.
struct ImageDataset {
    ImageShape shape;
    QStringList classNames;
    std::vector<std::uint8_t> pixels;
    std::vector<std::int64_t> labels;  ///< index into classNames, one per image

    size_t count() const { return labels.size(); }
    size_t classCount() const { return static_cast<size_t>(classNames.size()); }
    std::span<const std::uint8_t> image(size_t index) const {
        return std::span(pixels).subspan(index * shape.size(), shape.size());
    }
    /// The image for a screen: grey for one channel, RGB for three.
    QImage toQImage(size_t index) const;
    /// Number of images of each class.
    std::vector<size_t> classCounts() const;
};

/// A choice of items of one data set, in order; shares the data set, copies nothing.
struct Subset {
    std::shared_ptr<const ImageDataset> dataset;
    std::vector<std::uint32_t> indices;
    size_t labelled = kAllItems;  ///< labels of the items after this many are hidden

    size_t count() const { return indices.size(); }
    size_t labelledCount() const { return std::min(labelled, count()); }
    std::int64_t label(size_t position) const { return position < labelled ? trueLabel(position) : kNoLabel; }
    std::int64_t trueLabel(size_t position) const { return dataset->labels[indices[position]]; }
    std::vector<size_t> classCounts() const;  ///< of the labels that are not hidden
};

/// What a run learns from and is judged on.
struct Splits {
    Subset train;         ///< after `limit` and without the validation items
    Subset validation;    ///< chooses the best weights
    Subset test;          ///< never seen in training; every reported accuracy is measured on it
    QString description;  ///< one sentence on what was read, for logs and reports
};

}  // namespace distillab::data
