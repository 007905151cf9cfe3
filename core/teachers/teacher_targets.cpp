#include "core/teachers/teacher_targets.h"

#include <algorithm>

namespace distillab::teachers {

TeacherTargets TeacherTargets::cached(torch::Tensor logits) { return {std::move(logits), nullptr}; }

TeacherTargets TeacherTargets::perBatch(nn::Model& teacher) { return {torch::Tensor(), &teacher}; }

torch::Tensor TeacherTargets::of(std::span<const std::uint32_t> positions, const nn::Batch& batch) const {
    if (m_teacher != nullptr) return m_teacher->infer(batch).clone();
    torch::Tensor rows = torch::empty({static_cast<std::int64_t>(positions.size())}, torch::kInt64);
    std::copy(positions.begin(), positions.end(), rows.data_ptr<std::int64_t>());
    return m_logits.index_select(0, rows).to(batch.input.device());
}

}  // namespace distillab::teachers
