#include "core/deploy/onnx_runtime.h"

#include <onnxruntime_session_options_config_keys.h>

namespace distillab::deploy {

const Ort::Env& environment() {
    static const Ort::Env environment(ORT_LOGGING_LEVEL_FATAL, "distillab");
    return environment;
}

Ort::SessionOptions optionsFor(int threads) {
    Ort::SessionOptions options;
    options.SetGraphOptimizationLevel(GraphOptimizationLevel::ORT_ENABLE_ALL);
    options.SetIntraOpNumThreads(threads);
    options.SetInterOpNumThreads(1);
    // Threads that spin while they wait would take the cores from Torch's threads and from the window.
    options.AddConfigEntry(kOrtSessionOptionsConfigAllowIntraOpSpinning, "0");
    return options;
}

}  // namespace distillab::deploy
