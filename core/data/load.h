#pragma once

#include "core/data/image_dataset.h"
#include "core/experiment/experiment.h"

namespace distillab::data {

/// Reads what `spec` names, guesses the format from the content, limits and splits with the seed.
/// Formats: a folder with the four IDX files of MNIST-like sets (plain or gzip); one IDX image file with its label
/// file; a folder with one subfolder per class (PNG, JPEG and whatever else Qt reads), optionally in train/ and test/.
/// @throws RequestError naming the file and the byte offset or row: missing, truncated, mislabelled or empty input
Splits load(const experiment::DataSpec& spec);

/// Reads one path as a data set, without limit or split. `spec` gives labels and image size.
ImageDataset readDataset(const QString& path, const experiment::DataSpec& spec);

/// One image file as pixels of `shape`: decoded, made grey or RGB, scaled to fit, channel-first.
/// Sizes are checked before decoding. @throws RequestError when the file is no image or too large
std::vector<std::uint8_t> readImage(const QString& path, ImageShape shape);

/// Turns a decoded image into channel-first bytes of `shape` (smooth scaling, aspect kept, padded with black).
std::vector<std::uint8_t> toPixels(const QImage& image, ImageShape shape);

}  // namespace distillab::data
