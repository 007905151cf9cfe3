#pragma once

#include "core/data/image_dataset.h"

namespace distillab::data {

/// Side in pixels that the pictures of a folder are scaled to when nothing else is asked for.
inline constexpr int kDefaultImageSide = 32;

/// Limit on the pixels of a data set in memory (4 GiB).
inline constexpr std::uint64_t kMostDatasetBytes = std::uint64_t{4} << 30;

/// The visible subfolders in natural order ("9" before "10", by code point otherwise): the classes of an image folder.
QStringList classFolders(const QString& path);

/// Reads a folder with one subfolder of pictures per class; the subfolder's name is the class's name.
/// Classes and pictures come in natural order, hidden files are skipped. The images are grey when every pixel of every
/// picture is grey, else RGB.
/// @param side  width and height in pixels that pictures are scaled to, see toPixels()
/// @throws RequestError naming the file or folder: no class, an empty class, a file that is no image, too much data
ImageDataset readImageFolder(const QString& path, int side);

/// The data set with `channels` channels: grey is repeated, colour becomes luminance.
ImageDataset withChannels(ImageDataset dataset, int channels);

/// @throws RequestError when that many images of that shape would not fit kMostDatasetBytes
void rejectTooMuchData(size_t count, ImageShape shape, const QString& path);

}  // namespace distillab::data
