#include "core/nn/int8_linear.h"

#include "tests/support/test_main.h"

#include <torch/torch.h>

#include <QScopeGuard>
#include <QTest>

#include <cmath>
#include <limits>

using namespace distillab::nn;

namespace {

struct Rounded {
    std::vector<int> values;
    float scale = 0;
};

/// The rule in plain words: the scale makes the largest magnitude `limit`; ties go to the even number.
Rounded rounded(const torch::Tensor& row, int limit) {
    Rounded result;
    float largest = 0;
    for (std::int64_t i = 0; i < row.numel(); ++i) largest = std::max(largest, std::abs(row[i].item<float>()));
    result.scale = largest / static_cast<float>(limit);
    for (std::int64_t i = 0; i < row.numel(); ++i) {
        const float value = row[i].item<float>() * (static_cast<float>(limit) / largest);
        result.values.push_back(largest > 0 ? static_cast<int>(std::nearbyint(value)) : 0);
    }
    return result;
}

/// x · weightᵀ + bias of rounded numbers, in double.
torch::Tensor emulated(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias) {
    torch::Tensor out = torch::empty({x.size(0), weight.size(0)}, torch::kFloat64);
    for (std::int64_t row = 0; row < x.size(0); ++row) {
        const Rounded left = rounded(x[row], 127);
        for (std::int64_t column = 0; column < weight.size(0); ++column) {
            const Rounded right = rounded(weight[column], largestInt8Weight());
            std::int64_t sum = 0;
            for (size_t i = 0; i < left.values.size(); ++i) sum += left.values[i] * right.values[i];
            out[row][column] = static_cast<double>(sum) * left.scale * right.scale + bias[column].item<double>();
        }
    }
    return out;
}

}  // namespace

class Int8LinearTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { torch::manual_seed(11); }

    void equalsPlainLoops_data() {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("in");
        QTest::addColumn<int>("out");
        QTest::newRow("one row") << 1 << 24 << 7;
        QTest::newRow("odd") << 3 << 37 << 5;
        QTest::newRow("narrow") << 19 << 4 << 2;
        QTest::newRow("a layer") << 9 << 128 << 96;
    }
    void equalsPlainLoops() {
        QFETCH(int, rows);
        QFETCH(int, in);
        QFETCH(int, out);
        const torch::Tensor x = torch::randn({rows, in}) * torch::linspace(0.01, 30, rows).unsqueeze(1);
        const torch::Tensor weight = torch::randn({out, in}) * torch::linspace(0.001, 2, out).unsqueeze(1);
        const torch::Tensor bias = torch::randn({out});
        const torch::Tensor expected = emulated(x, weight, bias);
        const torch::Tensor got = int8Linear(x, quantise(weight), bias);
        QCOMPARE(got.scalar_type(), torch::kFloat32);
        QVERIFY(torch::allclose(got.to(torch::kFloat64), expected, 1e-6, 1e-6));
        // Far finer than the rounding to eight bits, which does change the product.
        QVERIFY(!torch::allclose(got, at::linear(x, weight, bias), 1e-6, 1e-6));
    }

    void largestSumsAreExact() {
        // All products of one sign and of the largest magnitude: what saturates, saturates here.
        constexpr int kWidth = 3072;
        const torch::Tensor x = torch::ones({70, kWidth});
        const torch::Tensor weight = torch::stack({torch::ones({kWidth}), -torch::ones({kWidth})});
        const torch::Tensor product = int8Linear(x, quantise(weight), torch::zeros({2}));
        QVERIFY(torch::allclose(product.select(1, 0), torch::full({70}, float{kWidth}), 1e-6, 0));
        QVERIFY(torch::allclose(product.select(1, 1), torch::full({70}, -float{kWidth}), 1e-6, 0));
    }

    void rowsDoNotDependOnEachOther() {
        const torch::Tensor x = torch::randn({80, 48});
        const Int8Weight weight = quantise(torch::randn({32, 48}));
        const torch::Tensor bias = torch::randn({32});
        const torch::Tensor together = int8Linear(x, weight, bias);
        QVERIFY(torch::equal(together.narrow(0, 17, 1), int8Linear(x.narrow(0, 17, 1), weight, bias)));
        torch::Tensor louder = x.clone();
        louder[3] *= 1000;
        QVERIFY(torch::equal(int8Linear(louder, weight, bias).narrow(0, 4, 76), together.narrow(0, 4, 76)));
    }

    void sameBytesWhateverTheThreads() {
        const torch::Tensor x = torch::randn({300, 96});
        const Int8Weight weight = quantise(torch::randn({64, 96}));
        const torch::Tensor bias = torch::randn({64});
        const int threads = at::get_num_threads();
        const auto restore = qScopeGuard([=] { at::set_num_threads(threads); });
        const torch::Tensor many = int8Linear(x, weight, bias);
        QVERIFY(torch::equal(many, int8Linear(x, weight, bias)));
        at::set_num_threads(1);
        QVERIFY(torch::equal(many, int8Linear(x, weight, bias)));
    }

    void zerosGiveTheBiasAndWhatIsNotFiniteGivesNaN() {
        torch::Tensor x = torch::randn({5, 16});
        x[0].zero_();
        x[1].fill_(1e-44);  // too small for a scale
        x[2][7] = std::numeric_limits<float>::quiet_NaN();
        x[3][0] = -std::numeric_limits<float>::infinity();
        torch::Tensor weight = torch::randn({4, 16});
        weight[2].zero_();
        const torch::Tensor bias = torch::tensor({1.0F, -2.0F, 3.0F, 0.5F});
        const torch::Tensor out = int8Linear(x, quantise(weight), bias);
        QVERIFY(torch::equal(out[0], bias));
        QVERIFY(torch::equal(out[1], bias));
        QVERIFY(out.narrow(0, 2, 2).isnan().all().item<bool>());
        QCOMPARE(out[4][2].item<float>(), 3.0F);
        QVERIFY(out[4].isfinite().all().item<bool>());
    }

    void changedWeightIsNoticed() {
        torch::Tensor weight = torch::randn({4, 8});
        const Int8Weight before = quantise(weight);
        QVERIFY(before.isOf(weight));
        QVERIFY(!Int8Weight().isOf(weight));
        weight.mul_(2);
        QVERIFY(!before.isOf(weight));
    }

    void nothingCarriesAGradient() {
        const torch::Tensor weight = torch::randn({4, 8}).requires_grad_();
        QVERIFY(!int8Linear(torch::randn({3, 8}), quantise(weight), torch::zeros({4})).requires_grad());
    }
};

DISTILLAB_TEST(Int8LinearTest)
#include "int8_linear_test.moc"
