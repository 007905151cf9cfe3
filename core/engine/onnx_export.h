#pragma once

#include "core/deploy/onnx_data_file.h"
#include "core/engine/run_model.h"

namespace distillab::engine {

/// Writes a model as `folder`/model.onnx, verified against itself on the test items, and beside it what its inputs are
/// made with.
/// A model with more bytes of weights than `mostBytesInModel` has them in a model.onnx.data beside it.
/// @param recipe  goes into the file's metadata
/// @throws WorkError saying which check failed; Stopped. Neither leaves a file behind that looks finished
report::OnnxFileReport exportModel(RunModel& model, nn::ItemSource& test, const QString& recipe, const QString& folder,
                                   RunControl& control, std::int64_t mostBytesInModel = deploy::kMostBytesInModel);

}  // namespace distillab::engine
