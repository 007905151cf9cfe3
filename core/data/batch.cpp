#include "core/data/batch.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace distillab::data {
namespace {

constexpr size_t kLevels = 256;
constexpr double kBrightest = 255.0;

/// Exact sums of one channel: integers, so that no order of adding can change the result.
struct Moments {
    std::uint64_t count = 0;
    std::uint64_t sum = 0;
    std::uint64_t squares = 0;

    /// Kept apart from the 64-bit totals so that the loop stays in 32-bit lanes; a row is too short to overflow them.
    void addRow(const std::uint8_t* values, size_t width) {
        std::uint32_t rowSum = 0;
        std::uint32_t rowSquares = 0;
        for (size_t x = 0; x < width; ++x) {
            const std::uint32_t value = values[x];
            rowSum += value;
            rowSquares += value * value;
        }
        count += width;
        sum += rowSum;
        squares += rowSquares;
    }

    double mean() const { return static_cast<double>(sum) / static_cast<double>(count); }
    double deviation() const {
        const double variance = static_cast<double>(squares) / static_cast<double>(count) - mean() * mean();
        return variance > 0 ? std::sqrt(variance) : 0;
    }
};

/// How one image is moved.
struct Move {
    int right = 0;
    int down = 0;
    bool flip = false;
};

int drawShift(SplitMix64& random, int shift) {
    return static_cast<int>(random.below(2 * static_cast<std::uint32_t>(shift) + 1)) - shift;
}

Move drawMove(const Augmentation& augmentation, std::uint64_t stream, size_t place) {
    SplitMix64 random(deriveSeed(stream, place));
    Move move;
    if (augmentation.shift > 0) {
        move.right = drawShift(random, augmentation.shift);
        move.down = drawShift(random, augmentation.shift);
    }
    if (augmentation.flip) move.flip = random.below(2) == 1;
    return move;
}

/// One row, moved right by `right`; what comes in from outside is black.
void writeRow(const std::uint8_t* values, int width, const Move& move, const float* table, float* out) {
    const int begin = std::clamp(move.right, 0, width);
    const int end = std::clamp(width + move.right, 0, width);
    std::fill(out, out + begin, table[0]);
    if (move.flip) {
        for (int x = begin; x < end; ++x) out[x] = table[values[width - 1 - (x - move.right)]];
    } else {
        for (int x = begin; x < end; ++x) out[x] = table[values[x - move.right]];
    }
    std::fill(out + end, out + width, table[0]);
}

void writePlane(const std::uint8_t* values, int height, int width, const Move& move, const float* table, float* out) {
    for (int y = 0; y < height; ++y, out += width) {
        const int from = y - move.down;
        if (from < 0 || from >= height) {
            std::fill(out, out + width, table[0]);
        } else {
            writeRow(values + static_cast<size_t>(from) * width, width, move, table, out);
        }
    }
}

}  // namespace

Normalization measureNormalization(const Subset& subset) {
    const ImageShape shape = subset.dataset->shape;
    std::vector<Moments> channels(static_cast<size_t>(shape.channels));
    for (const std::uint32_t index : subset.indices) {
        const std::uint8_t* row = subset.dataset->image(index).data();
        for (Moments& moments : channels) {
            for (int y = 0; y < shape.height; ++y, row += shape.width) {
                moments.addRow(row, static_cast<size_t>(shape.width));
            }
        }
    }
    Normalization normalization;
    for (const Moments& moments : channels) {
        const double deviation = moments.deviation();
        normalization.mean.push_back(moments.mean() / kBrightest);
        normalization.deviation.push_back(deviation > 0 ? deviation / kBrightest : 1.0);
    }
    return normalization;
}

std::vector<std::uint32_t> epochOrder(size_t count, std::uint64_t seed, int epoch) {
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    SplitMix64 random(deriveSeed(seed, epoch));
    for (size_t last = count; last > 1; --last) {
        std::swap(order[last - 1], order[random.below(static_cast<std::uint32_t>(last))]);
    }
    return order;
}

BatchWriter::BatchWriter(const ImageDataset& dataset, const Normalization& normalization)
    : m_dataset(dataset), m_table(static_cast<size_t>(dataset.shape.channels) * kLevels) {
    for (size_t channel = 0; channel < static_cast<size_t>(dataset.shape.channels); ++channel) {
        for (size_t level = 0; level < kLevels; ++level) {
            const double scaled = static_cast<double>(level) / kBrightest;
            const double value = (scaled - normalization.mean[channel]) / normalization.deviation[channel];
            m_table[channel * kLevels + level] = static_cast<float>(value);
        }
    }
}

void BatchWriter::write(std::span<const std::uint32_t> indices, float* out) const {
    const size_t plane = static_cast<size_t>(m_dataset.shape.height) * m_dataset.shape.width;
    for (const std::uint32_t index : indices) {
        const std::uint8_t* values = m_dataset.image(index).data();
        for (size_t table = 0; table < m_table.size(); table += kLevels, values += plane, out += plane) {
            const float* levels = m_table.data() + table;
            std::transform(values, values + plane, out, [levels](std::uint8_t value) { return levels[value]; });
        }
    }
}

void BatchWriter::writeAugmented(std::span<const std::uint32_t> indices, Augmentation augmentation,
                                 std::uint64_t stream, float* out) const {
    const ImageShape shape = m_dataset.shape;
    const size_t plane = static_cast<size_t>(shape.height) * shape.width;
    for (size_t place = 0; place < indices.size(); ++place) {
        const Move move = drawMove(augmentation, stream, place);
        const std::uint8_t* values = m_dataset.image(indices[place]).data();
        for (size_t table = 0; table < m_table.size(); table += kLevels, values += plane, out += plane) {
            writePlane(values, shape.height, shape.width, move, m_table.data() + table, out);
        }
    }
}

}  // namespace distillab::data
