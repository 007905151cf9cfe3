#pragma once

#include "core/nn/item_source.h"

#include <torch/types.h>

#include <cmath>
#include <vector>

/// A teacher whose answers can be worked out by hand, and texts of one to seven tokens for it.
namespace distillab::test {

inline constexpr std::int64_t kClasses = 3;
inline constexpr std::int64_t kWidth = 5;

/// Logits are class · mean of the tokens; hidden state k of a token is token + k / 8, in every place; the embedding is
/// that of the first token.
class SmallTeacher : public nn::Model {
public:
    explicit SmallTeacher(int kind = 0) : Model(torch::kCPU), m_kind(kind) {}

    nn::Answer answer(const nn::Batch& batch, bool /*training*/, const nn::FeatureRequest& wanted) override {
        ++batches;
        const torch::Tensor mask =
            batch.attentionMask.defined() ? batch.attentionMask : torch::ones_like(batch.input, torch::kBool);
        const torch::Tensor values = batch.input.to(torch::kFloat32) * mask;
        const torch::Tensor means = values.sum(1) / mask.sum(1);
        nn::Answer answer;
        answer.logits = means.unsqueeze(1) * torch::arange(kClasses).to(torch::kFloat32);
        const torch::Tensor tokens = values.masked_select(mask).unsqueeze(1).expand({-1, kWidth});
        for (const int layer : wanted.hiddenStates) answer.features.hiddenStates.push_back(tokens + layer / 8.0);
        if (wanted.embedding) answer.features.embedding = values.slice(1, 0, 1).expand({-1, kWidth});
        return answer;
    }
    std::int64_t classCount() const override { return kClasses; }
    bool usesDropout() const override { return false; }
    void addContentTo(ContentHash& hash) const override {
        Model::addContentTo(hash);
        hash.add(m_kind);
    }

    int batches = 0;

private:
    int m_kind;
};

class SmallTexts : public nn::ItemSource {
public:
    explicit SmallTexts(size_t items, std::int64_t first = 1) : m_items(items), m_first(first) {}

    size_t count() const override { return m_items; }
    std::int64_t label(size_t position) const override { return static_cast<std::int64_t>(position) % kClasses; }
    static std::int64_t lengthOf(size_t position) { return static_cast<std::int64_t>(position % 7) + 1; }
    size_t inferenceBatchSize() const override { return 4; }
    std::int64_t tokenCount() const override {
        std::int64_t tokens = 0;
        for (size_t i = 0; i < m_items; ++i) tokens += lengthOf(i);
        return tokens;
    }
    std::vector<std::uint32_t> inferenceOrder() const override {
        std::vector<std::uint32_t> order = ItemSource::inferenceOrder();
        return {order.rbegin(), order.rend()};
    }
    void addContentTo(ContentHash& hash) const override {
        hash.add(m_first);
        hash.add(static_cast<std::uint64_t>(m_items));
    }
    nn::Batch load(std::span<const std::uint32_t> positions) override {
        std::int64_t longest = 0;
        for (const std::uint32_t position : positions) longest = std::max(longest, lengthOf(position));
        const auto count = static_cast<std::int64_t>(positions.size());
        nn::Batch batch{
            torch::zeros({count, longest}, torch::kInt64), torch::zeros({count, longest}, torch::kBool), {}};
        for (std::int64_t i = 0; i < count; ++i) {
            const std::uint32_t position = positions[static_cast<size_t>(i)];
            for (std::int64_t t = 0; t < lengthOf(position); ++t) {
                batch.input[i][t] = m_first + 10 * static_cast<std::int64_t>(position) + t;
                batch.attentionMask[i][t] = true;
            }
        }
        return batch;
    }

private:
    size_t m_items;
    std::int64_t m_first;
};

}  // namespace distillab::test
