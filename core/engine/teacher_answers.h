#pragma once

#include "core/engine/task.h"
#include "core/teachers/target_store.h"
#include "core/teachers/teacher_targets.h"

#include <functional>
#include <optional>
#include <vector>

namespace distillab::engine {

/// What the teachers of a student say to the items of its task: asked once, kept in the user's cache folder from run
/// to run, averaged where there are several.
class TeacherAnswers {
public:
    struct Teacher {
        RunModel* model = nullptr;
        double weight = 1;  ///< beside the others'
    };

    /// @param teachers  the first one in front; like all others that are given here they must outlive this
    TeacherAnswers(Task& task, const experiment::Experiment& experiment, std::vector<Teacher> teachers,
                   report::RunListener& listener, RunControl& control);
    TeacherAnswers(const TeacherAnswers&) = delete;
    TeacherAnswers& operator=(const TeacherAnswers&) = delete;

    /// What a first teacher said that was asked over the network: it is not asked again.
    void take(AskedAnswers asked) { m_asked = std::move(asked); }

    /// [items, classes] of a split; of the test split those of the items on which the teacher is judged.
    torch::Tensor logits(Split split);

    /// Of one row per test item, those of the items on which the teacher is judged.
    torch::Tensor judged(const torch::Tensor& perTestItem) const;

    /// Positions of these in the test split, i64; undefined: all.
    torch::Tensor judgedItems() const { return m_asked ? m_asked->testItems : torch::Tensor(); }

    /// What a student listens to.
    /// @param wanted  of the teacher's inside beside the logits
    /// @param share   told how much of the work is done, 0…1
    teachers::TeacherTargets targets(const nn::FeatureRequest& wanted, const std::function<void(double)>& share);

    /// [items, classes] of the training split as it is without augmentation. Where targets() holds them, nobody is
    /// asked a second time.
    torch::Tensor trainingLogits();

private:
    std::vector<double> weights() const;
    bool isAsked(const RunModel& teacher) const { return m_asked && &teacher == m_teachers.front().model; }
    std::shared_ptr<teachers::KeptAnswers> kept(RunModel& teacher, nn::ItemSource& items,
                                                const nn::FeatureRequest& wanted,
                                                const std::function<void(size_t)>& onItems);
    teachers::TeacherTargets fixedTargets(RunModel& teacher, const nn::FeatureRequest& wanted,
                                          const std::function<void(double)>& share);

    Task& m_task;
    const experiment::Experiment& m_experiment;
    std::vector<Teacher> m_teachers;
    report::RunListener& m_listener;
    RunControl& m_control;
    teachers::TargetStore m_store;
    std::optional<AskedAnswers> m_asked;
    std::vector<torch::Tensor> m_targetLogits;  ///< of each teacher whose targets hold its logits
    torch::Tensor m_trainingLogits;             ///< theirs, averaged, once they are asked for
};

}  // namespace distillab::engine
