#pragma once

#include <QString>

namespace distillab::models {

/// What a model is asked with.
enum class ModelInput { Images, Texts };

/// What the model of a run (its student), a model folder or an export folder reads, by its files alone.
/// @throws RequestError when there is no model
ModelInput modelInputOf(const QString& folder);

}  // namespace distillab::models
