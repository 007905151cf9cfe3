#include "app/cli/console.h"
#include "app/cli/run_input.h"
#include "app/cli/stop_on_signal.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/run_control.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/measure/measurer.h"
#include "core/measure/timing.h"
#include "core/report/goal.h"
#include "core/report/measurement_words.h"
#include "core/session/engine.h"
#include "core/session/measuring.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::MeasureVerb)
};

constexpr int kTokens = 32;
constexpr int kMostTokens = 1 << 16;
constexpr double kMostSeconds = 3600;

double numberOf(const QCommandLineParser& words, const QString& option, double least, double most) {
    bool isNumber = false;
    const double value = words.value(option).toDouble(&isNumber);
    if (!isNumber || value < least || value > most) {
        throw RequestError(Text::tr("“%1” is no number from %2 to %3").arg(words.value(option)).arg(least).arg(most),
                           u"--"_s + option);
    }
    return value;
}

/// The ONNX files that a word names: itself, or those in an export folder.
QStringList filesOf(const QString& word) {
    if (QFileInfo(word).isFile()) return {word};
    QStringList files;
    for (const QString& name : QDir(word).entryList({u"*.onnx"_s}, QDir::Files, QDir::Name)) {
        files << QDir(word).filePath(name);
    }
    if (files.isEmpty()) {
        throw RequestError(Text::tr("there is no ONNX file"), word,
                           Text::tr("Give ONNX files, a folder with some, or the folder of a run."));
    }
    // The plain one first.
    std::ranges::stable_sort(files, {}, [](const QString& file) { return file.count(u'.'); });
    return files;
}

report::Measurement measureWords(const QCommandLineParser& words, RunControl& control) {
    const QStringList all = words.positionalArguments();
    if (all.size() == 1 && experiment::RunFolder(all.constFirst()).isRun()) {
        return session::measuringOf(session::loadEngine()).measure(requireRunWithStudent(all.constFirst()), control);
    }
    std::vector<measure::Candidate> candidates;
    for (const QString& word : all) {
        for (const QString& file : filesOf(word)) {
            measure::Candidate candidate{QFileInfo(file).absoluteFilePath(), {}};
            candidate.about.file = file;
            candidates.push_back(candidate);
        }
    }
    measure::Material material;
    material.generatedTokens = static_cast<int>(numberOf(words, u"tokens"_s, 1, kMostTokens));
    return measure::measureFiles(candidates, material, control);
}

/// What a measurement starts, again and again.
int measureOnce(const QCommandLineParser& words, Console& console) {
    measure::Job job;
    job.model = words.positionalArguments().constFirst();
    job.inputs = words.value(u"inputs"_s);
    job.generatedTokens = static_cast<int>(numberOf(words, u"tokens"_s, 1, kMostTokens));
    job.seconds = numberOf(words, u"seconds"_s, 0, kMostSeconds);
    const QByteArray json = measure::toJson(measure::timeModel(job));
    console.print(QString::fromUtf8(json));
    console.printJson(json);
    return kExitDone;
}

/// For a run with a goal, whether it was met.
QString verdictText(const QCommandLineParser& words, const report::Measurement& measurement) {
    const experiment::RunFolder run(words.positionalArguments().constFirst());
    if (!run.isRun()) return {};
    const std::optional<report::GoalVerdict> verdict =
        report::judge(experiment::load(run.experimentFile()).goal, measurement);
    return verdict ? report::goalText(*verdict) + u'\n' : QString();
}

int execute(const QCommandLineParser& words, Console& console) {
    if (words.isSet(u"once"_s)) return measureOnce(words, console);
    RunControl control;
    const StopOnSignal guard([&] { control.stop(); });
    try {
        const report::Measurement measurement = measureWords(words, control);
        console.print(report::measuredText(measurement) + verdictText(words, measurement));
        console.printJson(report::toJson(measurement));
        const bool anything = std::ranges::any_of(measurement.models, &report::MeasuredModel::isMeasured);
        return anything ? kExitDone : kExitWorkFailed;
    } catch (const Stopped&) {
        console.fail(Text::tr("stopped; nothing was written"), {}, Text::tr("Type the same command to try again."));
        return kExitStopped;
    }
}

}  // namespace

Verb measureVerb() {
    return {u"measure"_s,
            u"RUN_DIR|FILE.onnx... [--tokens N]"_s,
            Text::tr("Times ONNX files, or a run's teacher and student as such, in processes of their own."),
            1,
            {{u"tokens"_s, Text::tr("Files alone: length of the texts that are made up for them."), u"N"_s,
              QString::number(kTokens)},
             {u"once"_s, Text::tr("Measure one file in this very process: what the others are started as.")},
             {u"inputs"_s, Text::tr("With --once: file of inputs."), u"FILE"_s},
             {u"seconds"_s, Text::tr("With --once: how long to time answers, about."), u"S"_s, u"2"_s}},
            {},
            execute,
            true};
}

}  // namespace distillab::cli
