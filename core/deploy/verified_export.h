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

/// Writes a file that was proven, whole or not at all; its data gets its place with it.
/// @param path  where the file is to be; its data knows that by itself
/// @throws WorkError when the disk is full
void writeProven(const ProvenFile& proven, const QString& path);

}  // namespace distillab::deploy
