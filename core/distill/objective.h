#pragma once

#include "core/experiment/experiment.h"
#include "core/nn/features.h"

#include <QString>

#include <cstdint>
#include <utility>
#include <vector>

namespace distillab::distill {

/// The loss of one batch, attached to the graph.
struct LossValues {
    torch::Tensor total;
    std::vector<std::pair<QString, torch::Tensor>> parts;  ///< the terms that count now, before their weights
};

/// An answer with what was asked for, in whose order its features stand.
struct AskedAnswer {
    nn::FeatureRequest wanted;
    nn::Answer answer;
};

/// What a student minimises: the terms of a recipe with their weights (experiment::LossSpec has the total), and the
/// learned projections from its hidden states to those of a teacher of another width (Romero et al. 2015, Jiao et al.
/// 2020): one affine map for every pair of layers that is compared.
///
/// `progress` is the share of the run that is done, 0…1: weights, temperature and alpha may change with it.
class Objective {
public:
    /// @param student, teacher  what they show of their inside; a teacher that only answers shows nothing
    /// @param seed    of the projections
    /// @param device  of the projections
    /// @throws RequestError naming a loss that does not fit the two models
    Objective(experiment::Recipe recipe, const nn::FeatureShapes& student, const nn::FeatureShapes& teacher,
              std::uint64_t seed, torch::Device device);

    /// What the losses that count now read of the student.
    nn::FeatureRequest studentFeatures(double progress) const;
    /// What any loss reads of the teacher at any time.
    nn::FeatureRequest teacherFeatures() const;
    /// False while only labels count.
    bool asksTeacher(double progress) const;

    /// @param student  with studentFeatures(progress)
    /// @param teacher  with teacherFeatures(); not looked at where asksTeacher(progress) says no
    /// @param labels   [n], i64, −1 for an item without
    /// @param mask     of the batch, [n, length], bool; undefined where nothing is padded
    LossValues operator()(const AskedAnswer& student, const AskedAnswer& teacher, const torch::Tensor& labels,
                          const torch::Tensor& mask, double progress) const;

    /// Losses above this, or that are no number, belong to a training that goes nowhere. Infinite while a loss counts
    /// that compares values at the teacher's own scale, whatever that is.
    double divergedAbove(double progress) const;

    /// The projections' weights and biases, to be trained with the student; in a fixed order.
    const std::vector<torch::Tensor>& parameters() const { return m_parameters; }

private:
    /// One term of the recipe, ready to be computed.
    struct Term {
        experiment::LossSpec spec;
        QString name;
        experiment::LayerPairs layers;       ///< of losses that compare layers
        std::vector<torch::Tensor> weights;  ///< of each pair's projection, [teacher width, student width]; or none
        std::vector<torch::Tensor> biases;
    };

    void addProjections(Term& term, const nn::FeatureShapes& student, const nn::FeatureShapes& teacher,
                        std::uint64_t seed, torch::Device device);
    bool counts(const Term& term, double progress) const { return m_recipe.weightOf(term.spec, progress) > 0; }
    torch::Tensor valueOf(const Term& term, const AskedAnswer& student, const AskedAnswer& teacher,
                          const torch::Tensor& labels, const torch::Tensor& mask, double progress) const;
    torch::Tensor hiddenLoss(const Term& term, const AskedAnswer& student, const AskedAnswer& teacher) const;
    torch::Tensor attentionLoss(const Term& term, const AskedAnswer& student, const AskedAnswer& teacher,
                                const torch::Tensor& mask) const;

    experiment::Recipe m_recipe;
    bool m_hasAttentions = false;  ///< both are transformers: attention maps are scores, else sums over channels
    std::vector<Term> m_terms;
    std::vector<torch::Tensor> m_parameters;
};

}  // namespace distillab::distill
