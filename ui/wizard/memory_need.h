#pragma once

#include "core/memory/memory_estimate.h"

#include <optional>

namespace distillab::ui {

class ExperimentDraft;

/// What the run will take of memory, as far as the wizard knows its data; the run itself knows more. Nothing while
/// the student is unknown.
std::optional<memory::Estimate> memoryEstimateOf(const ExperimentDraft& draft);

/// One sentence when it will not fit, with what to lower. @param budget  bytes; 0 where nobody knows
QString memoryWarning(const ExperimentDraft& draft, std::int64_t budget);

}  // namespace distillab::ui
