#include "core/engine/run_model.h"

#include "core/distill/evaluator.h"

namespace distillab::engine {

report::ModelReport describeModel(RunModel& model, nn::ItemSource& items, report::Scores scores) {
    const distill::EngineLatency latency = distill::measureLatency(model.model(), items);
    return {model.name(), model.parameterCount(), model.bytes(), latency.msP50, latency.msP95, std::move(scores)};
}

}  // namespace distillab::engine
