#include "core/nn/text_source.h"

#include "core/base/random.h"
#include "core/data/batch.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace distillab::nn {
namespace {

/// Texts are sorted by length within windows of this many batches: order stays random, padding small.
constexpr size_t kBatchesPerWindow = 50;

/// Texts tokenized at a time: bounds the memory of what is not yet packed.
constexpr size_t kTextsPerRound = 8192;

}  // namespace

TextSource::TextSource(data::TextSubset subset, tokenizers::Tokenizer tokenizer, int maxLength, torch::Device device)
    : m_subset(std::move(subset)), m_tokenizer(std::move(tokenizer)), m_device(device) {
    m_options.maxLength = maxLength;
    if (!isKept()) return;
    std::vector<std::uint32_t> positions(count());
    std::iota(positions.begin(), positions.end(), 0U);
    m_starts.reserve(count() + 1);
    m_starts.push_back(0);
    const bool hasTypes = m_subset.dataset->hasPairs() && m_tokenizer.usesTypeIds();
    for (size_t begin = 0; begin < positions.size(); begin += kTextsPerRound) {
        const size_t size = std::min(kTextsPerRound, positions.size() - begin);
        for (const tokenizers::Encoding& encoding : encode(std::span(positions).subspan(begin, size))) {
            m_ids.insert(m_ids.end(), encoding.ids.begin(), encoding.ids.end());
            if (hasTypes) m_typeIds.insert(m_typeIds.end(), encoding.typeIds.begin(), encoding.typeIds.end());
            m_starts.push_back(m_ids.size());
        }
    }
}

std::vector<tokenizers::Encoding> TextSource::encode(std::span<const std::uint32_t> positions) const {
    const data::TextDataset& dataset = *m_subset.dataset;
    std::vector<std::string> texts;
    std::vector<std::string> pairs;
    for (const std::uint32_t position : positions) {
        const std::uint32_t row = m_subset.indices[position];
        texts.push_back(dataset.text(row));
        if (dataset.hasPairs()) pairs.push_back(dataset.pair(row));
    }
    const std::vector<std::string_view> first(texts.begin(), texts.end());
    const std::vector<std::string_view> second(pairs.begin(), pairs.end());
    return m_tokenizer.encodeAll(first, second, m_options, at::get_num_threads());
}

std::uint32_t TextSource::lengthOf(std::uint32_t position) const {
    if (!isKept()) return m_subset.dataset->bytes(m_subset.indices[position]);
    return static_cast<std::uint32_t>(m_starts[position + 1] - m_starts[position]);
}

Batch TextSource::load(std::span<const std::uint32_t> positions) {
    struct Tokens {
        std::span<const std::int32_t> ids;
        std::span<const std::int32_t> typeIds;
    };
    std::vector<Tokens> rows;
    const std::vector<tokenizers::Encoding> encodings =
        isKept() ? std::vector<tokenizers::Encoding>() : encode(positions);
    for (size_t i = 0; i < positions.size(); ++i) {
        if (!isKept()) {
            rows.push_back({encodings[i].ids, encodings[i].typeIds});
            continue;
        }
        const std::uint64_t begin = m_starts[positions[i]];
        const size_t size = m_starts[positions[i] + 1] - begin;
        rows.push_back({std::span(m_ids).subspan(begin, size), m_typeIds.empty()
                                                                   ? std::span<const std::int32_t>()
                                                                   : std::span(m_typeIds).subspan(begin, size)});
    }
    size_t longest = 1;
    size_t shortest = static_cast<size_t>(m_options.maxLength);
    bool hasTypes = false;
    for (const Tokens& row : rows) {
        longest = std::max(longest, row.ids.size());
        shortest = std::min(shortest, row.ids.size());
        hasTypes = hasTypes || std::any_of(row.typeIds.begin(), row.typeIds.end(), [](int type) { return type != 0; });
    }

    const std::array<std::int64_t, 2> shape = {static_cast<std::int64_t>(rows.size()),
                                               static_cast<std::int64_t>(longest)};
    Batch batch;
    batch.input = torch::full(shape, m_tokenizer.padId(), torch::kInt64);
    if (shortest < longest) batch.attentionMask = torch::zeros(shape, torch::kBool);
    if (hasTypes) batch.tokenTypes = torch::zeros(shape, torch::kInt64);
    for (size_t i = 0; i < rows.size(); ++i) {
        const size_t offset = i * longest;
        std::copy(rows[i].ids.begin(), rows[i].ids.end(), batch.input.data_ptr<std::int64_t>() + offset);
        if (batch.attentionMask.defined()) {
            std::fill_n(batch.attentionMask.data_ptr<bool>() + offset, rows[i].ids.size(), true);
        }
        if (hasTypes) {
            std::copy(rows[i].typeIds.begin(), rows[i].typeIds.end(),
                      batch.tokenTypes.data_ptr<std::int64_t>() + offset);
        }
    }
    batch.input = batch.input.to(m_device);
    if (batch.attentionMask.defined()) batch.attentionMask = batch.attentionMask.to(m_device);
    if (hasTypes) batch.tokenTypes = batch.tokenTypes.to(m_device);
    return batch;
}

