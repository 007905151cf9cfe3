#pragma once

#include "core/models/layer_graph.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace distillab::models {

/// One line of the list of models.
struct ModelInfo {
    QString name;
    QString summary;  ///< one translated line for a beginner
};

/// All models that can be teacher or student, from the smallest to the largest.
std::vector<ModelInfo> listModels();

/// Builds a model for images of `input` and `classes` classes.
/// @param width  multiplies the channel counts, rounded to whole channels (multiples of 8 for mobilenet-v2)
/// @throws RequestError for an unknown name (with the nearest known one) or images too small for the model
LayerGraph buildModel(const QString& name, data::ImageShape input, int classes, double width = 1.0);

}  // namespace distillab::models
