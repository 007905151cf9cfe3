#include "core/nn/model.h"

namespace distillab::nn {

torch::Tensor Model::infer(const Batch& batch) {
    const c10::InferenceMode inference;
    return forward(batch, false);
}

std::int64_t Model::parameterCount() const {
    std::int64_t count = 0;
    for (const torch::Tensor& parameter : m_parameters) count += parameter.numel();
    return count;
}

std::vector<torch::Tensor> Model::snapshot() const {
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> copy;
    copy.reserve(m_tensors.size());
    for (const torch::Tensor& tensor : m_tensors) copy.push_back(tensor.detach().clone());
    return copy;
}

void Model::restore(const std::vector<torch::Tensor>& snapshot) {
    const torch::NoGradGuard noGrad;
    TORCH_CHECK(snapshot.size() == m_tensors.size(), "a snapshot of another model");
    for (size_t i = 0; i < snapshot.size(); ++i) m_tensors[i].copy_(snapshot[i]);
}

void Model::adopt(std::vector<models::TensorInfo> layout, std::vector<torch::Tensor> tensors) {
    TORCH_CHECK(layout.size() == tensors.size(), "a layout of another model");
    m_layout = std::move(layout);
    m_tensors = std::move(tensors);
    for (size_t i = 0; i < m_layout.size(); ++i) {
        if (m_layout[i].trainable) m_parameters.push_back(m_tensors[i].requires_grad_(true));
    }
}

}  // namespace distillab::nn
