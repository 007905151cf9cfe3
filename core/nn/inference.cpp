#include "core/nn/inference.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <numeric>

namespace distillab::nn {
namespace {

/// Large enough to keep every core busy, small enough for the caches of a small network.
constexpr size_t kInferenceBatch = 250;

/// Fewer images than this are written faster by one thread than handed to two.
constexpr std::int64_t kItemsPerThread = 32;

}  // namespace

BatchLoader::BatchLoader(const data::Subset& subset, const data::Normalization& normalization, torch::Device device)
    : m_subset(subset), m_writer(*subset.dataset, normalization), m_device(device) {}

torch::Tensor BatchLoader::room(std::span<const std::uint32_t> positions) {
    const data::ImageShape shape = m_subset.dataset->shape;
    const auto count = static_cast<std::int64_t>(positions.size());
    if (!m_batch.defined() || m_batch.size(0) != count) {
        m_batch = torch::empty({count, shape.channels, shape.height, shape.width});
    }
    m_items.resize(positions.size());
    std::transform(positions.begin(), positions.end(), m_items.begin(),
                   [&](std::uint32_t position) { return m_subset.indices[position]; });
    return m_batch;
}

torch::Tensor BatchLoader::load(std::span<const std::uint32_t> positions) {
    torch::Tensor batch = room(positions);
    float* const out = batch.data_ptr<float>();
    const size_t values = m_subset.dataset->shape.size();
    at::parallel_for(0, static_cast<std::int64_t>(m_items.size()), kItemsPerThread, [&](std::int64_t begin, std::int64_t end) {
        const auto first = static_cast<size_t>(begin);
        m_writer.write(std::span(m_items).subspan(first, static_cast<size_t>(end) - first), out + first * values);
    });
    return batch.to(m_device);
}

torch::Tensor BatchLoader::loadAugmented(std::span<const std::uint32_t> positions, data::Augmentation augmentation,
                                         std::uint64_t stream) {
    torch::Tensor batch = room(positions);
    m_writer.writeAugmented(m_items, augmentation, stream, batch.data_ptr<float>());
    return batch.to(m_device);
}

torch::Tensor BatchLoader::labels(std::span<const std::uint32_t> positions) const {
    torch::Tensor labels = torch::empty({static_cast<std::int64_t>(positions.size())}, torch::kInt64);
    std::transform(positions.begin(), positions.end(), labels.data_ptr<std::int64_t>(),
                   [&](std::uint32_t position) { return m_subset.label(position); });
    return labels.to(m_device);
}

torch::Tensor computeLogits(Network& network, const data::Subset& subset, const data::Normalization& normalization,
                            RunControl& control, const std::function<void(size_t)>& onItems) {
    BatchLoader loader(subset, normalization, network.device());
    std::vector<std::uint32_t> positions(subset.count());
    std::iota(positions.begin(), positions.end(), 0U);
    torch::Tensor logits =
        torch::empty({static_cast<std::int64_t>(subset.count()), network.graph().classCount()});
    for (size_t begin = 0; begin < positions.size(); begin += kInferenceBatch) {
        control.obey();
        const size_t count = std::min(kInferenceBatch, positions.size() - begin);
        const torch::Tensor batch = network.infer(loader.load(std::span(positions).subspan(begin, count)));
        const torch::NoGradGuard noGrad;
        logits.narrow(0, static_cast<std::int64_t>(begin), static_cast<std::int64_t>(count)).copy_(batch);
        if (onItems) onItems(begin + count);
    }
    return logits;
}

}  // namespace distillab::nn
