#pragma once

#include "core/models/transformer_config.h"

#include <benchmark/benchmark.h>
#include <torch/types.h>

#include <algorithm>
#include <chrono>

/// What the benches of training share: a stopwatch, and the yardstick that they hold a step against.
namespace distillab::bench {

template <typename Work>
double secondsOf(const Work& work) {
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Best speed of a large matrix product on all threads just now, in FLOP per second.
inline double sgemmPeak() {
    constexpr int kSide = 1536;
    const torch::Tensor a = torch::randn({kSide, kSide});
    const torch::Tensor b = torch::randn({kSide, kSide});
    double best = 1e9;
    for (int i = 0; i < 12; ++i) best = std::min(best, secondsOf([&] { benchmark::DoNotOptimize(at::mm(a, b)); }));
    return 2.0 * kSide * kSide * kSide / best;
}

/// Multiply-adds of a forward pass over one text as nn::Transformer does it: of the last layer, only the first token's
/// beyond keys and values.
inline double executedMultiplyAdds(const models::TransformerConfig& config, int length) {
    models::TransformerConfig shorter = config;
    --shorter.layers;
    const auto whole = static_cast<double>(models::multiplyAdds(shorter, length));
    const double width = config.hiddenSize;
    const double keysAndValues = 2 * width * width * length;
    const double first = 2 * width * width + 2 * width * config.intermediateSize + 2 * width * length;
    return whole + keysAndValues + first;
}

}  // namespace distillab::bench
