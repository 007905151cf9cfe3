#include "core/distill/losses.h"

#include "core/base/error.h"

#include <QCoreApplication>

namespace distillab::distill {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Losses)
};

/// What stands for the label of an item that has none.
constexpr std::int64_t kNoLabel = -1;

void checkClasses(const torch::Tensor& studentLogits, const torch::Tensor& teacherLogits) {
    if (studentLogits.sizes() != teacherLogits.sizes()) {
        throw RequestError(Text::tr("teacher and student answer with different numbers of classes"), {},
                           Text::tr("Choose a teacher that was trained on the same classes."));
    }
}

void checkLabels(const torch::Tensor& studentLogits, const torch::Tensor& labels) {
    if (labels.dim() != 1 || labels.size(0) != studentLogits.size(0)) {
        throw RequestError(Text::tr("there must be one label for each answer of the student"));
    }
}

}  // namespace

torch::Tensor softTargetLoss(const torch::Tensor& studentLogits, const torch::Tensor& teacherLogits,
                             double temperature) {
    if (!(temperature > 0)) {
        throw RequestError(Text::tr("the temperature must be above 0"), QStringLiteral("distill.temperature"));
    }
    checkClasses(studentLogits, teacherLogits);
    const torch::Tensor student = at::log_softmax(studentLogits / temperature, 1);
    const torch::Tensor teacher = at::log_softmax(teacherLogits.detach() / temperature, 1);
    const torch::Tensor sum = at::kl_div(student, teacher, at::Reduction::Sum, /*log_target=*/true);
    return sum * (temperature * temperature / static_cast<double>(studentLogits.size(0)));
}

torch::Tensor hardLabelLoss(const torch::Tensor& studentLogits, const torch::Tensor& labels, double labelSmoothing) {
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
        throw RequestError(Text::tr("the label smoothing must be at least 0 and below 1"),
                           QStringLiteral("distill.losses"));
    }
    checkLabels(studentLogits, labels);
    // A mean over no items is 0/0; a sum over none is 0 and still attached to the graph.
    if (labels.eq(kNoLabel).all().item<bool>()) return studentLogits.narrow(0, 0, 0).sum();
    return at::cross_entropy_loss(studentLogits, labels, {}, at::Reduction::Mean, kNoLabel, labelSmoothing);
}

torch::Tensor logitMseLoss(const torch::Tensor& studentLogits, const torch::Tensor& teacherLogits) {
    checkClasses(studentLogits, teacherLogits);
    return at::mse_loss(studentLogits, teacherLogits.detach());
}

torch::Tensor decoupledLoss(const torch::Tensor& studentLogits, const torch::Tensor& teacherLogits,
                            const torch::Tensor& labels, double temperature, double alpha, double beta) {
    checkClasses(studentLogits, teacherLogits);
    checkLabels(studentLogits, labels);
    const torch::Tensor target = at::where(labels.eq(kNoLabel), teacherLogits.argmax(1), labels).unsqueeze(1);
    torch::Tensor others = at::arange(studentLogits.size(1) - 1, labels.options()).unsqueeze(0);
    others = others + others.ge(target);  // [batch, classes − 1]: every class but the target

    // Both parts are soft-target losses: of the other classes alone, and of two classes, the second of which has the
    // other classes' exponentials summed for its own.
    const auto targetOrNot = [&](const torch::Tensor& logits) {
        const torch::Tensor rest = at::logsumexp(logits.gather(1, others) / temperature, 1, /*keepdim=*/true);
        return at::cat({logits.gather(1, target), rest * temperature}, 1);
    };
    return alpha * softTargetLoss(targetOrNot(studentLogits), targetOrNot(teacherLogits), temperature) +
           beta * softTargetLoss(studentLogits.gather(1, others), teacherLogits.gather(1, others), temperature);
}

}  // namespace distillab::distill
