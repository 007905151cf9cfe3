#include "core/teachers/quantised_teacher.h"

#include <QScopeGuard>

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace distillab::teachers {
namespace {

constexpr int kRounds = 2;

struct Answered {
    torch::Tensor logits;
    double seconds = std::numeric_limits<double>::infinity();
};

Answered answer(nn::Model& teacher, nn::ProductType type, const nn::Batch& batch) {
    using Clock = std::chrono::steady_clock;
    teacher.setProductType(type);
    teacher.infer(batch);
    Answered result;
    for (int round = 0; round < kRounds; ++round) {
        const auto begin = Clock::now();
        result.logits = teacher.infer(batch).to(torch::kCPU);
        result.seconds = std::min(result.seconds, std::chrono::duration<double>(Clock::now() - begin).count());
    }
    return result;
}

}  // namespace

QuantisedComparison compareQuantised(nn::Model& teacher, nn::ItemSource& items, RunControl& control,
                                     std::int64_t sample) {
    const auto restore = qScopeGuard([&] { teacher.setProductType(nn::ProductType::F32); });
    const std::vector<std::uint32_t> order = items.inferenceOrder();
    const size_t batchSize = std::min(items.inferenceBatchSize(), static_cast<size_t>(sample));
    const size_t batches = (order.size() + batchSize - 1) / batchSize;
    const size_t chosen = std::min(batches, static_cast<size_t>(sample) / batchSize);
    QuantisedComparison result;
    for (size_t i = 0; i < chosen; ++i) {
        const size_t begin = i * batches / chosen * batchSize;
        const auto positions = std::span(order).subspan(begin, std::min(batchSize, order.size() - begin));
        const nn::Batch batch = items.load(positions);
        control.obey();
        const Answered full = answer(teacher, nn::ProductType::F32, batch);
        const Answered quantised = answer(teacher, nn::ProductType::Int8, batch);
        const c10::InferenceMode inference;
        const torch::Tensor expected = at::log_softmax(full.logits, 1);
        const torch::Tensor divergence = (expected.exp() * (expected - at::log_softmax(quantised.logits, 1))).sum();
        result.items += batch.count();
        result.agreement += full.logits.argmax(1).eq(quantised.logits.argmax(1)).sum().item<double>();
        result.logitDifference += (full.logits - quantised.logits).abs().mean(1).sum().item<double>();
        result.divergence += divergence.item<double>();
        result.fullSeconds += full.seconds;
        result.quantisedSeconds += quantised.seconds;
    }
    if (result.items == 0) return result;
    for (double* value : {&result.agreement, &result.logitDifference, &result.divergence, &result.fullSeconds,
                          &result.quantisedSeconds}) {
        *value /= static_cast<double>(result.items);
    }
    return result;
}

}  // namespace distillab::teachers
