#include "core/deploy/int8_layers.h"

#include "core/deploy/quantise.h"

namespace distillab::deploy {
namespace {

constexpr std::int64_t kToFloat = 1;  ///< TensorProto.FLOAT, for Cast

std::int64_t sideOf(size_t length) { return static_cast<std::int64_t>(length); }

}  // namespace

std::string writeInt8Linear(OnnxBuilder& out, const std::string& x, const std::string& module,
                            const std::vector<float>& weight, const std::vector<float>& bias,
                            experiment::WeightBits bits, const std::string& output) {
    const QuantisedRows rows = quantiseRows(weight, bias.size(), bits);
    const std::int64_t width = sideOf(bias.size());
    const OnnxBuilder::DynamicallyQuantised input = out.quantised(x);
    const std::string weights =
        out.constant(module + ".weight", {sideOf(weight.size()) / width, width}, rows.transposed());
    const std::string product =
        out.node("MatMulInteger", module + "/MatMulInteger", {input.values, weights, input.zeroPoint});
    const std::string numbers = out.node("Cast", module + "/Cast", {product}, {{"to", kToFloat}});
    const std::string scales = out.node("Mul", module + "/scale/Mul",
                                        {input.scale, out.constant(module + ".weight_scale", {width}, rows.scales)});
    const std::string scaled = out.node("Mul", module + "/Mul", {numbers, scales});
    return out.node("Add", module + "/Add", {scaled, out.constant(module + ".bias", {width}, bias)}, {}, output);
}

std::string writeInt8Rows(OnnxBuilder& out, const std::string& module, const std::vector<float>& table, size_t rows,
                          const PickRows& pick) {
    // Nothing is multiplied in int8 here: no pair of values can go over.
    const QuantisedRows quantised = quantiseRows(table, rows, experiment::WeightBits::Eight);
    const std::int64_t height = sideOf(rows);
    const std::string picked =
        pick(out.constant(module + ".weight", {height, sideOf(table.size()) / height}, quantised.values), module);
    const std::string scales =
        pick(out.constant(module + ".weight_scale", {height, 1}, quantised.scales), module + "/scale");
    const std::string numbers = out.node("Cast", module + "/widen/Cast", {picked}, {{"to", kToFloat}});
    return out.node("Mul", module + "/widen/Mul", {numbers, scales});
}

std::string writeInt8Filters(OnnxBuilder& out, const std::string& module, const OnnxBuilder::Shape& shape,
                             const std::vector<float>& filters) {
    const QuantisedRows rows = quantiseRows(filters, static_cast<size_t>(shape.front()), experiment::WeightBits::Eight);
    OnnxBuilder::Shape scaleShape(shape.size(), 1);
    scaleShape.front() = shape.front();
    const std::string numbers = out.node("Cast", module + ".weight/Cast",
                                         {out.constant(module + ".weight", shape, rows.values)}, {{"to", kToFloat}});
    return out.node("Mul", module + ".weight/Mul",
                    {numbers, out.constant(module + ".weight_scale", scaleShape, rows.scales)});
}

}  // namespace distillab::deploy
