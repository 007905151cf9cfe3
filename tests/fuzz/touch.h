#pragma once

#include "core/models/tensor_file.h"

namespace distillab::fuzz {

/// Reads every byte of every tensor, and converts those that are numbers for a network.
inline void touch(const models::TensorFile& file) {
    constexpr std::size_t kMostConverted = 1 << 20;
    unsigned sum = 0;
    for (const auto& [name, tensor] : file.tensors) {
        for (const std::byte byte : tensor.bytes) sum += static_cast<unsigned>(byte);
        if (models::isFloat(tensor.type) && tensor.bytes.size() <= kMostConverted) {
            for (const float value : models::toFloat(tensor)) sum += value > 0 ? 1 : 0;
        }
    }
    [[maybe_unused]] volatile unsigned kept = sum;
}

}  // namespace distillab::fuzz
