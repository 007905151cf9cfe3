#pragma once

#include "core/data/batch.h"
#include "core/models/safetensors.h"
#include "core/nn/network.h"

#include <QString>
#include <QStringList>

#include <map>
#include <string>
#include <vector>

namespace distillab::nn {

/// What a model folder says besides the weights.
struct ModelCard {
    QString model;  ///< registry name
    double width = 1.0;
    data::ImageShape input;
    QStringList labels;
    data::Normalization normalization;
};

struct LoadedModel {
    ModelCard card;
    Network network;
    qint64 bytes = 0;  ///< of the weights' file
};

/// A model's tensors, contiguous on the CPU, with views of their bytes.
class HostTensors {
public:
    /// @param type  F32 or F16; a tensor with values beyond half precision's 65504 stays F32
    explicit HostTensors(const Model& model, models::DType type = models::DType::F32);

    const std::vector<models::TensorView>& list() const { return m_views; }
    std::map<std::string, models::TensorView> byName() const;

private:
    std::vector<torch::Tensor> m_tensors;
    std::vector<models::TensorView> m_views;
};

/// The bytes of a contiguous CPU tensor, as a view.
models::TensorView viewOf(const std::string& name, const torch::Tensor& tensor);

/// Writes config.json, preprocessor_config.json and model.safetensors in the Hugging Face layout, each atomically;
/// the weights last, so that a folder with weights is complete.
/// @param type  of the weights, see HostTensors
/// @return bytes of the weights' file
qint64 saveModel(const QString& folder, const Network& network, const ModelCard& card,
                 models::DType type = models::DType::F32);

/// True when the folder holds a model that saveModel wrote.
bool isModelFolder(const QString& folder);

/// @throws RequestError naming the file and what is missing, mis-shaped, unknown or no number in it
LoadedModel loadModel(const QString& folder, torch::Device device);

/// config.json of a model folder, without its weights.
ModelCard loadCard(const QString& folder);

/// @throws RequestError naming tensor and file when a value is NaN or infinite: no answer of such a model means
/// anything
void rejectBrokenNumbers(const torch::Tensor& values, const std::string& name, const QString& path);

/// Puts the tensors of a safetensors file into a network; every tensor must be there with its shape.
/// @throws RequestError listing the tensors that are missing, extra or mis-shaped
void loadWeights(Network& network, const models::TensorFile& file, const QString& path);

}  // namespace distillab::nn
