#include "core/distill/objective.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/distill/feature_losses.h"
#include "core/distill/losses.h"

#include <ATen/CPUGeneratorImpl.h>

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <limits>

namespace distillab::distill {
namespace {

using experiment::HiddenDistance;
using experiment::Loss;
using experiment::LossGroup;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Objective)
};

/// In nats, far above any loss of a training that still goes somewhere (ln 1000 is 6.9).
constexpr double kDivergedLoss = 1e4;

/// Squares of differences of what teacher and student compute.
bool hasTeachersScale(const experiment::LossSpec& spec) {
    return spec.loss == Loss::LogitMse || spec.loss == Loss::AttentionMaps ||
           (spec.loss == Loss::HiddenStates && spec.distance == HiddenDistance::Mse);
}

bool isSoftened(Loss loss) { return loss == Loss::SoftTargets || loss == Loss::Decoupled; }

bool comparesItems(Loss loss) {
    return loss == Loss::RelationalDistance || loss == Loss::RelationalAngle || loss == Loss::Similarity;
}

void addOnce(std::vector<int>& list, int index) {
    if (std::find(list.begin(), list.end(), index) == list.end()) list.push_back(index);
}

/// The value of one index of a request.
const torch::Tensor& valueAt(const std::vector<int>& wanted, const std::vector<torch::Tensor>& values, int index) {
    const auto place = std::find(wanted.begin(), wanted.end(), index) - wanted.begin();
    return values.at(static_cast<size_t>(place));
}

const torch::Tensor& hiddenState(const AskedAnswer& asked, int index) {
    return valueAt(asked.wanted.hiddenStates, asked.answer.features.hiddenStates, index);
}

const torch::Tensor& attention(const AskedAnswer& asked, int index) {
    return valueAt(asked.wanted.attentions, asked.answer.features.attentions, index);
}

/// @param states  [tokens, width] or [n, channels, h, w]: there a map of the channels at each place
torch::Tensor project(const torch::Tensor& states, const torch::Tensor& weight, const torch::Tensor& bias) {
    if (!weight.defined()) return states;
    if (states.dim() == 2) return at::linear(states, weight, bias);
    return at::conv2d(states, weight.view({weight.size(0), weight.size(1), 1, 1}), bias);
}

}  // namespace

Objective::Objective(experiment::Recipe recipe, const nn::FeatureShapes& student, const nn::FeatureShapes& teacher,
                     std::uint64_t seed, torch::Device device)
    : m_recipe(std::move(recipe)), m_hasAttentions(!student.attentionHeads.empty() && !teacher.attentionHeads.empty()) {
    const QStringList names = experiment::partNames(m_recipe.losses);
    for (size_t i = 0; i < m_recipe.losses.size(); ++i) {
        Term term;
        term.spec = m_recipe.losses[i];
        term.name = names[static_cast<qsizetype>(i)];
        const bool reads = experiment::groupOf(term.spec.loss) == LossGroup::Insides;
        if (reads && (student.embeddingWidth == 0 || teacher.embeddingWidth == 0)) {
            throw RequestError(Text::tr("%1 compares insides that one of the two models does not show").arg(term.name),
                               QStringLiteral("distill.losses"), Text::tr("Use losses that compare answers."));
        }
        if (experiment::comparesLayers(term.spec.loss)) {
            const bool scores = term.spec.loss == Loss::AttentionMaps && m_hasAttentions;
            const auto& own = scores ? student.attentionHeads : student.hiddenWidths;
            const auto& other = scores ? teacher.attentionHeads : teacher.hiddenWidths;
            term.layers =
                experiment::layerPairs(term.spec.layers, static_cast<int>(own.size()), static_cast<int>(other.size()));
        }
        if (term.spec.loss == Loss::HiddenStates) addProjections(term, student, teacher, deriveSeed(seed, i), device);
        m_terms.push_back(std::move(term));
    }
}

void Objective::addProjections(Term& term, const nn::FeatureShapes& student, const nn::FeatureShapes& teacher,
                               std::uint64_t seed, torch::Device device) {
    auto random = at::make_generator<at::CPUGeneratorImpl>(seed);
    for (const auto& [own, other] : term.layers) {
        const std::int64_t from = student.hiddenWidths[static_cast<size_t>(own)];
        const std::int64_t to = teacher.hiddenWidths[static_cast<size_t>(other)];
        term.weights.emplace_back();
        term.biases.emplace_back();
        if (from == to) continue;
        const double bound = 1 / std::sqrt(static_cast<double>(from));
        term.weights.back() = torch::empty({to, from}).uniform_(-bound, bound, random).to(device).requires_grad_(true);
        term.biases.back() = torch::zeros({to}, device).requires_grad_(true);
        m_parameters.insert(m_parameters.end(), {term.weights.back(), term.biases.back()});
    }
}

nn::FeatureRequest Objective::studentFeatures(double progress) const {
    nn::FeatureRequest wanted;
    for (const Term& term : m_terms) {
        if (!counts(term, progress)) continue;
        wanted.embedding = wanted.embedding || comparesItems(term.spec.loss);
        const bool scores = term.spec.loss == Loss::AttentionMaps && m_hasAttentions;
        for (const auto& [own, other] : term.layers) addOnce(scores ? wanted.attentions : wanted.hiddenStates, own);
    }
    return wanted;
}

