#pragma once

#include "core/base/run_control.h"
#include "core/nn/item_source.h"

#include <functional>

namespace distillab::nn {

/// Logits of a model for all items of a source, in inference mode.
/// @param onItems  told how many items are done, after every batch; may be empty
/// @return [items, classes] in the order of the source, on the CPU
/// @throws Stopped when `control` says so
torch::Tensor computeLogits(Model& model, ItemSource& items, RunControl& control,
                            const std::function<void(size_t)>& onItems = {});

}  // namespace distillab::nn
