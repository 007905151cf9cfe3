#include "core/distill/sampler.h"

#include "core/base/random.h"
#include "core/data/batch.h"

#include <algorithm>
#include <cmath>

namespace distillab::distill {
namespace {

/// Beside the score: what is known well is still seen now and then.
constexpr double kFloor = 0.05;
constexpr int kBins = 10;

enum Stream : std::uint64_t { kDrawStream = 1, kShuffleStream = 2 };

double unitOf(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1p-53; }

}  // namespace

torch::Tensor entropyScores(const torch::Tensor& logits) {
    const torch::Tensor logs = logits.to(torch::kCPU, torch::kFloat64).log_softmax(1);
    return (-(logs.exp() * logs).sum(1) / std::log(static_cast<double>(logits.size(1)))).to(torch::kFloat32);
}

torch::Tensor disagreementScores(const torch::Tensor& teacherLogits, const torch::Tensor& studentLogits) {
    const torch::Tensor teacher = teacherLogits.detach().to(torch::kCPU, torch::kFloat64).log_softmax(1);
    const torch::Tensor student = studentLogits.detach().to(torch::kCPU, torch::kFloat64).log_softmax(1);
    const torch::Tensor divergence = (teacher.exp() * (teacher - student)).sum(1).clamp_min(0);
    return (divergence / std::log(static_cast<double>(teacherLogits.size(1)))).to(torch::kFloat32);
}

Sampler::Sampler(const experiment::SamplingSpec& spec, const torch::Tensor& teacherLogits, std::uint64_t seed)
    : m_spec(spec), m_seed(seed) {
    m_scores = watchesStudent() ? torch::zeros({teacherLogits.size(0)}) : entropyScores(teacherLogits);
    m_epochScores = m_scores;
}

void Sampler::watch(std::span<const std::uint32_t> positions, const torch::Tensor& studentLogits,
                    const torch::Tensor& teacherLogits) {
    const torch::Tensor scores = disagreementScores(teacherLogits, studentLogits);
    for (size_t i = 0; i < positions.size(); ++i) {
        m_scores.data_ptr<float>()[positions[i]] = scores.const_data_ptr<float>()[i];
    }
}

void Sampler::beginEpoch() {
    if (watchesStudent()) m_epochScores = m_scores.clone();
}

std::vector<std::uint32_t> Sampler::draw(int epoch) const {
    const auto count = static_cast<size_t>(m_epochScores.size(0));
    const float* scores = m_epochScores.const_data_ptr<float>();
    std::vector<double> weights(count);
    double sum = 0;
    for (size_t i = 0; i < count; ++i) sum += weights[i] = kFloor + std::pow(scores[i], m_spec.strength);

    SplitMix64 random(deriveSeed(m_seed, kDrawStream, epoch));
    const double step = sum / static_cast<double>(count);
    double next = unitOf(random.next()) * step;
    double reached = 0;
    std::vector<std::uint32_t> drawn;
    for (size_t i = 0; i < count; ++i) {
        reached += weights[i];
        for (; next < reached && drawn.size() < count; next += step) drawn.push_back(static_cast<std::uint32_t>(i));
    }
    // Rounding may have swallowed the last one.
    if (drawn.size() < count) drawn.resize(count, static_cast<std::uint32_t>(count - 1));

    std::vector<std::uint32_t> shuffled;
    for (const std::uint32_t i : data::epochOrder(count, deriveSeed(m_seed, kShuffleStream), epoch)) {
        shuffled.push_back(drawn[i]);
    }
    return shuffled;
}

std::vector<std::uint32_t> Sampler::order(const nn::ItemSource& items, int epoch, size_t batchSize) const {
    if (watchesStudent() && epoch == 0) return items.epochOrder(m_seed, epoch, batchSize);
    return items.arranged(draw(epoch), m_seed, epoch, batchSize);
}

report::SamplingMetrics Sampler::metrics(std::span<const std::uint32_t> order, int epoch) const {
    report::SamplingMetrics metrics;
    metrics.epoch = epoch + 1;
    metrics.available.fill(0, kBins);
    metrics.drawn.fill(0, kBins);
    if (watchesStudent()) metrics.highest = std::max(m_epochScores.max().item<double>(), 1e-6);
    const float* scores = m_epochScores.const_data_ptr<float>();
    const auto binOf = [&](std::int64_t position) {
        return std::clamp(static_cast<int>(scores[position] / metrics.highest * kBins), 0, kBins - 1);
    };
    for (std::int64_t i = 0; i < m_epochScores.size(0); ++i) ++metrics.available[binOf(i)];
    for (const std::uint32_t position : order) ++metrics.drawn[binOf(position)];
    return metrics;
}

std::vector<torch::Tensor> Sampler::state() const {
    if (!watchesStudent()) return {};
    return {m_epochScores, m_scores.clone()};
}

void Sampler::restore(const std::vector<torch::Tensor>& state) {
    if (!watchesStudent()) return;
    TORCH_CHECK(state.size() == 2 && state[0].sizes() == m_scores.sizes(), "the state of another sampler");
    m_epochScores = state[0];
    m_scores = state[1].clone();
}

}  // namespace distillab::distill
