#pragma once

#include "core/data/image_dataset.h"
#include "core/data/image_file.h"
#include "core/experiment/experiment.h"

namespace distillab::data {

/// Reads what `spec` names, guesses the format from the content, limits and splits with the seed.
///
/// Formats: a folder with the four IDX files of MNIST-like sets (plain or gzip); one IDX image file with its label
/// file; a folder with one subfolder per class (PNG, JPEG and whatever else Qt reads), optionally in train/ and test/.
///
/// Class names of IDX files come from a file labels.txt beside them (one name per line); without it, a folder whose
/// name or whose parent's name contains "fashion" has the ten names of Fashion-MNIST, any other has "0" … "9".
///
/// `limit`, the test split (when there are no test files) and the validation split are cut, in this order, from one
/// seeded shuffle of the training files: the same seed gives the same items on any machine.
/// @throws RequestError naming the file and the byte offset or row: missing, truncated, mislabelled or empty input
Splits load(const experiment::DataSpec& spec);

/// Reads one path as a data set, without limit or split: the training part where a folder has parts.
/// `spec` gives labels and image size.
ImageDataset readDataset(const QString& path, const experiment::DataSpec& spec);

/// Reads one path to judge a model on: the test part where a folder has parts, else everything.
/// @param spec        gives the image size
/// @param shape       what the model takes; grey and RGB are converted into each other, sizes have to agree
/// @param classNames  what the model tells apart, in its order
/// @throws RequestError as above, and when sizes or class names do not agree
ImageDataset readTestDataset(const QString& path, const experiment::DataSpec& spec, ImageShape shape,
                             const QStringList& classNames);

}  // namespace distillab::data
