#include "core/distill/optimizer.h"

namespace distillab::distill {
namespace {

constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.999;
constexpr double kEpsilon = 1e-8;

std::vector<torch::Tensor> zerosLike(const std::vector<torch::Tensor>& tensors) {
    std::vector<torch::Tensor> zeros;
    zeros.reserve(tensors.size());
    for (const torch::Tensor& tensor : tensors) zeros.push_back(torch::zeros_like(tensor, torch::requires_grad(false)));
    return zeros;
}

std::vector<torch::Tensor> gradientsOf(const std::vector<torch::Tensor>& parameters) {
    std::vector<torch::Tensor> gradients;
    gradients.reserve(parameters.size());
    for (const torch::Tensor& parameter : parameters) gradients.push_back(parameter.grad());
    return gradients;
}

}  // namespace

Optimizer::Optimizer(std::vector<torch::Tensor> parameters, const experiment::TrainingSpec& spec)
    : m_kind(spec.optimizer), m_momentum(spec.momentum) {
    std::vector<torch::Tensor> decayed;
    std::vector<torch::Tensor> free;
    for (torch::Tensor& parameter : parameters) (parameter.dim() > 1 ? decayed : free).push_back(std::move(parameter));
    addGroup(std::move(decayed), spec.weightDecay);
    addGroup(std::move(free), 0);
}

void Optimizer::addGroup(std::vector<torch::Tensor> parameters, double weightDecay) {
    if (parameters.empty()) return;
    Group group;
    group.firstMoments = zerosLike(parameters);
    if (m_kind == experiment::Optimizer::AdamW) {
        group.secondMoments = zerosLike(parameters);
        for (const torch::Tensor& parameter : parameters) {
            group.steps.push_back(torch::zeros({}, parameter.options().requires_grad(false)));
        }
    }
    group.parameters = std::move(parameters);
    group.weightDecay = weightDecay;
    m_groups.push_back(std::move(group));
}

void Optimizer::zeroGradients() {
    for (Group& group : m_groups) {
        for (torch::Tensor& parameter : group.parameters) parameter.mutable_grad().reset();
    }
}

Optimizer::Group Optimizer::learningOnes(const Group& group) {
    Group learning;
    learning.weightDecay = group.weightDecay;
    for (size_t i = 0; i < group.parameters.size(); ++i) {
        if (!group.parameters[i].grad().defined()) continue;
        learning.parameters.push_back(group.parameters[i]);
        learning.firstMoments.push_back(group.firstMoments[i]);
        if (group.steps.empty()) continue;
        learning.secondMoments.push_back(group.secondMoments[i]);
        learning.steps.push_back(group.steps[i]);
    }
    return learning;
}

double Optimizer::clipGradients(double clipNorm) {
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> gradients;
    for (const Group& group : m_groups) {
        for (const torch::Tensor& gradient : gradientsOf(group.parameters)) {
            if (gradient.defined()) gradients.push_back(gradient);
        }
    }
    const double norm = at::linalg_vector_norm(at::stack(at::_foreach_norm(gradients))).item<double>();
    if (clipNorm > 0 && norm > clipNorm) at::_foreach_mul_(gradients, clipNorm / (norm + 1e-6));
    return norm;
}

void Optimizer::step(double learningRate) {
    const torch::NoGradGuard noGrad;
    for (const Group& whole : m_groups) {
        Group group = learningOnes(whole);
        if (group.parameters.empty()) continue;
        const std::vector<torch::Tensor> gradients = gradientsOf(group.parameters);
        if (m_kind == experiment::Optimizer::AdamW) {
            at::_foreach_add_(group.steps, 1);
            at::_fused_adamw_(group.parameters, gradients, group.firstMoments, group.secondMoments, {}, group.steps,
                              learningRate, kBeta1, kBeta2, group.weightDecay, kEpsilon, /*amsgrad=*/false,
                              /*maximize=*/false);
        } else {
            // The momentum buffers start at zero, so the first step is no special case.
            at::_fused_sgd_(group.parameters, gradients, group.firstMoments, group.weightDecay, m_momentum,
                            learningRate, /*dampening=*/0, /*nesterov=*/false, /*maximize=*/false,
                            /*is_first_step=*/false);
        }
    }
}

std::vector<torch::Tensor> Optimizer::state() const {
    std::vector<torch::Tensor> state;
    for (const Group& group : m_groups) {
        for (const auto* list : {&group.firstMoments, &group.secondMoments, &group.steps}) {
            state.insert(state.end(), list->begin(), list->end());
        }
    }
    return state;
}

void Optimizer::restore(const std::vector<torch::Tensor>& state) {
    const torch::NoGradGuard noGrad;
    const std::vector<torch::Tensor> own = this->state();
    TORCH_CHECK(own.size() == state.size(), "the state of another optimizer");
    for (size_t i = 0; i < own.size(); ++i) torch::Tensor(own[i]).copy_(state[i]);
}

}  // namespace distillab::distill
