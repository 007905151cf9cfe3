#include "app/cli/console.h"
#include "app/cli/progress_display.h"
#include "app/cli/run_input.h"
#include "app/cli/stop_on_signal.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/run_control.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/report/wording.h"
#include "core/session/engine.h"
#include "core/sweep/sweep_folder.h"
#include "core/sweep/sweep_results.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::RunFolder;
using sweep::Axes;
using sweep::Cell;
using sweep::CellState;
using sweep::Sweep;
using sweep::SweepFolder;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::SweepVerb)
};

Axes axesOf(const QCommandLineParser& words) {
    const auto given = [&](const QString& option) { return words.values(option).join(u','); };
    Axes axes;
    if (words.isSet(u"temperature"_s)) {
        axes.temperatures = sweep::parseTemperatures(given(u"temperature"_s), u"--temperature"_s);
    }
    if (words.isSet(u"alpha"_s)) axes.alphas = sweep::parseAlphas(given(u"alpha"_s), u"--alpha"_s);
    if (words.isSet(u"preset"_s)) axes.recipes = sweep::parsePresets(given(u"preset"_s), u"--preset"_s);
    if (words.isSet(u"losses"_s)) axes.recipes += sweep::parseLosses(given(u"losses"_s), u"--losses"_s);
    if (words.isSet(u"seed"_s)) axes.seeds = sweep::parseSeeds(given(u"seed"_s), u"--seed"_s);
    return axes;
}

/// @throws RequestError when the sweep in the folder is not the one that is asked for
SweepFolder openSame(const QString& path, const Sweep& wanted) {
    SweepFolder folder = SweepFolder::open(path);
    const QString remedy = Text::tr("Resume it as it was begun, or start a new sweep in another folder.");
    const auto [theirs, ours] = firstDifference(folder.sweep().base, wanted.base);
    if (theirs != ours) {
        throw RequestError(Text::tr("the sweep was started with “%1”, not with “%2”").arg(theirs, ours), folder.path(),
                           remedy);
    }
    if (wanted.axes != Axes() && wanted.axes != folder.sweep().axes) {
        throw RequestError(Text::tr("the sweep was started with other values of temperature, alpha, recipe or seed"),
                           folder.path(), remedy);
    }
    sweep::validate(folder.sweep());
    return folder;
}

/// One run to its end. @throws what session::Engine::run throws
void runCell(const SweepFolder& folder, const Cell& cell, RunControl& control) {
    const RunFolder run(folder.runFolder(cell));
    const bool resume = folder.state(cell) == CellState::Interrupted;
    const experiment::Experiment experiment =
        resume ? experiment::load(run.experimentFile()) : folder.experimentFor(cell);
    ProgressDisplay progress(control);
    session::loadEngine().run(experiment, run.path(), resume, progress, control);
    folder.completeReport(cell);
}

QString timeLeftText(const SweepFolder& folder) {
    const std::optional<double> left = sweep::secondsLeft(sweep::readResults(folder));
    return left && *left > 0 ? Text::tr(", about %1 left").arg(report::durationText(*left)) : QString();
}

/// All runs that are not finished. A failed one is marked, and the others go on.
/// @throws WorkError when all would fail alike, Stopped
void runAll(const SweepFolder& folder, RunControl& control, const Console& console) {
    folder.forgetFailures();
    folder.completeReports();
    while (const std::optional<size_t> next = folder.next()) {
        const Cell& cell = folder.cells()[*next];
        console.say(Text::tr("Run %1 of %2: %3%4")
                        .arg(QString::number(*next + 1), QString::number(folder.cells().size()),
                             sweep::settingText(folder.sweep(), cell), timeLeftText(folder)));
        try {
            runCell(folder, cell, control);
            const double accuracy = sweep::readResult(folder, cell).accuracy;
            console.say(Text::tr("  accuracy %1").arg(report::percentText(accuracy)));
        } catch (const Error& error) {
            folder.recordFailure(cell, session::toProblem(error));
            console.say(Text::tr("  failed: %1").arg(error.text()));
        }
        if (const auto common = folder.commonProblem()) throw WorkError(common->message, common->where, common->remedy);
    }
}

