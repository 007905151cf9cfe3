#include "core/nn/image_source.h"

#include <ATen/Parallel.h>

#include <algorithm>

namespace distillab::nn {
namespace {

/// Fewer images than this are written faster by one thread than handed to two.
constexpr std::int64_t kItemsPerThread = 32;

}  // namespace

ImageSource::ImageSource(data::Subset subset, const data::Normalization& normalization, data::Augmentation augmentation,
                         torch::Device device)
    : m_subset(std::move(subset)),
      m_normalization(normalization),
      m_writer(*m_subset.dataset, normalization),
      m_augmentation(augmentation),
      m_device(device) {}

size_t ImageSource::inferenceBatchSize() const { return data::kPicturesAnsweredAtOnce; }

void ImageSource::addContentTo(ContentHash& hash) const {
    const data::ImageShape shape = m_subset.dataset->shape;
    for (const int size : {shape.channels, shape.height, shape.width}) hash.add(size);
    hash.add(std::span(m_normalization.mean));
    hash.add(std::span(m_normalization.deviation));
    for (const std::uint32_t item : m_subset.indices) hash.addBytes(std::as_bytes(m_subset.dataset->image(item)));
}

void ImageSource::reserve(std::span<const std::uint32_t> positions) {
    const data::ImageShape shape = m_subset.dataset->shape;
    const auto count = static_cast<std::int64_t>(positions.size());
    if (!m_batch.defined() || m_batch.size(0) != count) {
        m_batch = torch::empty({count, shape.channels, shape.height, shape.width});
    }
    m_items.resize(positions.size());
    std::transform(positions.begin(), positions.end(), m_items.begin(),
                   [&](std::uint32_t position) { return m_subset.indices[position]; });
}

Batch ImageSource::load(std::span<const std::uint32_t> positions) {
    reserve(positions);
    float* const out = m_batch.data_ptr<float>();
    const size_t values = m_subset.dataset->shape.size();
    const auto write = [&](std::int64_t begin, std::int64_t end) {
        const auto first = static_cast<size_t>(begin);
        m_writer.write(std::span(m_items).subspan(first, static_cast<size_t>(end) - first), out + first * values);
    };
    at::parallel_for(0, static_cast<std::int64_t>(m_items.size()), kItemsPerThread, write);
    return {m_batch.to(m_device), {}, {}};
}

Batch ImageSource::loadForTraining(std::span<const std::uint32_t> positions, std::uint64_t stream) {
    if (!m_augmentation.any()) return load(positions);
    reserve(positions);
    m_writer.writeAugmented(m_items, m_augmentation, stream, m_batch.data_ptr<float>());
    return {m_batch.to(m_device), {}, {}};
}

}  // namespace distillab::nn
