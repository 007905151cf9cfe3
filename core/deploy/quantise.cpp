#include "core/deploy/quantise.h"

#include "core/base/error.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace distillab::deploy {
namespace {

using experiment::WeightBits;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Quantise)
};

constexpr float kLargest = 127;

void roundTo(std::span<std::int8_t> values, std::span<const float> weights, float scale) {
    for (size_t i = 0; i < weights.size(); ++i) {
        values[i] = static_cast<std::int8_t>(std::clamp(std::nearbyint(weights[i] / scale), -kLargest, kLargest));
    }
}

/// Of two neighbours with one sign; those with two cannot add up to much.
int largestPair(std::span<const std::int8_t> values) {
    int largest = 0;
    for (size_t i = 1; i < values.size(); ++i) {
        const int a = values[i - 1];
        const int b = values[i];
        if ((a < 0) == (b < 0)) largest = std::max(largest, std::abs(a + b));
    }
    return largest;
}

/// @return the scale, and the row as int8 in `values`
float quantiseRow(std::span<std::int8_t> values, std::span<const float> weights, WeightBits bits) {
    const auto [least, most] = std::minmax_element(weights.begin(), weights.end());
    const float largest = std::max(-*least, *most);
    if (!(largest > 0)) return 1;  // all zero
    if (bits == WeightBits::Seven) {
        constexpr float kLeast = 64;
        constexpr float kMost = 63;
        const float scale = std::max(-*least / kLeast, *most / kMost);
        roundTo(values, weights, scale);
        return scale;
    }
    float scale = largest / kLargest;
    roundTo(values, weights, scale);
    if (bits == WeightBits::Eight) return scale;
    constexpr float kSafeAlone = kSafePair / 2;
    constexpr float kSmallestStep = 1.002F;
    for (int pair = largestPair(values); pair > kSafePair; pair = largestPair(values)) {
        const float step = std::max(static_cast<float>(pair) / kSafePair, kSmallestStep);
        scale = std::min(scale * step, largest / kSafeAlone);
        roundTo(values, weights, scale);
    }
    return scale;
}

}  // namespace

std::vector<std::int8_t> QuantisedRows::transposed() const {
    const size_t rows = scales.size();
    const size_t columns = rows == 0 ? 0 : values.size() / rows;
    std::vector<std::int8_t> turned(values.size());
    for (size_t row = 0; row < rows; ++row) {
        for (size_t column = 0; column < columns; ++column) {
            turned[column * rows + row] = values[row * columns + column];
        }
    }
    return turned;
}

QuantisedRows quantiseRows(std::span<const float> weights, size_t rows, WeightBits bits) {
    if (!std::ranges::all_of(weights, [](float weight) { return std::isfinite(weight); })) {
        throw WorkError(Text::tr("the model has weights that are no numbers"), {},
                        Text::tr("Train it again, with a smaller learning rate."));
    }
    QuantisedRows quantised{std::vector<std::int8_t>(weights.size()), std::vector<float>(rows)};
    const size_t columns = rows == 0 ? 0 : weights.size() / rows;
    for (size_t row = 0; row < rows; ++row) {
        quantised.scales[row] = quantiseRow(std::span(quantised.values).subspan(row * columns, columns),
                                            weights.subspan(row * columns, columns), bits);
    }
    return quantised;
}

}  // namespace distillab::deploy
