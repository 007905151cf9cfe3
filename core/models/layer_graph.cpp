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

// The shape of an operation's value; a side of an image comes out as 0 when the image is too small.

template <typename Elementwise>
ImageShape shapeAfter(const Elementwise&, ImageShape in) {
    return in;
}
ImageShape shapeAfter(const Conv2d& conv, ImageShape in) {
    return {conv.out, slidingExtent(in.height, conv.kernel, conv.stride, conv.padding),
            slidingExtent(in.width, conv.kernel, conv.stride, conv.padding)};
}
ImageShape shapeAfter(const MaxPool2d& pool, ImageShape in) {
    return {in.channels, slidingExtent(in.height, pool.kernel, pool.stride, 0),
            slidingExtent(in.width, pool.kernel, pool.stride, 0)};
}
ImageShape shapeAfter(const Linear& linear, ImageShape) { return {linear.out, 0, 0}; }
ImageShape shapeAfter(const GlobalAveragePool&, ImageShape in) { return {in.channels, 0, 0}; }
ImageShape shapeAfter(const Flatten&, ImageShape in) { return {static_cast<int>(in.size()), 0, 0}; }

bool needsImage(const Operation& operation) {
    return std::holds_alternative<Conv2d>(operation) || std::holds_alternative<MaxPool2d>(operation);
}

// The tensors of an operation, named as its node.

template <typename WithoutTensors>
std::vector<TensorInfo> tensorsOf(const std::string&, const WithoutTensors&) {
    return {};
}
std::vector<TensorInfo> tensorsOf(const std::string& name, const Conv2d& conv) {
    std::vector<TensorInfo> tensors = {{name + ".weight", {conv.out, conv.in / conv.groups, conv.kernel, conv.kernel}}};
    if (conv.bias) tensors.push_back({name + ".bias", {conv.out}});
    return tensors;
}
std::vector<TensorInfo> tensorsOf(const std::string& name, const BatchNorm2d& norm) {
    return {{name + ".weight", {norm.channels}},
            {name + ".bias", {norm.channels}},
            {name + ".running_mean", {norm.channels}, false},
            {name + ".running_var", {norm.channels}, false}};
}
std::vector<TensorInfo> tensorsOf(const std::string& name, const Linear& linear) {
    return {{name + ".weight", {linear.out, linear.in}}, {name + ".bias", {linear.out}}};
}

// Multiply-adds of an operation that yields `outputs` values.

template <typename Elementwise>
std::int64_t multiplyAddsOf(const Elementwise&, size_t) {
    return 0;
}
std::int64_t multiplyAddsOf(const Conv2d& conv, size_t outputs) {
    return static_cast<std::int64_t>(outputs) * (conv.in / conv.groups) * conv.kernel * conv.kernel;
}
std::int64_t multiplyAddsOf(const Linear& linear, size_t) { return static_cast<std::int64_t>(linear.in) * linear.out; }

}  // namespace

int LayerGraph::add(std::string name, Operation operation, int input, int secondInput) {
    const ImageShape in = shapeOf(input);
    const ImageShape shape = std::visit([&](const auto& known) { return shapeAfter(known, in); }, operation);
    if (needsImage(operation) && (shape.height == 0 || shape.width == 0)) throwTooSmall(name, m_input);
    m_nodes.push_back({std::move(name), operation, input, secondInput, shape});
    return static_cast<int>(m_nodes.size()) - 1;
}

ImageShape LayerGraph::shapeOf(int node) const {
    return node < 0 ? m_input : m_nodes.at(static_cast<size_t>(node)).shape;
}

std::vector<int> LayerGraph::stages() const {
    std::vector<int> stages;
    bool hasKernels = false;
    for (size_t i = 0; i < m_nodes.size(); ++i) {
        const data::ImageShape& shape = m_nodes[i].shape;
        if (shape.height == 0) continue;
        hasKernels = hasKernels || std::holds_alternative<Conv2d>(m_nodes[i].operation);
        if (!hasKernels) continue;
        const bool sameSize = !stages.empty() && shapeOf(stages.back()).height == shape.height &&
                              shapeOf(stages.back()).width == shape.width;
        if (sameSize) stages.pop_back();
        stages.push_back(static_cast<int>(i));
    }
    return stages;
}

int LayerGraph::embeddingNode() const {
    const std::vector<int> stages = this->stages();
    if (!stages.empty()) return stages.back();
    for (size_t i = m_nodes.size(); i-- > 0;) {
        if (std::holds_alternative<Linear>(m_nodes[i].operation)) return m_nodes[i].input;
    }
    return -1;
}

std::vector<TensorInfo> LayerGraph::tensors() const {
    std::vector<TensorInfo> tensors;
    for (const Node& node : m_nodes) {
        const auto own = std::visit([&](const auto& known) { return tensorsOf(node.name, known); }, node.operation);
        tensors.insert(tensors.end(), own.begin(), own.end());
    }
    return tensors;
}

std::int64_t LayerGraph::parameterCount() const {
    std::int64_t count = 0;
    for (const TensorInfo& tensor : tensors()) count += tensor.trainable ? tensor.elements() : 0;
    return count;
}

std::int64_t LayerGraph::multiplyAdds() const {
    std::int64_t sum = 0;
    for (const Node& node : m_nodes) {
        sum += std::visit([&](const auto& known) { return multiplyAddsOf(known, node.shape.size()); }, node.operation);
    }
    return sum;
}

}  // namespace distillab::models
