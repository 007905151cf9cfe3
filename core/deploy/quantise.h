#pragma once

#include "core/experiment/experiment.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace distillab::deploy {

/// Weights as int8, symmetric, with one scale per row: weight ≈ scale · value.
struct QuantisedRows {
    std::vector<std::int8_t> values;  ///< row-major, as the weights were
    std::vector<float> scales;        ///< one per row, above 0

    /// Columns for rows: [rows, columns] becomes [columns, rows].
    std::vector<std::int8_t> transposed() const;
};

/// The largest |a + b| of two neighbouring values of one sign that no processor gets wrong. Without VNNI, x86
/// multiplies pairs of unsigned bytes (activations, up to 255) with pairs of signed ones (weights) and adds the two
/// products in 16 bits, saturating (VPMADDUBSW): 255 · 128 = 32,640 fits, 255 · 129 does not.
inline constexpr int kSafePair = 128;

/// A row is what one output channel of a linear layer, or one filter, multiplies its inputs with, or one embedding.
/// Eight: −127…127. Seven: −64…63. Auto: −127…127, the row's scale just large enough for every two neighbours to be
/// safe (kSafePair): on weights as training leaves them some half a bit is lost, where Seven loses a whole one.
/// @throws WorkError when a weight is no number
QuantisedRows quantiseRows(std::span<const float> weights, size_t rows, experiment::WeightBits bits);

}  // namespace distillab::deploy
