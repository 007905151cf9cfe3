#include "core/distill/evaluator.h"

#include "tests/support/test_main.h"

#include <torch/torch.h>

#include <QTest>

using namespace distillab;

class EvaluatorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void scoresByHand() {
        // True classes 0 0 0 1 1 2, answers 0 0 1 1 2 2.
        const torch::Tensor labels = torch::tensor({0, 0, 0, 1, 1, 2});
        const torch::Tensor answers = torch::tensor({0, 0, 1, 1, 2, 2});
        const torch::Tensor logits = torch::one_hot(answers, 4).to(torch::kFloat32) * 3;
        const report::Scores scores = distill::score(
            logits, labels, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("never")});
        QCOMPARE(scores.items, 6);
        QCOMPARE(scores.accuracy, 4.0 / 6);
        QCOMPARE(scores.confusion[0], (std::vector<qint64>{2, 1, 0, 0}));
        QCOMPARE(scores.confusion[1], (std::vector<qint64>{0, 1, 1, 0}));
        QCOMPARE(scores.classes[0].precision, 1.0);
        QCOMPARE(scores.classes[0].recall, 2.0 / 3);
        QCOMPARE(scores.classes[0].f1, 0.8);
        QCOMPARE(scores.classes[1].precision, 0.5);
        QCOMPARE(scores.classes[2].recall, 1.0);
        QCOMPARE(scores.classes[3].f1, 0.0);  // a class without items or answers scores 0, not NaN
        QCOMPARE(scores.classes[3].support, 0);
        QVERIFY(std::abs(scores.f1Macro - (0.8 + 0.5 + 2.0 / 3 + 0) / 4) < 1e-12);
    }

    void agreementIsTheShareOfEqualAnswers() {
        const torch::Tensor one = torch::tensor({{1.0F, 0.0F}, {0.0F, 1.0F}, {2.0F, 1.0F}, {0.0F, 5.0F}});
        const torch::Tensor other = torch::tensor({{3.0F, 0.0F}, {1.0F, 0.0F}, {9.0F, 1.0F}, {0.0F, 1.0F}});
        QCOMPARE(distill::agreement(one, other), 0.75);
    }
};

DISTILLAB_TEST(EvaluatorTest)
#include "evaluator_test.moc"
