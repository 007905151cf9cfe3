#pragma once

#include "core/base/run_control.h"
#include "core/deploy/export_request.h"

#include <QString>

namespace distillab::deploy {

inline constexpr size_t kCheckedItems = 256;
inline constexpr double kLargestDifference = 1e-4;

/// Proves a model in f32: ONNX checker with shape inference, then ONNX Runtime against the engine on up to 256 test
/// items from all over the split, in batches and some of them alone (max absolute difference ≤ 1e-4 and the same
/// answers), then accuracy on all of them, latency one item at a time on one thread, bytes.
/// @param path  of the file that it is to become; the report has its name
/// @throws WorkError saying which check failed and by how much; Stopped
ProvenFile prove(const ExportRequest& request, const QString& path, RunControl& control);

/// Writes `folder`/`fileName` and proves it, see prove(). The file, and its data with it, gets its name only after
/// every check has passed; a failed check or a stop leaves nothing new behind.
report::OnnxFileReport exportVerified(const ExportRequest& request, const QString& folder, const QString& fileName,
                                      RunControl& control);

}  // namespace distillab::deploy
