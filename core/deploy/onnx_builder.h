#pragma once

#include "core/deploy/named_input.h"
#include "core/deploy/onnx_model_info.h"
#include "core/models/layer_graph.h"
#include "core/models/safetensors.h"

#include <QByteArray>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace onnx {
class GraphProto;
class ModelProto;
class TensorProto;
class ValueInfoProto;
}  // namespace onnx

namespace distillab::deploy {

class OnnxDataFile;

/// Trained tensors, handed out once each has proven to be what the model needs.
class WeightSource {
public:
    WeightSource(const std::vector<models::TensorInfo>& expected,
                 const std::map<std::string, models::TensorView>& tensors);

    bool has(const std::string& name) const { return m_shapes.contains(name); }
    const std::vector<std::int64_t>& shape(const std::string& name) const { return m_shapes.at(name); }
    /// @throws WorkError when the tensor is missing or misshaped
    std::vector<float> values(const std::string& name) const;

private:
    std::map<std::string, std::vector<std::int64_t>> m_shapes;
    const std::map<std::string, models::TensorView>& m_tensors;
};

/// An ONNX model that grows node by node. Values are known by their names; a node's value bears the node's own name
/// unless another is asked for.
class OnnxBuilder {
public:
    using Shape = std::vector<std::int64_t>;
    using Side = std::variant<std::int64_t, std::string>;  ///< a length, or the name of one that is free
    struct Attribute {
        const char* name;
        std::variant<std::int64_t, std::vector<std::int64_t>, double> value;
    };

    /// What DynamicQuantizeLinear makes of a value: unsigned bytes, their scale and what of them is zero.
    struct DynamicallyQuantised {
        std::string values;
        std::string scale;
        std::string zeroPoint;
    };

    /// With the metadata that every export has: `producer`, `labels` (JSON array), `recipe`.
    /// @param half  floats of tensors are stored as f16, with a Cast behind them that ONNX Runtime computes when the
    ///              file is loaded; scalars and what half precision has no room for stay f32
    /// @param data  takes the large initialisers of a model that cannot hold them itself; has to outlive the builder
    explicit OnnxBuilder(const OnnxModelInfo& info, bool half = false, OnnxDataFile* data = nullptr);
    ~OnnxBuilder();

    void addInput(const std::string& name, ElementType type, const std::vector<Side>& shape);
    void addOutput(const std::string& name, ElementType type, const std::vector<Side>& shape);
    void addMetadata(const char* key, const QByteArray& value);

    /// Adds an initialiser; the second one of a name is the first.
    /// @return the name of its value
    std::string constant(const std::string& name, const Shape& shape, const std::vector<float>& values);
    std::string constant(const std::string& name, const Shape& shape, const std::vector<std::int64_t>& values);
    std::string constant(const std::string& name, const Shape& shape, const std::vector<std::int8_t>& values);
    /// A constant without sides.
    std::string scalar(const std::string& name, float value) { return constant(name, {}, std::vector<float>{value}); }

    /// @return the name of its value
    std::string node(const char* type, const std::string& name, const std::vector<std::string>& inputs,
                     const std::vector<Attribute>& attributes = {}, const std::string& output = {});

    /// A value quantised while the model runs; once, however many read it.
    DynamicallyQuantised quantised(const std::string& value);

    /// Empty where that takes more than kMostBytesInModel.
    QByteArray serialize() const;

private:
    onnx::GraphProto& graph();
    std::string halfConstant(const std::string& name, const Shape& shape, const std::vector<std::uint16_t>& values);
    void store(onnx::TensorProto& tensor, std::span<const std::byte> bytes);
    static void describe(onnx::ValueInfoProto& value, const std::string& name, ElementType type,
                         const std::vector<Side>& shape);

    std::unique_ptr<onnx::ModelProto> m_model;
    bool m_half;
    OnnxDataFile* m_data;
    std::map<std::string, std::string> m_constants;  ///< the value of each
    std::set<std::string> m_quantised;
};

}  // namespace distillab::deploy
