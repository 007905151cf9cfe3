#include "core/data/load.h"
#include "core/distill/losses.h"
#include "core/distill/optimizer.h"
#include "core/distill/trainer.h"
#include "core/models/registry.h"
#include "core/nn/image_source.h"
#include "core/nn/network.h"
#include "core/report/metrics_log.h"
#include "tests/bench/speed.h"
#include "tests/support/synthetic_images.h"

#include <benchmark/benchmark.h>
#include <torch/torch.h>

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <thread>

/// The trainer's step (loader, targets, losses, clipping, metrics and their file) beside the bare forward, backward
/// and optimizer of the same network and batch, in turns, so that a machine that changes its speed slows both.
namespace {

using namespace distillab;
using bench::secondsOf;

constexpr int kBatch = 128;

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

const data::Splits& splits() {
    static const QTemporaryDir folder;
    static const data::Splits all = [] {
        experiment::DataSpec spec;
        spec.train = test::writeSyntheticIdx(folder.path(), 6000, 200, 1);
        return data::load(spec);
    }();
    return all;
}

void trainerStep(benchmark::State& state, const QString& model, double alpha) {
    const data::Splits& data = splits();
    const models::LayerGraph graph = models::buildModel(model, data.train.dataset->shape, 10);
    const data::Normalization normalization = data::measureNormalization(data.train);
    experiment::TrainingSpec spec;
    spec.batchSize = kBatch;
    spec.epochs = 100000;
    nn::Network trained(graph, 1, torch::kCPU);
    nn::Network bare(graph, 1, torch::kCPU);

    nn::ImageSource items(data.train, normalization, {}, torch::kCPU);
    nn::ImageSource validation(data.validation, normalization, {}, torch::kCPU);
    const torch::Tensor targets = torch::randn({static_cast<std::int64_t>(data.train.count()), 10});
    const auto objectiveFor = [&](const nn::Network& student) {
        return distill::Objective({.temperature = 2.0, .alpha = alpha}, student.featureShapes(), {}, 1, torch::kCPU);
    };
    distill::Trainer trainer({report::Phase::Distil, trained, items, validation, spec, 1, objectiveFor(trained),
                              distill::TeacherGuidance{teachers::TeacherTargets::cached(targets), {}}});
    const QTemporaryDir scratch;
    report::MetricsLog log(scratch.filePath(QStringLiteral("metrics.jsonl")), 0);

    const torch::Tensor images = torch::randn({kBatch, 1, 28, 28});
    const torch::Tensor labels = torch::randint(10, {kBatch});
    const torch::Tensor teacher = torch::randn({kBatch, 10});
    distill::Optimizer optimizer(bare.parameters(), spec);
    const distill::Objective bareObjective = objectiveFor(bare);
    const auto bareStep = [&] {
        const auto loss =
            bareObjective({{}, bare.answer({images, {}, {}}, true, {})}, {{}, {teacher, {}}}, labels, {}, 0);
        optimizer.zeroGradients();
        loss.total.backward();
        optimizer.step(1e-3);
    };

    std::vector<double> bareSeconds;
    std::vector<double> trainerSeconds;
    for (auto _ : state) {
        bareSeconds.push_back(secondsOf(bareStep));
        trainerSeconds.push_back(secondsOf([&] { log.write(trainer.step()); }));
    }
    const double bareStepSeconds = median(bareSeconds);
    static const double peak = bench::sgemmPeak();
    const double flops = 3.0 * 2.0 * static_cast<double>(graph.multiplyAdds()) * kBatch;
    state.counters["bare_ms"] = bareStepSeconds * 1e3;
    state.counters["trainer_ms"] = median(trainerSeconds) * 1e3;
    state.counters["ratio"] = median(trainerSeconds) / bareStepSeconds;
    state.counters["sgemm_share"] = flops / bareStepSeconds / peak;
}

BENCHMARK_CAPTURE(trainerStep, cnn_small_plain, QStringLiteral("cnn-small"), 0.0)->Iterations(30);
BENCHMARK_CAPTURE(trainerStep, cnn_tiny_plain, QStringLiteral("cnn-tiny"), 0.0)->Iterations(300);
BENCHMARK_CAPTURE(trainerStep, cnn_tiny_distil, QStringLiteral("cnn-tiny"), 0.5)->Iterations(300);
BENCHMARK_CAPTURE(trainerStep, mlp_small_distil, QStringLiteral("mlp-small"), 0.5)->Iterations(1500);
BENCHMARK_CAPTURE(trainerStep, resnet_8_plain, QStringLiteral("resnet-8"), 0.0)->Iterations(20);

/// What a 1.10 ratio leaves room for: one batch through the loader alone.
void loadBatch(benchmark::State& state) {
    const data::Splits& data = splits();
    const data::Normalization normalization = data::measureNormalization(data.train);
    nn::ImageSource items(data.train, normalization, {}, torch::kCPU);
    const auto order = data::epochOrder(data.train.count(), 1, 0);
    const auto positions = std::span(order).first(kBatch);
    for (auto _ : state) benchmark::DoNotOptimize(items.load(positions));
    state.SetItemsProcessed(state.iterations() * kBatch);
}
BENCHMARK(loadBatch);

void loadAugmentedBatch(benchmark::State& state) {
    const data::Splits& data = splits();
    const data::Normalization normalization = data::measureNormalization(data.train);
    nn::ImageSource items(data.train, normalization, {2, true}, torch::kCPU);
    const auto order = data::epochOrder(data.train.count(), 1, 0);
    const auto positions = std::span(order).first(kBatch);
    std::uint64_t stream = 0;
    for (auto _ : state) benchmark::DoNotOptimize(items.loadForTraining(positions, ++stream));
    state.SetItemsProcessed(state.iterations() * kBatch);
}
BENCHMARK(loadAugmentedBatch);

}  // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    at::set_num_threads(static_cast<int>(std::thread::hardware_concurrency()));
    benchmark::AddCustomContext("sgemm_peak_gflops", std::to_string(bench::sgemmPeak() * 1e-9));
    benchmark::AddCustomContext("aim", "ratio (trainer step / bare step) at most 1.10");
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
