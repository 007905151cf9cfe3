#include "core/experiment/experiment.h"

namespace distillab::experiment {

Experiment Experiment::defaultsOf(const QString& task) {
    Experiment experiment;
    experiment.task = task;
    if (!experiment.learnsFromText()) return experiment;
    experiment.teacher.source = TeacherSource::Folder;
    experiment.student.model = QStringLiteral("bert-tiny");
    experiment.distill.temperature = 2.0;
    experiment.distill.alpha = 0.6;
    experiment.distill.training = TrainingSpec::forTransformers(3);
    return experiment;
}

}  // namespace distillab::experiment
