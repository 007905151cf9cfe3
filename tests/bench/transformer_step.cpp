#include "core/models/transformer_config.h"
#include "core/nn/transformer.h"
#include "tests/bench/speed.h"

#include <benchmark/benchmark.h>
#include <torch/torch.h>

#include <QCoreApplication>

#include <string>

/// Forward and backward of the text models, dropout on, and forward alone, as shares of the speed of one large matrix
/// product. Counted are the multiplications that are really done (of the last layer, only the first token's).
namespace {

using namespace distillab;

constexpr int kBatch = 16;
constexpr int kLength = 128;
constexpr int kVocabulary = 3000;  // the table's size is the optimizer's cost, which is not measured here

nn::Batch batchOf(int shortest, std::int64_t& tokens) {
    nn::Batch batch{torch::randint(1, kVocabulary, {kBatch, kLength}, torch::kInt64),
                    torch::zeros({kBatch, kLength}, torch::kBool),
                    {}};
    tokens = 0;
    for (int row = 0; row < kBatch; ++row) {
        const int length = kLength - (kLength - shortest) * row / (kBatch - 1);
        batch.attentionMask[row].narrow(0, 0, length).fill_(true);
        tokens += length;
    }
    if (shortest == kLength) batch.attentionMask.reset();
    return batch;
}

void report(benchmark::State& state, const models::TransformerConfig& config, std::int64_t tokens, double passes) {
    // Padding costs nothing, so that the mean length counts; attention is small beside the rest.
    const double flop = 2 * passes * kBatch * bench::executedMultiplyAdds(config, static_cast<int>(tokens / kBatch));
    const double done = flop * static_cast<double>(state.iterations());
    state.counters["GFLOPS"] = benchmark::Counter(done / 1e9, benchmark::Counter::kIsRate);
    state.counters["share_of_peak"] = benchmark::Counter(done / bench::sgemmPeak(), benchmark::Counter::kIsRate);
    state.counters["texts"] =
        benchmark::Counter(kBatch * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void train(benchmark::State& state, const QString& name, int shortest, bool dropout) {
    models::TransformerConfig config =
        models::buildTextModel(name, kVocabulary, {QStringLiteral("a"), QStringLiteral("b")});
    if (!dropout) config.hiddenDropout = config.attentionDropout = config.classifierDropout = 0;
    nn::Transformer model(config, 1, torch::kCPU);
    std::int64_t tokens = 0;
    const nn::Batch batch = batchOf(shortest, tokens);
    const torch::Tensor labels = torch::randint(0, 2, {kBatch}, torch::kInt64);
    for (auto step : state) {
        for (const torch::Tensor& parameter : model.parameters()) parameter.mutable_grad().reset();
        at::cross_entropy_loss(model.forward(batch, true), labels).backward();
    }
    report(state, config, tokens, 3);
}

void infer(benchmark::State& state, const QString& name, int shortest) {
    const models::TransformerConfig config =
        models::buildTextModel(name, kVocabulary, {QStringLiteral("a"), QStringLiteral("b")});
    nn::Transformer model(config, 1, torch::kCPU);
    std::int64_t tokens = 0;
    const nn::Batch batch = batchOf(shortest, tokens);
    for (auto step : state) benchmark::DoNotOptimize(model.infer(batch));
    report(state, config, tokens, 1);
}

void registerAll() {
    for (const char* word : {"bert-tiny", "bert-mini", "tinybert-4", "minilm-l6", "bert-small", "distilbert"}) {
        const QString name = QLatin1String(word);
        const std::string title = word;
        const auto add = [](const std::string& line, auto work) {
            benchmark::RegisterBenchmark(line.c_str(), work)->Unit(benchmark::kMillisecond)->UseRealTime();
        };
        add("train/" + title, [=](benchmark::State& state) { train(state, name, kLength, true); });
        add("train_no_dropout/" + title, [=](benchmark::State& state) { train(state, name, kLength, false); });
        add("train_8_to_128_tokens/" + title, [=](benchmark::State& state) { train(state, name, 8, true); });
        add("infer/" + title, [=](benchmark::State& state) { infer(state, name, kLength); });
    }
}

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    registerAll();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
