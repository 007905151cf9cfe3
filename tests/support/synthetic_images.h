#pragma once

#include <QString>

namespace distillab::test {

/// Writes a small data set that a network can learn, as the four IDX files of MNIST-like sets (28×28, ten classes):
/// every class has a pattern of soft blobs, every image of it is shifted, dimmed and noisy.
/// The same arguments give the same bytes.
/// @param folder  is made when missing
/// @return folder, to be used as `data.train`
QString writeSyntheticIdx(const QString& folder, int trainItems, int testItems, quint64 seed);

}  // namespace distillab::test
