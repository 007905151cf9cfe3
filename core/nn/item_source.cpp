#include "core/nn/item_source.h"

#include "core/data/batch.h"

#include <algorithm>
#include <numeric>

namespace distillab::nn {

std::vector<std::uint32_t> ItemSource::epochOrder(std::uint64_t seed, int epoch, size_t batchSize) const {
    return arranged(data::epochOrder(count(), seed, epoch), seed, epoch, batchSize);
}

std::vector<std::uint32_t> ItemSource::inferenceOrder() const {
    std::vector<std::uint32_t> positions(count());
    std::iota(positions.begin(), positions.end(), 0U);
    return positions;
}

torch::Tensor ItemSource::labels(std::span<const std::uint32_t> positions) const {
    torch::Tensor labels = torch::empty({static_cast<std::int64_t>(positions.size())}, torch::kInt64);
    std::transform(positions.begin(), positions.end(), labels.data_ptr<std::int64_t>(),
                   [&](std::uint32_t position) { return label(position); });
    return labels;
}

torch::Tensor ItemSource::labels() const {
    torch::Tensor labels = torch::empty({static_cast<std::int64_t>(count())}, torch::kInt64);
    auto* values = labels.data_ptr<std::int64_t>();
    for (size_t i = 0; i < count(); ++i) values[i] = label(i);
    return labels;
}

}  // namespace distillab::nn
