#pragma once

#include "core/nn/item_source.h"
#include "core/nn/transformer.h"

#include <torch/torch.h>

#include <QStringList>

namespace distillab::test {

/// Texts of made-up tokens, of 3 to 22 of them.
class MadeUpTexts : public nn::ItemSource {
public:
    explicit MadeUpTexts(size_t count) : m_count(count) {}

    size_t count() const override { return m_count; }
    std::int64_t label(size_t position) const override { return static_cast<std::int64_t>(position % 2); }
    size_t inferenceBatchSize() const override { return 16; }
    void addContentTo(ContentHash& hash) const override { hash.add(static_cast<std::uint64_t>(m_count)); }
    nn::Batch load(std::span<const std::uint32_t> positions) override {
        answered += positions.size();
        const auto count = static_cast<std::int64_t>(positions.size());
        nn::Batch batch{torch::zeros({count, 22}, torch::kInt64), torch::zeros({count, 22}, torch::kBool), {}};
        for (std::int64_t row = 0; row < count; ++row) {
            const std::int64_t position = positions[static_cast<size_t>(row)];
            const std::int64_t length = 3 + position % 20;
            batch.input[row]
                .narrow(0, 0, length)
                .copy_((torch::arange(length) * (7 + position) + position).remainder(90) + 5);
            batch.attentionMask[row].narrow(0, 0, length).fill_(true);
        }
        return batch;
    }

    size_t answered = 0;

private:
    size_t m_count;
};

/// With weights ten times as large as fresh ones, so that answers differ from text to text.
inline nn::Transformer makeUpTeacher() {
    models::TransformerConfig config =
        models::buildTextModel(QStringLiteral("bert-tiny"), 100, {QStringLiteral("a"), QStringLiteral("b")});
    config.initializerRange = 0.2;
    return {config, 5, torch::kCPU};
}

}  // namespace distillab::test
