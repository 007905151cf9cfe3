#pragma once

#include "core/engine/run_model.h"

namespace distillab::engine {

/// Writes a model as `folder`/model.onnx, verified against itself on the test items, and beside it what its inputs are
/// made with.
/// @param recipe  goes into the file's metadata
/// @throws WorkError saying which check failed; Stopped. Neither leaves a file behind that looks finished
report::OnnxFileReport exportModel(RunModel& model, nn::ItemSource& test, const QString& recipe, const QString& folder,
                                   RunControl& control);

}  // namespace distillab::engine
