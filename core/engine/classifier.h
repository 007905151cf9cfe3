#pragma once

#include "core/session/engine.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace distillab::engine {

/// What answers questions: a model of ours in the engine, or an exported file in ONNX Runtime.
struct Classifier {
    QStringList labels;
    /// Logits for one question, and the milliseconds that the model took: reading a file and making tokens left out.
    /// @throws RequestError when the question is of the wrong kind or its file cannot be read
    std::function<std::vector<float>(const session::Question& question, double& milliseconds)> answer;
};

/// An export folder, or one of its files, answers through ONNX Runtime (models::exportedFile()), a run or model folder
/// through the engine.
Classifier openClassifier(const QString& path);

/// What openClassifier would answer with.
session::ModelFacts factsOf(const QString& path);

/// Probabilities of every class and the likeliest one.
session::Prediction toPrediction(const std::vector<float>& logits, const QStringList& labels);

}  // namespace distillab::engine
