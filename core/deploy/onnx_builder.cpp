#include "core/deploy/onnx_builder.h"

#include "core/base/error.h"
#include "core/deploy/onnx_data_file.h"
#include "core/models/tensor.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <onnx/onnx_pb.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>

namespace distillab::deploy {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::OnnxWriter)
};

constexpr const char* kProducer = "DistilLab";

constexpr std::int64_t kToFloat = onnx::TensorProto::FLOAT;  ///< for Cast
/// A Cast for each of many small constants would make a graph longer, not a file smaller.
constexpr size_t kFewestHalves = 32;

onnx::TensorProto::DataType dataType(ElementType type) {
    return type == ElementType::F32 ? onnx::TensorProto::FLOAT : onnx::TensorProto::INT64;
}

onnx::TensorProto& describe(onnx::TensorProto& tensor, const std::string& name, const OnnxBuilder::Shape& shape,
                            onnx::TensorProto::DataType type) {
    tensor.set_name(name);
    tensor.set_data_type(type);
    for (const std::int64_t side : shape) tensor.add_dims(side);
    return tensor;
}

void setExternal(onnx::TensorProto& tensor, const char* key, const std::string& value) {
    onnx::StringStringEntryProto& entry = *tensor.add_external_data();
    entry.set_key(key);
    entry.set_value(value);
}

/// The values in half precision; nothing where there are few, or one has no room in it.
std::optional<std::vector<std::uint16_t>> halvesOf(const std::vector<float>& values) {
    constexpr float kLargest = 65504;
    if (values.size() < kFewestHalves) return std::nullopt;
    if (!std::ranges::all_of(values, [](float value) { return std::abs(value) <= kLargest; })) return std::nullopt;
    std::vector<std::uint16_t> halves(values.size());
    std::ranges::transform(values, halves.begin(), models::toHalf);
    return halves;
}

void set(onnx::AttributeProto& attribute, std::int64_t value) {
    attribute.set_type(onnx::AttributeProto::INT);
    attribute.set_i(value);
}

void set(onnx::AttributeProto& attribute, const std::vector<std::int64_t>& values) {
    attribute.set_type(onnx::AttributeProto::INTS);
    for (const std::int64_t value : values) attribute.add_ints(value);
}

void set(onnx::AttributeProto& attribute, double value) {
    attribute.set_type(onnx::AttributeProto::FLOAT);
    attribute.set_f(static_cast<float>(value));
}

}  // namespace

WeightSource::WeightSource(const std::vector<models::TensorInfo>& expected,
                           const std::map<std::string, models::TensorView>& tensors)
    : m_tensors(tensors) {
    for (const models::TensorInfo& info : expected) m_shapes[info.name] = info.shape;
}

std::vector<float> WeightSource::values(const std::string& name) const {
    const std::vector<std::int64_t>& shape = m_shapes.at(name);
    const models::TensorInfo expected{name, shape};
    const auto found = m_tensors.find(name);
    if (found == m_tensors.end()) {
        throw WorkError(
            Text::tr("the weights \"%1\" are missing for the ONNX export").arg(QString::fromStdString(name)));
    }
    std::vector<float> values(static_cast<size_t>(expected.elements()));
    const models::TensorView& view = found->second;
    if (view.type != models::DType::F32 || view.shape != shape || view.bytes.size() != values.size() * sizeof(float)) {
        throw WorkError(Text::tr("the weights \"%1\" have not the shape or type that the model needs")
                            .arg(QString::fromStdString(name)));
    }
    std::memcpy(values.data(), view.bytes.data(), view.bytes.size());
    return values;
}

OnnxBuilder::OnnxBuilder(const OnnxModelInfo& info, bool half, OnnxDataFile* data)
    : m_model(std::make_unique<onnx::ModelProto>()), m_half(half), m_data(data) {
    m_model->set_ir_version(kIrVersion);
    m_model->set_producer_name(kProducer);
    m_model->add_opset_import()->set_version(kOpset);
    graph().set_name(info.name.toStdString());
    addMetadata("producer", kProducer);
    addMetadata("labels", QJsonDocument(QJsonArray::fromStringList(info.labels)).toJson(QJsonDocument::Compact));
    addMetadata("recipe", info.recipe.toUtf8());
}

OnnxBuilder::~OnnxBuilder() = default;

onnx::GraphProto& OnnxBuilder::graph() { return *m_model->mutable_graph(); }

void OnnxBuilder::describe(onnx::ValueInfoProto& value, const std::string& name, ElementType type,
                           const std::vector<Side>& shape) {
    value.set_name(name);
    onnx::TypeProto::Tensor& tensor = *value.mutable_type()->mutable_tensor_type();
    tensor.set_elem_type(dataType(type));
    for (const Side& side : shape) {
        onnx::TensorShapeProto::Dimension& dimension = *tensor.mutable_shape()->add_dim();
        if (const auto* length = std::get_if<std::int64_t>(&side)) {
            dimension.set_dim_value(*length);
        } else {
            dimension.set_dim_param(std::get<std::string>(side));
        }
    }
}

