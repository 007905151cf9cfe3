#include "core/base/error.h"
#include "core/base/run_control.h"
#include "core/data/load_text.h"
#include "core/distill/evaluator.h"
#include "core/distill/optimizer.h"
#include "core/experiment/samples.h"
#include "core/nn/inference.h"
#include "core/nn/text_model_folder.h"
#include "core/nn/text_source.h"
#include "core/teachers/quantised_teacher.h"
#include "core/tokenizers/tokenizer.h"
#include "tests/bench/run_benchmarks.h"

#include <benchmark/benchmark.h>
#include <torch/torch.h>

#include <QCoreApplication>

#include <cstdio>
#include <thread>

/// Sentences a second that MiniLM-L6 labels on the sample movie-reviews with each type of products, and on how many of
/// them it answers as in f32. The teacher was fine-tuned on other 1,000 sentences for one epoch: a fresh head answers
/// so narrowly that rounding decides. "as_the_pipeline_measures" is the comparison of 256 sentences that a run makes
/// before it trusts a quantised teacher.
namespace {

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

constexpr int kMaxLength = 128;
constexpr size_t kBatch = 16;
constexpr double kLearningRate = 5e-5;
constexpr std::uint32_t kLearnt = 1000;
constexpr std::uint32_t kLabelled = 2000;

nn::TextSource sentences(std::uint32_t first, std::uint32_t count, std::uint32_t stride) {
    static const experiment::Experiment sample = experiment::sampleExperiment(u"movie-reviews"_s);
    static const auto dataset = data::loadText(sample.data).train.dataset;
    data::TextSubset subset{dataset, {}};
    for (std::uint32_t i = 0; i < count; ++i) subset.indices.push_back(first + stride * i);
    return {std::move(subset), tokenizers::Tokenizer::load(sample.teacher.path), kMaxLength, torch::kCPU};
}

/// Of the file's rows every tenth is learnt from, and every fifth beginning with another is labelled.
nn::TextSource& labelled() {
    static nn::TextSource source = sentences(1, kLabelled, 5);
    return source;
}

nn::Transformer& teacher() {
    static const std::unique_ptr<nn::Transformer> model = [] {
        auto loaded = nn::loadTextModel(experiment::sampleExperiment(u"movie-reviews"_s).teacher.path,
                                        {u"negative"_s, u"positive"_s}, 1, torch::kCPU);
        nn::TextSource learnt = sentences(0, kLearnt, 10);
        distill::Optimizer optimizer(loaded.model->parameters(), experiment::TrainingSpec::forTransformers(1));
        const std::vector<std::uint32_t> order = learnt.epochOrder(1, 0, kBatch);
        torch::manual_seed(1);
        for (size_t begin = 0; begin + kBatch <= order.size(); begin += kBatch) {
            const auto positions = std::span(order).subspan(begin, kBatch);
            optimizer.zeroGradients();
            at::cross_entropy_loss(loaded.model->forward(learnt.load(positions), true), learnt.labels(positions))
                .backward();
            optimizer.clipGradients(1);
            optimizer.step(kLearningRate);
        }
        return std::move(loaded.model);
    }();
    return *model;
}

torch::Tensor labelsIn(nn::ProductType type) {
    RunControl control;
    teacher().setProductType(type);
    return nn::computeLogits(teacher(), labelled(), control);
}

void label(benchmark::State& state, nn::ProductType type) {
    const torch::Tensor expected = labelsIn(nn::ProductType::F32);
    torch::Tensor logits = labelsIn(type);  // prepares weights and kernels
    for (auto _ : state) logits = labelsIn(type);
    state.counters["sentences/s"] =
        benchmark::Counter(kLabelled * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
    state.counters["agreement"] = distill::agreement(logits, expected);
    state.counters["logit_difference"] = (logits - expected).abs().mean().item<double>();
    state.counters["accuracy"] = distill::agreement(logits, torch::one_hot(labelled().labels(), 2));
}

void compare(benchmark::State& state) {
    RunControl control;
    teachers::QuantisedComparison comparison;
    for (auto _ : state) comparison = teachers::compareQuantised(teacher(), labelled(), control);
    state.counters["speedup"] = comparison.speedup();
    state.counters["agreement"] = comparison.agreement;
    state.counters["KL"] = comparison.divergence;
}

void registerAll() {
    const auto add = [](const char* name, int iterations, auto work) {
        benchmark::RegisterBenchmark(name, work)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(iterations);
    };
    add("label/minilm-l6/f32", 3, [](benchmark::State& state) { label(state, nn::ProductType::F32); });
    add("label/minilm-l6/bf16", 3, [](benchmark::State& state) { label(state, nn::ProductType::Bf16); });
    add("label/minilm-l6/int8", 3, [](benchmark::State& state) { label(state, nn::ProductType::Int8); });
    add("as_the_pipeline_measures/minilm-l6", 1, compare);
}

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    at::set_num_threads(static_cast<int>(std::thread::hardware_concurrency()));
    registerAll();
    return distillab::bench::runBenchmarks(argc, argv);
}
