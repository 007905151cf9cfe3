#pragma once

#include "core/models/transformer_config.h"
#include "core/nn/transformer.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>

namespace distillab::nn {

/// What a weights' file and a model had not in common, by name.
struct WeightDifferences {
    QStringList missing;    ///< of the head: left fresh
    QStringList extra;      ///< in the file, used by nothing: other heads, mostly
    QStringList misshaped;  ///< of the head, for other labels: left fresh
};

struct LoadedTextModel {
    models::TransformerConfig config;
    std::unique_ptr<Transformer> model;
    bool headIsNew = false;  ///< the classifier did not come from the folder: it has to be trained
    WeightDifferences differences;
    qint64 bytes = 0;  ///< of the weights' files
};

/// True when the folder's config.json describes a model of a kind that parseTransformerConfig knows.
bool isTextModelFolder(const QString& folder);

/// config.json of a folder, without its weights. @throws RequestError
models::TransformerConfig loadTextConfig(const QString& folder);

/// Reads a Hugging Face folder: config.json and the weights in any of the forms that models::readWeights knows, of a
/// classifier or of a bare encoder ("embeddings.…"
/// without "bert." before it). What the file has not of the head stays fresh from `seed`.
///
/// @param labels  those of the task; empty: the folder's. Another number than the folder's gives a new classifier,
///                the same number keeps it under these names.
/// @throws RequestError naming the file and the encoder's tensors that are missing or mis-shaped
LoadedTextModel loadTextModel(const QString& folder, const QStringList& labels, std::uint64_t seed,
                              torch::Device device);

/// Writes config.json and model.safetensors, each atomically, the weights last; the caller adds the tokenizer.
/// @param type  of the weights, see HostTensors
/// @return bytes of the weights' file
qint64 saveTextModel(const QString& folder, const Transformer& model, models::DType type = models::DType::F32);

}  // namespace distillab::nn
