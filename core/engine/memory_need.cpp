#include "core/engine/memory_need.h"

#include "core/engine/machine.h"

namespace distillab::engine {
namespace {

using memory::RunNeed;
using memory::Training;

Training trainingOf(const Task& task, const memory::NetworkNeed& network, const experiment::TrainingSpec& spec,
                    const RunModel& teacher) {
    return {network, spec.optimizer, task.mostAtOnce(static_cast<size_t>(spec.batchSize), teacher), spec.epochs > 1};
}

}  // namespace

memory::Estimate memoryEstimateOf(const Task& task, const experiment::Experiment& experiment, RunModel& teacher,
                                  const std::vector<std::unique_ptr<RunModel>>& further) {
    const std::int64_t perLogit = sizeof(float);
    RunNeed run;
    run.isText = experiment.learnsFromText();
    run.inHalfProducts = run.isText && chooseProductType(experiment.precision) == nn::ProductType::Bf16;
    run.data = task.dataBytes();
    run.answered = task.answeredAtOnce(teacher);
    run.teacher = task.needOf(teacher);
    if (task.trainsTeacher()) run.teacherTraining = trainingOf(task, run.teacher, task.teacherTraining(), teacher);
    for (const auto& other : further) run.teacher.weights += task.needOf(*other).weights;
    run.student = trainingOf(task, task.learnerNeed(experiment.student, teacher), experiment.distill.training, teacher);
    run.hasBaseline = experiment.distill.baseline;
    run.targets = static_cast<std::int64_t>(task.count(Split::Train)) * task.classNames().size() * perLogit;
    run.exports = experiment.onnx.enabled;
    run.measuresTeacher = teacher.isOurs() && further.empty();
    memory::Estimate most = memory::estimate(run);
    for (const experiment::AssistantSpec& assistant : experiment.teacher.assistants) {
        run.student.network = task.learnerNeed(assistant.student, teacher);
        const memory::Estimate other = memory::estimate(run);
        if (other.total() > most.total()) most = other;
    }
    return most;
}

}  // namespace distillab::engine
