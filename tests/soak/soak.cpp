#include "core/base/error.h"
#include "tests/core/endpoint/loopback_chat.h"
#include "tests/soak/kill_trials.h"
#include "tests/soak/long_load.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>

/// Kills the real program at random moments and demands that nothing is lost by it; runs many times in one process and
/// shows whether anything grows. Ends with 1 when something was lost. See `./dev soak`.
using namespace distillab;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double kMostGrowthMib = 40;  ///< of allocator and caches; a leak of one student each run would show
constexpr int kMostGrowthFiles = 2;

struct Options {
    qint64 seconds = 0;
    int runs = 0;
    std::uint64_t seed = 0;
};

Options readOptions(const QCoreApplication& application) {
    QCommandLineParser words;
    words.setApplicationDescription(u"Kills runs at random moments, goes on with them, compares what they give."_s);
    words.addHelpOption();
    words.addOption({u"seconds"_s, u"How long to kill runs."_s, u"N"_s, u"300"_s});
    words.addOption({u"runs"_s, u"Runs in one process afterwards."_s, u"N"_s, u"200"_s});
    words.addOption({u"seed"_s, u"Of the random moments."_s, u"N"_s, u"1"_s});
    words.process(application);
    const auto number = [&](const QString& name) {
        bool isNumber = false;
        const qulonglong value = words.value(name).toULongLong(&isNumber);
        if (isNumber) return value;
        std::fprintf(stderr, "--%s: “%s” is no whole number\n", qPrintable(name), qPrintable(words.value(name)));
        std::exit(kExitBadRequest);
    };
    return {static_cast<qint64>(number(u"seconds"_s)), static_cast<int>(number(u"runs"_s)), number(u"seed"_s)};
}

soak::Tally killForAWhile(const QString& scratch, const Options& options) {
    test::LoopbackChat chat;
    chat.say = [](const test::LoopbackChat::Request& request) {
        return request.prompt.size() % 2 == 0 ? u"A"_s : u"B"_s;
    };
    SplitMix64 random(options.seed);
    std::vector<soak::KillTrials> all;
    for (const soak::Scenario& scenario : soak::makeScenarios(scratch, chat.url())) {
        all.emplace_back(scenario, scratch + u"/scenario-%1"_s.arg(all.size() + 1), random);
    }
    QElapsedTimer timer;
    timer.start();
    bool isWhole = true;
    for (soak::KillTrials& trials : all) isWhole = trials.begin() && isWhole;
    soak::Tally sum;
    while (isWhole && timer.elapsed() < options.seconds * 1000) {
        for (soak::KillTrials& trials : all) trials.disturb();
    }
    std::puts(
        "| scenario | trials | killed | of them in a checkpoint | stopped | suspended | lost "
        "|\n|---|---|---|---|---|---|---|");
    for (const soak::KillTrials& trials : all) {
        const soak::Tally& tally = trials.tally();
        std::printf("| %s | %d | %d | %d | %d | %d | %d |\n", qPrintable(trials.scenario().name), tally.trials,
                    tally.kills, tally.killsInSave, tally.stops, tally.suspensions,
                    static_cast<int>(tally.lost.size()));
        sum.trials += tally.trials;
        sum.kills += tally.kills;
        sum.killsInSave += tally.killsInSave;
        sum.stops += tally.stops;
        sum.suspensions += tally.suspensions;
        sum.lost << tally.lost;
    }
    for (const QString& sentence : sum.lost) std::printf("lost: %s\n", qPrintable(sentence));
    return sum;
}

bool hasGrown(const QString& scratch, int runs) {
    const soak::Growth growth = soak::runAgainAndAgain(scratch, runs);
    std::printf("%d runs in one process: %.0f MiB after %d, %.0f MiB after all; %d and %d open files\n", growth.runs,
                growth.firstMib, growth.warmUpRuns, growth.lastMib, growth.firstFiles, growth.lastFiles);
    return growth.lastMib - growth.firstMib > kMostGrowthMib || growth.lastFiles - growth.firstFiles > kMostGrowthFiles;
}

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const Options options = readOptions(application);
    QTemporaryDir scratch;
    qputenv("DISTILLAB_CACHE", (scratch.path() + u"/cache"_s).toLocal8Bit());  // of the runs in this process
    qputenv("DISTILLAB_API_KEY", "sk-soak");
    try {
        const soak::Tally tally = killForAWhile(scratch.path(), options);
        std::printf("%d disturbances in %d trials, %d lost (seed %llu)\n", tally.disturbances(), tally.trials,
                    static_cast<int>(tally.lost.size()), static_cast<unsigned long long>(options.seed));
        const bool grown = options.runs > 0 && hasGrown(scratch.path(), options.runs);
        if (tally.lost.isEmpty() && !grown) return kExitDone;
        scratch.setAutoRemove(tally.lost.isEmpty());
    } catch (const Error& error) {
        std::printf("%s\n", qPrintable(error.text()));
    }
    return 1;
}
