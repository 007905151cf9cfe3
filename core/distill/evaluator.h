#pragma once

#include "core/nn/item_source.h"
#include "core/report/run_report.h"

#include <torch/types.h>

#include <QStringList>

#include <vector>

namespace distillab::distill {

/// Accuracy, macro F1 (mean of the classes' F1), per-class scores and confusion matrix.
/// @param logits  [items, classes]
/// @param labels  [items], each in [0, classes)
report::Scores score(const torch::Tensor& logits, const torch::Tensor& labels, const QStringList& classNames);

/// Share of items on which two models answer the same class.
double agreement(const torch::Tensor& logits, const torch::Tensor& otherLogits);

struct EngineLatency {
    double msP50 = 0;
    double msP95 = 0;
};

/// Time of one item through the model on one thread, median and 95th percentile over the first `runs` items (from the
/// start again where there are fewer) after a warm-up.
EngineLatency measureLatency(nn::Model& model, nn::ItemSource& items, int runs = 300);

}  // namespace distillab::distill
