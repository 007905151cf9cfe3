#pragma once

#include "core/data/image_dataset.h"
#include "core/models/tensor_info.h"

#include <QString>

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

/// A network as a plain list of operations. One description serves three readers: the engine builds its module from
/// it (core/nn), the ONNX writer its graph (core/deploy), the window its numbers, the last two without Torch.
namespace distillab::models {

struct Conv2d {
    int in = 0;
    int out = 0;
    int kernel = 3;
    int stride = 1;
    int padding = 1;
    int groups = 1;
    bool bias = false;  ///< false where a BatchNorm2d follows
};
struct BatchNorm2d {
    int channels = 0;
};
struct Linear {
    int in = 0;
    int out = 0;
};
struct Relu {};
struct Relu6 {};
struct MaxPool2d {
    int kernel = 2;
    int stride = 2;
};
struct GlobalAveragePool {};  ///< [n, c, h, w] → [n, c]
struct Flatten {};            ///< [n, c, h, w] → [n, c·h·w]
struct Dropout {
    double probability = 0.1;
};
struct Add {};  ///< of the two inputs

using Operation =
    std::variant<Conv2d, BatchNorm2d, Linear, Relu, Relu6, MaxPool2d, GlobalAveragePool, Flatten, Dropout, Add>;

inline constexpr double kBatchNormEpsilon = 1e-5;
inline constexpr double kBatchNormMomentum = 0.1;

struct Node {
    std::string name;  ///< unique, the prefix of its parameters: "stage1.block0.conv1"
    Operation operation;
    int input = 0;           ///< index of the node whose value it reads; -1 is the graph's input
    int secondInput = -1;    ///< Add only
    data::ImageShape shape;  ///< of its value; height and width are 0 once flattened
};

/// Nodes in the order of execution; the last one yields the logits.
class LayerGraph {
public:
    explicit LayerGraph(data::ImageShape input) : m_input(input) {}

    /// Appends a node and works out its shape; returns its index. @throws RequestError when the image is too small
    int add(std::string name, Operation operation, int input, int secondInput = -1);

    const std::vector<Node>& nodes() const { return m_nodes; }
    data::ImageShape inputShape() const { return m_input; }
    /// Shape of the value of a node, of the graph's input for -1.
    data::ImageShape shapeOf(int node) const;
    int classCount() const { return m_nodes.empty() ? 0 : m_nodes.back().shape.channels; }

    /// Nodes whose values show what the network sees, from fine to coarse: of each resolution the last node before the
    /// next smaller one. Empty for a network without convolutions.
    std::vector<int> stages() const;
    /// The node whose value the last linear layer reads, after averaging over the picture: the last stage, or without
    /// stages that layer's input.
    int embeddingNode() const;

    /// Every tensor of the network, parameters and statistics.
    std::vector<TensorInfo> tensors() const;
    /// Number of trainable values.
    std::int64_t parameterCount() const;
    /// Multiply-add operations for one image (convolutions and linear layers).
    std::int64_t multiplyAdds() const;

private:
    data::ImageShape m_input;
    std::vector<Node> m_nodes;
};

}  // namespace distillab::models
