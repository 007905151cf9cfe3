#include "core/distill/checkpoint.h"

#include "core/base/error.h"
#include "core/base/whole_number.h"
#include "core/models/safetensors.h"
#include "core/nn/model_folder.h"

#include <torch/utils.h>

#include <QCoreApplication>
#include <QFileInfo>

#include <nlohmann/json.hpp>

#include <array>
#include <cstring>

namespace distillab::distill {
namespace {

using nlohmann::json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Checkpoint)
};

constexpr const char* kStateKey = "distillab";

/// The lists of tensors of a trainer's state, by their names in the file.
template <typename State>
auto tensorLists(State& state) {
    return std::array{std::pair{"model", &state.model}, std::pair{"best", &state.best},
                      std::pair{"optimizer", &state.optimizer}, std::pair{"objective", &state.objective},
                      std::pair{"sampler", &state.sampler}};
}

json toJson(const Checkpoint& checkpoint) {
    json seconds = json::object();
    for (auto it = checkpoint.seconds.begin(); it != checkpoint.seconds.end(); ++it) {
        seconds[it.key().toStdString()] = it.value();
    }
    json models = json::object();
    for (auto it = checkpoint.models.begin(); it != checkpoint.models.end(); ++it) {
        models[it.key().toStdString()] = it.value().toStdString();
    }
    json state = {{"phase", report::phaseKey(checkpoint.phase).toStdString()},
                  {"metrics_bytes", checkpoint.metricsBytes},
                  {"seconds", seconds},
                  {"data", checkpoint.data.toStdString()},
                  {"models", models}};
    if (checkpoint.training) {
        const TrainerState& training = *checkpoint.training;
        state["training"] = {{"step", training.step},
                             {"epochs_validated", training.epochsValidated},
                             {"epoch_loss", training.epochLoss},
                             {"best_accuracy", training.bestAccuracy},
                             {"seconds", training.seconds}};
        // JSON knows no infinity: before the first validation there is no best loss.
        if (!training.best.empty()) state["training"]["best_loss"] = training.bestLoss;
        for (const auto& [name, list] : tensorLists(training)) state["training"][name] = list->size();
    }
    return state;
}

torch::Tensor readTensor(const models::TensorFile& file, const std::string& name) {
    const models::TensorView& view = file.tensors.at(name);
    torch::Tensor tensor = torch::empty(view.shape);
    if (view.type != models::DType::F32 || view.bytes.size() != tensor.nbytes()) throw std::out_of_range(name);
    if (!view.bytes.empty()) std::memcpy(tensor.data_ptr(), view.bytes.data(), view.bytes.size());
    return tensor;
}

report::Phase phaseOf(const std::string& key) {
    for (const report::Phase phase : report::kPhases) {
        if (report::phaseKey(phase).toStdString() == key) return phase;
    }
    throw std::out_of_range(key);
}

Checkpoint fromFile(const models::TensorFile& file) {
    const json state = json::parse(file.metadata.at(kStateKey));
    Checkpoint checkpoint;
    checkpoint.phase = phaseOf(state.at("phase").get<std::string>());
    checkpoint.metricsBytes = wholeNumber<qint64>(state.at("metrics_bytes"));
    for (const auto& [phase, seconds] : state.at("seconds").items()) {
        checkpoint.seconds[QString::fromStdString(phase)] = seconds.get<double>();
    }
    checkpoint.data = QString::fromStdString(state.value("data", std::string()));
    const json models = state.value("models", json::object());
    for (const auto& [key, digest] : models.items()) {
        checkpoint.models[QString::fromStdString(key)] = QString::fromStdString(digest.get<std::string>());
    }
    if (!state.contains("training")) return checkpoint;

    const json& from = state.at("training");
    TrainerState training;
    training.step = wholeNumber<qint64>(from.at("step"));
    training.epochsValidated = wholeNumber<qint64>(from.at("epochs_validated"));
    training.epochLoss = from.at("epoch_loss").get<double>();
    training.bestAccuracy = from.at("best_accuracy").get<double>();
    training.bestLoss = from.value("best_loss", training.bestLoss);
    training.seconds = from.at("seconds").get<double>();
    for (const auto& [name, list] : tensorLists(training)) {
        const auto count = from.contains(name) ? wholeNumber<size_t>(from.at(name)) : 0;
        for (size_t i = 0; i < count; ++i) {
            list->push_back(readTensor(file, name + ('.' + std::to_string(i))));
        }
    }
    checkpoint.training = std::move(training);
    return checkpoint;
}

}  // namespace

void saveCheckpoint(const QString& path, const Checkpoint& checkpoint) {
    std::vector<torch::Tensor> owned;
    std::vector<models::TensorView> views;
    if (checkpoint.training) {
        for (const auto& [name, list] : tensorLists(*checkpoint.training)) {
            for (size_t i = 0; i < list->size(); ++i) {
                owned.push_back((*list)[i].detach().to(torch::kCPU).contiguous());
                views.push_back(nn::viewOf(name + ('.' + std::to_string(i)), owned.back()));
            }
        }
    }
    models::writeSafetensors(path, views, {{kStateKey, toJson(checkpoint).dump()}});
}

std::optional<Checkpoint> loadCheckpoint(const QString& path) {
    if (!QFileInfo::exists(path)) return std::nullopt;
    const models::TensorFile file = models::readSafetensors(path);
    try {
        return fromFile(file);
    } catch (const std::exception& error) {
        throw RequestError(Text::tr("the checkpoint is damaged: %1").arg(QString::fromUtf8(error.what())), path,
                           Text::tr("Delete the checkpoint to begin this run again."));
    }
}

}  // namespace distillab::distill
