#include "core/nn/int8_linear.h"

#include "core/nn/wide.h"

#include <ATen/Parallel.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace distillab::nn {
namespace {

constexpr int kLargestValue = 127;
constexpr std::int64_t kRowsPerThread = 16;

/// The bits of the largest magnitude among `count` values. As whole numbers, magnitudes keep their order, and infinity
/// and NaN lie above all others: no comparison of floats would find a NaN.
DISTILLAB_WIDE std::uint32_t largestBits(const float* values, std::int64_t count) {
    std::uint32_t largest = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        std::uint32_t bits = 0;
        std::memcpy(&bits, values + i, sizeof(bits));
        bits &= 0x7fffffffU;
        largest = bits > largest ? bits : largest;
    }
    return largest;
}

DISTILLAB_WIDE void roundRow(const float* from, std::int8_t* to, std::int64_t count, float perUnit) {
    for (std::int64_t i = 0; i < count; ++i) {
        to[i] = static_cast<std::int8_t>(static_cast<std::int32_t>(__builtin_rintf(from[i] * perUnit)));
    }
}

/// Rounds a row to −limit … limit. @return its scale
float quantiseRow(const float* from, std::int8_t* to, std::int64_t count, int limit) {
    const float largest = std::bit_cast<float>(largestBits(from, count));
    const float perUnit = static_cast<float>(limit) / largest;
    if (std::isfinite(largest) && std::isfinite(perUnit)) {
        roundRow(from, to, count, perUnit);
        return largest / static_cast<float>(limit);
    }
    std::memset(to, 0, static_cast<size_t>(count));
    return std::isfinite(largest) ? 0.0F : std::numeric_limits<float>::quiet_NaN();
}

DISTILLAB_WIDE void scaleRow(const std::int32_t* sums, const float* scales, const float* bias, float rowScale,
                             float* out, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) {
        out[i] = static_cast<float>(sums[i]) * (rowScale * scales[i]) + bias[i];
    }
}

struct QuantisedRows {
    torch::Tensor values;  ///< [rows, width], i8
    torch::Tensor scales;  ///< [rows], f32
};

QuantisedRows quantiseRows(const torch::Tensor& rows, int limit) {
    const std::int64_t width = rows.size(1);
    QuantisedRows result{torch::empty(rows.sizes(), torch::kChar), torch::empty({rows.size(0)}, torch::kFloat32)};
    const auto* const from = rows.const_data_ptr<float>();
    auto* const values = result.values.data_ptr<std::int8_t>();
    auto* const scales = result.scales.data_ptr<float>();
    at::parallel_for(0, rows.size(0), kRowsPerThread, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            scales[row] = quantiseRow(from + row * width, values + row * width, width, limit);
        }
    });
    return result;
}

/// _version() of a tensor made in inference mode is an error: nothing counts its changes, nobody trains it.
std::int64_t versionOf(const torch::Tensor& tensor) { return tensor.is_inference() ? 0 : tensor._version(); }

}  // namespace

bool Int8Weight::isOf(const torch::Tensor& weight) const { return version == versionOf(weight); }

int largestInt8Weight() {
#if defined(__x86_64__)
    static const bool addsIn32Bits = __builtin_cpu_supports("avx512vnni") || __builtin_cpu_supports("avxvnni");
    return addsIn32Bits ? kLargestValue : kLargestValue / 2;
#else
    return kLargestValue;
#endif
}

Int8Weight quantise(const torch::Tensor& weight) {
    const torch::NoGradGuard noGrad;
    const QuantisedRows rows = quantiseRows(weight.detach().contiguous(), largestInt8Weight());
    return {rows.values, rows.scales, versionOf(weight)};
}

torch::Tensor int8Linear(const torch::Tensor& x, const Int8Weight& weight, const torch::Tensor& bias) {
    const torch::NoGradGuard noGrad;
    const QuantisedRows rows = quantiseRows(x.contiguous(), kLargestValue);
    const torch::Tensor sums = at::_int_mm(rows.values, weight.values.t());
    const std::int64_t width = sums.size(1);
    torch::Tensor out = torch::empty(sums.sizes(), torch::kFloat32);
    const auto* const from = sums.const_data_ptr<std::int32_t>();
    const auto* const rowScales = rows.scales.const_data_ptr<float>();
    const auto* const scales = weight.scales.const_data_ptr<float>();
    const auto* const shifts = bias.const_data_ptr<float>();
    auto* const to = out.data_ptr<float>();
    at::parallel_for(0, sums.size(0), kRowsPerThread, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            scaleRow(from + row * width, scales, shifts, rowScales[row], to + row * width, width);
        }
    });
    return out;
}

}  // namespace distillab::nn
