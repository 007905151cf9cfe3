#pragma once

#include "core/experiment/experiment.h"
#include "core/models/layer_graph.h"
#include "core/models/transformer_config.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

/// What a run will take of the machine's memory, before it takes it. Bytes, counted from the shapes of its networks;
/// what cannot be counted (the libraries, what oneDNN and the allocator keep) was measured, see tests/bench/memory.sh.
namespace distillab::memory {

/// What a network reads at a time.
struct Batch {
    std::int64_t items = 0;  ///< pictures, or tokens
    std::int64_t pairs = 0;  ///< of tokens of the same text: n² of a text of n
};

/// A network as far as its memory goes.
struct NetworkNeed {
    std::int64_t weights = 0;         ///< bytes of all its values
    std::int64_t keptPerItem = 0;     ///< bytes that training keeps of an item from the forward to the backward pass
    std::int64_t largestPerItem = 0;  ///< bytes of its largest value for an item
    std::int64_t keptPerPair = 0;     ///< as keptPerItem, of a pair of tokens: how much one attends to the other
};

/// An item is a picture.
NetworkNeed needOf(const models::LayerGraph& graph);
/// An item is a token.
NetworkNeed needOf(const models::TransformerConfig& config);

/// The same of a student whose insides are compared with its teacher's, by those of the losses that do so.
NetworkNeed needOf(const models::LayerGraph& student, const models::LayerGraph& teacher,
                   const std::vector<experiment::LossSpec>& losses);
NetworkNeed needOf(const models::TransformerConfig& student, const models::TransformerConfig& teacher,
                   const std::vector<experiment::LossSpec>& losses);

/// One training: a network and how it is trained.
struct Training {
    NetworkNeed network;
    experiment::Optimizer optimizer = experiment::Optimizer::AdamW;
    Batch batch;          ///< the largest of them
    bool hasBest = true;  ///< after the first epoch the best weights so far are kept
};

/// What a run has in memory at its various times.
struct RunNeed {
    bool isText = false;
    bool inHalfProducts = false;              ///< matrix products in bf16
    std::int64_t data = 0;                    ///< bytes of what was read
    Batch answered;                           ///< at a time
    NetworkNeed teacher;                      ///< all of them together
    std::optional<Training> teacherTraining;  ///< where the teacher learns first
    Training student;
    bool hasBaseline = false;
    std::int64_t targets = 0;      ///< bytes of the teacher's answers that are kept in memory
    bool exports = false;          ///< as ONNX, checked with ONNX Runtime
    bool measuresTeacher = false;  ///< as ONNX beside the student
};

/// The parts add up to the whole: what is there at the run's fullest moment.
struct Estimate {
    std::int64_t runtime = 0;      ///< libraries, threads, what the allocator keeps
    std::int64_t data = 0;         ///< what was read, and the teacher's answers
    std::int64_t networks = 0;     ///< weights of the networks that stand by
    std::int64_t training = 0;     ///< weights, gradients and optimizer's state of the one that learns, its best copy
    std::int64_t activations = 0;  ///< what a batch leaves behind in the network
    std::int64_t exporting = 0;    ///< the ONNX files and ONNX Runtime's copies
    bool isTeacherAtWork = false;  ///< the fullest moment is the teacher's training

    std::int64_t total() const { return runtime + data + networks + training + activations + exporting; }
};

Estimate estimate(const RunNeed& run);

/// Which settings make it smaller, the one that gains the most first: "Lower teacher.batch_size (128) or …".
QString whatToLower(const Estimate& estimate, const experiment::Experiment& experiment);

/// @param available  bytes that there are; 0 where nobody knows, and then everything fits
/// @throws RequestError with the estimate and what to lower, when it does not fit
void requireRoom(const Estimate& estimate, std::int64_t available, const experiment::Experiment& experiment);

}  // namespace distillab::memory
