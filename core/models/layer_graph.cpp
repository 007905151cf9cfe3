#include "core/models/layer_graph.h"

#include "core/base/error.h"

#include <QCoreApplication>

#include <functional>
#include <numeric>

namespace distillab::models {
namespace {

using data::ImageShape;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::LayerGraph)
};

template <typename... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};

[[noreturn]] void throwTooSmall(const std::string& layer, ImageShape image) {
    throw RequestError(Text::tr("the model's layer \"%1\" finds no room in images of %2 x %3 pixels")
                           .arg(QString::fromStdString(layer))
                           .arg(image.width)
                           .arg(image.height),
                       {}, Text::tr("Use larger images (data.image_size) or a model with fewer layers."));
}

/// A window that steps further than the image is wide would look at padding alone.
int slidingExtent(int extent, int kernel, int stride, int padding) {
    const int room = extent + 2 * padding - kernel;
    return extent < stride || room < 0 ? 0 : room / stride + 1;
}

/// The shape of an operation's value; a side of an image comes out as 0 when the image is too small.
ImageShape outputShape(const Operation& operation, ImageShape in) {
    const auto unchanged = [&](const auto&) { return in; };
    return std::visit(
        Overloaded{
            [&](const Conv2d& conv) {
                return ImageShape{conv.out, slidingExtent(in.height, conv.kernel, conv.stride, conv.padding),
                                  slidingExtent(in.width, conv.kernel, conv.stride, conv.padding)};
            },
            [&](const MaxPool2d& pool) {
                return ImageShape{in.channels, slidingExtent(in.height, pool.kernel, pool.stride, 0),
                                  slidingExtent(in.width, pool.kernel, pool.stride, 0)};
            },
            [&](const Linear& linear) { return ImageShape{linear.out, 0, 0}; },
            [&](const GlobalAveragePool&) { return ImageShape{in.channels, 0, 0}; },
            [&](const Flatten&) { return ImageShape{static_cast<int>(in.size()), 0, 0}; }, unchanged},
        operation);
}

bool needsImage(const Operation& operation) {
    return std::holds_alternative<Conv2d>(operation) || std::holds_alternative<MaxPool2d>(operation);
}

void appendTensors(const Node& node, std::vector<TensorInfo>& tensors) {
    const auto append = [&](const char* suffix, std::vector<std::int64_t> shape, bool trainable = true) {
        tensors.push_back({node.name + suffix, std::move(shape), trainable});
    };
    std::visit(Overloaded{[&](const Conv2d& conv) {
                              append(".weight", {conv.out, conv.in / conv.groups, conv.kernel, conv.kernel});
                              if (conv.bias) append(".bias", {conv.out});
                          },
                          [&](const BatchNorm2d& norm) {
                              append(".weight", {norm.channels});
                              append(".bias", {norm.channels});
                              append(".running_mean", {norm.channels}, false);
                              append(".running_var", {norm.channels}, false);
                          },
                          [&](const Linear& linear) {
                              append(".weight", {linear.out, linear.in});
                              append(".bias", {linear.out});
                          },
                          [](const auto&) {}},
               node.operation);
}

std::int64_t multiplyAddsOf(const Node& node) {
    return std::visit(Overloaded{[&](const Conv2d& conv) {
                                     const std::int64_t window = static_cast<std::int64_t>(conv.in / conv.groups) *
                                                                 conv.kernel * conv.kernel;
                                     return window * static_cast<std::int64_t>(node.shape.size());
                                 },
                                 [](const Linear& linear) { return static_cast<std::int64_t>(linear.in) * linear.out; },
                                 [](const auto&) { return std::int64_t{0}; }},
                      node.operation);
}

}  // namespace

std::int64_t TensorInfo::elements() const {
    return std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
}

int LayerGraph::add(std::string name, Operation operation, int input, int secondInput) {
    const ImageShape shape = outputShape(operation, shapeOf(input));
    if (needsImage(operation) && (shape.height == 0 || shape.width == 0)) throwTooSmall(name, m_input);
    m_nodes.push_back({std::move(name), operation, input, secondInput, shape});
    return static_cast<int>(m_nodes.size()) - 1;
}

ImageShape LayerGraph::shapeOf(int node) const {
    return node < 0 ? m_input : m_nodes.at(static_cast<size_t>(node)).shape;
}

std::vector<TensorInfo> LayerGraph::tensors() const {
    std::vector<TensorInfo> tensors;
    for (const Node& node : m_nodes) appendTensors(node, tensors);
    return tensors;
}

std::int64_t LayerGraph::parameterCount() const {
    std::int64_t count = 0;
    for (const TensorInfo& tensor : tensors()) count += tensor.trainable ? tensor.elements() : 0;
    return count;
}

std::int64_t LayerGraph::multiplyAdds() const {
    std::int64_t sum = 0;
    for (const Node& node : m_nodes) sum += multiplyAddsOf(node);
    return sum;
}

}  // namespace distillab::models
