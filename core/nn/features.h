#pragma once

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace distillab::nn {

/// What of a model's inside is wanted beside its logits.
struct FeatureRequest {
    std::vector<int> hiddenStates =
        {};                            ///< texts: 0 is the embeddings' output, i that of layer i; images: stages from 0
    std::vector<int> attentions = {};  ///< texts: layers from 0
    bool embedding = false;

    bool any() const { return embedding || !hiddenStates.empty() || !attentions.empty(); }
    bool operator==(const FeatureRequest&) const = default;
};

/// What was wanted, each in the order of the request.
struct Features {
    /// Texts: [tokens, width], the real tokens of the batch, one text after another. Images: [n, channels, h, w].
    std::vector<torch::Tensor> hiddenStates;
    /// Texts: scores before the softmax, [n, heads, length, length]; any value where one of the two is padding.
    std::vector<torch::Tensor> attentions;
    /// What the head reads, [n, width]. Texts: the first token of the last layer; images: spatial mean of the last
    /// stage.
    torch::Tensor embedding;
};

/// What a model says to a batch.
struct Answer {
    torch::Tensor logits;  ///< [n, classes], f32
    Features features;
};

/// What can be wanted of a model. All empty for one that only answers.
struct FeatureShapes {
    std::vector<std::int64_t> hiddenWidths;    ///< texts: layers + 1; images: channels of each stage
    std::vector<std::int64_t> attentionHeads;  ///< texts: of each layer
    std::int64_t embeddingWidth = 0;
};

}  // namespace distillab::nn
