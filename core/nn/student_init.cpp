#include "core/nn/student_init.h"

#include "core/base/error.h"

#include <ATen/ops/linalg_eigh.h>

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace distillab::nn {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::StudentInit)
};

std::map<std::string, torch::Tensor> byName(const Transformer& model) {
    std::map<std::string, torch::Tensor> tensors;
    for (size_t i = 0; i < model.layout().size(); ++i) {
        tensors[model.layout()[i].name] = model.tensors()[i].detach();
    }
    return tensors;
}

/// The teacher's name of a student's tensor: its own, but for the number of its layer.
std::string teacherName(std::string name, const std::vector<int>& layers, models::Architecture architecture) {
    for (size_t i = 0; i < layers.size(); ++i) {
        const std::string own = models::layerNames(architecture, static_cast<int>(i)).prefix;
        if (!name.starts_with(own)) continue;
        return models::layerNames(architecture, layers[i]).prefix + name.substr(own.size());
    }
    return name;
}

/// Columns: the `count` principal axes of the rows, the most telling first. Each axis points where its largest
/// coordinate is positive, so that the same rows always give the same axes.
torch::Tensor principalAxes(const torch::Tensor& centred, std::int64_t count) {
    const torch::Tensor covariance = at::mm(centred.t(), centred).to(torch::kFloat64);
    const torch::Tensor vectors = std::get<1>(at::linalg_eigh(covariance));  // in the order of rising variance
    const torch::Tensor axes = vectors.narrow(1, vectors.size(1) - count, count).flip(1);
    const torch::Tensor largest = axes.gather(0, axes.abs().argmax(0, true));
    return (axes * largest.sign()).to(torch::kFloat32);
}

}  // namespace

std::vector<int> evenlySpacedLayers(int teacherLayers, int count) {
    if (count < 1 || count > teacherLayers) {
        throw RequestError(Text::tr("%1 layers cannot be taken from a teacher of %2").arg(count).arg(teacherLayers), {},
                           Text::tr("Choose 1 to %1 layers.").arg(teacherLayers));
    }
    std::vector<int> layers;
    for (int i = 0; i < count; ++i) layers.push_back(i * teacherLayers / count);
    return layers;
}

std::unique_ptr<Transformer> studentOfTeacherLayers(const Transformer& teacher, const std::vector<int>& layers,
                                                    const QStringList& labels, std::uint64_t seed) {
    models::TransformerConfig config = teacher.config();
    for (const int layer : layers) {
        if (layer >= 0 && layer < config.layers) continue;
        throw RequestError(Text::tr("the teacher has no layer %1").arg(layer), {},
                           Text::tr("Its layers are 0 to %1.").arg(config.layers - 1));
    }
    config.layers = static_cast<int>(layers.size());
    config.labels = labels;
    const auto known = byName(teacher);
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> tensors;
    for (const models::TensorInfo& info : models::transformerTensors(config)) {
        const torch::Tensor& source = known.at(teacherName(info.name, layers, config.architecture));
        // Only the classifier depends on the labels.
        tensors.push_back(source.sizes() == info.shape ? source.clone() : freshTensor(info, config, seed));
    }
    return std::make_unique<Transformer>(std::move(config), std::move(tensors), teacher.device());
}

void projectEmbeddings(Transformer& student, const Transformer& teacher) {
    const torch::NoGradGuard noGrad;
    const auto own = byName(student);
    const auto wide = byName(teacher);
    const std::string ownPrefix = models::encoderPrefix(student.config().architecture) + "embeddings.";
    const std::string widePrefix = models::encoderPrefix(teacher.config().architecture) + "embeddings.";
    const std::string words = "word_embeddings.weight";
    const torch::Tensor from = wide.at(widePrefix + words).to(torch::kCPU);
    torch::Tensor to = own.at(ownPrefix + words);
    if (from.size(0) != to.size(0)) {
        throw RequestError(
            Text::tr("the teacher's vocabulary has %1 words, the student's %2").arg(from.size(0)).arg(to.size(0)), {},
            Text::tr("Embeddings can be projected only when both use the same tokenizer."));
    }
    if (from.size(1) < to.size(1)) {
        throw RequestError(Text::tr("the teacher's embeddings are %1 wide, the student's %2: nothing to project")
                               .arg(from.size(1))
                               .arg(to.size(1)),
                           {}, Text::tr("Choose a narrower student."));
    }
    const torch::Tensor mean = from.mean(0, true);
    const torch::Tensor axes = principalAxes(from - mean, to.size(1));
    to.copy_(at::mm(from - mean, axes));
    for (const std::string& table :
         {std::string("position_embeddings.weight"), std::string("token_type_embeddings.weight")}) {
        const auto source = wide.find(widePrefix + table);
        const auto target = own.find(ownPrefix + table);
        if (source == wide.end() || target == own.end()) continue;
        // MobileBERT adds positions behind its transformation, in another space than the words.
        if (source->second.size(1) != from.size(1) || target->second.size(1) != to.size(1)) continue;
        const std::int64_t rows = std::min(source->second.size(0), target->second.size(0));
        target->second.narrow(0, 0, rows).copy_(at::mm(source->second.narrow(0, 0, rows).to(torch::kCPU), axes));
    }
}

}  // namespace distillab::nn
