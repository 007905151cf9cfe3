#pragma once

#include "core/engine/task.h"
#include "core/report/test_answers.h"

namespace distillab::engine {

/// More numbers than this are not written: what nobody can look through would only fill disks.
constexpr size_t kMostAnswerValues = 4'000'000;

/// What was said to the test items, for a table. Of more items than `mostValues` allows, an even choice.
/// @param labels    of the test items, i64
/// @param student   logits, [test items, classes]
/// @param teacher   logits, [items that it answered, classes]
/// @param answered  their positions in the test split, i64; undefined: all of them
report::TestAnswers testAnswersOf(const Task& task, const torch::Tensor& labels, const torch::Tensor& student,
                                  const torch::Tensor& teacher, const torch::Tensor& answered,
                                  size_t mostValues = kMostAnswerValues);

/// Asks teachers and student of a finished run for its test items again. A teacher that is asked over the network is
/// not: its answers have their price.
/// @throws RequestError when the data or a model is no longer there, Stopped
report::TestAnswers askAgain(const experiment::Experiment& experiment, const QString& runFolder, RunControl& control);

}  // namespace distillab::engine
