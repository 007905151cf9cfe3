#pragma once

#include "core/deploy/model_signature.h"
#include "core/deploy/onnx_model_info.h"
#include "core/deploy/weight_plan.h"
#include "core/models/safetensors.h"
#include "core/models/transformer_config.h"

#include <QByteArray>

#include <map>
#include <string>

/// Export of a trained text classifier as ONNX. Torch-free: takes the configuration and named raw tensors.
namespace distillab::deploy {

class OnnxDataFile;

/// What the exported model reads. RoBERTa has a type of token and no input for it.
/// @param maxLength  tokens that texts are cut to, special tokens included; at most config.maxTokens()
TextSignature textSignatureOf(const models::TransformerConfig& config, int maxLength);

/// The serialized ModelProto of encoder and classification head: opset 17, dynamic batch and sequence, dropout left
/// out, nodes named by their modules. It reads kInputIds, kAttentionMask and, where the architecture has them,
/// kTokenTypeIds, and answers kLogits (core/deploy/model_signature.h), as transformers' XForSequenceClassification
/// does. Of the last layer only the first token is computed beyond keys and values: the head reads no other.
/// Weights of the encoder's linear layers are stored transposed, as MatMul reads them.
/// metadata_props `labels` (JSON array), `model_type`, `max_length`, `recipe`, `producer`.
/// @param tensors  by the names that models::transformerTensors() lists
/// @param maxLength  as for textSignatureOf()
/// @param data  takes the large tensors of a model of more than kMostBytesInModel
/// @throws WorkError when a tensor is missing or misshaped
QByteArray writeTransformerOnnx(const models::TransformerConfig& config,
                                const std::map<std::string, models::TensorView>& tensors, int maxLength,
                                const OnnxModelInfo& info, OnnxDataFile* data = nullptr);

/// The same with its weights stored as planned.
/// @throws WorkError as well when weights that are to be quantised are no numbers
WrittenModel writeTransformerOnnx(const models::TransformerConfig& config,
                                  const std::map<std::string, models::TensorView>& tensors, int maxLength,
                                  const OnnxModelInfo& info, const WeightPlan& plan, OnnxDataFile* data = nullptr);

}  // namespace distillab::deploy
