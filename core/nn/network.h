#pragma once

#include "core/models/layer_graph.h"
#include "core/nn/model.h"

#include <cstdint>
#include <vector>

namespace distillab::nn {

/// A layer graph with weights: a network for images.
///
/// Values are f32, images channel-first in meaning and channels-last in memory (faster convolutions on CPUs).
class Network : public Model {
public:
    /// Fresh weights from `seed` alone: He normal (fan-out) for convolutions (He et al. 2015), uniform
    /// ±1/√fan-in for linear layers, batch norm 1 and 0.
    Network(models::LayerGraph graph, std::uint64_t seed, torch::Device device);

    Answer answer(const Batch& batch, bool training, const FeatureRequest& wanted) override;
    FeatureShapes featureShapes() const override;
    std::int64_t classCount() const override { return m_graph.classCount(); }
    bool usesDropout() const override;
    void addContentTo(ContentHash& hash) const override;

    const models::LayerGraph& graph() const { return m_graph; }

private:
    struct Layer {  ///< the tensors of one node; undefined where the operation has none
        torch::Tensor weight;
        torch::Tensor bias;
        torch::Tensor runningMean;
        torch::Tensor runningVariance;
    };

    torch::Tensor apply(const models::Node& node, const Layer& layer, const torch::Tensor& input,
                        const torch::Tensor& secondInput, bool training) const;

    models::LayerGraph m_graph;
    std::vector<Layer> m_layers;          ///< one per node
    std::vector<int> m_lastUse;           ///< per node: the last node that reads its value
    std::vector<torch::Tensor> m_values;  ///< workspace of forward, one per node
};

}  // namespace distillab::nn
