#pragma once

#include "core/base/run_control.h"
#include "core/nn/item_source.h"

#include <functional>
#include <limits>

namespace distillab::nn {

/// Answers larger than this are none: losses square them, and divide them by temperatures down to 0.01.
inline constexpr double kMostLogit = 1e15;

/// False where a value is NaN or infinite, or further from 0 than `most`.
bool areUsable(const torch::Tensor& values, double most = std::numeric_limits<double>::max());

/// Logits of a model for all items of a source, in inference mode.
/// @param onItems  told how many items are done, after every batch; may be empty
/// @return [items, classes] in the order of the source, on the CPU
/// @throws Stopped when `control` says so
torch::Tensor computeLogits(Model& model, ItemSource& items, RunControl& control,
                            const std::function<void(size_t)>& onItems = {});

}  // namespace distillab::nn
