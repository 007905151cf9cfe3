#pragma once

#include "core/models/tensor_file.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <map>
#include <string>

/// One way to a model's weights, whatever they are kept in.
namespace distillab::models {

/// Names of the files that a model folder may keep its weights in, the preferred one first.
inline constexpr const char* kSafetensorsFile = "model.safetensors";
inline constexpr const char* kSafetensorsIndex = "model.safetensors.index.json";
inline constexpr const char* kTorchFile = "pytorch_model.bin";
inline constexpr const char* kTorchIndex = "pytorch_model.bin.index.json";

/// Longest index of shards: 100 MB, as a safetensors header.
inline constexpr qint64 kMostIndexBytes = 100'000'000;

/// The tensors of a whole model, from one file or many.
struct WeightFile : TensorFile {
    QString path;      ///< the file, or the index of several
    qint64 bytes = 0;  ///< of the file or of all shards
};

/// The file of a folder's weights or of their index, empty when the folder has none.
QString findWeights(const QString& folder);

/// @param folderOrFile  a model folder, a safetensors file, a file of torch.save, or an index of shards
/// @throws RequestError naming the file: nothing to read, a shard or a tensor missing, and all that the formats refuse
WeightFile readWeights(const QString& folderOrFile);

/// The "weight_map" of an index: which shard, a plain file name beside the index, holds which tensor.
/// @throws RequestError naming `path` when it is no index or a shard's name would lead out of the folder
std::map<std::string, std::string> parseShardIndex(const QByteArray& index, const QString& path);

}  // namespace distillab::models
