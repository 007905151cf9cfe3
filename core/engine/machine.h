#pragma once

#include "core/experiment/experiment.h"
#include "core/nn/model.h"

#include <torch/types.h>

#include <QString>

namespace distillab::engine {

/// "LibTorch 2.13.0, 2 threads, AVX512".
QString engineDescription();

/// "AMD EPYC, 2 threads, LibTorch 2.13.0, AVX512": what a report's numbers were measured on.
QString machineDescription();

/// Largest resident memory of this process so far, in MiB; 0 where the system does not say.
double peakRssMib();

/// The device that an experiment's `device` names. @throws RequestError for cuda where there is none
torch::Device chooseDevice(const QString& name);

/// The number format that an experiment's `precision` names on this processor.
nn::ProductType chooseProductType(experiment::Precision precision);

/// Threads of every operation, as far as OpenMP has them; 0 takes one per core.
void useThreads(int threads);

}  // namespace distillab::engine
