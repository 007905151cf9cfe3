#pragma once

#include "core/base/run_control.h"
#include "core/data/image_dataset.h"
#include "core/nn/model_folder.h"
#include "core/report/run_report.h"

namespace distillab::engine {

/// Writes a model as `folder`/model.onnx, verified against its own network on the test items.
/// @param recipe  goes into the file's metadata
report::OnnxFileReport exportNetwork(const nn::ModelCard& card, nn::Network& network, const QString& recipe,
                                     const data::Subset& test, const QString& folder, RunControl& control);

}  // namespace distillab::engine
