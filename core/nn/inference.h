#pragma once

#include "core/base/run_control.h"
#include "core/data/batch.h"
#include "core/nn/network.h"

#include <functional>

namespace distillab::nn {

/// Fills batches of a subset into one reused tensor.
class BatchLoader {
public:
    BatchLoader(const data::Subset& subset, const data::Normalization& normalization, torch::Device device);

    /// @param positions  places in the subset
    /// @return [n, channels, height, width] on the device; valid until the next call
    torch::Tensor load(std::span<const std::uint32_t> positions);
    torch::Tensor loadAugmented(std::span<const std::uint32_t> positions, data::Augmentation augmentation,
                                std::uint64_t stream);

    /// Labels of the positions, [n], i64, on the device.
    torch::Tensor labels(std::span<const std::uint32_t> positions) const;

private:
    torch::Tensor room(std::span<const std::uint32_t> positions);

    const data::Subset& m_subset;
    data::BatchWriter m_writer;
    torch::Device m_device;
    torch::Tensor m_batch;
    std::vector<std::uint32_t> m_items;
};

/// Logits of a network for a whole subset in its order, in inference mode.
/// @param onItems  told how many items are done, after every batch; may be empty
/// @return [items, classes] on the CPU
/// @throws Stopped when `control` says so
torch::Tensor computeLogits(Network& network, const data::Subset& subset, const data::Normalization& normalization,
                            RunControl& control, const std::function<void(size_t)>& onItems = {});

}  // namespace distillab::nn
