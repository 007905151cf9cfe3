#include "core/distill/objective.h"

#include "core/base/error.h"
#include "core/distill/feature_losses.h"
#include "core/distill/losses.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <torch/nn/functional/loss.h>
#include <torch/utils.h>

#include <QTest>

using namespace distillab;
using namespace distillab::distill;
using experiment::Course;
using experiment::Loss;
using experiment::LossSpec;
using experiment::Recipe;
using experiment::Schedule;
using test::caught;

namespace {

const nn::FeatureShapes kStudent{{8, 8, 8}, {2, 2}, 8};
const nn::FeatureShapes kTeacher{{12, 12, 12, 12, 12}, {3, 3, 3, 3}, 12};

torch::Tensor numbers(std::uint64_t seed, at::IntArrayRef shape) {
    torch::manual_seed(seed);
    return torch::randn(shape);
}

/// Four items of two tokens, seven real ones.
torch::Tensor mask() {
    torch::Tensor mask = torch::ones({4, 2}, torch::kBool);
    mask[3][1] = false;
    return mask;
}

AskedAnswer answerOf(const nn::FeatureRequest& wanted, const nn::FeatureShapes& shapes, std::uint64_t seed) {
    AskedAnswer asked{wanted, {numbers(seed, {4, 5}), {}}};
    for (const int index : wanted.hiddenStates) {
        asked.answer.features.hiddenStates.push_back(numbers(seed + 10 + static_cast<std::uint64_t>(index),
                                                             {7, shapes.hiddenWidths[static_cast<size_t>(index)]}));
    }
    for (const int index : wanted.attentions) {
        asked.answer.features.attentions.push_back(
            numbers(seed + 20 + static_cast<std::uint64_t>(index), {4, shapes.attentionHeads[0], 2, 2}));
    }
    if (wanted.embedding) asked.answer.features.embedding = numbers(seed + 30, {4, shapes.embeddingWidth});
    return asked;
}

const torch::Tensor kLabels = torch::tensor({0, 4, 2, 1});

Objective make(Recipe recipe) { return Objective(std::move(recipe), kStudent, kTeacher, 7, torch::kCPU); }

LossValues lossOf(const Objective& objective, double progress = 0) {
    return objective(answerOf(objective.studentFeatures(progress), kStudent, 1),
                     answerOf(objective.teacherFeatures(), kTeacher, 2), kLabels, mask(), progress);
}

double number(const torch::Tensor& scalar) { return scalar.item<double>(); }

}  // namespace

