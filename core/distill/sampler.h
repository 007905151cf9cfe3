#pragma once

#include "core/experiment/experiment.h"
#include "core/nn/item_source.h"
#include "core/report/run_events.h"

#include <torch/types.h>

#include <cstdint>
#include <span>
#include <vector>

namespace distillab::distill {

/// H(softmax(logits)) / ln(classes) of each row: 0 is certain, 1 knows nothing. @return [n], f32
torch::Tensor entropyScores(const torch::Tensor& logits);

/// KL(softmax(teacher) ‖ softmax(student)) / ln(classes) of each row. @return [n], f32
torch::Tensor disagreementScores(const torch::Tensor& teacherLogits, const torch::Tensor& studentLogits);

/// Draws the items of each epoch: as many as there are, with replacement, each with a probability in proportion to
/// 1/20 + score^strength, so that none is forgotten. Systematic (Kitagawa 1996): an item is drawn as often as its share
/// says, to within one, and at strength 0 each just once.
///
/// By entropy the scores are the teacher's and stay. By disagreement a score is as it was when the item was last seen;
/// the first epoch has all items once.
class Sampler {
public:
    /// @param teacherLogits  for every item; by disagreement only their number counts
    Sampler(const experiment::SamplingSpec& spec, const torch::Tensor& teacherLogits, std::uint64_t seed);

    bool watchesStudent() const { return m_spec.by == experiment::SamplingBy::Disagreement; }
    /// Notes how far student and teacher are apart on some items.
    void watch(std::span<const std::uint32_t> positions, const torch::Tensor& studentLogits,
               const torch::Tensor& teacherLogits);

    /// To be called before the first order() of an epoch, unless the state was restored in the midst of it.
    void beginEpoch();
    /// The order of an epoch, in batches as `items` likes them. The same until the next beginEpoch().
    std::vector<std::uint32_t> order(const nn::ItemSource& items, int epoch, size_t batchSize) const;
    /// What an order was drawn from.
    report::SamplingMetrics metrics(std::span<const std::uint32_t> order, int epoch) const;

    /// Scores as they were when the epoch began, and as they are; none where they do not change.
    std::vector<torch::Tensor> state() const;
    void restore(const std::vector<torch::Tensor>& state);

private:
    std::vector<std::uint32_t> draw(int epoch) const;

    experiment::SamplingSpec m_spec;
    std::uint64_t m_seed;
    torch::Tensor m_epochScores;  ///< [items], f32, on the CPU
    torch::Tensor m_scores;
};

}  // namespace distillab::distill
