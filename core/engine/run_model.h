#pragma once

#include "core/base/run_control.h"
#include "core/deploy/named_input.h"
#include "core/deploy/weight_plan.h"
#include "core/distill/evaluator.h"
#include "core/models/tensor.h"
#include "core/nn/item_source.h"
#include "core/report/run_report.h"
#include "core/session/engine.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace distillab::deploy {
class OnnxDataFile;
}

namespace distillab::engine {

/// A network with what its folder says of it, whatever it reads: a run's teacher, student or baseline.
class RunModel {
public:
    virtual ~RunModel() = default;

    virtual nn::Model& model() = 0;
    /// All that its answers depend on: the network, and how it reads a question.
    virtual void addContentTo(ContentHash& hash) { model().addContentTo(hash); }
    /// "cnn-tiny": as lists name it.
    virtual QString name() const = 0;
    /// Classes in the order of the logits.
    virtual QStringList labels() const = 0;
    /// Weights: of a file of another program as many as can be counted.
    virtual std::int64_t parameterCount() { return model().parameterCount(); }
    /// Of its file of weights; 0 before save().
    virtual qint64 bytes() const = 0;

    /// False for a file of another program: it answers, and is neither trained nor written anew.
    virtual bool isOurs() const { return true; }

    /// Writes a model folder in the Hugging Face layout, the weights last, so that a folder with weights is complete.
    /// @param type  of the weights: F32 or F16
    virtual void save(const QString& folder, models::DType type) = 0;

    /// Labelled items of a file or folder to judge the model on. The model must outlive them.
    /// @throws RequestError when they are damaged or do not fit the model
    /// @param spec  how the data the model was made with is read: columns, encoding
    virtual std::unique_ptr<nn::ItemSource> itemsOf(const QString& dataPath, const experiment::DataSpec& spec) = 0;

    /// A question as the model reads it. @throws RequestError when it is of the wrong kind
    virtual nn::Batch prepare(const session::Question& question) = 0;

    /// The serialized ONNX model.
    /// @param recipe  the experiment, for its metadata
    /// @param data  takes the large tensors of a model of more than deploy::kMostBytesInModel
    virtual deploy::WrittenModel toOnnx(const QString& recipe, const deploy::WeightPlan& plan,
                                        deploy::OnnxDataFile* data) = 0;
    /// A batch as that model reads it.
    virtual deploy::Inputs onnxInputs(const nn::Batch& batch) const = 0;
    /// Writes what a program needs beside the ONNX file to make its inputs.
    virtual void saveBesideOnnx(const QString& /*folder*/) const {}
};

/// The picture of a question, as a model reads it. @throws RequestError when its file cannot be read
std::vector<std::uint8_t> pixelsOf(const session::Question& question, data::ImageShape shape);

/// Name, size, speed on the items and scores of a model.
/// @param known  its speed, where that need not be measured
report::ModelReport describeModel(RunModel& model, nn::ItemSource& items, report::Scores scores,
                                  const std::optional<distill::EngineLatency>& known = std::nullopt);

}  // namespace distillab::engine
