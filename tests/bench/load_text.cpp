#include "core/data/load_text.h"
#include "core/base/random.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <sys/resource.h>

/// Loading of a text table: a CSV of a million rows (215 MB), or the table that DISTILLAB_TABLE names. Texts above
/// 64 MiB go to the scratch file, so that the generated table takes the way of one that is larger than memory.
namespace {

using namespace distillab;

constexpr std::uint64_t kMostInMemory = 64 << 20;
constexpr int kRows = 1'000'000;

QByteArray wordsOf(SplitMix64& random) {
    static const QList<QByteArray> kWords = {"film", "plot", "the",   "a",    "boring", "actor", "scene", "naïve",
                                             "and",  "slow", "never", "dull", "bright", "story", "always"};
    QByteArray text;
    for (int word = 0; word < 38; ++word) text += kWords[random.below(static_cast<quint32>(kWords.size()))] + ' ';
    return text;
}

QString generatedTable() {
    static const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("reviews.csv"));
    if (QFileInfo::exists(path)) return path;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return {};
    SplitMix64 random(1);
    file.write("id,text,label\n");
    for (int row = 0; row < kRows; ++row) {
        const bool quoted = row % 50 == 0;
        const QByteArray text = wordsOf(random);
        file.write(QByteArray::number(row) + (quoted ? ",\"" : ",") + text +
                   (quoted ? "with a \"\"quote\"\",\nand a line break\"" : "") + (row % 2 == 0 ? ",pos\n" : ",neg\n"));
    }
    return path;
}

QString tableToRead() {
    const QString named = qEnvironmentVariable("DISTILLAB_TABLE");
    return named.isEmpty() ? generatedTable() : named;
}

double peakMebibytes() {
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

void loadTable(benchmark::State& state) {
    experiment::DataSpec spec;
    spec.train = tableToRead();
    spec.limit = static_cast<int>(state.range(0));
    size_t rows = 0;
    for ([[maybe_unused]] auto iteration : state) {
        const data::TextSplits splits = data::loadText(spec, kMostInMemory);
        rows = splits.train.count() + splits.validation.count() + splits.test.count();
    }
    state.SetBytesProcessed(state.iterations() * QFileInfo(spec.train).size());
    state.counters["rows_kept"] = static_cast<double>(rows);
    state.counters["peak_MiB"] = peakMebibytes();
}
BENCHMARK(loadTable)->ArgName("limit")->Arg(0)->Arg(1000)->Unit(benchmark::kMillisecond)->UseRealTime();

void readTextsByPosition(benchmark::State& state) {
    experiment::DataSpec spec;
    spec.train = tableToRead();
    const data::TextSplits splits = data::loadText(spec, kMostInMemory);
    size_t position = 0;
    for ([[maybe_unused]] auto iteration : state) {
        benchmark::DoNotOptimize(splits.train.dataset->text(splits.train.indices[position]));
        position = (position + 1) % splits.train.count();
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(readTextsByPosition);

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
