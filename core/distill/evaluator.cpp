#include "core/distill/evaluator.h"

#include <ATen/Parallel.h>

#include <QElapsedTimer>

#include <algorithm>
#include <numeric>

namespace distillab::distill {
namespace {

double share(qint64 part, qint64 whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// One thread for as long as it lives.
class SingleThread {
public:
    SingleThread() : m_threads(at::get_num_threads()) { at::set_num_threads(1); }
    ~SingleThread() { at::set_num_threads(m_threads); }
    SingleThread(const SingleThread&) = delete;
    SingleThread& operator=(const SingleThread&) = delete;

private:
    int m_threads;
};

}  // namespace

report::Scores score(const torch::Tensor& logits, const torch::Tensor& labels, const QStringList& classNames) {
    const auto classes = static_cast<size_t>(classNames.size());
    const torch::Tensor answers = logits.argmax(1);
    const auto* answer = answers.const_data_ptr<std::int64_t>();
    const auto* label = labels.const_data_ptr<std::int64_t>();

    report::Scores scores;
    scores.items = labels.size(0);
    scores.loss = at::cross_entropy_loss(logits, labels).item<double>();
    scores.confusion.assign(classes, std::vector<qint64>(classes, 0));
    for (qint64 i = 0; i < scores.items; ++i) {
        ++scores.confusion[static_cast<size_t>(label[i])][static_cast<size_t>(answer[i])];
    }
    qint64 correct = 0;
    for (size_t c = 0; c < classes; ++c) {
        const auto& row = scores.confusion[c];
        const qint64 hits = row[c];
        const qint64 support = std::accumulate(row.begin(), row.end(), qint64{0});
        qint64 predicted = 0;
        for (const auto& other : scores.confusion) predicted += other[c];
        correct += hits;
        scores.classes.push_back({classNames[static_cast<qsizetype>(c)], share(hits, predicted), share(hits, support),
                                  share(2 * hits, predicted + support), support});
        scores.f1Macro += scores.classes.back().f1 / static_cast<double>(classes);
    }
    scores.accuracy = share(correct, scores.items);
    return scores;
}

double agreement(const torch::Tensor& logits, const torch::Tensor& otherLogits) {
    return logits.argmax(1).eq(otherLogits.argmax(1)).to(torch::kFloat64).mean().item<double>();
}

EngineLatency measureLatency(nn::Model& model, nn::ItemSource& items, int runs) {
    const SingleThread singleThread;
    const auto answer = [&](int run) {
        const auto position = static_cast<std::uint32_t>(static_cast<size_t>(run) % items.count());
        const nn::Batch item = items.load({&position, 1});
        QElapsedTimer timer;
        timer.start();
        model.infer(item).to(torch::kCPU);
        return static_cast<double>(timer.nsecsElapsed()) * 1e-6;
    };
    for (int i = 0; i < runs / 10 + 1; ++i) answer(i);
    std::vector<double> milliseconds;
    for (int i = 0; i < runs; ++i) milliseconds.push_back(answer(i));
    std::sort(milliseconds.begin(), milliseconds.end());
    const auto rank = [&](double quantile) {
        return milliseconds[static_cast<size_t>(quantile * static_cast<double>(milliseconds.size() - 1) + 0.5)];
    };
    return {rank(0.5), rank(0.95)};
}

}  // namespace distillab::distill
