#pragma once

#include "core/models/transformer_config.h"
#include "core/nn/model.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace distillab::nn {

/// A text classifier: an encoder of the BERT family with its classification head, computing what transformers'
/// XForSequenceClassification computes.
///
/// On a CPU texts are packed: padding is left out of every matrix product, and of the last layer only the first token
/// is computed beyond keys and values, since the head reads no other. Elsewhere scaled_dot_product_attention masks.
class Transformer : public Model {
public:
    /// Fresh weights from `seed` alone, as transformers has it: normal of config.initializerRange for embeddings and
    /// linear layers, biases 0, norms 1 and 0, the padding's embedding 0.
    Transformer(models::TransformerConfig config, std::uint64_t seed, torch::Device device);

    /// Given weights, one for each entry of models::transformerTensors(config), f32; they are taken over, not copied,
    /// when they are on the device already.
    Transformer(models::TransformerConfig config, std::vector<torch::Tensor> tensors, torch::Device device);
    ~Transformer() override;

    /// @throws RequestError for texts of more than config().maxTokens() tokens
    Answer answer(const Batch& batch, bool training, const FeatureRequest& wanted) override;
    FeatureShapes featureShapes() const override;

    std::int64_t classCount() const override { return m_config.labels.size(); }
    bool usesDropout() const override;

    const models::TransformerConfig& config() const { return m_config; }

    /// Int8 holds for inference on a CPU alone; training, gradients and other devices keep f32, and so does the head.
    /// The eight-bit weights, a quarter more memory for the layers, are made at the first use and again when the
    /// weights have changed; another type drops them.
    void setProductType(ProductType type) override;

    void addContentTo(ContentHash& hash) const override;

private:
    struct Modules;
    struct Tokens;
    struct Step;

    ProductType prepareProducts(bool training);
    Tokens embed(const Batch& batch, Step& step) const;
    /// @return the last hidden state of each text's first token, that of the text that fills up included
    torch::Tensor encode(const Tokens& tokens, const FeatureRequest& wanted, Features& seen, Step& step) const;
    torch::Tensor classify(const torch::Tensor& first, Step& step) const;

    models::TransformerConfig m_config;
    std::unique_ptr<Modules> m_modules;
    ProductType m_productType = ProductType::F32;
};

/// One fresh tensor of a transformer, on the CPU: a function of seed and name, so that a head added to a loaded encoder
/// is the head of a whole fresh model.
torch::Tensor freshTensor(const models::TensorInfo& info, const models::TransformerConfig& config, std::uint64_t seed);

/// All of them, in the order of models::transformerTensors(config).
std::vector<torch::Tensor> freshTensors(const models::TransformerConfig& config, std::uint64_t seed);

}  // namespace distillab::nn
