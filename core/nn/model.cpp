#include "core/nn/model.h"

#include "core/base/error.h"

#include <QCoreApplication>

#include <typeinfo>

namespace distillab::nn {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Model)
};

void checkIndices(const std::vector<int>& wanted, size_t count, const QString& what) {
    for (const int index : wanted) {
        if (index >= 0 && static_cast<size_t>(index) < count) continue;
        throw RequestError(Text::tr("the model has no %1 number %2").arg(what).arg(index),
                           QStringLiteral("distill.losses"),
                           count == 0 ? Text::tr("It has none; remove the losses that compare them.")
                                      : Text::tr("It has %1, the first being 0.").arg(count));
    }
}

}  // namespace

Answer Model::inferAnswer(const Batch& batch, const FeatureRequest& wanted) {
    const c10::InferenceMode inference;
    return answer(batch, false, wanted);
}

void Model::checkOffered(const FeatureRequest& wanted) const {
    if (!wanted.any()) return;
    const FeatureShapes shapes = featureShapes();
    checkIndices(wanted.hiddenStates, shapes.hiddenWidths.size(), Text::tr("hidden state"));
    checkIndices(wanted.attentions, shapes.attentionHeads.size(), Text::tr("attention map"));
    if (!wanted.embedding || shapes.embeddingWidth > 0) return;
    throw RequestError(Text::tr("the model shows nothing of its inside"), QStringLiteral("distill.losses"),
                       Text::tr("Remove the losses that compare more than answers."));
}

std::int64_t Model::parameterCount() const {
    std::int64_t count = 0;
    for (const torch::Tensor& parameter : m_parameters) count += parameter.numel();
    return count;
}

void Model::addContentTo(ContentHash& hash) const {
    hash.add(std::string_view(typeid(*this).name()));
    for (size_t i = 0; i < m_layout.size(); ++i) {
        const torch::Tensor values = m_tensors[i].detach().to(torch::kCPU).contiguous();
        hash.add(std::string_view(m_layout[i].name));
        hash.add(std::span<const std::int64_t>(m_layout[i].shape));
        hash.add(values.scalar_type());
        hash.addBytes({static_cast<const std::byte*>(values.const_data_ptr()), values.nbytes()});
    }
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
