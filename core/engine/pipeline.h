#pragma once

#include "core/base/run_control.h"
#include "core/experiment/experiment.h"
#include "core/report/run_events.h"
#include "core/report/run_report.h"

#include <QString>

namespace distillab::engine {

/// The whole way of one run, phase by phase; see session::Engine::run.
report::RunReport runExperiment(const experiment::Experiment& experiment, const QString& runFolder, bool resume,
                                report::RunListener& listener, RunControl& control);

}  // namespace distillab::engine
