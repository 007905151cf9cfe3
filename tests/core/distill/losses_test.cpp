#include "core/distill/losses.h"

#include "core/base/error.h"
#include "tests/core/distill/loss_case.h"
#include "tests/support/test_main.h"

#include <torch/torch.h>

#include <QTest>

#include <cmath>
#include <vector>

using namespace distillab;
using namespace distillab::distill;
using namespace distillab::test;

namespace {

using Rows = std::vector<std::vector<double>>;

torch::Tensor toTensor(const Rows& rows) {
    torch::Tensor tensor = torch::empty(
        {static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(rows[0].size())}, torch::kFloat64);
    for (size_t i = 0; i < rows.size(); ++i) {
        for (size_t j = 0; j < rows[i].size(); ++j) {
            tensor[static_cast<std::int64_t>(i)][static_cast<std::int64_t>(j)] = rows[i][j];
        }
    }
    return tensor;
}

std::vector<double> softmax(const std::vector<double>& logits, double temperature) {
    std::vector<double> weights;
    double sum = 0;
    for (const double logit : logits) {
        weights.push_back(std::exp(logit / temperature));
        sum += weights.back();
    }
    for (double& weight : weights) weight /= sum;
    return weights;
}

/// The definition, written with plain loops: T² · mean over rows of Σ p · ln(p / q).
double softTargetReference(const Rows& student, const Rows& teacher, double temperature) {
    double sum = 0;
    for (size_t i = 0; i < student.size(); ++i) {
        const auto p = softmax(teacher[i], temperature);
        const auto q = softmax(student[i], temperature);
        for (size_t c = 0; c < p.size(); ++c) sum += p[c] * std::log(p[c] / q[c]);
    }
    return temperature * temperature * sum / static_cast<double>(student.size());
}

const Rows kStudent = {{0.5, -1.0, 2.0, 0.1}, {1.5, 0.3, -0.7, 0.0}, {-2.0, 0.4, 0.9, 3.1}};
const Rows kTeacher = {{0.1, -2.0, 4.0, 1.0}, {3.0, 1.0, -1.0, 0.5}, {-1.0, 0.0, 2.5, 2.0}};

const torch::Tensor kLabels = torch::tensor({2, 0, 3, 1, 1});
const torch::Tensor kSomeLabels = torch::tensor({2, -1, 3, -1, 1});
const torch::Tensor kNoLabels = torch::full({5}, -1);

void addLossCases() {
    QTest::addColumn<LossCase>("loss");
    const torch::Tensor student = numbers(1, {5, 4});
    const torch::Tensor teacher = 2 * numbers(2, {5, 4});
    const auto add = [&](const char* name, const auto& loss) {
        QTest::newRow(name) << LossCase{student, teacher, loss};
    };
    const auto addHard = [&](const char* name, const torch::Tensor& labels, double smoothing) {
        add(name, [=](const auto& s, const auto&) { return hardLabelLoss(s, labels, smoothing); });
    };
    add("soft targets", [](const auto& s, const auto& t) { return softTargetLoss(s, t, 3); });
    addHard("hard labels", kLabels, 0);
    addHard("hard labels, smoothed", kLabels, 0.1);
    addHard("hard labels, some", kSomeLabels, 0);
    addHard("hard labels, some, smoothed", kSomeLabels, 0.1);
    add("logits", logitMseLoss);
    add("decoupled", [](const auto& s, const auto& t) { return decoupledLoss(s, t, kLabels, 2, 1, 8); });
    add("decoupled, some labels",
        [](const auto& s, const auto& t) { return decoupledLoss(s, t, kSomeLabels, 4, 0.5, 3); });
    const torch::Tensor binary = torch::tensor({0, 1, 1, 0, -1});
    QTest::newRow("decoupled, two classes")
        << LossCase{student.narrow(1, 0, 2).contiguous(), teacher.narrow(1, 0, 2),
                    [=](const auto& s, const auto& t) { return decoupledLoss(s, t, binary, 2, 1, 8); }};
}

}  // namespace

