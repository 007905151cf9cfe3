#include "core/teachers/quantised_teacher.h"

#include "core/base/error.h"
#include "core/nn/inference.h"
#include "tests/core/teachers/made_up_texts.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab;
using test::caught;

class QuantisedTeacherTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comparisonEqualsAllAnswersByThemselves() {
        nn::Transformer teacher = test::makeUpTeacher();
        test::MadeUpTexts texts(70);
        RunControl control;
        const teachers::QuantisedComparison comparison = teachers::compareQuantised(teacher, texts, control);
        const torch::Tensor full = nn::computeLogits(teacher, texts, control);
        teacher.setProductType(nn::ProductType::Int8);
        const torch::Tensor quantised = nn::computeLogits(teacher, texts, control);
        QCOMPARE(comparison.items, 70);
        QCOMPARE(comparison.agreement,
                 full.argmax(1).eq(quantised.argmax(1)).to(torch::kFloat64).mean().item<double>());
        QVERIFY(comparison.agreement > 0.9);
        QVERIFY(std::abs(comparison.logitDifference - (full - quantised).abs().mean().item<double>()) < 1e-6);
        QVERIFY(comparison.logitDifference > 0);
        const torch::Tensor kl = at::kl_div(at::log_softmax(quantised, 1), at::softmax(full, 1)).mul(full.size(1));
        QVERIFY(std::abs(comparison.divergence - kl.item<double>()) < 1e-5);
        QVERIFY(comparison.fullSeconds > 0);
        QVERIFY(comparison.quantisedSeconds > 0);
        QCOMPARE(comparison.speedup(), comparison.fullSeconds / comparison.quantisedSeconds);
    }

    void sampleIsSpreadAndBounded() {
        nn::Transformer teacher = test::makeUpTeacher();
        test::MadeUpTexts texts(1000);
        RunControl control;
        QCOMPARE(teachers::compareQuantised(teacher, texts, control, 64).items, 64);
        QCOMPARE(texts.answered, size_t{64});
        QCOMPARE(teachers::compareQuantised(teacher, texts, control, 5).items, 5);
    }

    void teacherIsLeftInFullPrecision() {
        nn::Transformer teacher = test::makeUpTeacher();
        test::MadeUpTexts texts(20);
        RunControl control;
        const torch::Tensor before = nn::computeLogits(teacher, texts, control);
        teachers::compareQuantised(teacher, texts, control);
        QVERIFY(torch::equal(nn::computeLogits(teacher, texts, control), before));
    }

    void stopsWhenTold() {
        nn::Transformer teacher = test::makeUpTeacher();
        test::MadeUpTexts texts(100);
        RunControl control;
        control.stop();
        QVERIFY(caught<Stopped>([&] { teachers::compareQuantised(teacher, texts, control); }).has_value());
    }
};

DISTILLAB_TEST(QuantisedTeacherTest)
#include "quantised_teacher_test.moc"
