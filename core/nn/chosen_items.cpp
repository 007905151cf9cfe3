#include "core/nn/chosen_items.h"

#include <algorithm>
#include <cassert>

namespace distillab::nn {

ChosenItems::ChosenItems(std::unique_ptr<ItemSource> items, Choice choice)
    : m_items(std::move(items)), m_choice(std::move(choice)) {
    assert(std::is_sorted(m_choice.positions.begin(), m_choice.positions.end()));
    assert(m_choice.positions.size() == m_choice.labels.size());
}

std::vector<std::uint32_t> ChosenItems::inner(std::span<const std::uint32_t> positions) const {
    std::vector<std::uint32_t> inner;
    inner.reserve(positions.size());
    for (const std::uint32_t position : positions) inner.push_back(m_choice.positions[position]);
    return inner;
}

Batch ChosenItems::load(std::span<const std::uint32_t> positions) { return m_items->load(inner(positions)); }

Batch ChosenItems::loadForTraining(std::span<const std::uint32_t> positions, std::uint64_t stream) {
    return m_items->loadForTraining(inner(positions), stream);
}

std::vector<std::uint32_t> ChosenItems::arranged(std::vector<std::uint32_t> drawn, std::uint64_t seed, int epoch,
                                                 size_t batchSize) const {
    std::vector<std::uint32_t> order = m_items->arranged(inner(drawn), seed, epoch, batchSize);
    // Back to positions here. Where one item was chosen more than once, any of its places will do.
    for (std::uint32_t& position : order) {
        const auto place = std::lower_bound(m_choice.positions.begin(), m_choice.positions.end(), position);
        position = static_cast<std::uint32_t>(place - m_choice.positions.begin());
    }
    return order;
}

void ChosenItems::addContentTo(ContentHash& hash) const {
    m_items->addContentTo(hash);
    hash.add(std::span(m_choice.positions));
}

}  // namespace distillab::nn
