#pragma once

#include "core/data/batch.h"
#include "core/nn/item_source.h"

namespace distillab::nn {

/// Images of a split as normalised batches [n, channels, height, width], filled into one reused tensor.
class ImageSource : public ItemSource {
public:
    ImageSource(data::Subset subset, const data::Normalization& normalization, data::Augmentation augmentation,
                torch::Device device);

    size_t count() const override { return m_subset.count(); }
    std::int64_t label(size_t position) const override { return m_subset.label(position); }
    Batch load(std::span<const std::uint32_t> positions) override;
    Batch loadForTraining(std::span<const std::uint32_t> positions, std::uint64_t stream) override;
    bool isFixed() const override { return !m_augmentation.any(); }
    size_t inferenceBatchSize() const override;
    void addContentTo(ContentHash& hash) const override;

private:
    /// Makes room for the images of the positions, whose items it notes.
    void reserve(std::span<const std::uint32_t> positions);

    data::Subset m_subset;
    data::Normalization m_normalization;
    data::BatchWriter m_writer;
    data::Augmentation m_augmentation;
    torch::Device m_device;
    torch::Tensor m_batch;
    std::vector<std::uint32_t> m_items;
};

}  // namespace distillab::nn
