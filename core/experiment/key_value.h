#pragma once

#include "core/experiment/experiment.h"

#include <QString>

namespace distillab::experiment {

/// What an experiment has under a key, as a person reads it: "4", "8 → 2", "adamw". Empty for lists and unknown keys.
QString valueText(const Experiment& experiment, const QString& key);

}  // namespace distillab::experiment
