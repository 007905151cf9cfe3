#pragma once

#include "core/report/run_events.h"

#include <QString>

#include <functional>

namespace distillab::report {

/// Hands on the steps that readMetrics() would give, one after the other and each phase's in their order, without ever
/// holding all of them: a run of many hours has millions.
/// @throws RequestError naming the line that is no measurement
void forEachStep(const QString& runFolder, const std::function<void(const StepMetrics&)>& take);

}  // namespace distillab::report
