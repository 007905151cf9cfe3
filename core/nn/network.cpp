#include "core/nn/network.h"

#include "core/base/random.h"

#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace distillab::nn {
namespace {

template <typename... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};

/// Draws the weight of one convolution or linear layer.
void initialize(const models::Node& node, torch::Tensor& weight, torch::Tensor& bias, const at::Generator& random) {
    if (const auto* conv = std::get_if<models::Conv2d>(&node.operation)) {
        const double fanOut = static_cast<double>(conv->out) / conv->groups * conv->kernel * conv->kernel;
        weight.normal_(0.0, std::sqrt(2.0 / fanOut), random);
        if (bias.defined()) bias.zero_();
    } else if (const auto* linear = std::get_if<models::Linear>(&node.operation)) {
        const double bound = 1.0 / std::sqrt(static_cast<double>(linear->in));
        weight.uniform_(-bound, bound, random);
        bias.uniform_(-bound, bound, random);
    }
}

}  // namespace

Network::Network(models::LayerGraph graph, std::uint64_t seed, torch::Device device)
    : Model(device), m_graph(std::move(graph)) {
    const torch::NoGradGuard noGrad;
    std::unordered_map<std::string, torch::Tensor> byName;
    for (const models::TensorInfo& info : m_graph.tensors()) {
        const bool startsAtOne = info.name.ends_with(".running_var") || info.name.ends_with(".weight");
        byName[info.name] = startsAtOne ? torch::ones(info.shape) : torch::zeros(info.shape);
    }
    const auto find = [&](const std::string& name) {
        const auto found = byName.find(name);
        return found == byName.end() ? torch::Tensor() : found->second;
    };

    auto random = at::make_generator<at::CPUGeneratorImpl>(seed);
    const std::vector<models::Node>& nodes = m_graph.nodes();
    m_lastUse.assign(nodes.size(), -1);
    for (size_t i = 0; i < nodes.size(); ++i) {
        const models::Node& node = nodes[i];
        Layer layer{find(node.name + ".weight"), find(node.name + ".bias"), find(node.name + ".running_mean"),
                    find(node.name + ".running_var")};
        initialize(node, layer.weight, layer.bias, random);
        for (torch::Tensor* tensor : {&layer.weight, &layer.bias, &layer.runningMean, &layer.runningVariance}) {
            if (!tensor->defined()) continue;
            const bool isKernel = tensor->dim() == 4;
            *tensor = tensor->to(device).contiguous(isKernel ? torch::MemoryFormat::ChannelsLast
                                                             : torch::MemoryFormat::Contiguous);
        }
        byName[node.name + ".weight"] = layer.weight;
        byName[node.name + ".bias"] = layer.bias;
        byName[node.name + ".running_mean"] = layer.runningMean;
        byName[node.name + ".running_var"] = layer.runningVariance;
        m_layers.push_back(std::move(layer));
        for (const int input : {node.input, node.secondInput}) {
            if (input >= 0) m_lastUse[static_cast<size_t>(input)] = static_cast<int>(i);
        }
    }
    std::vector<torch::Tensor> tensors;
    for (const models::TensorInfo& info : m_graph.tensors()) tensors.push_back(byName.at(info.name));
    adopt(m_graph.tensors(), std::move(tensors));
    m_values.resize(nodes.size());
}

