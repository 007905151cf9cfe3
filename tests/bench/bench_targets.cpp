#include "core/base/files.h"
#include "core/teachers/target_file.h"
#include "core/teachers/target_store.h"

#include <benchmark/benchmark.h>
#include <torch/types.h>

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <numeric>
#include <random>
#include <vector>

/// The teacher's answers on disk: 20,000 texts of 24 tokens, two hidden states 256 wide, 2 × 246 MB and a little.
/// Written with fsync; opened with every block checked; read as batches of 32 in random order. The page cache is warm.
namespace {

using namespace distillab;

constexpr std::int64_t kItems = 20'000;
constexpr std::uint32_t kTokens = 24;
constexpr Digest kKey = {};

const teachers::TargetShape& shape() {
    static const teachers::TargetShape kShape{kItems, 2, 256, {{0, true, {256}}, {6, true, {256}}}};
    return kShape;
}

void write(const QString& path) {
    const std::vector<std::uint16_t> record(static_cast<size_t>(shape().recordValues(kTokens)), 0x3c00);
    const std::vector<float> logits(static_cast<size_t>(kItems * 2), 0.5F);
    writeFileAtomically(path, [&](QIODevice& device) {
        teachers::TargetFileWriter writer(device, path, kKey, shape());
        for (std::int64_t i = 0; i < kItems; ++i) writer.add(static_cast<size_t>(i), kTokens, record);
        writer.finish(logits);
    });
}

void setGigabytes(benchmark::State& state, std::int64_t bytesEach) {
    state.counters["GB/s"] =
        benchmark::Counter(static_cast<double>(bytesEach) * 1e-9, benchmark::Counter::kIsIterationInvariantRate);
}

const QString& file() {
    static const QTemporaryDir folder;
    static const QString path = [] {
        const QString path = folder.filePath(QStringLiteral("bench.targets"));
        write(path);
        return path;
    }();
    return path;
}

void writeTargets(benchmark::State& state) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("written.targets"));
    for (auto _ : state) write(path);
    setGigabytes(state, QFile(path).size());
}

void openTargets(benchmark::State& state) {
    const std::int64_t bytes = QFile(file()).size();
    for (auto _ : state) benchmark::DoNotOptimize(teachers::TargetFile::open(file(), kKey).file);
    setGigabytes(state, bytes);
}

void readBatches(benchmark::State& state) {
    teachers::KeptAnswers answers(teachers::TargetFile::open(file(), kKey).file);
    std::vector<std::uint32_t> order(kItems);
    std::iota(order.begin(), order.end(), 0U);
    std::shuffle(order.begin(), order.end(), std::mt19937(1));
    constexpr size_t kBatch = 32;
    size_t begin = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(answers.of(std::span(order).subspan(begin, kBatch)));
        begin = (begin + kBatch) % (order.size() - kBatch);
    }
    setGigabytes(state, static_cast<std::int64_t>(kBatch) * shape().recordValues(kTokens) * 2);
}

BENCHMARK(writeTargets)->Iterations(3)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(openTargets)->Iterations(10)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(readBatches)->Unit(benchmark::kMicrosecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
