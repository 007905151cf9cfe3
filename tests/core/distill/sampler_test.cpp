#include "core/distill/sampler.h"
#include "tests/core/teachers/small_teacher.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <cmath>
#include <map>
#include <set>

using namespace distillab;
using distill::Sampler;
using experiment::SamplingBy;

namespace {

using Order = std::vector<std::uint32_t>;

std::map<std::uint32_t, int> countsOf(const Order& order) {
    std::map<std::uint32_t, int> counts;
    for (const std::uint32_t position : order) ++counts[position];
    return counts;
}

/// A teacher who is sure of all items but every tenth.
torch::Tensor sureLogits(std::int64_t items) {
    torch::Tensor logits = torch::zeros({items, 3});
    for (std::int64_t i = 0; i < items; ++i) {
        if (i % 10 != 0) logits[i][i % 3] = 12.0;
    }
    return logits;
}

}  // namespace

/// Epochs that draw more of what counts.
class SamplerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void scoresAreWhatTheirFormulasSay() {
        const torch::Tensor entropies = distill::entropyScores(torch::tensor({{0.0, 0.0}, {std::log(3.0), 0.0}}));
        QVERIFY(std::abs(entropies[0].item<double>() - 1) < 1e-6);
        const double h = -(0.75 * std::log(0.75) + 0.25 * std::log(0.25)) / std::log(2.0);
        QVERIFY(std::abs(entropies[1].item<double>() - h) < 1e-6);
        const torch::Tensor apart =
            distill::disagreementScores(torch::tensor({{std::log(3.0), 0.0}}), torch::tensor({{0.0, 0.0}}));
        const double kl = (0.75 * std::log(1.5) + 0.25 * std::log(0.5)) / std::log(2.0);
        QVERIFY(std::abs(apart[0].item<double>() - kl) < 1e-6);
    }

    void unsureItemsAreDrawnAsOftenAsTheirShareSays() {
        const test::SmallTexts items(200);
        const Sampler sampler({SamplingBy::Entropy, 1}, sureLogits(200), 5);
        const Order order = sampler.order(items, 3, 8);
        QCOMPARE(order.size(), size_t{200});
        // 20 items of weight 1.05, 180 of 0.05 and a little: 20 · 1.05 of 30.0 together.
        const auto counts = countsOf(order);
        int unsure = 0;
        for (const auto& [position, count] : counts) unsure += position % 10 == 0 ? count : 0;
        QVERIFY2(std::abs(unsure - 140) <= 2, qPrintable(QString::number(unsure)));
        for (std::uint32_t i = 0; i < 200; i += 10) QVERIFY(counts.at(i) == 6 || counts.at(i) == 7);

        const report::SamplingMetrics metrics = sampler.metrics(order, 3);
        QCOMPARE(metrics.epoch, 4);
        QCOMPARE(metrics.available.size(), 10);
        QCOMPARE(metrics.available.front(), qint64{180});
        QCOMPARE(metrics.available.back(), qint64{20});
        QCOMPARE(metrics.drawn.back(), qint64{unsure});
        QCOMPARE(metrics.drawn.front() + metrics.drawn.back(), qint64{200});
        QVERIFY(sampler.order(items, 3, 8) == order);
        QVERIFY(sampler.order(items, 4, 8) != order);
        QVERIFY(Sampler({SamplingBy::Entropy, 1}, sureLogits(200), 6).order(items, 3, 8) != order);
    }

    void strengthZeroDrawsEachOnce() {
        const test::SmallTexts items(97);
        const Order order = Sampler({SamplingBy::Entropy, 0}, sureLogits(97), 5).order(items, 1, 8);
        QCOMPARE(std::set<std::uint32_t>(order.begin(), order.end()).size(), size_t{97});
    }

    void whereStudentAndTeacherAgreeLessIsDrawn() {
        const test::SmallTexts items(100);
        const torch::Tensor teacher = sureLogits(100);
        Sampler sampler({SamplingBy::Disagreement, 1}, teacher, 5);
        sampler.beginEpoch();
        const Order first = sampler.order(items, 0, 8);
        QCOMPARE(std::set<std::uint32_t>(first.begin(), first.end()).size(), size_t{100});

        // The student is wrong about item 7 alone.
        torch::Tensor student = teacher.clone();
        student[7] = torch::tensor({9.0F, 0.0F, 0.0F});
        Order all(100);
        for (std::uint32_t i = 0; i < 100; ++i) all[i] = i;
        sampler.watch(all, student, teacher);
        QVERIFY(sampler.order(items, 0, 8) == first);  // not before the next epoch
        const auto midst = sampler.state();
        sampler.beginEpoch();
        const Order second = sampler.order(items, 1, 8);
        QVERIFY(countsOf(second).at(7) > 50);

        // What was drawn is drawn again by one that takes over in the midst of the epoch.
        sampler.watch(all, teacher, teacher);
        Sampler other({SamplingBy::Disagreement, 1}, teacher, 5);
        other.restore(sampler.state());
        QVERIFY(other.order(items, 1, 8) == second);
        other.restore(midst);
        other.beginEpoch();
        QVERIFY(other.order(items, 1, 8) == second);
    }
};

DISTILLAB_TEST(SamplerTest)
#include "sampler_test.moc"
