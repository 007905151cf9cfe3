#pragma once

#include <torch/types.h>

#include <cstdint>
#include <vector>

/// Two pieces of a transformer layer that general tensor operations do slowly on a CPU: each would pass several times
/// over memory, and dropout would draw and keep a mask. Both carry gradients; both work on any device and type, by
/// general operations where no kernel of ours fits (f32 on the CPU).
namespace distillab::nn {

/// Dropout of one place in one step. The mask is a function of seed and position (no state, nothing kept for backward).
struct DropoutPlan {
    double probability = 0;
    std::uint64_t seed = 0;
};

/// LayerNorm(dropout(x) + residual), Ba et al. 2016.
///
/// @param x         [tokens, width]
/// @param residual  [tokens, width] or undefined
/// @param weight,bias  [width]
/// @return [tokens, width]
torch::Tensor addNorm(const torch::Tensor& x, const torch::Tensor& residual, const torch::Tensor& weight,
                      const torch::Tensor& bias, double epsilon, const DropoutPlan& dropout);

/// Texts that lie behind one another without padding: text i is rows offsets[i] … offsets[i + 1] − 1.
using Offsets = std::vector<std::int64_t>;

/// dropout(softmax(Q Kᵀ / √d)) V within each text, Vaswani et al. 2017.
///
/// @param query       [query tokens, heads · d]
/// @param key, value  [key tokens, heads · d]
/// @param queries, keys  the texts in query's and in key's and value's rows; as many in both
/// @return [query tokens, heads · d]
/// f32 on the CPU only.
torch::Tensor packedAttention(const torch::Tensor& query, const torch::Tensor& key, const torch::Tensor& value,
                              const Offsets& queries, const Offsets& keys, std::int64_t heads,
                              const DropoutPlan& dropout);

}  // namespace distillab::nn