class LossesTest : public QObject {
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

    void softTargetsOfTwoClassesByHand() {
        // Teacher (ln 3, 0) says 3/4 : 1/4, student (0, 0) says 1/2 : 1/2, at T = 1:
        // 3/4 ln(3/2) + 1/4 ln(1/2) = 0.75 · 0.4054651081 − 0.25 · 0.6931471806 = 0.1308120360.
        const torch::Tensor loss = softTargetLoss(toTensor({{0, 0}}), toTensor({{std::log(3.0), 0}}), 1);
        QVERIFY(std::abs(loss.item<double>() - 0.1308120360) < 1e-9);
        // At T = 2 the teacher (2 ln 3, 0) is softened to the same 3/4 : 1/4, and T² = 4 multiplies.
        const torch::Tensor softened = softTargetLoss(toTensor({{0, 0}}), toTensor({{2 * std::log(3.0), 0}}), 2);
        QVERIFY(std::abs(softened.item<double>() - 4 * 0.1308120360) < 1e-9);
    }

    void softTargetsFollowTheDefinition_data() {
        QTest::addColumn<double>("temperature");
        for (const double temperature : {0.01, 0.5, 1.0, 2.0, 4.0, 20.0, 100.0}) {
            QTest::newRow(qPrintable(QString::number(temperature))) << temperature;
        }
    }
    void softTargetsFollowTheDefinition() {
        QFETCH(double, temperature);
        if (temperature < 0.1) {  // the plain formula overflows here, the loss must not
            const torch::Tensor loss = softTargetLoss(toTensor(kStudent), toTensor(kTeacher), temperature);
            QVERIFY(std::isfinite(loss.item<double>()));
            return;
        }
        const double loss = softTargetLoss(toTensor(kStudent), toTensor(kTeacher), temperature).item<double>();
        QVERIFY(std::abs(loss - softTargetReference(kStudent, kTeacher, temperature)) < 1e-9);
    }

    void hardLabelsWithoutGapsAreCrossEntropyToTheBit() {
        const torch::Tensor student = numbers(1, {5, 4}).to(torch::kFloat32);
        const auto plain = [](const torch::Tensor& s) { return torch::nn::functional::cross_entropy(s, kLabels); };
        const auto ours = [](const torch::Tensor& s) { return hardLabelLoss(s, kLabels); };
        QVERIFY(ours(student).equal(plain(student)));
        QVERIFY(gradientOf(ours, student).equal(gradientOf(plain, student)));
    }

    void withoutAnyLabelNothingIsLearned() {
        const auto loss = [](const torch::Tensor& s) { return hardLabelLoss(s, kNoLabels, 0.1); };
        const torch::Tensor student = numbers(1, {5, 4});
        QCOMPARE(loss(student).item<double>(), 0.0);
        QVERIFY(gradientOf(loss, student).equal(torch::zeros_like(student)));
    }

    void gradientsAgreeWithFiniteDifferences() {
        const torch::Tensor teacher = toTensor(kTeacher);
        for (const double temperature : {1.0, 3.0, 10.0}) {
            QVERIFY(gradientError([&](const torch::Tensor& s) { return softTargetLoss(s, teacher, temperature); },
                                  toTensor(kStudent)) < 1e-7);
        }
    }

    void sharpAnswersAndExtremeTemperaturesStayFinite() {
        const torch::Tensor student = 100 * numbers(1, {5, 4}).to(torch::kFloat32);
        const torch::Tensor teacher = 100 * numbers(2, {5, 4}).to(torch::kFloat32);
        for (const double temperature : {1e-6, 0.01, 1.0, 100.0, 1e6}) {
            const auto soft = [&](const torch::Tensor& s) { return softTargetLoss(s, teacher, temperature); };
            const auto decoupled = [&](const torch::Tensor& s) {
                return decoupledLoss(s, teacher, kSomeLabels, temperature, 1, 8);
            };
            for (const Loss& loss : {Loss(soft), Loss(decoupled)}) {
                QVERIFY(std::isfinite(loss(student).item<double>()));
                QVERIFY(gradientOf(loss, student).isfinite().all().item<bool>());
            }
        }
    }

