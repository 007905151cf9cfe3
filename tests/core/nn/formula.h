#pragma once

#include "core/base/random.h"
#include "core/nn/transformer.h"

#include <string>

namespace distillab::test {

/// The weights of record_logits.py: uniform in ±0.35, those of norms around 1; weight i of a tensor is SplitMix64's
/// value i of a stream that its name begins.
inline torch::Tensor formulaTensor(const models::TensorInfo& info) {
    std::uint64_t state = 0xcbf29ce484222325ULL;
    for (const char letter : info.name) state = (state ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
    SplitMix64 random(state);
    const bool norm = info.name.ends_with("LayerNorm.weight") || info.name.ends_with("layer_norm.weight");
    torch::Tensor tensor = torch::empty(info.shape);
    float* const values = tensor.data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i) {
        const float unit = static_cast<float>(random.next() >> 40) / static_cast<float>(1 << 24) - 0.5F;
        values[i] = unit * 0.7F + (norm ? 1.0F : 0.0F);
    }
    return tensor;
}

inline std::vector<torch::Tensor> formulaTensors(const models::TransformerConfig& config) {
    std::vector<torch::Tensor> tensors;
    for (const models::TensorInfo& info : models::transformerTensors(config)) tensors.push_back(formulaTensor(info));
    return tensors;
}

}  // namespace distillab::test
