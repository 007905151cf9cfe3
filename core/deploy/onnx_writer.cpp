#include "core/deploy/onnx_writer.h"

#include "core/deploy/int8_layers.h"
#include "core/deploy/model_signature.h"
#include "core/deploy/onnx_builder.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace distillab::deploy {
namespace {

using models::BatchNorm2d;
using models::Conv2d;
using models::LayerGraph;
using models::Linear;
using models::MaxPool2d;
using models::Node;
using models::TensorView;

constexpr const char* kBatchDimension = "batch";
constexpr int kGraphInput = -1;

QByteArray jsonArray(const std::vector<double>& numbers) {
    QJsonArray array;
    for (const double number : numbers) array.append(number);
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

template <typename Operation>
bool is(const Node& node) {
    return std::holds_alternative<Operation>(node.operation);
}

/// Builds the graph node by node.
class GraphWriter {
public:
    GraphWriter(const LayerGraph& graph, const std::map<std::string, TensorView>& tensors, OnnxBuilder& out,
                LayerBook& book)
        : m_graph(graph), m_weights(graph.tensors(), tensors), m_out(out), m_book(book) {
        chooseSources();
    }

    void write() {
        const data::ImageShape shape = m_graph.inputShape();
        m_out.addInput(kPixelValues, ElementType::F32, {kBatchDimension, shape.channels, shape.height, shape.width});
        for (size_t i = 0; i < nodes().size(); ++i) {
            m_current = static_cast<int>(i);
            if (m_sources[i] == m_current) std::visit([this](const auto& op) { writeNode(op); }, nodes()[i].operation);
        }
        m_out.addOutput(kLogits, ElementType::F32, {kBatchDimension, m_graph.classCount()});
    }

private:
    const std::vector<Node>& nodes() const { return m_graph.nodes(); }
    const Node& node(int index) const { return nodes()[static_cast<size_t>(index)]; }
    const Node& current() const { return node(m_current); }

    // Which node's output stands for a node's value: its own, unless it is folded away or left out.

    void chooseSources() {
        std::vector<int> readers(nodes().size(), 0);
        for (const Node& node : nodes()) {
            for (const int input : {node.input, node.secondInput}) {
                if (input != kGraphInput) ++readers[static_cast<size_t>(input)];
            }
        }
        m_norms.assign(nodes().size(), nullptr);
        // A folded filter needs more digits than half precision has; ONNX Runtime folds it when it loads the file.
        const bool folds = m_book.plan().precision != WeightPrecision::F16;
        for (const Node& node : nodes()) {
            const int own = static_cast<int>(m_sources.size());
            const bool followsConv = folds && is<BatchNorm2d>(node) && node.input != kGraphInput &&
                                     is<Conv2d>(this->node(node.input)) &&
                                     readers[static_cast<size_t>(node.input)] == 1;
            if (followsConv) m_norms[static_cast<size_t>(node.input)] = &node;
            m_sources.push_back(followsConv || is<models::Dropout>(node) ? sourceOf(node.input) : own);
        }
    }

    int sourceOf(int index) const { return index == kGraphInput ? index : m_sources[static_cast<size_t>(index)]; }

    std::string valueName(int index) const {
        const int source = sourceOf(index);
        if (source == kGraphInput) return kPixelValues;
        return source == m_sources.back() ? kLogits : node(source).name;
    }

    // Nodes

    /// The current node, reading its input and then `constants`.
    void addNode(const char* type, std::vector<std::string> constants = {},
                 const std::vector<OnnxBuilder::Attribute>& attributes = {}) {
        constants.insert(constants.begin(), valueName(current().input));
        m_out.node(type, current().name, constants, attributes, valueName(m_current));
    }

    std::string ownTensor(const char* suffix) {
        const std::string name = current().name + suffix;
        return m_out.constant(name, m_weights.shape(name), m_weights.values(name));
    }

    void writeNode(const Conv2d& conv) {
        const std::string& name = current().name;
        std::vector<float> weight = m_weights.values(name + ".weight");
        std::vector<float> bias =
            conv.bias ? m_weights.values(name + ".bias") : std::vector<float>(static_cast<size_t>(conv.out), 0.0F);
        const Node* norm = m_norms[static_cast<size_t>(m_current)];
        if (norm) fold(norm->name, weight, bias);

        using Sides = std::vector<std::int64_t>;
        std::vector<std::string> constants = {filters(weight)};
        if (conv.bias || norm) constants.push_back(m_out.constant(name + ".bias", {conv.out}, bias));
        addNode("Conv", constants,
                {{"kernel_shape", Sides{conv.kernel, conv.kernel}},
                 {"strides", Sides{conv.stride, conv.stride}},
                 {"pads", Sides{conv.padding, conv.padding, conv.padding, conv.padding}},
                 {"group", std::int64_t{conv.groups}}});
    }

    /// Of the current convolution.
    std::string filters(const std::vector<float>& values) {
        const std::string& name = current().name;
        const OnnxBuilder::Shape& shape = m_weights.shape(name + ".weight");
        return m_book.takesInt8(name, LayerKind::Convolution, values.size())
                   ? writeInt8Filters(m_out, name, shape, values)
                   : m_out.constant(name + ".weight", shape, values);
    }

    /// y = γ (w·x + b − μ) / √(σ² + ε) + β is again a convolution. In double, as its rounding is all that may differ.
    void fold(const std::string& norm, std::vector<float>& weight, std::vector<float>& bias) const {
        const std::vector<float> gamma = m_weights.values(norm + ".weight");
        const std::vector<float> beta = m_weights.values(norm + ".bias");
        const std::vector<float> mean = m_weights.values(norm + ".running_mean");
        const std::vector<float> variance = m_weights.values(norm + ".running_var");
        const size_t filter = weight.size() / bias.size();
        for (size_t channel = 0; channel < bias.size(); ++channel) {
            const double scale = gamma[channel] / std::sqrt(variance[channel] + models::kBatchNormEpsilon);
            for (size_t i = channel * filter; i < (channel + 1) * filter; ++i) {
                weight[i] = static_cast<float>(weight[i] * scale);
            }
            const double centred = static_cast<double>(bias[channel]) - mean[channel];
            bias[channel] = static_cast<float>(centred * scale + beta[channel]);
        }
    }

    void writeNode(const BatchNorm2d&) {
        addNode("BatchNormalization",
                {ownTensor(".weight"), ownTensor(".bias"), ownTensor(".running_mean"), ownTensor(".running_var")},
                {{"epsilon", models::kBatchNormEpsilon}});
    }

    void writeNode(const Linear& linear) {
        const std::string& name = current().name;
        const auto weights = static_cast<size_t>(linear.in) * static_cast<size_t>(linear.out);
        if (m_book.takesInt8(name, LayerKind::Linear, weights)) {
            writeInt8Linear(m_out, valueName(current().input), name, m_weights.values(name + ".weight"),
                            m_weights.values(name + ".bias"), m_book.plan().bits, valueName(m_current));
            return;
        }
        addNode("Gemm", {ownTensor(".weight"), ownTensor(".bias")}, {{"transB", std::int64_t{1}}});
    }

    void writeNode(const models::Relu&) { addNode("Relu"); }

    void writeNode(const models::Relu6&) {
        addNode("Clip", {m_out.scalar("relu6.min", 0.0F), m_out.scalar("relu6.max", 6.0F)});
    }

    void writeNode(const MaxPool2d& pool) {
        using Sides = std::vector<std::int64_t>;
        addNode("MaxPool", {},
                {{"kernel_shape", Sides{pool.kernel, pool.kernel}}, {"strides", Sides{pool.stride, pool.stride}}});
    }

    void writeNode(const models::GlobalAveragePool&) {
        const std::string pooled =
            m_out.node("GlobalAveragePool", current().name, {valueName(current().input)}, {}, current().name + ".mean");
        m_out.node("Flatten", current().name + ".flatten", {pooled}, {}, valueName(m_current));
    }

    void writeNode(const models::Flatten&) { addNode("Flatten"); }

    void writeNode(const models::Add&) { addNode("Add", {valueName(current().secondInput)}); }

    void writeNode(const models::Dropout&) {}  // the identity once trained; its readers read its input

    const LayerGraph& m_graph;
    const WeightSource m_weights;
    OnnxBuilder& m_out;
    LayerBook& m_book;
    std::vector<int> m_sources;        ///< per node: the node whose ONNX output is its value
    std::vector<const Node*> m_norms;  ///< per convolution: the batch norm folded into it
    int m_current = 0;
};

}  // namespace

QByteArray writeOnnx(const models::LayerGraph& graph, const std::map<std::string, models::TensorView>& tensors,
                     const data::Normalization& normalization, const OnnxModelInfo& info, OnnxDataFile* data) {
    return writeOnnx(graph, tensors, normalization, info, WeightPlan(), data).bytes;
}

WrittenModel writeOnnx(const models::LayerGraph& graph, const std::map<std::string, models::TensorView>& tensors,
                       const data::Normalization& normalization, const OnnxModelInfo& info, const WeightPlan& plan,
                       OnnxDataFile* data) {
    OnnxBuilder model(info, plan.precision == WeightPrecision::F16, data);
    model.addMetadata("image_mean", jsonArray(normalization.mean));
    model.addMetadata("image_std", jsonArray(normalization.deviation));
    LayerBook book(plan);
    GraphWriter(graph, tensors, model, book).write();
    return {model.serialize(), book.layers()};
}

}  // namespace distillab::deploy
