#include "core/engine/run_model.h"

#include "core/data/image_file.h"
#include "core/distill/evaluator.h"

namespace distillab::engine {

std::vector<std::uint8_t> pixelsOf(const session::Question& question, data::ImageShape shape) {
    return question.image.isNull() ? data::readImage(question.imageFile, shape) : data::toPixels(question.image, shape);
}

report::ModelReport describeModel(RunModel& model, nn::ItemSource& items, report::Scores scores) {
    const distill::EngineLatency latency = distill::measureLatency(model.model(), items);
    return {model.name(), model.parameterCount(), model.bytes(), latency.msP50, latency.msP95, std::move(scores)};
}

}  // namespace distillab::engine
