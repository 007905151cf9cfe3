#include "core/engine/run_model.h"

#include "core/data/image_file.h"

namespace distillab::engine {

std::vector<std::uint8_t> pixelsOf(const session::Question& question, data::ImageShape shape) {
    return question.image.isNull() ? data::readImage(question.imageFile, shape) : data::toPixels(question.image, shape);
}

report::ModelReport describeModel(RunModel& model, nn::ItemSource& items, report::Scores scores,
                                  const std::optional<distill::EngineLatency>& known) {
    const distill::EngineLatency latency = known ? *known : distill::measureLatency(model.model(), items);
    return {model.name(), model.parameterCount(), model.bytes(), latency.msP50, latency.msP95, std::move(scores)};
}

}  // namespace distillab::engine