/// The terms of a recipe: which count when, with what weight, on what they look.
class ObjectiveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void alphaWeighsTheTeacherAndTheLabelsGetTheRest() {
        const LossValues loss = lossOf(make({.temperature = 2.0, .alpha = 0.6}));
        const double soft = number(softTargetLoss(numbers(1, {4, 5}), numbers(2, {4, 5}), 2));
        const double hard = number(hardLabelLoss(numbers(1, {4, 5}), kLabels));
        QCOMPARE(loss.parts.size(), size_t{2});
        QCOMPARE(loss.parts[0].first, QStringLiteral("soft-targets"));
        QCOMPARE(number(loss.parts[0].second), soft);
        QCOMPARE(number(loss.parts[1].second), hard);
        QVERIFY(std::abs(number(loss.total) - (0.6 * soft + 0.4 * hard)) < 1e-6);
    }

    void labelsAloneArePlainCrossEntropyToTheBit() {
        const Objective objective = make(Recipe{.alpha = 0.6}.withoutTeacher());
        QVERIFY(!objective.asksTeacher(0));
        const LossValues loss = objective(answerOf({}, kStudent, 1), {}, kLabels, {}, 0.5);
        QCOMPARE(loss.parts.size(), size_t{1});
        QVERIFY(loss.total.equal(torch::nn::functional::cross_entropy(numbers(1, {4, 5}), kLabels)));
    }

    void insidesCountBesideAlphaWithTheirOwnWeight() {
        const Objective objective =
            make({.temperature = 1.0, .alpha = 1.0, .losses = {{.loss = Loss::Similarity, .weight = 3.0}}});
        const LossValues loss = lossOf(objective);
        const double value = number(similarityPreservingLoss(numbers(31, {4, 8}), numbers(32, {4, 12})));
        QVERIFY(std::abs(number(loss.total) - 3 * value) < 1e-6);
    }

    void courseOfTemperatureAndAlphaIsFollowed() {
        const Objective objective =
            make({.temperature = Course(8, 2, Schedule::Linear), .alpha = Course(1, 0.5, Schedule::Linear)});
        const torch::Tensor student = numbers(1, {4, 5});
        const torch::Tensor teacher = numbers(2, {4, 5});
        QCOMPARE(lossOf(objective, 0).parts.size(), size_t{1});  // alpha 1: labels do not count yet
        const LossValues half = lossOf(objective, 0.5);
        QCOMPARE(number(half.parts[0].second), number(softTargetLoss(student, teacher, 5)));
        const double expected = 0.75 * number(half.parts[0].second) + 0.25 * number(half.parts[1].second);
        QVERIFY(std::abs(number(half.total) - expected) < 1e-6);
        QCOMPARE(number(lossOf(objective, 1).parts[0].second), number(softTargetLoss(student, teacher, 2)));
    }

    void stagesFollowOneAnother() {
        const Objective objective =
            make({.temperature = 1.0,
                  .alpha = 1.0,
                  .losses = {{.loss = Loss::HiddenStates, .end = 0.5}, {.loss = Loss::SoftTargets, .begin = 0.5}}});
        QCOMPARE(objective.studentFeatures(0.4).hiddenStates, (std::vector<int>{0, 1, 2}));
        QVERIFY(!objective.studentFeatures(0.5).any());
        QCOMPARE(lossOf(objective, 0.49).parts[0].first, QStringLiteral("hidden-states"));
        QCOMPARE(lossOf(objective, 0.5).parts[0].first, QStringLiteral("soft-targets"));
        QCOMPARE(lossOf(objective, 1).parts.size(), size_t{1});
    }

    void uniformLayersSpreadOverTheTeachers() {
        const Objective objective = make({.temperature = 1.0, .alpha = 1.0, .losses = {{.loss = Loss::HiddenStates}}});
        QCOMPARE(objective.teacherFeatures().hiddenStates, (std::vector<int>{0, 2, 4}));
        QCOMPARE(objective.parameters().size(), size_t{6});  // a weight and a bias for each pair
        QCOMPARE(objective.parameters()[0].sizes().vec(), (std::vector<std::int64_t>{12, 8}));
    }

    void projectionsLearn() {
        const Objective objective = make({.temperature = 1.0,
                                          .alpha = 1.0,
                                          .losses = {{.loss = Loss::HiddenStates, .layers = QStringLiteral("1:3")}}});
        lossOf(objective).total.backward();
        for (const torch::Tensor& parameter : objective.parameters()) {
            QVERIFY(parameter.grad().abs().sum().item<double>() > 0);
        }
        // By hand: mean((x Wᵀ + b − t)²).
        const torch::Tensor expected =
            (at::linear(numbers(12, {7, 8}), objective.parameters()[0], objective.parameters()[1]) -
             numbers(15, {7, 12}))
                .square()
                .mean();
        QVERIFY(std::abs(number(lossOf(objective).total) - number(expected)) < 1e-6);
    }

    void equalWidthsNeedNoProjection() {
        const Objective objective({.temperature = 1.0, .alpha = 1.0, .losses = {{.loss = Loss::HiddenStates}}},
                                  kTeacher, kTeacher, 7, torch::kCPU);
        QVERIFY(objective.parameters().empty());
    }

    void attentionMapsAreScoresOfTransformersAndSumsOfPictures() {
        const Recipe recipe{.temperature = 1.0, .alpha = 1.0, .losses = {{.loss = Loss::AttentionMaps}}};
        QCOMPARE(make(recipe).teacherFeatures().attentions, (std::vector<int>{0, 3}));
        const nn::FeatureShapes pictures{{8, 16}, {}, 16};
        const Objective objective(recipe, pictures, pictures, 7, torch::kCPU);
        QVERIFY(objective.teacherFeatures().attentions.empty());
        QCOMPARE(objective.teacherFeatures().hiddenStates, (std::vector<int>{0, 1}));
    }

    void everyTermHasItsName() {
        const Objective objective = make({.temperature = 1.0,
                                          .alpha = 0.5,
                                          .losses = {{.loss = Loss::HiddenStates},
                                                     {.loss = Loss::HiddenStates, .layers = QStringLiteral("last")},
                                                     {.loss = Loss::RelationalAngle}}});
        QStringList names;
        for (const auto& [name, value] : lossOf(objective).parts) names << name;
        QCOMPARE(names, (QStringList{QStringLiteral("hidden-states"), QStringLiteral("hidden-states-2"),
                                     QStringLiteral("rkd-angle")}));
    }

    void aTeacherWhoOnlyAnswersIsRefusedWhereInsidesCount() {
        const Recipe recipe{.temperature = 1.0, .alpha = 1.0, .losses = {{.loss = Loss::RelationalAngle}}};
        const auto error = caught<RequestError>([&] { Objective(recipe, kStudent, {}, 7, torch::kCPU); });
        QVERIFY(error.has_value());
        QVERIFY(error->message().contains(QStringLiteral("rkd-angle")));
    }

    void layersThatDoNotExistAreNamed() {
        const Recipe recipe{.temperature = 1.0,
                            .alpha = 1.0,
                            .losses = {{.loss = Loss::HiddenStates, .layers = QStringLiteral("0:0,1:9")}}};
        const auto error = caught<RequestError>([&] { make(recipe); });
        QVERIFY(error.has_value());
        QVERIFY(error->message().contains(QStringLiteral("9")));
    }
};

DISTILLAB_TEST(ObjectiveTest)
#include "objective_test.moc"
