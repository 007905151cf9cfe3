#include "core/distill/losses.h"

#include "core/base/error.h"

#include <QCoreApplication>

namespace distillab::distill {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Losses)
};

}  // namespace

torch::Tensor softTargetLoss(const torch::Tensor& studentLogits, const torch::Tensor& teacherLogits,
                             double temperature) {
    if (!(temperature > 0)) {
        throw RequestError(Text::tr("the temperature must be above 0"), QStringLiteral("distill.temperature"));
    }
    if (studentLogits.sizes() != teacherLogits.sizes()) {
        throw RequestError(Text::tr("teacher and student answer with different numbers of classes"), {},
                           Text::tr("Choose a teacher that was trained on the same classes."));
    }
    const torch::Tensor student = at::log_softmax(studentLogits / temperature, 1);
    const torch::Tensor teacher = at::log_softmax(teacherLogits.detach() / temperature, 1);
    const torch::Tensor sum = at::kl_div(student, teacher, at::Reduction::Sum, /*log_target=*/true);
    return sum * (temperature * temperature / static_cast<double>(studentLogits.size(0)));
}

torch::Tensor hardLabelLoss(const torch::Tensor& studentLogits, const torch::Tensor& labels) {
    return at::cross_entropy_loss(studentLogits, labels);
}

DistillationLoss distillationLoss(const torch::Tensor& studentLogits, const torch::Tensor& teacherLogits,
                                  const torch::Tensor& labels, double temperature, double alpha) {
    DistillationLoss loss;
    loss.hard = hardLabelLoss(studentLogits, labels);
    if (alpha == 0) {
        loss.total = loss.hard;
        return loss;
    }
    loss.soft = softTargetLoss(studentLogits, teacherLogits, temperature);
    loss.total = alpha * loss.soft + (1 - alpha) * loss.hard;
    return loss;
}

}  // namespace distillab::distill
