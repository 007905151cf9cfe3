#pragma once

#include <torch/types.h>

namespace distillab::distill {

// Losses of a model's answers. All take the teacher as a constant and return a scalar attached to the student's graph;
// all throw RequestError where shapes do not fit. Losses of what lies inside a model: feature_losses.h.

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

/// Cross-entropy of the student with the labels, averaged over the items that have one. With label smoothing ε
/// (Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", 2016, section 7) the label counts
/// 1 − ε, and ε is spread evenly over all classes.
///
/// @param labels          [batch], i64, each in [0, classes), or −1 for an item without a label
/// @param labelSmoothing  ε in [0, 1)
/// @return scalar, in nats; 0, with a gradient of zeros, when no item has a label
torch::Tensor hardLabelLoss(const torch::Tensor& studentLogits, const torch::Tensor& labels, double labelSmoothing = 0);

/// Mean squared difference of the logits over batch and classes: Ba and Caruana, "Do Deep Nets Really Need to be Deep?"
/// (2014). For T → ∞ softTargetLoss becomes half of it, of logits centred per item.
///
/// @param studentLogits  [batch, classes], carries the gradient
/// @param teacherLogits  [batch, classes]
torch::Tensor logitMseLoss(const torch::Tensor& studentLogits, const torch::Tensor& teacherLogits);

/// Zhao et al., "Decoupled Knowledge Distillation" (2022): T² · (α · TCKD + β · NCKD), averaged over the batch.
/// TCKD is the divergence KL(teacher ‖ student) of "target class or not"; NCKD that of the softmax over the classes
/// beside the target alone, 0 where there are only two classes. Plain soft targets are α = 1, β = the teacher's
/// probability of "not the target"; the paper takes α = 1 and β from 1 to 10.
///
/// @param studentLogits  [batch, classes], carries the gradient
/// @param teacherLogits  [batch, classes]
/// @param labels         [batch], i64, the target classes; where −1 the teacher's likeliest class is the target
/// @param temperature    T > 0
/// @return scalar, in nats
torch::Tensor decoupledLoss(const torch::Tensor& studentLogits, const torch::Tensor& teacherLogits,
                            const torch::Tensor& labels, double temperature, double alpha, double beta);

}  // namespace distillab::distill
