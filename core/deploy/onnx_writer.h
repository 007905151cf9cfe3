#pragma once

#include "core/data/batch.h"
#include "core/deploy/onnx_model_info.h"
#include "core/deploy/weight_plan.h"
#include "core/models/layer_graph.h"
#include "core/models/safetensors.h"

#include <QByteArray>

#include <map>
#include <string>

/// Export of a trained image network as ONNX. Torch-free: takes the layer graph and named raw tensors.
namespace distillab::deploy {

class OnnxDataFile;

/// The serialized ModelProto: opset 17, dynamic batch, batch norm folded into the convolution before it, dropout
/// left out, clean node names, metadata_props `labels` (JSON array), `image_mean`, `image_std`, `recipe`, `producer`.
/// It reads kPixelValues and answers kLogits (core/deploy/model_signature.h).
/// @param tensors  by the names that graph.tensors() lists
/// @param data  takes the large tensors of a model of more than kMostBytesInModel
/// @throws WorkError when a tensor is missing or misshaped
QByteArray writeOnnx(const models::LayerGraph& graph, const std::map<std::string, models::TensorView>& tensors,
                     const data::Normalization& normalization, const OnnxModelInfo& info, OnnxDataFile* data = nullptr);

/// The same with its weights stored as planned. In F16 batch norms stay nodes of their own.
/// @throws WorkError as well when weights that are to be quantised are no numbers
WrittenModel writeOnnx(const models::LayerGraph& graph, const std::map<std::string, models::TensorView>& tensors,
                       const data::Normalization& normalization, const OnnxModelInfo& info, const WeightPlan& plan,
                       OnnxDataFile* data = nullptr);

}  // namespace distillab::deploy
