#include "core/engine/task.h"

#include "core/engine/image_task.h"

namespace distillab::engine {

std::unique_ptr<Task> openTask(const experiment::Experiment& experiment, torch::Device device) {
    return std::make_unique<ImageTask>(experiment, device);
}

std::unique_ptr<RunModel> openModel(const QString& folder, torch::Device device) {
    return std::make_unique<ImageModel>(nn::loadModel(folder, device));
}

}  // namespace distillab::engine
