#pragma once

#include "core/experiment/experiment.h"

#include <torch/types.h>

#include <vector>

namespace distillab::distill {

/// AdamW (Loshchilov and Hutter 2019) or SGD with momentum through ATen's fused kernels: one pass over every tensor.
/// Weight decay acts on matrices and kernels, not on biases and norms. Betas 0.9 and 0.999, epsilon 1e-8.
class Optimizer {
public:
    Optimizer(std::vector<torch::Tensor> parameters, const experiment::TrainingSpec& spec);

    /// Forgets the gradients of the last step.
    void zeroGradients();

    /// Scales all gradients so that their joint L2 norm is at most `clipNorm` (0: leaves them).
    /// @return the norm before clipping; not finite when the run diverged
    double clipGradients(double clipNorm);

    void step(double learningRate);

    /// Everything a resumed run needs, in a fixed order; restore() takes the same list.
    std::vector<torch::Tensor> state() const;
    void restore(const std::vector<torch::Tensor>& state);

private:
    struct Group {
        std::vector<torch::Tensor> parameters;
        std::vector<torch::Tensor> firstMoments;   ///< AdamW: mean of gradients; SGD: momentum
        std::vector<torch::Tensor> secondMoments;  ///< AdamW only
        std::vector<torch::Tensor> steps;          ///< AdamW only, scalars
        double weightDecay = 0;
    };

    /// Those that got a gradient: a loss that counts only for a part of the run leaves other parts of a model without.
    static Group learningOnes(const Group& group);
    void addGroup(std::vector<torch::Tensor> parameters, double weightDecay);

    experiment::Optimizer m_kind;
    double m_momentum;
    std::vector<Group> m_groups;
};

}  // namespace distillab::distill
