#pragma once

#include "core/data/text_dataset.h"
#include "core/nn/item_source.h"
#include "core/tokenizers/tokenizer.h"

namespace distillab::nn {

/// Texts (or pairs) of a split as batches of token ids, padded to the longest of each batch.
///
/// A split of up to kMostKept texts is tokenized once and kept as ids; a larger one batch by batch, so that memory
/// stays bounded. Batches of an epoch hold texts of like length, and lie in random order.
class TextSource : public ItemSource {
public:
    static constexpr size_t kMostKept = 500'000;

    /// @param maxLength  tokens kept of each text, special ones included
    TextSource(data::TextSubset subset, tokenizers::Tokenizer tokenizer, int maxLength, torch::Device device);

    size_t count() const override { return m_subset.count(); }
    std::int64_t label(size_t position) const override { return m_subset.label(position); }
    Batch load(std::span<const std::uint32_t> positions) override;
    std::vector<std::uint32_t> arranged(std::vector<std::uint32_t> drawn, std::uint64_t seed, int epoch,
                                        size_t batchSize) const override;
    std::vector<std::uint32_t> inferenceOrder() const override;
    size_t inferenceBatchSize() const override;
    void addContentTo(ContentHash& hash) const override;
    std::int64_t tokenCount() const override;

    /// Pairs of tokens of the same text, of texts that are kept: n² of a text of n.
    std::int64_t pairCount() const;

    /// Tokens of an average text, over at most the first thousand.
    double meanLength() const;

private:
    bool isKept() const { return m_subset.count() <= kMostKept; }
    std::vector<tokenizers::Encoding> encode(std::span<const std::uint32_t> positions) const;
    /// Tokens where they are known, else bytes: only their order counts.
    std::uint32_t lengthOf(std::uint32_t position) const;

    data::TextSubset m_subset;
    tokenizers::Tokenizer m_tokenizer;
    tokenizers::EncodeOptions m_options;
    torch::Device m_device;
    std::vector<std::int32_t> m_ids;      ///< of all kept texts, one after the other
    std::vector<std::int32_t> m_typeIds;  ///< likewise; empty where all are 0
    std::vector<std::uint64_t> m_starts;  ///< of each kept text in m_ids, and the end
};

}  // namespace distillab::nn
