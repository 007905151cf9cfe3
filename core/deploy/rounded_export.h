#pragma once

#include "core/base/run_control.h"
#include "core/deploy/export_request.h"

#include <QString>

namespace distillab::deploy {

/// Items that layers are ranked on, at most.
inline constexpr size_t kRankingItems = 128;

/// Proves a model in fewer bits: ONNX checker with shape inference, then in ONNX Runtime, item by item as a program
/// asks (what int8 makes of an item depends a little on those in its batch), accuracy on the whole test split, the
/// share of items with the f32 model's answer, latency on one thread, bytes.
///
/// Where int8 loses more accuracy than it may, layers are ranked by what each does alone: the mean KL divergence, on
/// items that are no test items, of the answers with this layer in int8 from those in f32. The worst return to f32, as
/// few as suffice. The report says of each layer what became of it and why. A model with its data beside it is tried
/// with all layers in int8 alone.
///
/// @return without bytes, and without a file's name in the report, when nothing is worth keeping: the loss is too large
///         with any layer in int8, or there is no layer that int8 is for, or no room for the model in one file (then
///         nothing is measured either, and of the latter no layers are told)
/// @throws WorkError when the model is faulty, WorkError as the writer; Stopped
ProvenFile proveRounded(const ExportRequest& request, const RoundedRequest& rounded, const QString& path,
                        RunControl& control);

}  // namespace distillab::deploy
