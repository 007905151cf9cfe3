#include "core/nn/fused.h"

#include "tests/support/test_main.h"

#include <torch/torch.h>

#include <QTest>

#include <cmath>

using namespace distillab;
using namespace distillab::nn;

namespace {

double difference(const torch::Tensor& a, const torch::Tensor& b) { return (a - b).abs().max().item<double>(); }

torch::Tensor randomLeaf(std::vector<std::int64_t> shape, std::uint64_t seed) {
    torch::manual_seed(seed);
    return torch::randn(shape).requires_grad_(true);
}

/// The texts' rows as one padded attention by PyTorch, one text after the other.
torch::Tensor referenceAttention(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v,
                                 const Offsets& queries, const Offsets& keys, std::int64_t heads) {
    std::vector<torch::Tensor> texts;
    for (size_t i = 0; i + 1 < queries.size(); ++i) {
        const auto rows = [&](const torch::Tensor& x, const Offsets& offsets) {
            return x.narrow(0, offsets[i], offsets[i + 1] - offsets[i])
                .view({1, -1, heads, x.size(1) / heads})
                .transpose(1, 2);
        };
        const torch::Tensor out = at::scaled_dot_product_attention(rows(q, queries), rows(k, keys), rows(v, keys));
        texts.push_back(out.transpose(1, 2).reshape({-1, q.size(1)}));
    }
    return at::cat(texts);
}

}  // namespace

class FusedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addNormEqualsTheGeneralOperations_data();
    void addNormEqualsTheGeneralOperations();
    void droppedValuesAreRepeatedByTheGradient();
    void dropoutKeepsItsShare();
    void attentionEqualsTheGeneralOperation_data();
    void attentionEqualsTheGeneralOperation();
    void droppedAttentionHasTheGradientOfItsMask();
    void largeScoresStayFinite();
    void theNumberOfThreadsChangesNothing();
};

void FusedTest::addNormEqualsTheGeneralOperations_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("residual");
    QTest::newRow("whole packs") << 37 << 64 << true;
    QTest::newRow("a rest") << 5 << 45 << true;
    QTest::newRow("narrower than a pack") << 3 << 7 << true;
    QTest::newRow("one row") << 1 << 16 << true;
    QTest::newRow("nothing to add") << 20 << 24 << false;
}

void FusedTest::addNormEqualsTheGeneralOperations() {
    QFETCH(int, rows);
    QFETCH(int, width);
    QFETCH(bool, residual);
    const torch::Tensor x = randomLeaf({rows, width}, 1);
    const torch::Tensor other = residual ? randomLeaf({rows, width}, 2) : torch::Tensor();
    const torch::Tensor weight = randomLeaf({width}, 3);
    const torch::Tensor bias = randomLeaf({width}, 4);
    const torch::Tensor grad = randomLeaf({rows, width}, 5).detach();
    std::vector<torch::Tensor> leaves = {x, weight, bias};
    if (residual) leaves.push_back(other);

    const torch::Tensor ours = addNorm(x, other, weight, bias, 1e-3, {});
    const torch::Tensor theirs = at::layer_norm(residual ? x + other : x, {width}, weight, bias, 1e-3);
    QVERIFY(difference(ours, theirs) < 1e-5);
    const auto ourGrads = torch::autograd::grad({ours}, leaves, {grad});
    const auto theirGrads = torch::autograd::grad({theirs}, leaves, {grad});
    for (size_t i = 0; i < leaves.size(); ++i) QVERIFY(difference(ourGrads[i], theirGrads[i]) < 5e-5);
    const torch::NoGradGuard noGrad;
    QVERIFY(torch::equal(addNorm(x, other, weight, bias, 1e-3, {}), ours));
}

