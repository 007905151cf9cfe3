#pragma once

#include <QString>

namespace distillab::models {

/// What a model is asked with.
enum class ModelInput { Images, Texts };

/// Whether a network that can learn on lies in the folder itself, by its config.json.
bool isModelFolder(const QString& folder);

/// The exported file that answers: `path` itself where it names one, else of the folder's model.onnx, model.int8.onnx
/// and model.fp16.onnx the first that is there; empty where none is.
QString exportedFile(const QString& path);

/// What the model of a run (its student), a model folder or an export folder reads, by its files alone.
/// @param path  the folder, or an exported file in it
/// @throws RequestError when there is no model
ModelInput modelInputOf(const QString& path);

}  // namespace distillab::models