/// What shape inference reads, such as the sides of a Reshape, is small and stays in the model.
void OnnxBuilder::store(onnx::TensorProto& tensor, std::span<const std::byte> bytes) {
    if (!m_data || bytes.size() < OnnxDataFile::kLeastBytes) {
        tensor.set_raw_data(bytes.data(), bytes.size());
        return;
    }
    tensor.set_data_location(onnx::TensorProto::EXTERNAL);
    setExternal(tensor, "location", m_data->location());
    setExternal(tensor, "offset", std::to_string(m_data->append(bytes)));
    setExternal(tensor, "length", std::to_string(bytes.size()));
}

void OnnxBuilder::addInput(const std::string& name, ElementType type, const std::vector<Side>& shape) {
    describe(*graph().add_input(), name, type, shape);
}

void OnnxBuilder::addOutput(const std::string& name, ElementType type, const std::vector<Side>& shape) {
    describe(*graph().add_output(), name, type, shape);
}

void OnnxBuilder::addMetadata(const char* key, const QByteArray& value) {
    onnx::StringStringEntryProto& entry = *m_model->add_metadata_props();
    entry.set_key(key);
    entry.set_value(value.toStdString());
}

std::string OnnxBuilder::constant(const std::string& name, const Shape& shape, const std::vector<float>& values) {
    if (const auto found = m_constants.find(name); found != m_constants.end()) return found->second;
    if (m_half) {
        if (const auto halves = halvesOf(values)) return halfConstant(name, shape, *halves);
    }
    store(deploy::describe(*graph().add_initializer(), name, shape, onnx::TensorProto::FLOAT),
          std::as_bytes(std::span(values)));
    return m_constants[name] = name;
}

std::string OnnxBuilder::halfConstant(const std::string& name, const Shape& shape,
                                      const std::vector<std::uint16_t>& values) {
    store(deploy::describe(*graph().add_initializer(), name, shape, onnx::TensorProto::FLOAT16),
          std::as_bytes(std::span(values)));
    return m_constants[name] = node("Cast", name + "/Cast", {name}, {{"to", kToFloat}});
}

std::string OnnxBuilder::constant(const std::string& name, const Shape& shape,
                                  const std::vector<std::int64_t>& values) {
    if (m_constants.emplace(name, name).second) {
        store(deploy::describe(*graph().add_initializer(), name, shape, onnx::TensorProto::INT64),
              std::as_bytes(std::span(values)));
    }
    return name;
}

std::string OnnxBuilder::constant(const std::string& name, const Shape& shape, const std::vector<std::int8_t>& values) {
    if (m_constants.emplace(name, name).second) {
        store(deploy::describe(*graph().add_initializer(), name, shape, onnx::TensorProto::INT8),
              std::as_bytes(std::span(values)));
    }
    return name;
}

std::string OnnxBuilder::node(const char* type, const std::string& name, const std::vector<std::string>& inputs,
                              const std::vector<Attribute>& attributes, const std::string& output) {
    onnx::NodeProto& node = *graph().add_node();
    node.set_op_type(type);
    node.set_name(name);
    for (const std::string& input : inputs) node.add_input(input);
    node.add_output(output.empty() ? name : output);
    for (const Attribute& attribute : attributes) {
        onnx::AttributeProto& proto = *node.add_attribute();
        proto.set_name(attribute.name);
        std::visit([&](const auto& value) { set(proto, value); }, attribute.value);
    }
    return node.output(0);
}

OnnxBuilder::DynamicallyQuantised OnnxBuilder::quantised(const std::string& value) {
    const DynamicallyQuantised outputs{value + "/quantised", value + "/scale", value + "/zero_point"};
    if (!m_quantised.insert(value).second) return outputs;
    onnx::NodeProto& node = *graph().add_node();
    node.set_op_type("DynamicQuantizeLinear");
    node.set_name(value + "/DynamicQuantizeLinear");
    node.add_input(value);
    for (const std::string& output : {outputs.values, outputs.scale, outputs.zeroPoint}) node.add_output(output);
    return outputs;
}

QByteArray OnnxBuilder::serialize() const {
    const auto size = static_cast<std::int64_t>(m_model->ByteSizeLong());
    if (size > kMostBytesInModel) return {};
    QByteArray bytes(size, Qt::Uninitialized);
    m_model->SerializeWithCachedSizesToArray(reinterpret_cast<std::uint8_t*>(bytes.data()));
    return bytes;
}

}  // namespace distillab::deploy
