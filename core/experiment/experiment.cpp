#include "core/experiment/experiment.h"

#include <algorithm>

namespace distillab::experiment {

double Recipe::weightOf(const LossSpec& spec, double progress) const {
    const bool counts = progress >= spec.begin && (progress < spec.end || spec.end >= 1);
    if (!counts) return 0;
    const double weight = spec.weight.at(progress);
    switch (groupOf(spec.loss)) {
        case LossGroup::Answers: return alpha.at(progress) * weight;
        case LossGroup::Labels: return (1 - alpha.at(progress)) * weight;
        case LossGroup::Insides: return weight;
    }
    return weight;
}

bool Recipe::listensToTeacher() const {
    return std::any_of(losses.begin(), losses.end(), [this](const LossSpec& spec) {
        const LossGroup group = groupOf(spec.loss);
        return spec.weight.most() > 0 && group != LossGroup::Labels &&
               (group == LossGroup::Insides || alpha.most() > 0);
    });
}

Recipe Recipe::withoutTeacher() const {
    Recipe alone{.temperature = 1.0, .alpha = 0.0, .losses = {{.loss = Loss::HardLabels}}};
    for (const LossSpec& spec : losses) {
        if (spec.loss == Loss::HardLabels) alone.losses.front().labelSmoothing = spec.labelSmoothing;
    }
    return alone;
}

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
