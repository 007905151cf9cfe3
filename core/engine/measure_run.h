#pragma once

#include "core/base/run_control.h"
#include "core/report/measurement.h"
#include "core/report/run_report.h"

#include <functional>

namespace distillab::engine {

/// Measures a finished run's ONNX files, and its teacher as one where it is a network of ours, each in processes of its
/// own, on test items; files that are gone are written for the while. Writes measurement.json, and report.html anew.
/// @param exportTo  writes the student's files into a folder
/// @throws WorkError; Stopped
report::Measurement measureRun(const QString& runFolder,
                               const std::function<report::OnnxReport(const QString& folder)>& exportTo,
                               RunControl& control);

}  // namespace distillab::engine
