#pragma once

#include <cstdint>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

namespace distillab::models {

/// A parameter or running statistic: name and shape.
struct TensorInfo {
    std::string name;  ///< "conv1.weight", "bn1.running_mean", …: the names PyTorch and Hugging Face give
    std::vector<std::int64_t> shape;
    bool trainable = true;

    std::int64_t elements() const {
        return std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
    }
};

}  // namespace distillab::models
