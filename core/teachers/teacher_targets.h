#pragma once

#include "core/data/batch.h"
#include "core/nn/network.h"

#include <torch/types.h>

#include <cstdint>
#include <span>

namespace distillab::teachers {

/// The teacher's logits for the items of a batch, always from inference mode.
class TeacherTargets {
public:
    /// Computed once beforehand: the inputs do not change between epochs.
    /// @param logits  [items, classes], in the order of the training subset
    static TeacherTargets cached(torch::Tensor logits);

    /// Computed for every batch as the student sees it, because augmentation changes the inputs.
    /// @param teacher  must outlive this
    static TeacherTargets perBatch(nn::Network& teacher);

    /// @param positions  places in the training subset
    /// @param images     the same items as the student gets them
    /// @return [batch, classes]
    torch::Tensor of(std::span<const std::uint32_t> positions, const torch::Tensor& images) const;

private:
    TeacherTargets(torch::Tensor logits, nn::Network* teacher) : m_logits(std::move(logits)), m_teacher(teacher) {}

    torch::Tensor m_logits;
    nn::Network* m_teacher;
};

}  // namespace distillab::teachers
