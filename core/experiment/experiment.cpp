#include "core/experiment/experiment.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>

#include <algorithm>

namespace distillab::experiment {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Experiment)
};

QString nameOf(const StudentSpec& learner) {
    switch (learner.start) {
        case StudentStart::Teacher:
            return learner.layers.isEmpty() ? Text::tr("half the layers") : Text::tr("layers %1").arg(learner.layers);
        case StudentStart::Folder: return QFileInfo(learner.path).fileName();
        case StudentStart::Scratch: break;
    }
    return learner.width == 1 ? learner.model
                              : Text::tr("%1, width %2").arg(learner.model, QString::number(learner.width, 'g', 3));
}

}  // namespace

QString assistantsText(const TeacherSpec& teacher) {
    QStringList names;
    for (const AssistantSpec& assistant : teacher.assistants) names << nameOf(assistant.student);
    return names.join(QStringLiteral(" → "));
}

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

QStringList onnxFormats(OnnxPrecision asked, WeightFormat ofStudent) {
    QStringList formats{QStringLiteral("fp32")};
    if (asked == OnnxPrecision::Int8 || asked == OnnxPrecision::Both) formats << QStringLiteral("int8");
    if (asked == OnnxPrecision::Fp16 || ofStudent == WeightFormat::Fp16) formats << QStringLiteral("fp16");
    return formats;
}

QString onnxFileName(const QString& format) {
    return format == QLatin1String("fp32") ? QStringLiteral("model.onnx") : QStringLiteral("model.%1.onnx").arg(format);
}

}  // namespace distillab::experiment
