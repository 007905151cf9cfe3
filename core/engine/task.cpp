#include "core/engine/task.h"

#include "core/base/error.h"
#include "core/engine/image_task.h"
#include "core/engine/text_task.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/models/model_input.h"

#include <QFileInfo>

namespace distillab::engine {
namespace {

/// Tokens that the run which made a model folder kept of each text; 0 where no run did.
int maxLengthOf(const QString& folder) {
    const experiment::RunFolder run(QFileInfo(folder).path());
    if (!run.isRun()) return 0;
    try {
        return experiment::load(run.experimentFile()).data.maxLength;
    } catch (const Error&) {
        return 0;  // of a later version: what it says is a help, not a need
    }
}

}  // namespace

std::unique_ptr<Task> openTask(const experiment::Experiment& experiment, torch::Device device) {
    if (experiment.learnsFromText()) return std::make_unique<TextTask>(experiment, device);
    return std::make_unique<ImageTask>(experiment, device);
}

std::unique_ptr<RunModel> openModel(const QString& folder, torch::Device device) {
    if (models::modelInputOf(folder) == models::ModelInput::Texts) {
        return openTextModel(folder, QFileInfo(folder).fileName(), {}, maxLengthOf(folder), 0, device);
    }
    return std::make_unique<ImageModel>(nn::loadModel(folder, device));
}

}  // namespace distillab::engine
