#pragma once

#include "core/data/image_dataset.h"

#include <cstdint>
#include <span>
#include <vector>

namespace distillab::data {

/// Items that a network answers at a time, outside of training. Pictures: enough to keep every core busy, few enough
/// for the caches of a small network. Texts: enough rows for every matrix product, few enough to be alike in length.
inline constexpr size_t kPicturesAnsweredAtOnce = 250;
inline constexpr size_t kTextsAnsweredAtOnce = 32;

/// Per-channel mean and standard deviation of pixel values scaled to 0…1.
struct Normalization {
    std::vector<double> mean;
    std::vector<double> deviation;
};

/// Measured over every pixel of the subset. A constant channel gets deviation 1.
Normalization measureNormalization(const Subset& subset);

struct Augmentation {
    int shift = 0;
    bool flip = false;
    bool any() const { return shift > 0 || flip; }
};

/// Order of the items of one epoch: a permutation that depends on seed and epoch alone.
std::vector<std::uint32_t> epochOrder(size_t count, std::uint64_t seed, int epoch);

/// Copies images into a float batch, normalised, optionally augmented. Holds no state but tables.
class BatchWriter {
public:
    BatchWriter(const ImageDataset& dataset, const Normalization& normalization);

    /// @param indices  items of the data set
    /// @param out      room for indices.size() * shape.size() floats, channel-first
    void write(std::span<const std::uint32_t> indices, float* out) const;

    /// The same with a random shift and flip per item; the draw depends on `stream` and the item's place alone.
    void writeAugmented(std::span<const std::uint32_t> indices, Augmentation augmentation, std::uint64_t stream,
                        float* out) const;

private:
    const ImageDataset& m_dataset;
    std::vector<float> m_table;  ///< [channels, 256]: pixel value to normalised float
};

}  // namespace distillab::data
