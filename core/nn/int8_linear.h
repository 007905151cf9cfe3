#pragma once

#include <torch/types.h>

#include <cstdint>

/// Linear layers whose products are done in eight-bit integers: about four times as fast as f32 on a processor with
/// VNNI instructions, at some loss of precision. Inference on the CPU only.
namespace distillab::nn {

/// A linear layer's weight in eight bits: weight[o, i] ≈ values[o, i] · scales[o]. A quarter of the f32 bytes.
struct Int8Weight {
    torch::Tensor values;       ///< [out, in], i8
    torch::Tensor scales;       ///< [out], f32
    std::int64_t version = -1;  ///< of the tensor that it was made from

    /// False when `weight` has changed since.
    bool isOf(const torch::Tensor& weight) const;
};

/// The largest magnitude of a value of Int8Weight: 127, or 63 on an x86 processor without VNNI. There two products of
/// a weight and an activation are added in 16 bits, which 2 · 255 · 63 fits and 2 · 255 · 127 does not.
int largestInt8Weight();

/// Symmetric, with one scale for each output: rounds weight[o, i] / scales[o] to the nearest, ties to even.
/// @param weight  [out, in], f32 on the CPU
Int8Weight quantise(const torch::Tensor& weight);

/// x · weightᵀ + bias. Each row of x is rounded to −127 … 127 with the scale of its own largest magnitude, so that a
/// token's answer does not depend on the others of its batch; sums of products are exact. A row with a value that is
/// not finite gives NaN.
///
/// @param x     [rows, in], f32 on the CPU
/// @param bias  [out], f32
/// @return [rows, out], f32, without gradient
torch::Tensor int8Linear(const torch::Tensor& x, const Int8Weight& weight, const torch::Tensor& bias);

}  // namespace distillab::nn
