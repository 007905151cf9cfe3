#pragma once

#include "core/data/batch.h"
#include "core/models/layer_graph.h"
#include "core/models/safetensors.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <map>
#include <string>

/// Export of a trained network as ONNX. Torch-free: takes the layer graph and named raw tensors.
namespace distillab::deploy {

inline constexpr int kOpset = 17;
inline constexpr int kIrVersion = 8;
inline constexpr const char* kInputName = "pixel_values";  ///< float [batch, channels, height, width], normalised
inline constexpr const char* kOutputName = "logits";       ///< float [batch, classes]

/// What the file says of itself besides the graph.
struct OnnxModelInfo {
    QString name;
    QStringList labels;
    data::Normalization normalization;
    QString recipe;  ///< the experiment as YAML
};

/// The serialized ModelProto: opset 17, dynamic batch, batch norm folded into the convolution before it, dropout
/// left out, clean node names, metadata_props `labels` (JSON array), `image_mean`, `image_std`, `recipe`, `producer`.
/// @param tensors  by the names that graph.tensors() lists
/// @throws WorkError when a tensor is missing or misshaped
QByteArray writeOnnx(const models::LayerGraph& graph, const std::map<std::string, models::TensorView>& tensors,
                     const OnnxModelInfo& info);

}  // namespace distillab::deploy
