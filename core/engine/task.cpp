#include "core/engine/task.h"

#include "core/engine/image_task.h"
#include "core/engine/text_task.h"
#include "core/models/model_input.h"

#include <QFileInfo>

namespace distillab::engine {

std::unique_ptr<Task> openTask(const experiment::Experiment& experiment, torch::Device device) {
    if (experiment.learnsFromText()) return std::make_unique<TextTask>(experiment, device);
    return std::make_unique<ImageTask>(experiment, device);
}

std::unique_ptr<RunModel> openModel(const QString& folder, torch::Device device) {
    if (models::modelInputOf(folder) == models::ModelInput::Texts) {
        return openTextModel(folder, QFileInfo(folder).fileName(), {}, 0, 0, device);
    }
    return std::make_unique<ImageModel>(nn::loadModel(folder, device));
}

}  // namespace distillab::engine