/// Says how to go on: the words that began the sweep, and --resume.
int reportStop(const SweepFolder& folder, const Console& console) {
    QStringList command = QCoreApplication::arguments();
    command[0] = u"distillab-cli"_s;
    if (!command.contains(u"--resume"_s)) command << u"--resume"_s;
    console.fail(Text::tr("stopped; %1 of %2 runs are finished, and the one under way has a checkpoint")
                     .arg(folder.countOf(CellState::Finished))
                     .arg(folder.cells().size()),
                 folder.path(), Text::tr("Go on with: %1").arg(shellCommand(command)));
    return kExitStopped;
}

void printResult(const SweepFolder& folder, const Console& console) {
    const std::vector<sweep::CellResult> results = sweep::readResults(folder);
    console.printJson(sweep::toJson(folder, results));
    QString text = sweep::toTable(folder, results);
    if (const auto best = sweep::bestSpot(folder, results, sweep::Measure::Accuracy)) {
        const QString run = folder.runFolder(folder.cells()[best->cells.front()]);
        text += Text::tr("Report:  %1").arg(RunFolder(run).reportHtml()) + u'\n';
        text += Text::tr("Export:  %1")
                    .arg(shellCommand({u"distillab-cli"_s, u"export"_s, run, u"--out"_s, run + u"/onnx"_s})) +
                u'\n';
    }
    console.print(text);
}

int execute(const QCommandLineParser& words, Console& console) {
    const Sweep wanted{readExperiment(words.positionalArguments().constFirst(), words.values(u"set"_s)), axesOf(words)};
    const QString out = words.value(u"out"_s);
    const SweepFolder folder = words.isSet(u"resume"_s) ? openSame(out, wanted) : SweepFolder::create(out, wanted);
    RunControl control;
    const StopOnSignal guard([&] {
        console.say(Text::tr("Stopping after this step. Press Ctrl+C again to quit at once."));
        control.stop();
    });
    try {
        runAll(folder, control, console);
    } catch (const Stopped&) {
        return reportStop(folder, console);
    }
    printResult(folder, console);
    return folder.countOf(CellState::Failed) == 0 ? kExitDone : kExitWorkFailed;
}

}  // namespace

Verb sweepVerb() {
    return {
        u"sweep"_s,
        u"EXPERIMENT.yaml --out DIR --temperature 1,2,4,8 --alpha 0.3,0.6,0.9 [--resume]"_s,
        Text::tr("Runs an experiment under every combination of settings and compares the students."),
        1,
        {{u"out"_s, Text::tr("Folder for the sweep, with a run folder for each setting."), u"DIR"_s},
         {u"temperature"_s, Text::tr("Temperatures, apart by commas."), u"T,T,…"_s},
         {u"alpha"_s, Text::tr("Values of alpha, apart by commas."), u"A,A,…"_s},
         {u"preset"_s, Text::tr("Published recipes, apart by commas (see: list presets)."), u"NAME,NAME,…"_s},
         {u"losses"_s, Text::tr("Losses joined by a plus, apart by commas: soft-targets+hard-labels,dkd+hard-labels."),
          u"L+L,…"_s},
         {u"seed"_s, Text::tr("Seeds, apart by commas: each has a teacher of its own, results are averaged."),
          u"S,S,…"_s},
         {u"set"_s, Text::tr("Replace one value of the experiment, for example distill.epochs=3."), u"KEY=VALUE"_s},
         {u"resume"_s, Text::tr("Go on with the sweep that was stopped in DIR; failed runs are tried again.")}},
        {u"out"_s},
        execute};
}

}  // namespace distillab::cli
