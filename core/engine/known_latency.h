#pragma once

#include "core/distill/evaluator.h"
#include "core/experiment/experiment.h"

#include <optional>

namespace distillab::engine {

/// How fast the teacher of an experiment is, where it comes from a run that measured it on this machine, with these
/// items and threads: measuring a large one takes longer than all the rest of a test. Nothing where that is not known.
/// @param parameters  of the teacher
std::optional<distill::EngineLatency> knownTeacherLatency(const experiment::Experiment& experiment, qint64 parameters);

}  // namespace distillab::engine
