#include "core/distill/feature_losses.h"

#include "core/base/error.h"
#include "tests/core/distill/loss_case.h"
#include "tests/support/test_main.h"

#include <torch/torch.h>

#include <QTest>

#include <cmath>
#include <limits>

using namespace distillab;
using namespace distillab::distill;
using namespace distillab::test;

namespace {

/// Two texts of four tokens, the last of the second being padding.
torch::Tensor paddedMask() { return torch::tensor({{true, true, true, true}, {true, true, true, false}}); }

auto attention(const torch::Tensor& mask) {
    return [mask](const torch::Tensor& s, const torch::Tensor& t) { return attentionMapLoss(s, t, mask); };
}

torch::Tensor scaledFirst(torch::Tensor items, double scale) {
    items[0] *= scale;
    return items;
}

void addLossCases() {
    QTest::addColumn<LossCase>("loss");
    const auto add = [](const char* name, const torch::Tensor& student, const torch::Tensor& teacher,
                        const auto& loss) { QTest::newRow(name) << LossCase{student, teacher, loss}; };

    const torch::Tensor hidden = numbers(3, {7, 6});
    const torch::Tensor teacherHidden = numbers(4, {7, 6});
    const torch::Tensor small = numbers(5, {2, 3, 3, 2});
    const torch::Tensor large = numbers(6, {2, 3, 5, 6});
    add("hidden states", hidden, teacherHidden, hiddenMseLoss);
    add("hidden states, larger student", large, small, hiddenMseLoss);
    add("hidden states, larger teacher", small, large, hiddenMseLoss);
    add("hidden cosine", hidden, teacherHidden, hiddenCosineLoss);
    add("hidden cosine, images", large, small, hiddenCosineLoss);

    const torch::Tensor maps = numbers(8, {2, 2, 4, 4});
    const torch::Tensor teacherMaps = numbers(9, {2, 2, 4, 4});
    const torch::Tensor moreHeads = numbers(10, {2, 3, 4, 4});
    add("attention", maps, teacherMaps, attention({}));
    add("attention, padded", maps, teacherMaps, attention(paddedMask()));
    add("attention over heads", maps, moreHeads, attention({}));
    add("attention over heads, padded", maps, moreHeads, attention(paddedMask()));
    add("attention transfer", numbers(5, {2, 3, 5, 2}), numbers(7, {2, 4, 3, 6}), attentionTransferLoss);

    const torch::Tensor items = scaledFirst(numbers(11, {6, 3}), 10);
    add("distances", items, numbers(12, {6, 5}), relationalDistanceLoss);
    add("angles", items, numbers(12, {6, 5}), relationalAngleLoss);
    add("similarity", numbers(13, {4, 2, 3, 3}), numbers(14, {4, 5}), similarityPreservingLoss);
}

using PairLoss = torch::Tensor (*)(const torch::Tensor&, const torch::Tensor&);

bool isFinite(PairLoss loss, const torch::Tensor& student, const torch::Tensor& teacher) {
    const torch::Tensor gradient = gradientOf([&](const torch::Tensor& s) { return loss(s, teacher); }, student);
    return std::isfinite(loss(student, teacher).item<double>()) && gradient.isfinite().all().item<bool>();
}

}  // namespace

class FeatureLossesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lossesFollowTheirPapers_data() { addLossCases(); }
    void lossesFollowTheirPapers() {
        QFETCH(LossCase, loss);
        loss.agreesWithTheRecord();
    }

    void lossesTeachTheStudentAlone_data() { addLossCases(); }
    void lossesTeachTheStudentAlone() {
        QFETCH(LossCase, loss);
        loss.teachesTheStudentAlone();
    }

    void whatStandsAtPaddingCountsForNothing_data() {
        QTest::addColumn<int>("teacherHeads");
        QTest::newRow("as many heads") << 2;
        QTest::newRow("more heads") << 3;
    }
    void whatStandsAtPaddingCountsForNothing() {
        QFETCH(int, teacherHeads);
        // A third text without any token: no row of it may become 0/0.
        const torch::Tensor mask = at::cat({paddedMask(), torch::zeros({1, 4}, torch::kBool)});
        const torch::Tensor padding = (mask.unsqueeze(2) & mask.unsqueeze(1)).logical_not().unsqueeze(1);
        const torch::Tensor student = numbers(8, {3, 2, 4, 4});
        const torch::Tensor teacher = numbers(10, {3, teacherHeads, 4, 4});
        const double loss = attentionMapLoss(student, teacher, mask).item<double>();
        for (const double garbage : {std::nan(""), std::numeric_limits<double>::infinity(), -1e300}) {
            const torch::Tensor spoilt = student.masked_fill(padding, garbage);
            const auto spoiltLoss = [&](const torch::Tensor& s) {
                return attentionMapLoss(s, teacher.masked_fill(padding, garbage), mask);
            };
            QCOMPARE(spoiltLoss(spoilt).item<double>(), loss);
            const torch::Tensor gradient = gradientOf(spoiltLoss, spoilt);
            QVERIFY(gradient.isfinite().all().item<bool>());
            QVERIFY(gradient.masked_select(padding.expand_as(gradient)).eq(0).all().item<bool>());
        }
        const torch::Tensor nothing = torch::zeros_like(mask);
        QCOMPARE(attentionMapLoss(student, teacher, nothing).item<double>(), 0.0);
    }

    void statesOfLengthZeroHaveAModestGradient() {
        torch::Tensor student = numbers(3, {7, 6});
        student[2].zero_();
        const auto loss = [](const torch::Tensor& s) { return hiddenCosineLoss(s, numbers(4, {7, 6})); };
        const torch::Tensor gradient = gradientOf(loss, student);
        QCOMPARE_LT(gradient.norm().item<double>(), 10.0);
        const torch::Tensor black = torch::zeros({2, 3, 4, 4});
        QVERIFY(isFinite(attentionTransferLoss, black, numbers(1, {2, 3, 4, 4})));
    }

    void itemsAtOnePlaceStayFinite() {
        torch::Tensor twins = numbers(11, {6, 3}).to(torch::kFloat32);
        twins[1] = twins[4];
        const torch::Tensor apart = numbers(12, {6, 5}).to(torch::kFloat32);
        const torch::Tensor together = torch::ones({6, 3});
        const torch::Tensor nowhere = torch::zeros({6, 3});
        for (const PairLoss loss : {relationalDistanceLoss, relationalAngleLoss, similarityPreservingLoss}) {
            for (const torch::Tensor& student : {twins, together, nowhere}) {
                QVERIFY(isFinite(loss, student, apart));
                QVERIFY(isFinite(loss, apart, student));
            }
        }
    }

    void oneItemHasNoRelations() {
        const torch::Tensor student = numbers(11, {1, 3});
        const torch::Tensor teacher = numbers(12, {1, 5});
        for (const PairLoss loss : {relationalDistanceLoss, relationalAngleLoss, similarityPreservingLoss}) {
            QCOMPARE(loss(student, teacher).item<double>(), 0.0);
            const torch::Tensor gradient =
                gradientOf([&](const torch::Tensor& s) { return loss(s, teacher); }, student);
            QCOMPARE_LT(gradient.abs().max().item<double>(), 1e-12);
        }
        const torch::Tensor pair = numbers(11, {2, 3});
        QCOMPARE_LT(relationalAngleLoss(pair, numbers(12, {2, 5})).item<double>(), 1e-12);
    }

    void shapesThatDoNotFitAreRefused() {
        const torch::Tensor maps = numbers(8, {2, 2, 4, 4});
        for (const PairLoss loss : {hiddenMseLoss, hiddenCosineLoss}) {
            QVERIFY_THROWS_EXCEPTION(RequestError, loss(numbers(1, {7, 6}), numbers(1, {7, 5})));
            QVERIFY_THROWS_EXCEPTION(RequestError, loss(numbers(1, {7, 6}), numbers(1, {6, 6})));
            QVERIFY_THROWS_EXCEPTION(RequestError, loss(maps, numbers(1, {2, 3, 4, 4})));
            QVERIFY_THROWS_EXCEPTION(RequestError, loss(maps, numbers(1, {2, 2})));
        }
        QVERIFY_THROWS_EXCEPTION(RequestError, attentionMapLoss(maps, numbers(1, {2, 2, 5, 5}), {}));
        QVERIFY_THROWS_EXCEPTION(RequestError, attentionMapLoss(maps, numbers(1, {2, 4}), {}));
        QVERIFY_THROWS_EXCEPTION(RequestError, attentionMapLoss(maps, maps, torch::ones({2, 5}, torch::kBool)));
        QVERIFY_THROWS_EXCEPTION(RequestError, attentionTransferLoss(maps, numbers(1, {3, 2, 4, 4})));
        QVERIFY_THROWS_EXCEPTION(RequestError, attentionTransferLoss(maps, numbers(1, {2, 8})));
        for (const PairLoss loss : {relationalDistanceLoss, relationalAngleLoss, similarityPreservingLoss}) {
            QVERIFY_THROWS_EXCEPTION(RequestError, loss(numbers(1, {3, 4}), numbers(1, {4, 4})));
            QVERIFY_THROWS_EXCEPTION(RequestError, loss(numbers(1, {3}), numbers(1, {3})));
        }
    }

    void refusalsNameBothShapes() {
        try {
            hiddenMseLoss(numbers(1, {7, 6}), numbers(1, {7, 5}));
            QFAIL("not refused");
        } catch (const RequestError& error) {
            QCOMPARE(error.message(),
                     QStringLiteral("the hidden states of teacher and student differ in shape: [7, 5] and [7, 6]"));
        }
    }
};

DISTILLAB_TEST(FeatureLossesTest)
#include "feature_losses_test.moc"
