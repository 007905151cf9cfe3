#pragma once

#include "core/deploy/onnx_builder.h"
#include "core/experiment/experiment.h"

#include <functional>
#include <string>
#include <vector>

/// Layers with int8 weights, as nodes of an ONNX graph in the standard's own operators.
namespace distillab::deploy {

/// x Wᵀ + b: x is quantised while the model runs, with one scale for all of it (DynamicQuantizeLinear), multiplied in
/// int8 (MatMulInteger), and scaled back (Cast, Mul) before the bias is added. ONNX Runtime makes one
/// DynamicQuantizeMatMul of these; layers that read the same x share its quantisation and become MatMulIntegerToFloat.
/// @param weight  [out, in]
/// @param output  name of the result; empty: that of its node
std::string writeInt8Linear(OnnxBuilder& out, const std::string& x, const std::string& module,
                            const std::vector<float>& weight, const std::vector<float>& bias,
                            experiment::WeightBits bits, const std::string& output = {});

/// Writes the node that takes rows out of a table. @param part  what its name begins with
using PickRows = std::function<std::string(const std::string& table, const std::string& part)>;

/// Rows of a table of embeddings: those of int8, and their scales, are picked and multiplied.
/// @param table  [rows, width]
std::string writeInt8Rows(OnnxBuilder& out, const std::string& module, const std::vector<float>& table, size_t rows,
                          const PickRows& pick);

/// Filters for a Conv: widened by nodes that ONNX Runtime computes when the file is loaded.
/// @return the name of the widened ones
std::string writeInt8Filters(OnnxBuilder& out, const std::string& module, const OnnxBuilder::Shape& shape,
                             const std::vector<float>& filters);

}  // namespace distillab::deploy
