#pragma once

#include "core/nn/item_source.h"

#include <memory>

namespace distillab::nn {

/// Some items of a split, and what they are to be called.
struct Choice {
    std::vector<std::uint32_t> positions;  ///< in the split; ascending, some perhaps more than once
    std::vector<std::int64_t> labels;      ///< one for each; −1: none

    size_t count() const { return positions.size(); }
};

/// A choice of the items of another source, with labels of their own.
class ChosenItems : public ItemSource {
public:
    ChosenItems(std::unique_ptr<ItemSource> items, Choice choice);

    size_t count() const override { return m_choice.count(); }
    std::int64_t label(size_t position) const override { return m_choice.labels[position]; }
    Batch load(std::span<const std::uint32_t> positions) override;
    Batch loadForTraining(std::span<const std::uint32_t> positions, std::uint64_t stream) override;
    bool isFixed() const override { return m_items->isFixed(); }
    std::vector<std::uint32_t> arranged(std::vector<std::uint32_t> drawn, std::uint64_t seed, int epoch,
                                        size_t batchSize) const override;
    size_t inferenceBatchSize() const override { return m_items->inferenceBatchSize(); }
    void addContentTo(ContentHash& hash) const override;

private:
    std::vector<std::uint32_t> inner(std::span<const std::uint32_t> positions) const;

    std::unique_ptr<ItemSource> m_items;
    Choice m_choice;
};

}  // namespace distillab::nn
