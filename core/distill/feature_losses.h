#pragma once

#include <torch/types.h>

namespace distillab::distill {

// Losses of what lies inside a model (nn::Features): hidden states, attention, relations between items. All take the
// teacher as a constant and return a scalar attached to the student's graph; all throw RequestError where shapes do
// not fit. Feature maps of images of different height and width are averaged down to the smaller of the two first.

/// Mean squared difference of hidden states over all elements: Romero et al., "FitNets" (2015); Jiao et al., "TinyBERT"
/// (2020), eq. 8. Where the widths differ the student's states come projected to the teacher's.
///
/// @param student  [tokens, width] or [batch, channels, height, width]
/// @param teacher  the same but for the height and width of images
torch::Tensor hiddenMseLoss(const torch::Tensor& student, const torch::Tensor& teacher);

/// 1 − cosine of the hidden states of each token, or of the channels at each place of an image, averaged over these:
/// Sanh et al., "DistilBERT" (2019). A state of length 0 has a cosine of 0 with every other.
///
/// @param student, teacher  as for hiddenMseLoss
torch::Tensor hiddenCosineLoss(const torch::Tensor& student, const torch::Tensor& teacher);

/// Mean squared difference of the attention scores before the softmax, over the heads and the pairs of real tokens:
/// Jiao et al., "TinyBERT" (2020), eq. 7. The paper asks for equally many heads. Where the numbers differ this
/// compares, in our own extension, the attention after the softmax, averaged over the heads of each side: each row then
/// is a distribution over the real tokens on both sides, but which head looks where no longer counts.
///
/// @param student  [batch, heads, length, length], any value at padding
/// @param teacher  the same but for the number of heads
/// @param mask     [batch, length], bool, true for real tokens; undefined when all are
torch::Tensor attentionMapLoss(const torch::Tensor& student, const torch::Tensor& teacher, const torch::Tensor& mask);

/// Attention transfer of Zagoruyko and Komodakis, "Paying More Attention to Attention" (2017), as in their code: each
/// item's map of the sums of squares over the channels, scaled to length 1; the mean squared difference of the maps.
///
/// @param student  [batch, channels, height, width]
/// @param teacher  the same but for channels, height and width
torch::Tensor attentionTransferLoss(const torch::Tensor& student, const torch::Tensor& teacher);

/// RKD-D of Park et al., "Relational Knowledge Distillation" (2019), section 3.2.1: the distances between the items of
/// a batch, divided by their mean; Huber loss (delta 1) of the differences, averaged over the pairs.
///
/// @param student  [batch, …], the axes after the first flattened
/// @param teacher  [batch, …], of any width
/// @return 0 for a batch of one item, as there is no pair
torch::Tensor relationalDistanceLoss(const torch::Tensor& student, const torch::Tensor& teacher);

/// RKD-A of the same paper, section 3.2.2: the cosines of the angles that any three items i, j, k form at j; Huber loss
/// (delta 1) of the differences, averaged over the triples. Two items at one place have a cosine of 0 with any third.
///
/// The cosines come from the distances alone, so that no [batch, batch, batch, width] nor [batch, batch, width] is ever
/// made: O(batch² · (batch + width)) time, O(batch³) memory, of f32 64 MiB for each [256, 256, 256].
///
/// @param student, teacher  as for relationalDistanceLoss
/// @return 0 for a batch of one or two items, as there is no triple
torch::Tensor relationalAngleLoss(const torch::Tensor& student, const torch::Tensor& teacher);

/// Tung and Mori, "Similarity-Preserving Knowledge Distillation" (2019): the matrices of dot products between the items
/// of a batch, each row scaled to length 1; squared Frobenius norm of their difference, divided by batch².
///
/// @param student, teacher  as for relationalDistanceLoss
torch::Tensor similarityPreservingLoss(const torch::Tensor& student, const torch::Tensor& teacher);

}  // namespace distillab::distill
