#pragma once

#include "core/deploy/named_input.h"

#include <QString>

#include <vector>

namespace distillab::deploy {

/// What a model is timed on.
struct TimingInputs {
    std::vector<Inputs> singles;  ///< one item each
    std::vector<Inputs> batches;  ///< measure::kBatch items each; of fewer where there are no more
};

/// A safetensors file, for the processes that measure. @throws WorkError when the disk refuses
void writeTimingInputs(const QString& path, const TimingInputs& inputs);
/// @throws RequestError when it is no such file
TimingInputs readTimingInputs(const QString& path);

}  // namespace distillab::deploy
