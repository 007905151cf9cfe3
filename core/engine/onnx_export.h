#pragma once

#include "core/deploy/onnx_data_file.h"
#include "core/engine/run_model.h"
#include "core/engine/task.h"

namespace distillab::engine {

/// The items `first` … `first + count − 1` of a source, as one batch.
nn::Batch loadFrom(nn::ItemSource& items, size_t first, size_t count);

/// Writes a run's student as `folder`/model.onnx, verified against itself on the test items, and in fewer bits as asked
/// for (experiment::onnxFormats()), judged on the same items; beside them what their inputs are made with. Files of an
/// earlier export that this one does not write are removed.
/// A model with more bytes of weights than `mostBytesInModel` has them in a model.onnx.data beside it.
/// @param experiment  the run's; its `onnx` says which files, all of it goes into their metadata
/// @throws WorkError saying which check failed; Stopped. Neither leaves a file behind that looks finished
report::OnnxReport exportStudent(RunModel& student, Task& task, const experiment::Experiment& experiment,
                                 const QString& folder, RunControl& control,
                                 std::int64_t mostBytesInModel = deploy::kMostBytesInModel);

/// Proves and measures a model's ONNX file, which nobody keeps.
report::OnnxFileReport measureOnnx(RunModel& model, nn::ItemSource& test, RunControl& control);

/// Writes a model's ONNX file in f32, unproven. @throws WorkError
void writeOnnxFile(RunModel& model, const QString& folder, const QString& fileName);

}  // namespace distillab::engine
