#pragma once

#include "core/models/layer_graph.h"

#include <torch/types.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace distillab::nn {

/// A layer graph with weights, on one device: what trains and answers.
///
/// Values are f32, images channel-first in meaning and channels-last in memory (faster convolutions on CPUs).
class Network {
public:
    /// Fresh weights from `seed` alone: He normal (fan-out) for convolutions (He et al. 2015), uniform
    /// ±1/√fan-in for linear layers, batch norm 1 and 0.
    Network(models::LayerGraph graph, std::uint64_t seed, torch::Device device);

    /// @param images    [n, channels, height, width]
    /// @param training  batch statistics and dropout instead of running statistics
    /// @return logits [n, classes]
    torch::Tensor forward(const torch::Tensor& images, bool training);

    /// Logits in inference mode: no gradient, no autograd bookkeeping.
    torch::Tensor infer(const torch::Tensor& images);

    const models::LayerGraph& graph() const { return m_graph; }
    torch::Device device() const { return m_device; }

    /// The trainable tensors, in the order of graph().tensors().
    const std::vector<torch::Tensor>& parameters() const { return m_parameters; }
    /// Every tensor in the order of graph().tensors().
    const std::vector<torch::Tensor>& tensors() const { return m_tensors; }

    /// A copy of every tensor; restore() puts it back. Both in the order of tensors().
    std::vector<torch::Tensor> snapshot() const;
    void restore(const std::vector<torch::Tensor>& snapshot);

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
    torch::Device m_device;
    std::vector<torch::Tensor> m_tensors;
    std::vector<torch::Tensor> m_parameters;
    std::vector<Layer> m_layers;   ///< one per node
    std::vector<int> m_lastUse;    ///< per node: the last node that reads its value
    std::vector<torch::Tensor> m_values;  ///< workspace of forward, one per node
};

}  // namespace distillab::nn
