#include "app/cli/advice_text.h"
#include "app/cli/console.h"
#include "app/cli/progress_display.h"
#include "app/cli/run_input.h"
#include "app/cli/stop_on_signal.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/run_control.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/session/engine.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <nlohmann/json.hpp>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::Experiment;
using experiment::RunFolder;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::RunVerb)
};

void requireFreeFolder(const RunFolder& folder, const QString& experimentPath) {
    const QFileInfo info(folder.path());
    if (info.exists() && !info.isDir()) {
        throw RequestError(Text::tr("this is a file, not a folder"), folder.path(),
                           Text::tr("Choose another folder for --out."));
    }
    if (!folder.isRun()) return;
    if (QFileInfo(experimentPath).canonicalFilePath() == QFileInfo(folder.experimentFile()).canonicalFilePath() &&
        !QFileInfo::exists(folder.metricsFile())) {
        throw RequestError(Text::tr("this folder holds the experiment itself, a run needs a folder of its own"),
                           folder.path(), Text::tr("Choose for example --out %1/run.").arg(folder.path()));
    }
    throw RequestError(Text::tr("this folder already holds a run, and it is kept"), folder.path(),
                       folder.isFinished()
                           ? Text::tr("Choose another folder for --out.")
                           : Text::tr("Add --resume to go on with it, or choose another folder for --out."));
}

void requireSameExperiment(const RunFolder& folder, const Experiment& experiment) {
    if (!folder.isRun()) {
        throw RequestError(Text::tr("there is no run to resume in this folder"), folder.path(),
                           Text::tr("Leave out --resume to start one."));
    }
    const auto [theirs, ours] = firstDifference(experiment::load(folder.experimentFile()), experiment);
    if (theirs == ours) return;
    throw RequestError(Text::tr("the run was started with “%1”, not with “%2”").arg(theirs, ours), folder.path(),
                       Text::tr("Resume it with its own experiment, %1, or start a new run in another folder.")
                           .arg(folder.experimentFile()));
}

void printResult(const report::RunReport& report, const Console& console) {
    const RunFolder folder(report.runFolder);
    QString text = report::toTable(report) + u'\n';
    text += Text::tr("Report:   %1").arg(folder.reportHtml()) + u'\n';
    text += Text::tr("Student:  %1").arg(folder.studentFolder()) + u'\n';
    if (report.onnx) text += Text::tr("ONNX:     %1").arg(report.onnx->folder) + u'\n';
    if (!report.advice.isEmpty()) text += u'\n' + adviceText(report.advice.first(), report.runFolder);
    if (report.advice.size() > 1) {
        const QString command = shellCommand({u"distillab-cli"_s, u"advise"_s, report.runFolder});
        text += Text::tr("There is more advice: %1").arg(command) + u'\n';
    }
    console.print(text);
    console.printJson(report::toJson(report));
}

/// Says where the work is kept and how to go on.
int reportStop(const RunFolder& folder, const Console& console) {
    const bool kept = QFileInfo::exists(folder.checkpointFile());
    const QString command =
        shellCommand({u"distillab-cli"_s, u"run"_s, folder.experimentFile(), u"--out"_s, folder.path(), u"--resume"_s});
    console.fail(kept ? Text::tr("stopped; everything up to the checkpoint is kept")
                      : Text::tr("stopped before there was anything to keep"),
                 kept ? folder.checkpointFile() : folder.path(),
                 folder.isRun() ? Text::tr("Go on with: %1").arg(command) : QString());
    return kExitStopped;
}

int execute(const QCommandLineParser& words, Console& console) {
    const QString path = words.positionalArguments().constFirst();
    const RunFolder folder(words.value(u"out"_s));
    const bool resume = words.isSet(u"resume"_s);
    const Experiment experiment = readExperiment(path, words.values(u"set"_s));
    if (resume) {
        requireSameExperiment(folder, experiment);
    } else {
        requireFreeFolder(folder, path);
    }
    if (folder.isFinished()) {
        console.say(Text::tr("This run is already finished; here is its result."));
        printResult(report::readReport(folder.path()), console);
        return kExitDone;
    }
    RunControl control;
    const StopOnSignal guard([&] {
        console.say(Text::tr("Stopping after this step. Press Ctrl+C again to quit at once."));
        control.stop();
    });
    try {
        session::Engine& engine = session::loadEngine();
        const auto run = [&] {
            ProgressDisplay progress(control);
            return engine.run(experiment, folder.path(), resume, progress, control);
        };
        printResult(run(), console);
    } catch (const Stopped&) {
        return reportStop(folder, console);
    }
    return kExitDone;
}

}  // namespace

Verb runVerb() {
    return {u"run"_s,
            u"EXPERIMENT.yaml --out DIR [--set dotted.key=value]... [--resume]"_s,
            Text::tr("Trains teacher and student, tests them, exports the student."),
            1,
            {{u"out"_s, Text::tr("Folder for the run; made when missing."), u"DIR"_s},
             {u"set"_s, Text::tr("Replace one value of the experiment, for example distill.temperature=2."),
              u"KEY=VALUE"_s},
             {u"resume"_s, Text::tr("Go on with the run that was stopped in DIR.")}},
            {u"out"_s},
            execute};
}

}  // namespace distillab::cli
