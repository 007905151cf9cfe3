#include "core/distill/optimizer.h"

#include "tests/support/test_main.h"

#include <torch/torch.h>

#include <QTest>

#include <cmath>

using namespace distillab;

namespace {

/// A matrix (decayed) and a bias (not), with gradients that follow from their values.
struct Pair {
    torch::Tensor matrix = torch::tensor({{0.5F, -1.0F}, {2.0F, 0.25F}}).requires_grad_(true);
    torch::Tensor bias = torch::tensor({0.1F, -0.3F}).requires_grad_(true);

    void computeGradients() {
        matrix.mutable_grad().reset();
        bias.mutable_grad().reset();
        ((matrix * matrix).sum() * 1.5 + (bias.sin()).sum()).backward();
    }
};

double difference(const torch::Tensor& a, const torch::Tensor& b) { return (a - b).abs().max().item<double>(); }

}  // namespace

class OptimizerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void adamwStepsLikeTheReference() {
        Pair ours;
        Pair reference;
        experiment::TrainingSpec spec;
        spec.weightDecay = 0.1;
        distill::Optimizer optimizer({ours.matrix, ours.bias}, spec);
        torch::optim::AdamW decayed({reference.matrix}, torch::optim::AdamWOptions(0.01).weight_decay(0.1));
        torch::optim::AdamW free({reference.bias}, torch::optim::AdamWOptions(0.01).weight_decay(0));
        for (int i = 0; i < 20; ++i) {
            ours.computeGradients();
            optimizer.step(0.01);
            reference.computeGradients();
            decayed.step();
            free.step();
        }
        QVERIFY(difference(ours.matrix, reference.matrix) < 1e-6);
        QVERIFY(difference(ours.bias, reference.bias) < 1e-6);
    }

    void sgdStepsLikeTheReference() {
        Pair ours;
        Pair reference;
        experiment::TrainingSpec spec;
        spec.optimizer = experiment::Optimizer::Sgd;
        spec.momentum = 0.9;
        spec.weightDecay = 0.05;
        distill::Optimizer optimizer({ours.matrix, ours.bias}, spec);
        torch::optim::SGD decayed({reference.matrix}, torch::optim::SGDOptions(0.02).momentum(0.9).weight_decay(0.05));
        torch::optim::SGD free({reference.bias}, torch::optim::SGDOptions(0.02).momentum(0.9));
        for (int i = 0; i < 20; ++i) {
            ours.computeGradients();
            optimizer.step(0.02);
            reference.computeGradients();
            decayed.step();
            free.step();
        }
        QVERIFY(difference(ours.matrix, reference.matrix) < 1e-6);
        QVERIFY(difference(ours.bias, reference.bias) < 1e-6);
    }

    void clippingScalesAllGradientsToOneNorm() {
        Pair pair;
        distill::Optimizer optimizer({pair.matrix, pair.bias}, {});
        pair.computeGradients();
        const double before = std::sqrt(pair.matrix.grad().square().sum().item<double>() +
                                        pair.bias.grad().square().sum().item<double>());
        QVERIFY(std::abs(optimizer.clipGradients(0.5) - before) < 1e-5);
        const double after = std::sqrt(pair.matrix.grad().square().sum().item<double>() +
                                       pair.bias.grad().square().sum().item<double>());
        QVERIFY(std::abs(after - 0.5) < 1e-5);
        optimizer.clipGradients(0);  // leaves them
        QVERIFY(std::abs(std::sqrt(pair.matrix.grad().square().sum().item<double>() +
                                   pair.bias.grad().square().sum().item<double>()) -
                         0.5) < 1e-5);
    }

    void restoredStateContinuesToTheBit() {
        for (const auto kind : {experiment::Optimizer::AdamW, experiment::Optimizer::Sgd}) {
            experiment::TrainingSpec spec;
            spec.optimizer = kind;
            Pair straight;
            distill::Optimizer one({straight.matrix, straight.bias}, spec);
            Pair second;
            for (int i = 0; i < 5; ++i) {
                straight.computeGradients();
                one.step(0.01);
            }
            {
                const torch::NoGradGuard noGrad;
                second.matrix.copy_(straight.matrix);
                second.bias.copy_(straight.bias);
            }
            distill::Optimizer two({second.matrix, second.bias}, spec);
            two.restore(one.state());
            for (int i = 0; i < 5; ++i) {
                straight.computeGradients();
                one.step(0.01);
                second.computeGradients();
                two.step(0.01);
            }
            QVERIFY(straight.matrix.equal(second.matrix));
            QVERIFY(straight.bias.equal(second.bias));
        }
    }
};

DISTILLAB_TEST(OptimizerTest)
#include "optimizer_test.moc"