nn::FeatureRequest Objective::teacherFeatures() const {
    nn::FeatureRequest wanted;
    for (const Term& term : m_terms) {
        wanted.embedding = wanted.embedding || comparesItems(term.spec.loss);
        const bool scores = term.spec.loss == Loss::AttentionMaps && m_hasAttentions;
        for (const auto& [own, other] : term.layers) addOnce(scores ? wanted.attentions : wanted.hiddenStates, other);
    }
    return wanted;
}

bool Objective::asksTeacher(double progress) const {
    return std::any_of(m_terms.begin(), m_terms.end(), [&](const Term& term) {
        return experiment::groupOf(term.spec.loss) != LossGroup::Labels && counts(term, progress);
    });
}

double Objective::divergedAbove(double progress) const {
    // Softened losses are multiplied by T²; at a large T they grow like the square of the logits' difference.
    const double softened = std::max(1.0, std::pow(m_recipe.temperature.at(progress), 2));
    double limit = kDivergedLoss;
    for (const Term& term : m_terms) {
        const double weight = m_recipe.weightOf(term.spec, progress);
        if (weight <= 0) continue;
        if (hasTeachersScale(term.spec)) return std::numeric_limits<double>::infinity();
        limit = std::max(limit, kDivergedLoss * weight * (isSoftened(term.spec.loss) ? softened : 1.0));
    }
    return limit;
}

torch::Tensor Objective::hiddenLoss(const Term& term, const AskedAnswer& student, const AskedAnswer& teacher) const {
    torch::Tensor sum;
    for (size_t i = 0; i < term.layers.size(); ++i) {
        const auto& [own, other] = term.layers[i];
        const torch::Tensor states = project(hiddenState(student, own), term.weights[i], term.biases[i]);
        const torch::Tensor& targets = hiddenState(teacher, other);
        const torch::Tensor loss = term.spec.distance == HiddenDistance::Mse ? hiddenMseLoss(states, targets)
                                                                             : hiddenCosineLoss(states, targets);
        sum = sum.defined() ? sum + loss : loss;
    }
    return sum / static_cast<double>(term.layers.size());
}

torch::Tensor Objective::attentionLoss(const Term& term, const AskedAnswer& student, const AskedAnswer& teacher,
                                       const torch::Tensor& mask) const {
    torch::Tensor sum;
    for (const auto& [own, other] : term.layers) {
        const torch::Tensor loss = m_hasAttentions
                                       ? attentionMapLoss(attention(student, own), attention(teacher, other), mask)
                                       : attentionTransferLoss(hiddenState(student, own), hiddenState(teacher, other));
        sum = sum.defined() ? sum + loss : loss;
    }
    return sum / static_cast<double>(term.layers.size());
}

torch::Tensor Objective::valueOf(const Term& term, const AskedAnswer& student, const AskedAnswer& teacher,
                                 const torch::Tensor& labels, const torch::Tensor& mask, double progress) const {
    const torch::Tensor& logits = student.answer.logits;
    const double temperature = m_recipe.temperature.at(progress);
    const auto embedding = [](const AskedAnswer& asked) { return asked.answer.features.embedding; };
    switch (term.spec.loss) {
        case Loss::SoftTargets: return softTargetLoss(logits, teacher.answer.logits, temperature);
        case Loss::HardLabels: return hardLabelLoss(logits, labels, term.spec.labelSmoothing);
        case Loss::LogitMse: return logitMseLoss(logits, teacher.answer.logits);
        case Loss::Decoupled:
            return decoupledLoss(logits, teacher.answer.logits, labels, temperature, term.spec.targetWeight,
                                 term.spec.nonTargetWeight);
        case Loss::HiddenStates: return hiddenLoss(term, student, teacher);
        case Loss::AttentionMaps: return attentionLoss(term, student, teacher, mask);
        case Loss::RelationalDistance: return relationalDistanceLoss(embedding(student), embedding(teacher));
        case Loss::RelationalAngle: return relationalAngleLoss(embedding(student), embedding(teacher));
        case Loss::Similarity: return similarityPreservingLoss(embedding(student), embedding(teacher));
    }
    Q_UNREACHABLE();
}

LossValues Objective::operator()(const AskedAnswer& student, const AskedAnswer& teacher, const torch::Tensor& labels,
                                 const torch::Tensor& mask, double progress) const {
    LossValues values;
    for (const Term& term : m_terms) {
        const double weight = m_recipe.weightOf(term.spec, progress);
        if (weight == 0) continue;
        torch::Tensor value = valueOf(term, student, teacher, labels, mask, progress);
        // A weight of 1 changes no bit: labels alone are plain training.
        const torch::Tensor weighted = weight == 1 ? value : weight * value;
        values.total = values.total.defined() ? values.total + weighted : weighted;
        values.parts.emplace_back(term.name, std::move(value));
    }
    return values;
}

}  // namespace distillab::distill
