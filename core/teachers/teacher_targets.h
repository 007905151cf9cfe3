#pragma once

#include "core/nn/model.h"

#include <cstdint>
#include <span>

namespace distillab::teachers {

/// The teacher's logits for the items of a batch, always from inference mode.
class TeacherTargets {
public:
    /// Computed once beforehand: the inputs do not change between epochs.
    /// @param logits  [items, classes], in the order of the training split
    static TeacherTargets cached(torch::Tensor logits);

    /// Computed for every batch as the student sees it, because augmentation changes the inputs.
    /// @param teacher  must outlive this, and read the same inputs as the student
    static TeacherTargets perBatch(nn::Model& teacher);

    /// @param positions  places in the training split
    /// @param batch      the same items as the student gets them
    /// @return [batch, classes]
    torch::Tensor of(std::span<const std::uint32_t> positions, const nn::Batch& batch) const;

private:
    TeacherTargets(torch::Tensor logits, nn::Model* teacher) : m_logits(std::move(logits)), m_teacher(teacher) {}

    torch::Tensor m_logits;
    nn::Model* m_teacher;
};

}  // namespace distillab::teachers
