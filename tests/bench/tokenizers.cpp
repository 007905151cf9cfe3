#include "core/base/error.h"
#include "core/base/files.h"
#include "core/tokenizers/tokenizer.h"
#include "tests/bench/run_benchmarks.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>

#include <cstdio>

/// Lines and megabytes a second on one core: 10,605 movie reviews, read again and again as in training (the word cache
/// is warm), and read for the first time. DISTILLAB_TOKENIZER names the folder of another tokenizer than MiniLM's.
namespace {

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

const QString kDeps = QStringLiteral(DISTILLAB_SOURCE_DIR "/.deps/");

struct Lines {
    std::vector<std::string> owned;
    std::vector<std::string_view> views;
    std::int64_t bytes = 0;

    Lines() {
        for (const QByteArray& row :
             readFile(kDeps + u"movie-reviews/movieReviewSnippets_GroundTruth.txt"_s).split('\n')) {
            const qsizetype tab = row.lastIndexOf('\t');
            if (tab >= 0) owned.push_back(row.mid(tab + 1).trimmed().toStdString());
        }
        views.assign(owned.begin(), owned.end());
        for (const std::string& line : owned) bytes += static_cast<std::int64_t>(line.size());
    }
};

const Lines& lines() {
    static const Lines all;
    return all;
}

QString folder() { return qEnvironmentVariable("DISTILLAB_TOKENIZER", kDeps + u"minilm"_s); }

void count(benchmark::State& state) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(lines().views.size()));
    state.SetBytesProcessed(state.iterations() * lines().bytes);
}

void encodeAgain(benchmark::State& state, bool offsets) {
    const auto tokenizer = tokenizers::Tokenizer::load(folder());
    for (auto _ : state) benchmark::DoNotOptimize(tokenizer.encodeAll(lines().views, {}, {0, true, offsets}, 1));
    count(state);
}
BENCHMARK_CAPTURE(encodeAgain, ids, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(encodeAgain, ids_and_offsets, true)->Unit(benchmark::kMillisecond);

void encodeFirstTime(benchmark::State& state) {
    for (auto _ : state) {
        state.PauseTiming();
        const auto tokenizer = tokenizers::Tokenizer::load(folder());
        state.ResumeTiming();
        benchmark::DoNotOptimize(tokenizer.encodeAll(lines().views, {}, {}, 1));
    }
    count(state);
}
BENCHMARK(encodeFirstTime)->Unit(benchmark::kMillisecond);

void load(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(tokenizers::Tokenizer::load(folder()).vocabularySize());
}
BENCHMARK(load)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    benchmark::AddCustomContext("tokenizer", folder().toStdString());
    return distillab::bench::runBenchmarks(argc, argv);
}
