#pragma once

#include "core/nn/item_source.h"
#include "core/teachers/target_store.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace distillab::teachers {

/// What the teacher says to the items of a batch, always from inference mode.
class TeacherTargets {
public:
    /// Computed once beforehand: the inputs do not change between epochs.
    /// @param logits  [items, classes], in the order of the training split
    static TeacherTargets cached(torch::Tensor logits);

    /// Kept on disk. @param ask  what to turn to when the file turns out to be damaged
    static TeacherTargets kept(std::shared_ptr<KeptAnswers> answers, TeacherTargets ask, TargetStore::Log log);

    /// Computed for every batch as the student sees it, because augmentation changes the inputs.
    /// @param teacher  must outlive this, and read the same inputs as the student
    /// @param wanted   features besides the logits
    static TeacherTargets perBatch(nn::Model& teacher, nn::FeatureRequest wanted = {});

    /// Computed for every batch from the teacher's own view of the items.
    /// @param openItems  called once, when the teacher is first asked
    static TeacherTargets live(nn::Model& teacher, std::function<std::unique_ptr<nn::ItemSource>()> openItems,
                               nn::FeatureRequest wanted);

    /// Several teachers as one: probabilities averaged, see averagedAnswers. Features are the first one's.
    /// @param weights  one for each
    static TeacherTargets averaged(std::vector<TeacherTargets> teachers, std::vector<double> weights);
    /// The targets of some items of a split. @param places  of each of them in the split
    static TeacherTargets chosen(TeacherTargets all, std::vector<std::uint32_t> places);

    /// @param positions  places in the training split
    /// @param batch      the same items as the student gets them
    /// @return logits [batch, classes] and what was wanted beside them, on the batch's device
    nn::Answer of(std::span<const std::uint32_t> positions, const nn::Batch& batch) const {
        return m_ask(positions, batch);
    }

private:
    using Ask = std::function<nn::Answer(std::span<const std::uint32_t>, const nn::Batch&)>;
    explicit TeacherTargets(Ask ask) : m_ask(std::move(ask)) {}

    Ask m_ask;
};

/// @throws WorkError when a teacher's answers hold NaN, infinities or numbers that no loss can be computed from
void rejectUnusableAnswers(const torch::Tensor& logits);

/// log(Σ weight · softmax(logits) / Σ weight): the logits of the averaged probabilities (You et al., "Learning from
/// Multiple Teacher Networks", 2017). A single teacher's logits stay as they are.
/// @param logits  [n, classes] of each teacher
torch::Tensor averagedAnswers(std::span<const torch::Tensor> logits, std::span<const double> weights);

}  // namespace distillab::teachers
