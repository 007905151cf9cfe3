#pragma once

#include "core/base/run_control.h"
#include "core/data/image_dataset.h"
#include "core/deploy/onnx_writer.h"
#include "core/report/run_report.h"

#include <functional>
#include <span>
#include <vector>

namespace distillab::deploy {

inline constexpr int kCheckedItems = 256;
inline constexpr double kLargestDifference = 1e-4;

/// Logits of the engine for a normalised batch: (values, count) → count · classes.
using EngineLogits = std::function<std::vector<float>(std::span<const float> batch, size_t count)>;

struct ExportRequest {
    const models::LayerGraph& graph;
    const std::map<std::string, models::TensorView>& tensors;
    OnnxModelInfo info;
    const data::Subset& test;   ///< checked on its first 256 items, accuracy measured on all of them
    EngineLogits engineLogits;
};

/// Writes `folder`/`fileName` and proves it: ONNX checker with shape inference, then ONNX Runtime against the engine
/// on up to 256 test items (max absolute difference ≤ 1e-4 and the same answers), then accuracy, latency, bytes.
/// The file gets its name only after every check has passed; a failed check or a stop leaves nothing new behind.
/// @throws WorkError saying which check failed and by how much; Stopped
report::OnnxFileReport exportVerified(const ExportRequest& request, const QString& folder, const QString& fileName,
                                      RunControl& control);

}  // namespace distillab::deploy
