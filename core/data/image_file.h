#pragma once

#include "core/data/image_dataset.h"

namespace distillab::data {

/// Limit on one picture: what Qt decodes within its default allocation limit of 128 MiB.
inline constexpr qint64 kMostImagePixels = 32 * 1024 * 1024;

/// One image file, upright. Its size is checked before it is decoded.
/// @throws RequestError when the file is no image or too large
QImage readPicture(const QString& path);

/// One image file as pixels of `shape`: decoded, made grey or RGB, scaled to fit, channel-first.
/// @throws RequestError as readPicture()
std::vector<std::uint8_t> readImage(const QString& path, ImageShape shape);

/// Turns a decoded image into channel-first bytes of `shape` (smooth scaling, aspect kept, padded with black;
/// transparent parts become black as well).
std::vector<std::uint8_t> toPixels(const QImage& image, ImageShape shape);

}  // namespace distillab::data