torch::Tensor Network::apply(const models::Node& node, const Layer& layer, const torch::Tensor& x,
                             const torch::Tensor& second, bool training) const {
    return std::visit(
        Overloaded{[&](const models::Conv2d& conv) {
                       return at::conv2d(x, layer.weight, layer.bias, {conv.stride, conv.stride},
                                         {conv.padding, conv.padding}, {1, 1}, conv.groups);
                   },
                   [&](const models::BatchNorm2d&) {
                       return at::batch_norm(x, layer.weight, layer.bias, layer.runningMean, layer.runningVariance,
                                             training, models::kBatchNormMomentum, models::kBatchNormEpsilon, false);
                   },
                   [&](const models::Linear&) { return at::linear(x, layer.weight, layer.bias); },
                   [&](const models::Relu&) { return at::relu(x); },
                   [&](const models::Relu6&) { return at::hardtanh(x, 0, 6); },
                   [&](const models::MaxPool2d& pool) {
                       return at::max_pool2d(x, {pool.kernel, pool.kernel}, {pool.stride, pool.stride});
                   },
                   [&](const models::GlobalAveragePool&) { return at::mean(x, {2, 3}); },
                   // Channel-first order as in every other framework, whatever the memory format.
                   [&](const models::Flatten&) { return at::flatten(x.contiguous(), 1); },
                   [&](const models::Dropout& dropout) { return at::dropout(x, dropout.probability, training); },
                   [&](const models::Add&) { return at::add(x, second); }},
        node.operation);
}

FeatureShapes Network::featureShapes() const {
    FeatureShapes shapes;
    for (const int node : m_graph.stages()) shapes.hiddenWidths.push_back(m_graph.shapeOf(node).channels);
    shapes.embeddingWidth = m_graph.shapeOf(m_graph.embeddingNode()).channels;
    return shapes;
}

Answer Network::answer(const Batch& batch, bool training, const FeatureRequest& wanted) {
    checkOffered(wanted);
    const std::vector<models::Node>& nodes = m_graph.nodes();
    const std::vector<int> stages = wanted.hiddenStates.empty() ? std::vector<int>() : m_graph.stages();
    const int embeddingNode = wanted.embedding ? m_graph.embeddingNode() : -1;
    Answer answer;
    answer.features.hiddenStates.resize(wanted.hiddenStates.size());
    const torch::Tensor input = batch.input.contiguous(torch::MemoryFormat::ChannelsLast);
    const auto value = [&](int index) -> const torch::Tensor& {
        return index < 0 ? input : m_values[static_cast<size_t>(index)];
    };
    for (size_t i = 0; i < nodes.size(); ++i) {
        const models::Node& node = nodes[i];
        m_values[i] = apply(node, m_layers[i], value(node.input), value(node.secondInput), training);
        for (size_t j = 0; j < wanted.hiddenStates.size(); ++j) {
            const bool isStage = stages[static_cast<size_t>(wanted.hiddenStates[j])] == static_cast<int>(i);
            if (isStage) answer.features.hiddenStates[j] = m_values[i];
        }
        if (embeddingNode == static_cast<int>(i)) {
            answer.features.embedding = m_values[i].dim() == 4 ? at::mean(m_values[i], {2, 3}) : m_values[i];
        }
        for (const int read : {node.input, node.secondInput}) {
            if (read >= 0 && m_lastUse[static_cast<size_t>(read)] == static_cast<int>(i)) {
                m_values[static_cast<size_t>(read)].reset();
            }
        }
    }
    answer.logits = std::move(m_values.back());
    return answer;
}

void Network::addContentTo(ContentHash& hash) const {
    Model::addContentTo(hash);
    const auto addAll = [&](std::initializer_list<int> numbers) {
        for (const int number : numbers) hash.add(number);
    };
    for (const models::Node& node : m_graph.nodes()) {
        addAll({static_cast<int>(node.operation.index()), node.input, node.secondInput});
        if (const auto* conv = std::get_if<models::Conv2d>(&node.operation)) {
            addAll({conv->stride, conv->padding, conv->groups});
        } else if (const auto* pool = std::get_if<models::MaxPool2d>(&node.operation)) {
            addAll({pool->kernel, pool->stride});
        }
    }
}

bool Network::usesDropout() const {
    return std::any_of(m_graph.nodes().begin(), m_graph.nodes().end(), [](const models::Node& node) {
        return std::holds_alternative<models::Dropout>(node.operation);
    });
}

}  // namespace distillab::nn
