#include "core/deploy/onnx_writer.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <onnx/onnx_pb.h>

#include <cmath>
#include <cstring>
#include <set>

namespace distillab::deploy {
namespace {

using namespace Qt::Literals::StringLiterals;
using models::BatchNorm2d;
using models::Conv2d;
using models::LayerGraph;
using models::Linear;
using models::MaxPool2d;
using models::Node;
using models::TensorView;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::OnnxWriter)
};

constexpr const char* kBatchDimension = "batch";
constexpr const char* kProducer = "DistilLab";
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
    GraphWriter(const LayerGraph& graph, const std::map<std::string, TensorView>& tensors, onnx::GraphProto& out)
        : m_graph(graph), m_tensors(tensors), m_out(out) {
        for (const models::TensorInfo& info : graph.tensors()) m_shapes[info.name] = info.shape;
        chooseSources();
    }

    void write() {
        describeValue(*m_out.add_input(), kInputName, m_graph.inputShape());
        for (size_t i = 0; i < nodes().size(); ++i) {
            m_current = static_cast<int>(i);
            if (m_sources[i] == m_current) std::visit([this](const auto& op) { writeNode(op); }, nodes()[i].operation);
        }
        describeValue(*m_out.add_output(), kOutputName, nodes().back().shape);
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
        for (const Node& node : nodes()) {
            const int own = static_cast<int>(m_sources.size());
            const bool followsConv = is<BatchNorm2d>(node) && node.input != kGraphInput &&
                                     is<Conv2d>(this->node(node.input)) &&
                                     readers[static_cast<size_t>(node.input)] == 1;
            if (followsConv) m_norms[static_cast<size_t>(node.input)] = &node;
            m_sources.push_back(followsConv || is<models::Dropout>(node) ? sourceOf(node.input) : own);
        }
    }

    int sourceOf(int index) const { return index == kGraphInput ? index : m_sources[static_cast<size_t>(index)]; }

    std::string valueName(int index) const {
        const int source = sourceOf(index);
        if (source == kGraphInput) return kInputName;
        return source == m_sources.back() ? kOutputName : node(source).name;
    }

    // Tensors

    std::vector<float> tensor(const std::string& name) const {
        const std::vector<std::int64_t>& shape = m_shapes.at(name);
        const models::TensorInfo expected{name, shape};
        const auto found = m_tensors.find(name);
        if (found == m_tensors.end()) {
            throw WorkError(Text::tr("the weights \"%1\" are missing for the ONNX export").arg(toQString(name)));
        }
        std::vector<float> values(static_cast<size_t>(expected.elements()));
        const TensorView& view = found->second;
        if (view.type != models::DType::F32 || view.shape != shape ||
            view.bytes.size() != values.size() * sizeof(float)) {
            throw WorkError(
                Text::tr("the weights \"%1\" have not the shape or type that the model needs").arg(toQString(name)));
        }
        std::memcpy(values.data(), view.bytes.data(), view.bytes.size());
        return values;
    }
    static QString toQString(const std::string& text) { return QString::fromStdString(text); }

    /// Adds an initialiser and makes it the next input of `reader`.
    void addTensor(onnx::NodeProto& reader, const std::string& name, const std::vector<std::int64_t>& shape,
                   const std::vector<float>& values) {
        reader.add_input(name);
        if (!m_written.insert(name).second) return;
        onnx::TensorProto& tensor = *m_out.add_initializer();
        tensor.set_name(name);
        tensor.set_data_type(onnx::TensorProto::FLOAT);
        for (const std::int64_t side : shape) tensor.add_dims(side);
        tensor.set_raw_data(values.data(), values.size() * sizeof(float));
    }
    void addOwnTensor(onnx::NodeProto& reader, const char* suffix) {
        const std::string name = current().name + suffix;
        addTensor(reader, name, m_shapes.at(name), tensor(name));
    }

    // Nodes

    onnx::NodeProto& addNode(const char* type) {
        onnx::NodeProto& out = *m_out.add_node();
        out.set_op_type(type);
        out.set_name(current().name);
        out.add_input(valueName(current().input));
        out.add_output(valueName(m_current));
        return out;
    }

    static onnx::AttributeProto& addAttribute(onnx::NodeProto& node, const char* name,
                                              onnx::AttributeProto::AttributeType type) {
        onnx::AttributeProto& attribute = *node.add_attribute();
        attribute.set_name(name);
        attribute.set_type(type);
        return attribute;
    }
    static void addInt(onnx::NodeProto& node, const char* name, int value) {
        addAttribute(node, name, onnx::AttributeProto::INT).set_i(value);
    }
    static void addInts(onnx::NodeProto& node, const char* name, std::initializer_list<int> values) {
        onnx::AttributeProto& attribute = addAttribute(node, name, onnx::AttributeProto::INTS);
        for (const int value : values) attribute.add_ints(value);
    }
    static void addFloat(onnx::NodeProto& node, const char* name, double value) {
        addAttribute(node, name, onnx::AttributeProto::FLOAT).set_f(static_cast<float>(value));
    }

    void writeNode(const Conv2d& conv) {
        std::vector<float> weight = tensor(current().name + ".weight");
        std::vector<float> bias =
            conv.bias ? tensor(current().name + ".bias") : std::vector<float>(static_cast<size_t>(conv.out), 0.0F);
        const Node* norm = m_norms[static_cast<size_t>(m_current)];
        if (norm) fold(norm->name, weight, bias);

        onnx::NodeProto& out = addNode("Conv");
        addTensor(out, current().name + ".weight", m_shapes.at(current().name + ".weight"), weight);
        if (conv.bias || norm) addTensor(out, current().name + ".bias", {conv.out}, bias);
        addInts(out, "kernel_shape", {conv.kernel, conv.kernel});
        addInts(out, "strides", {conv.stride, conv.stride});
        addInts(out, "pads", {conv.padding, conv.padding, conv.padding, conv.padding});
        addInt(out, "group", conv.groups);
    }

    /// y = γ (w·x + b − μ) / √(σ² + ε) + β is again a convolution. In double, as its rounding is all that may differ.
    void fold(const std::string& norm, std::vector<float>& weight, std::vector<float>& bias) const {
        const std::vector<float> gamma = tensor(norm + ".weight");
        const std::vector<float> beta = tensor(norm + ".bias");
        const std::vector<float> mean = tensor(norm + ".running_mean");
        const std::vector<float> variance = tensor(norm + ".running_var");
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
        onnx::NodeProto& out = addNode("BatchNormalization");
        for (const char* suffix : {".weight", ".bias", ".running_mean", ".running_var"}) addOwnTensor(out, suffix);
        addFloat(out, "epsilon", models::kBatchNormEpsilon);
    }

    void writeNode(const Linear&) {
        onnx::NodeProto& out = addNode("Gemm");
        addOwnTensor(out, ".weight");
        addOwnTensor(out, ".bias");
        addInt(out, "transB", 1);
    }

    void writeNode(const models::Relu&) { addNode("Relu"); }

    void writeNode(const models::Relu6&) {
        onnx::NodeProto& out = addNode("Clip");
        addTensor(out, "relu6.min", {}, {0.0F});
        addTensor(out, "relu6.max", {}, {6.0F});
    }

    void writeNode(const MaxPool2d& pool) {
        onnx::NodeProto& out = addNode("MaxPool");
        addInts(out, "kernel_shape", {pool.kernel, pool.kernel});
        addInts(out, "strides", {pool.stride, pool.stride});
    }

    void writeNode(const models::GlobalAveragePool&) {
        const std::string pooled = current().name + ".mean";
        addNode("GlobalAveragePool").set_output(0, pooled);
        onnx::NodeProto& flatten = addNode("Flatten");
        flatten.set_name(current().name + ".flatten");
        flatten.set_input(0, pooled);
    }

    void writeNode(const models::Flatten&) { addNode("Flatten"); }

    void writeNode(const models::Add&) { addNode("Add").add_input(valueName(current().secondInput)); }

    void writeNode(const models::Dropout&) {}  // the identity once trained; its readers read its input

    static void describeValue(onnx::ValueInfoProto& value, const char* name, data::ImageShape shape) {
        value.set_name(name);
        onnx::TypeProto::Tensor& type = *value.mutable_type()->mutable_tensor_type();
        type.set_elem_type(onnx::TensorProto::FLOAT);
        onnx::TensorShapeProto& sides = *type.mutable_shape();
        sides.add_dim()->set_dim_param(kBatchDimension);
        sides.add_dim()->set_dim_value(shape.channels);
        if (shape.height == 0) return;
        sides.add_dim()->set_dim_value(shape.height);
        sides.add_dim()->set_dim_value(shape.width);
    }

    const LayerGraph& m_graph;
    const std::map<std::string, TensorView>& m_tensors;
    onnx::GraphProto& m_out;
    std::map<std::string, std::vector<std::int64_t>> m_shapes;
    std::vector<int> m_sources;        ///< per node: the node whose ONNX output is its value
    std::vector<const Node*> m_norms;  ///< per convolution: the batch norm folded into it
    std::set<std::string> m_written;
    int m_current = 0;
};

void addMetadata(onnx::ModelProto& model, const char* key, const QByteArray& value) {
    onnx::StringStringEntryProto& entry = *model.add_metadata_props();
    entry.set_key(key);
    entry.set_value(value.toStdString());
}

}  // namespace

QByteArray writeOnnx(const models::LayerGraph& graph, const std::map<std::string, models::TensorView>& tensors,
                     const OnnxModelInfo& info) {
    onnx::ModelProto model;
    model.set_ir_version(kIrVersion);
    model.set_producer_name(kProducer);
    model.add_opset_import()->set_version(kOpset);
    model.mutable_graph()->set_name(info.name.toStdString());
    GraphWriter(graph, tensors, *model.mutable_graph()).write();

    addMetadata(model, "producer", kProducer);
    addMetadata(model, "labels", QJsonDocument(QJsonArray::fromStringList(info.labels)).toJson(QJsonDocument::Compact));
    addMetadata(model, "image_mean", jsonArray(info.normalization.mean));
    addMetadata(model, "image_std", jsonArray(info.normalization.deviation));
    addMetadata(model, "recipe", info.recipe.toUtf8());
    return QByteArray::fromStdString(model.SerializeAsString());
}

}  // namespace distillab::deploy