/// With weight 1, bias 0 the gradient of x is that of the residual where x was kept, scaled, and 0 where it was
/// dropped.
void FusedTest::droppedValuesAreRepeatedByTheGradient() {
    const torch::Tensor x = randomLeaf({50, 40}, 1);
    const torch::Tensor residual = randomLeaf({50, 40}, 2);
    const torch::Tensor weight = randomLeaf({40}, 3);
    const torch::Tensor bias = randomLeaf({40}, 4);
    const DropoutPlan plan{0.25, 99};
    // The mask, seen from outside: a norm of rows that are nothing but the dropped ones.
    const torch::Tensor ours = addNorm(x, residual, weight, bias, 1e-5, plan);
    const torch::Tensor gradOut = randomLeaf({50, 40}, 5).detach();
    const auto grads = torch::autograd::grad({ours}, {x, residual, weight}, {gradOut});
    const torch::Tensor kept = grads[0].ne(0).to(torch::kFloat32) / 0.75;
    QVERIFY(difference(grads[0], grads[1] * kept) < 1e-5);

    const torch::Tensor theirs = at::layer_norm(x * kept + residual, {40}, weight, bias, 1e-5);
    QVERIFY(difference(ours, theirs) < 1e-5);
    const auto theirGrads = torch::autograd::grad({theirs}, {x, residual, weight}, {gradOut});
    for (size_t i = 0; i < grads.size(); ++i) QVERIFY(difference(grads[i], theirGrads[i]) < 5e-5);
}

void FusedTest::dropoutKeepsItsShare() {
    const torch::Tensor x = torch::ones({4000, 100});
    for (const double probability : {0.1, 0.5}) {
        const torch::Tensor leaf = x.clone().requires_grad_(true);
        const torch::Tensor residual = torch::randn_like(x);
        const torch::Tensor out =
            addNorm(leaf, residual, torch::ones({100}), torch::zeros({100}), 1e-5, {probability, 7});
        const torch::Tensor dropped =
            torch::autograd::grad({out}, {leaf}, {torch::randn_like(out)})[0].eq(0).to(torch::kFloat32);
        // Five standard deviations of the share in 400,000 values, and no column or row that is favoured.
        const double spread = std::sqrt(probability * (1 - probability));
        QVERIFY(std::abs(dropped.mean().item<double>() - probability) < 5 * spread / std::sqrt(400000.0));
        QVERIFY((dropped.mean(0) - probability).abs().max().item<double>() < 5 * spread / std::sqrt(4000.0));
        QVERIFY((dropped.mean(1) - probability).abs().max().item<double>() < 6 * spread / std::sqrt(100.0));
        // Neighbours are independent.
        const torch::Tensor centred = dropped - probability;
        const double correlation =
            (centred.narrow(1, 0, 99) * centred.narrow(1, 1, 99)).mean().item<double>() / (spread * spread);
        QVERIFY(std::abs(correlation) < 5 / std::sqrt(396000.0));
    }
}

void FusedTest::attentionEqualsTheGeneralOperation_data() {
    QTest::addColumn<QList<int>>("queries");
    QTest::addColumn<QList<int>>("keys");
    QTest::addColumn<int>("heads");
    QTest::addColumn<int>("depth");
    QTest::newRow("texts of many lengths") << QList<int>{17, 1, 40, 16} << QList<int>{17, 1, 40, 16} << 3 << 10;
    QTest::newRow("first tokens only") << QList<int>{1, 1, 1} << QList<int>{17, 1, 33} << 2 << 16;
    QTest::newRow("one long text") << QList<int>{300} << QList<int>{300} << 4 << 32;
}

void FusedTest::attentionEqualsTheGeneralOperation() {
    QFETCH(QList<int>, queries);
    QFETCH(QList<int>, keys);
    QFETCH(int, heads);
    QFETCH(int, depth);
    const auto offsetsOf = [](const QList<int>& lengths) {
        Offsets offsets = {0};
        for (const int length : lengths) offsets.push_back(offsets.back() + length);
        return offsets;
    };
    const Offsets ofQueries = offsetsOf(queries);
    const Offsets ofKeys = offsetsOf(keys);
    const std::int64_t width = heads * depth;
    const std::vector<torch::Tensor> leaves = {randomLeaf({ofQueries.back(), width}, 1),
                                               randomLeaf({ofKeys.back(), width}, 2),
                                               randomLeaf({ofKeys.back(), width}, 3)};
    const torch::Tensor grad = randomLeaf({ofQueries.back(), width}, 4).detach();
    const torch::Tensor ours = packedAttention(leaves[0], leaves[1], leaves[2], ofQueries, ofKeys, heads, {});
    const torch::Tensor theirs = referenceAttention(leaves[0], leaves[1], leaves[2], ofQueries, ofKeys, heads);
    QVERIFY(difference(ours, theirs) < 1e-5);
    const auto ourGrads = torch::autograd::grad({ours}, leaves, {grad});
    const auto theirGrads = torch::autograd::grad({theirs}, leaves, {grad});
    for (size_t i = 0; i < leaves.size(); ++i) QVERIFY(difference(ourGrads[i], theirGrads[i]) < 2e-5);
    const torch::NoGradGuard noGrad;
    QVERIFY(torch::equal(packedAttention(leaves[0], leaves[1], leaves[2], ofQueries, ofKeys, heads, {}), ours));
}

