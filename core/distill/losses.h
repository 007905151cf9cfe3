#pragma once

#include <torch/types.h>

namespace distillab::distill {

/// Soft-target loss of Hinton, Vinyals and Dean, "Distilling the Knowledge in a Neural Network" (2015), section 2:
/// T² · KL(softmax(teacher / T) ‖ softmax(student / T)), averaged over the batch ("batchmean").
///
/// @param studentLogits  [batch, classes], f32, carries the gradient
/// @param teacherLogits  [batch, classes], f32, taken as a constant
/// @param temperature    T > 0; larger is softer
/// @return scalar, in nats
/// @throws RequestError if the shapes differ or T is not positive
torch::Tensor softTargetLoss(const torch::Tensor& studentLogits, const torch::Tensor& teacherLogits,
                             double temperature);

/// Cross-entropy of the student with the labels, averaged over the batch.
/// @param labels  [batch], i64, each in [0, classes)
/// @return scalar, in nats
torch::Tensor hardLabelLoss(const torch::Tensor& studentLogits, const torch::Tensor& labels);

/// The parts of the distillation loss, each still attached to the graph.
struct DistillationLoss {
    torch::Tensor total;  ///< alpha · soft + (1 − alpha) · hard
    torch::Tensor soft;   ///< undefined when alpha is 0
    torch::Tensor hard;
};

/// alpha · softTargetLoss + (1 − alpha) · hardLabelLoss. With alpha = 0 the total is hardLabelLoss itself, so that
/// it equals plain training bit for bit, and the teacher's logits may be undefined.
DistillationLoss distillationLoss(const torch::Tensor& studentLogits, const torch::Tensor& teacherLogits,
                                  const torch::Tensor& labels, double temperature, double alpha);

}  // namespace distillab::distill
