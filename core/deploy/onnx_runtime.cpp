#include "core/deploy/onnx_runtime.h"

#include <QByteArray>

#include <onnxruntime_session_options_config_keys.h>

namespace distillab::deploy {
namespace {

/// The official builds send their maker a message about every model that is opened (on Linux since 1.29), and keep a
/// number of the machine in the user's cache, unless this is there before the first environment is made. Set when this
/// library is loaded: no thread of ours reads the environment then.
const bool kKeepsToItself = qputenv("ORT_DISABLE_TELEMETRY", "1");

Ort::Env makeEnvironment() {
    Ort::Env environment(ORT_LOGGING_LEVEL_FATAL, "distillab");
    environment.DisableTelemetryEvents();  // for builds that do not know the variable
    return environment;
}

}  // namespace

const Ort::Env& environment() {
    static const Ort::Env environment = makeEnvironment();
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