/// Values that are the unit matrix show the dropped probabilities themselves, hence the mask.
void FusedTest::droppedAttentionHasTheGradientOfItsMask() {
    constexpr std::int64_t kLength = 24;
    const Offsets offsets = {0, kLength};
    const DropoutPlan plan{0.3, 5};
    const torch::Tensor q = randomLeaf({kLength, kLength}, 1);
    const torch::Tensor k = randomLeaf({kLength, kLength}, 2);
    const torch::Tensor dropped = packedAttention(q, k, torch::eye(kLength), offsets, offsets, 1, plan).detach();
    const torch::Tensor mask = dropped.ne(0).to(torch::kFloat32) / 0.7;
    const double share = dropped.eq(0).to(torch::kFloat32).mean().item<double>();
    QVERIFY(std::abs(share - 0.3) < 0.1);

    const torch::Tensor v = randomLeaf({kLength, kLength}, 3);
    const torch::Tensor grad = randomLeaf({kLength, kLength}, 4).detach();
    const torch::Tensor ours = packedAttention(q, k, v, offsets, offsets, 1, plan);
    const torch::Tensor scores = at::mm(q, k.t()) / std::sqrt(static_cast<double>(kLength));
    const torch::Tensor theirs = at::mm(at::softmax(scores, 1) * mask, v);
    QVERIFY(difference(ours, theirs) < 1e-5);
    const auto ourGrads = torch::autograd::grad({ours}, {q, k, v}, {grad});
    const auto theirGrads = torch::autograd::grad({theirs}, {q, k, v}, {grad});
    for (size_t i = 0; i < 3; ++i) QVERIFY(difference(ourGrads[i], theirGrads[i]) < 2e-5);
}

void FusedTest::largeScoresStayFinite() {
    const Offsets offsets = {0, 20};
    const torch::Tensor q = randomLeaf({20, 16}, 1).detach() * 1000;
    const torch::Tensor k = randomLeaf({20, 16}, 2).detach() * 1000;
    const torch::Tensor v = randomLeaf({20, 16}, 3).detach();
    const torch::Tensor ours = packedAttention(q, k, v, offsets, offsets, 1, {});
    QVERIFY(ours.isfinite().all().item<bool>());
    QVERIFY(difference(ours, referenceAttention(q, k, v, offsets, offsets, 1)) < 1e-5);
}

void FusedTest::theNumberOfThreadsChangesNothing() {
    const int threads = at::get_num_threads();
    std::vector<std::vector<torch::Tensor>> results;
    for (const int count : {1, 2}) {
        at::set_num_threads(count);
        const torch::Tensor x = randomLeaf({333, 48}, 1);
        const torch::Tensor weight = randomLeaf({48}, 2);
        const torch::Tensor out = addNorm(x, x, weight, weight, 1e-5, {0.1, 3});
        const Offsets offsets = {0, 100, 333};
        const torch::Tensor attended = packedAttention(out, out, out, offsets, offsets, 4, {0.1, 4});
        attended.sum().backward();
        results.push_back({out, attended, x.grad(), weight.grad()});
    }
    at::set_num_threads(threads);
    for (size_t i = 0; i < results[0].size(); ++i) QVERIFY(torch::equal(results[0][i], results[1][i]));
}

DISTILLAB_TEST(FusedTest)
#include "fused_test.moc"
