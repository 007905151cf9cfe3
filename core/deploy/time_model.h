#pragma once

#include "core/measure/timing.h"

#include <QtGlobal>

namespace distillab::deploy {

/// Times an ONNX file in this process, which should hold nothing else: first one item at a time on one thread, and how
/// much memory that takes; then on all threads one item at a time, and in batches. What the model answers once before
/// is not counted. A model so slow that a batch would go far beyond the job's seconds is not timed in batches.
/// @throws RequestError when the file or its inputs cannot be used
measure::Timing timeModel(const measure::Job& job);

}  // namespace distillab::deploy

/// See measure::kTimerFunction.
extern "C" Q_DECL_EXPORT void distillabTimeModel(const distillab::measure::Job& job,
                                                 distillab::measure::Timing& timing);
