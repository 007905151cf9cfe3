#pragma once

#include "core/base/content_hash.h"
#include "core/models/tensor_info.h"
#include "core/nn/features.h"

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace distillab::nn {

/// The inputs of a few items, on the device of the model that reads them.
struct Batch {
    torch::Tensor input;          ///< images: [n, channels, height, width], f32; text: token ids [n, length], i64
    torch::Tensor attentionMask;  ///< text: [n, length], bool, true for a real token; undefined: nothing is padded
    torch::Tensor tokenTypes;     ///< text: [n, length], i64; undefined: all zero

    std::int64_t count() const { return input.size(0); }
};

/// The number format of large matrix products. Weights, norms, attention and logits are f32 in any case.
enum class ProductType {
    F32,
    Bf16,  ///< for training, where the processor multiplies it in hardware
    Int8,  ///< for inference on a CPU: see core/nn/int8_linear.h
};

/// A network with weights, on one device: what trains and answers, whatever it reads.
class Model {
public:
    virtual ~Model() = default;

    /// @param training  batch statistics and dropout instead of running statistics
    /// @param wanted    what is needed beside the logits; costs what it costs to keep, nothing is computed twice
    /// @throws RequestError for a feature that the model does not have
    virtual Answer answer(const Batch& batch, bool training, const FeatureRequest& wanted) = 0;
    /// The logits alone.
    torch::Tensor forward(const Batch& batch, bool training) { return answer(batch, training, {}).logits; }

    /// In inference mode: no gradient, no autograd bookkeeping.
    Answer inferAnswer(const Batch& batch, const FeatureRequest& wanted);
    torch::Tensor infer(const Batch& batch) { return inferAnswer(batch, {}).logits; }

    /// What features there are.
    virtual FeatureShapes featureShapes() const { return {}; }

    virtual std::int64_t classCount() const = 0;
    virtual bool usesDropout() const = 0;

    torch::Device device() const { return m_device; }

    /// Where a model knows no other format, its products stay f32.
    virtual void setProductType(ProductType /*type*/) {}

    /// Names and shapes of every tensor, in the order in which files list them.
    const std::vector<models::TensorInfo>& layout() const { return m_layout; }
    /// Every tensor in the order of layout().
    const std::vector<torch::Tensor>& tensors() const { return m_tensors; }
    /// The trainable ones, in the order of layout().
    const std::vector<torch::Tensor>& parameters() const { return m_parameters; }
    /// Number of trainable values.
    std::int64_t parameterCount() const;

    /// Everything that answers depend on besides the batch: the kind of model, its tensors, what it adds to them.
    virtual void addContentTo(ContentHash& hash) const;

    /// A copy of every tensor; restore() puts it back. Both in the order of layout().
    std::vector<torch::Tensor> snapshot() const;
    void restore(const std::vector<torch::Tensor>& snapshot);

protected:
    explicit Model(torch::Device device) : m_device(device) {}
    Model(Model&&) = default;

    /// Called once, by the constructor of a derived class: the tensors, on the device, one for each entry of `layout`.
    void adopt(std::vector<models::TensorInfo> layout, std::vector<torch::Tensor> tensors);

    /// @throws RequestError when `wanted` is more than featureShapes() offers
    void checkOffered(const FeatureRequest& wanted) const;

private:
    torch::Device m_device;
    std::vector<models::TensorInfo> m_layout;
    std::vector<torch::Tensor> m_tensors;
    std::vector<torch::Tensor> m_parameters;
};

}  // namespace distillab::nn
