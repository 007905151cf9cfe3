#pragma once

#include "core/engine/task.h"
#include "core/nn/chosen_items.h"
#include "core/report/run_report.h"

#include <QByteArray>

#include <vector>

namespace distillab::engine {

/// What a teacher says of a training item that has no label.
struct PseudoLabel {
    std::uint32_t position = 0;  ///< in the training split
    std::int64_t label = 0;
    double confidence = 0;  ///< the teacher's probability of it, at temperature 1
    bool kept = false;      ///< it reaches the threshold

    bool operator==(const PseudoLabel&) const = default;
};

/// Of the items from `begin` to before `end`. @param logits  the teacher's, [training items, classes]
std::vector<PseudoLabel> pseudoLabels(const torch::Tensor& logits, size_t begin, size_t end, double threshold);

/// A table to review them: row (among the training items, from 1), text, text_pair, label, confidence, kept (1 or 0).
/// Without texts where there are none. RFC 4180.
QByteArray toCsv(const std::vector<PseudoLabel>& labels, const Task& task);

/// How many are kept, and how many of these are right, as far as it is known.
report::PseudoLabelReport summaryOf(const std::vector<PseudoLabel>& labels, const Task& task, double threshold);

/// The labelled items, as often as it takes to be as many as `count`: a student that learns from them alone makes the
/// same number of steps as one that has more to learn from.
nn::Choice labelledItems(const Task& task, size_t count);

/// The labelled items, and those whose pseudo-labels are kept.
nn::Choice withPseudoLabels(const Task& task, const std::vector<PseudoLabel>& labels);

/// Adds the items from `begin` to before `end` for their soft targets alone.
void addUnlabelled(nn::Choice& choice, size_t begin, size_t end);

}  // namespace distillab::engine
