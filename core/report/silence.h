#pragma once

#include "core/report/run_events.h"

namespace distillab::report {

/// For work of which nobody is told: a teacher that is opened again, a run among many.
class Silence : public RunListener {
public:
    void phaseStarted(Phase /*phase*/) override {}
    void progressed(const Progress& /*progress*/) override {}
    void stepDone(const StepMetrics& /*metrics*/) override {}
    void epochDone(const EpochMetrics& /*metrics*/) override {}
    void logged(const QString& /*line*/) override {}
};

}  // namespace distillab::report
