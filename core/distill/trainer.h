#pragma once

#include "core/base/run_control.h"
#include "core/distill/objective.h"
#include "core/distill/optimizer.h"
#include "core/distill/sampler.h"
#include "core/experiment/experiment.h"
#include "core/nn/item_source.h"
#include "core/report/run_events.h"
#include "core/teachers/teacher_targets.h"

#include <functional>
#include <limits>
#include <optional>
#include <vector>

namespace distillab::distill {

/// What a teacher says to a student's items.
struct TeacherGuidance {
    teachers::TeacherTargets targets;  ///< with the features that the objective wants
    torch::Tensor validationAnswers;   ///< [validation items], the teacher's argmax
};

/// One model to train on one split; with guidance this is distillation, without it plain training.
struct TrainingJob {
    report::Phase phase = report::Phase::Distil;
    nn::Model& model;
    nn::ItemSource& train;
    nn::ItemSource& validation;
    experiment::TrainingSpec spec;
    std::uint64_t seed = 0;  ///< of order, augmentation and dropout
    Objective objective;
    std::optional<TeacherGuidance> guidance;
    std::optional<Sampler> sampler = {};  ///< draws the items of each epoch; nothing: all of them once
};

/// Everything that a resumed training needs. Order, augmentation and dropout follow from seed and step alone.
struct TrainerState {
    qint64 step = 0;             ///< steps done
    qint64 epochsValidated = 0;  ///< a stop may fall between an epoch's last step and its validation
    double epochLoss = 0;        ///< sum of the losses of this epoch's steps, weighted by items
    double bestAccuracy = -1;
    double bestLoss = std::numeric_limits<double>::infinity();
    double seconds = 0;
    std::vector<torch::Tensor> model;  ///< in the order of Model::layout()
    std::vector<torch::Tensor> best;
    std::vector<torch::Tensor> optimizer;
    std::vector<torch::Tensor> objective;  ///< its projections
    std::vector<torch::Tensor> sampler;    ///< its scores
};

/// The training loop: steps, validation after every epoch, the best weights kept.
class Trainer {
public:
    /// Called when the state should be put on disk: after every epoch, now and then, on pause and on stop.
    using SaveState = std::function<void(const TrainerState&)>;

    explicit Trainer(TrainingJob job);

    /// Goes on from a stored state instead of from the start.
    void restore(const TrainerState& state);

    /// Trains to the end and leaves the best weights by validation accuracy in the model.
    /// @throws Stopped after saving; WorkError when loss or gradient are no longer finite
    void run(report::RunListener& listener, RunControl& control, const SaveState& save);

    /// One optimizer step on the next batch.
    /// @param listener  told of the step at which the training diverges
    report::StepMetrics step(report::RunListener* listener = nullptr);

    qint64 totalSteps() const { return m_totalSteps; }
    double seconds() const { return m_state.seconds; }

private:
    /// The items of the next step: as many batches as one step adds up.
    std::span<const std::uint32_t> nextItems();
    std::vector<std::uint32_t> orderOf(int epoch);
    /// Forward and backward of one batch. @param share  of the step's items that are in it
    LossValues learnFrom(std::span<const std::uint32_t> positions, double share);
    report::EpochMetrics validate(RunControl& control);
    /// The step that ended an epoch, with the epoch's validation loss.
    report::StepMetrics lastStep(const report::EpochMetrics& epoch) const;
    TrainerState currentState() const;

    TrainingJob m_job;
    Optimizer m_optimizer;
    torch::Tensor m_validationLabels;
    std::vector<std::uint32_t> m_order;
    int m_orderEpoch = -1;
    std::optional<report::SamplingMetrics> m_sampled;  ///< of an epoch that has just begun, not yet told
    qint64 m_batchesDone = 0;                          ///< of the step in work: each has a random stream of its own
    qint64 m_stepsPerEpoch = 0;
    qint64 m_totalSteps = 0;
    TrainerState m_state;  ///< tensors inside are filled only for saving, except `best`
};

}  // namespace distillab::distill
