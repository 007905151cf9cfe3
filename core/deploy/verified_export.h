#pragma once

#include "core/base/run_control.h"
#include "core/deploy/named_input.h"
#include "core/report/run_report.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <functional>
#include <vector>

namespace distillab::deploy {

inline constexpr size_t kCheckedItems = 256;
inline constexpr double kLargestDifference = 1e-4;

class OnnxDataFile;

/// A model, and what it has to answer on a test split. Items are known by their places in the split.
struct ExportRequest {
    QByteArray model;              ///< as writeOnnx() or writeTransformerOnnx() gives it
    OnnxDataFile* data = nullptr;  ///< that these were given, for the same folder and file name
    int classCount = 0;
    std::vector<std::int64_t> targets;  ///< the right class of every test item

    /// What the model reads for the items `first` … `first + count − 1`: texts padded to the longest of these.
    std::function<Inputs(size_t first, size_t count)> inputs;
    /// The engine's logits for the same inputs, count · classes.
    std::function<std::vector<float>(size_t first, size_t count)> engineLogits;
};

/// Writes `folder`/`fileName` and proves it: ONNX checker with shape inference, then ONNX Runtime against the engine
/// on up to 256 test items from all over the split, in batches and some of them alone (max absolute difference ≤ 1e-4
/// and the same answers), then accuracy on all of them, latency one item at a time on one thread, bytes.
/// The file, and its data with it, gets its name only after every check has passed; a failed check or a stop leaves
/// nothing new behind.
/// @throws WorkError saying which check failed and by how much; Stopped
report::OnnxFileReport exportVerified(const ExportRequest& request, const QString& folder, const QString& fileName,
                                      RunControl& control);

}  // namespace distillab::deploy
