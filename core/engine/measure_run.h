#pragma once

#include "core/engine/task.h"
#include "core/report/measurement.h"
#include "core/report/run_report.h"

#include <functional>

namespace distillab::engine {

/// Measures a run's ONNX files, and its teacher as one where it is a network of ours, each in processes of its own,
/// on test items.
/// @param teacher  written as ONNX for the while, in f32; null where there is none to compare with
/// @param folder   that the names of `onnx.files` are relative to
/// @param accuracy of the teacher
/// @param share    told how much is done, 0…1
/// @throws WorkError; Stopped
report::Measurement measureExports(Task& task, RunModel& student, RunModel* teacher, const report::OnnxReport& onnx,
                                   const QString& folder, double teacherAccuracy, RunControl& control,
                                   const std::function<void(double)>& share = {});

/// The same for a finished run, with files written where they are gone; writes measurement.json.
/// @param exportTo  writes the student's files into a folder
report::Measurement measureRun(const QString& runFolder,
                               const std::function<report::OnnxReport(const QString& folder)>& exportTo,
                               RunControl& control);

}  // namespace distillab::engine
