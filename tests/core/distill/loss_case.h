#pragma once

#include <torch/torch.h>

#include <QTest>

#include <cmath>
#include <functional>
#include <map>
#include <string>

namespace distillab::test {

#include "tests/core/distill/recorded_losses.inc"

/// The inputs of reference_losses.py, by the same formula.
inline torch::Tensor numbers(double seed, at::IntArrayRef shape) {
    const torch::Tensor i = at::arange(c10::multiply_integers(shape), at::kDouble);
    return (2 * at::sin(seed + 0.7 * i * i)).view(shape);
}

using Loss = std::function<torch::Tensor(const torch::Tensor& student)>;

inline torch::Tensor gradientOf(const Loss& loss, const torch::Tensor& at) {
    const torch::Tensor variable = at.clone().requires_grad_(true);
    loss(variable).backward();
    return variable.grad();
}

/// Largest difference between autograd's gradient and central differences.
inline double gradientError(const Loss& loss, const torch::Tensor& at) {
    const torch::Tensor gradient = gradientOf(loss, at);
    constexpr double kStep = 1e-5;
    double worst = 0;
    for (std::int64_t i = 0; i < at.numel(); ++i) {
        torch::Tensor up = at.clone();
        torch::Tensor down = at.clone();
        up.view(-1)[i] += kStep;
        down.view(-1)[i] -= kStep;
        const double slope = (loss(up).item<double>() - loss(down).item<double>()) / (2 * kStep);
        worst = std::max(worst, std::abs(slope - gradient.view(-1)[i].item<double>()));
    }
    return worst;
}

/// One loss at one pair of inputs; the row's name is the recorded number's.
struct LossCase {
    torch::Tensor student;
    torch::Tensor teacher;
    std::function<torch::Tensor(const torch::Tensor& student, const torch::Tensor& teacher)> loss;

    void agreesWithTheRecord() const {
        const double recorded = kRecorded.at(QTest::currentDataTag());
        QCOMPARE_LT(std::abs(loss(student, teacher).item<double>() - recorded), 1e-12 * (1 + recorded));
        const torch::Tensor single = loss(student.to(at::kFloat), teacher.to(at::kFloat));
        QCOMPARE(single.scalar_type(), at::kFloat);
        QCOMPARE_LT(std::abs(single.item<double>() - recorded), 1e-5 * (1 + recorded));
    }

    void teachesTheStudentAlone() const {
        QCOMPARE_LT(gradientError([this](const torch::Tensor& s) { return loss(s, teacher); }, student), 1e-7);
        const torch::Tensor leaf = teacher.clone().requires_grad_(true);
        loss(student.clone().requires_grad_(true), leaf).backward();
        QVERIFY(!leaf.grad().defined());
    }
};

}  // namespace distillab::test
