#pragma once

#include "core/engine/task.h"
#include "core/memory/memory_estimate.h"

namespace distillab::engine {

/// What a run, its assistants' runs included, will take of the machine's memory at its fullest moment.
/// @param teacher  as makeTeacher() made it
/// @param further  those beside it
memory::Estimate memoryEstimateOf(const Task& task, const experiment::Experiment& experiment, RunModel& teacher,
                                  const std::vector<std::unique_ptr<RunModel>>& further);

}  // namespace distillab::engine
