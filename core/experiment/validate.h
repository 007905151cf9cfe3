#pragma once

#include "core/experiment/experiment.h"
#include "core/experiment/presets.h"

namespace distillab::experiment {

/// Checks what a single key cannot show: paths that are missing, a teacher without a path, …
/// Opens no data file. @throws RequestError with the key in where()
void validate(const Experiment& experiment);

/// @throws RequestError, with those that suit, when the preset is for another task
void checkPresetSuits(const Preset& preset, const QString& task);

}  // namespace distillab::experiment