    void singlePrecisionKeepsItsDigitsAtTheEdges_data() {
        QTest::addColumn<double>("temperature");
        QTest::addColumn<torch::Tensor>("teacher");
        const torch::Tensor usual = 4 * numbers(2, {5, 4});
        for (const double temperature : {0.01, 1.0, 100.0}) {
            const QByteArray t = "T " + QByteArray::number(temperature);
            QTest::newRow(t + ", a teacher as they are") << temperature << usual;
            QTest::newRow(t + ", a constant teacher") << temperature << torch::zeros_like(usual);
            QTest::newRow(t + ", constant and large") << temperature << torch::full_like(usual, 500);
            QTest::newRow(t + ", the student itself") << temperature << numbers(1, {5, 4});
        }
    }
    void singlePrecisionKeepsItsDigitsAtTheEdges() {
        QFETCH(double, temperature);
        QFETCH(torch::Tensor, teacher);
        const torch::Tensor student = numbers(1, {5, 4});
        using OfBoth = std::function<torch::Tensor(const torch::Tensor&, const torch::Tensor&)>;
        const OfBoth soft = [&](const auto& s, const auto& t) { return softTargetLoss(s, t, temperature); };
        const OfBoth decoupled = [&](const auto& s, const auto& t) {
            return decoupledLoss(s, t, kSomeLabels, temperature, 1, 8);
        };
        for (const OfBoth& loss : {soft, decoupled}) {
            const auto gradient = [&](at::ScalarType type) {
                return gradientOf([&](const torch::Tensor& s) { return loss(s, teacher.to(type)); }, student.to(type));
            };
            const double exact = loss(student, teacher).item<double>();
            const double single = loss(student.to(at::kFloat), teacher.to(at::kFloat)).item<double>();
            QCOMPARE_LT(std::abs(single - exact), 2e-2 + 1e-3 * std::abs(exact));
            QCOMPARE_LT((gradient(at::kFloat) - gradient(at::kDouble)).abs().max().item<double>(), 1e-3);
        }
    }

    void shapesAndTemperatureAreChecked() {
        QVERIFY_THROWS_EXCEPTION(RequestError, softTargetLoss(toTensor(kStudent), toTensor({{1, 2}}), 2));
        QVERIFY_THROWS_EXCEPTION(RequestError, softTargetLoss(toTensor(kStudent), toTensor(kTeacher), 0));
        const torch::Tensor student = numbers(1, {5, 4});
        const torch::Tensor fewClasses = numbers(2, {5, 3});
        QVERIFY_THROWS_EXCEPTION(RequestError, logitMseLoss(student, fewClasses));
        QVERIFY_THROWS_EXCEPTION(RequestError, decoupledLoss(student, fewClasses, kLabels, 2, 1, 8));
        QVERIFY_THROWS_EXCEPTION(RequestError, decoupledLoss(student, student, kLabels.narrow(0, 0, 4), 2, 1, 8));
        QVERIFY_THROWS_EXCEPTION(RequestError, decoupledLoss(student, student, kLabels, 0, 1, 8));
        QVERIFY_THROWS_EXCEPTION(RequestError, hardLabelLoss(student, kLabels.narrow(0, 0, 4)));
        for (const double smoothing : {-0.1, 1.0, std::nan("")}) {
            QVERIFY_THROWS_EXCEPTION(RequestError, hardLabelLoss(student, kLabels, smoothing));
        }
    }
};

DISTILLAB_TEST(LossesTest)
#include "losses_test.moc"
