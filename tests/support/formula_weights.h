#pragma once

#include "core/base/random.h"
#include "core/models/layer_graph.h"

#include <cstdint>
#include <vector>

namespace distillab::test {

/// The weights of tests/core/nn/record_logits.py: uniform in ±0.35, those of norms around 1; weight i of a tensor is
/// SplitMix64's value i of a stream that its name begins.
inline std::vector<float> formulaWeights(const models::TensorInfo& info) {
    std::uint64_t state = 0xcbf29ce484222325ULL;
    for (const char letter : info.name) state = (state ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
    SplitMix64 random(state);
    const bool norm = info.name.ends_with("LayerNorm.weight") || info.name.ends_with("layer_norm.weight");
    std::vector<float> values(static_cast<size_t>(info.elements()));
    for (float& value : values) {
        const float unit = static_cast<float>(random.next() >> 40) / static_cast<float>(1 << 24) - 0.5F;
        value = unit * 0.7F + (norm ? 1.0F : 0.0F);
    }
    return values;
}

}  // namespace distillab::test
