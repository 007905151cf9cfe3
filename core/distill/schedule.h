#pragma once

#include "core/experiment/experiment.h"

namespace distillab::distill {

/// Learning rate of a step: linear warm-up from 0 over the first `warmUp` share of all steps, then constant,
/// half a cosine down to 0 (Loshchilov and Hutter 2017, without restarts), or linear down to 0.
/// @param step  from 0
double learningRateAt(const experiment::TrainingSpec& spec, qint64 step, qint64 totalSteps);

}  // namespace distillab::distill