std::vector<std::uint32_t> TextSource::arranged(std::vector<std::uint32_t> shuffled, std::uint64_t seed, int epoch,
                                                size_t batchSize) const {
    const auto byLength = [this](std::uint32_t a, std::uint32_t b) { return lengthOf(a) < lengthOf(b); };
    const size_t window = kBatchesPerWindow * batchSize;
    for (size_t begin = 0; begin < shuffled.size(); begin += window) {
        const auto first = shuffled.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto size = static_cast<std::ptrdiff_t>(std::min(window, shuffled.size() - begin));
        std::stable_sort(first, first + size, byLength);
    }
    // Whole batches change places; the rest that fills none stays last.
    const size_t batches = shuffled.size() / batchSize;
    std::vector<std::uint32_t> order;
    order.reserve(shuffled.size());
    for (const std::uint32_t batch : data::epochOrder(batches, deriveSeed(seed, 1), epoch)) {
        const auto first = shuffled.begin() + static_cast<std::ptrdiff_t>(batch * batchSize);
        order.insert(order.end(), first, first + static_cast<std::ptrdiff_t>(batchSize));
    }
    order.insert(order.end(), shuffled.begin() + static_cast<std::ptrdiff_t>(batches * batchSize), shuffled.end());
    return order;
}

std::vector<std::uint32_t> TextSource::inferenceOrder() const {
    std::vector<std::uint32_t> order = ItemSource::inferenceOrder();
    std::stable_sort(order.begin(), order.end(),
                     [this](std::uint32_t a, std::uint32_t b) { return lengthOf(a) > lengthOf(b); });
    return order;
}

size_t TextSource::inferenceBatchSize() const { return data::kTextsAnsweredAtOnce; }

void TextSource::addContentTo(ContentHash& hash) const {
    if (isKept()) {
        hash.add(std::span(m_ids));
        hash.add(std::span(m_typeIds));
        hash.add(std::span(m_starts));
        return;
    }
    std::vector<std::uint32_t> positions(count());
    std::iota(positions.begin(), positions.end(), 0U);
    for (size_t begin = 0; begin < positions.size(); begin += kTextsPerRound) {
        const size_t size = std::min(kTextsPerRound, positions.size() - begin);
        for (const tokenizers::Encoding& encoding : encode(std::span(positions).subspan(begin, size))) {
            hash.add(std::span(encoding.ids));
            hash.add(std::span(encoding.typeIds));
        }
    }
}

std::int64_t TextSource::tokenCount() const {
    if (isKept()) return static_cast<std::int64_t>(m_ids.size());
    return static_cast<std::int64_t>(meanLength() * static_cast<double>(count()));
}

std::int64_t TextSource::pairCount() const {
    std::int64_t pairs = 0;
    for (size_t i = 0; i + 1 < m_starts.size(); ++i) {
        const auto tokens = static_cast<std::int64_t>(m_starts[i + 1] - m_starts[i]);
        pairs += tokens * tokens;
    }
    return pairs;
}

double TextSource::meanLength() const {
    constexpr size_t kMostCounted = 1000;
    const size_t items = std::min(kMostCounted, count());
    if (items == 0) return 0;
    if (isKept()) return static_cast<double>(m_starts[items]) / static_cast<double>(items);
    std::vector<std::uint32_t> positions(items);
    std::iota(positions.begin(), positions.end(), 0U);
    size_t tokens = 0;
    for (const tokenizers::Encoding& encoding : encode(positions)) tokens += encoding.ids.size();
    return static_cast<double>(tokens) / static_cast<double>(items);
}

}  // namespace distillab::nn
