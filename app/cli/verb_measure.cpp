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
#include "core/measure/untrained.h"
#include "core/models/registry.h"
#include "core/models/transformer_config.h"
#include "core/report/goal.h"
#include "core/report/measurement_words.h"
#include "core/session/engine.h"

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
constexpr int kVocabulary = 30522;  // BERT's
constexpr int kLeastVocabulary = 32;
constexpr int kMostVocabulary = 1'000'000;
constexpr int kMostPictureSide = 4096;
constexpr double kMostSeconds = 3600;

double numberOf(const QCommandLineParser& words, const QString& option, double least, double most) {
    bool isNumber = false;
    const double value = words.value(option).toDouble(&isNumber);
    if (!isNumber || value < least || value > most) {
        throw RequestError(Text::tr("“%1” is no number").arg(words.value(option)), u"--"_s + option,
                           Text::tr("Give a number from %1 to %2.").arg(least).arg(most, 0, 'g', 7));
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
                           Text::tr("Give ONNX files, a folder with some, the folder of a run, or names of models "
                                    "(distillab-cli list models)."));
    }
    // The plain one first.
    std::ranges::stable_sort(files, {}, [](const QString& file) { return file.count(u'.'); });
    return files;
}

bool isModelOf(const std::vector<models::ModelInfo>& list, const QString& name) {
    return std::ranges::find(list, name, &models::ModelInfo::name) != list.end();
}

/// "28x28x1": width, height, channels.
data::ImageShape pictureOf(const QString& words) {
    const QStringList sides = words.split(u'x');
    data::ImageShape shape;
    int* const parts[] = {&shape.width, &shape.height, &shape.channels};
    bool areNumbers = sides.size() == std::ssize(parts);
    for (qsizetype i = 0; areNumbers && i < sides.size(); ++i) *parts[i] = sides[i].toInt(&areNumbers);
    const bool isSound = areNumbers && shape.width > 0 && shape.width <= kMostPictureSide && shape.height > 0 &&
                         shape.height <= kMostPictureSide && (shape.channels == 1 || shape.channels == 3);
    if (isSound) return shape;
    throw RequestError(Text::tr("“%1” is no size of a picture").arg(words), u"--picture"_s,
                       Text::tr("Give width, height and channels as in 28x28x1."));
}

/// The networks that the words name, for either texts or pictures; nothing where one of them names something else.
std::vector<measure::UntrainedNetwork> networksOf(const QCommandLineParser& words) {
    const QStringList all = words.positionalArguments();
    const auto areOf = [&](const std::vector<models::ModelInfo>& list) {
        return std::ranges::all_of(
            all, [&](const QString& word) { return !QFileInfo::exists(word) && isModelOf(list, word); });
    };
    const bool ofTexts = areOf(models::listTextModels());
    if (!ofTexts && !areOf(models::listModels())) return {};
    measure::UntrainedNetwork network;
    if (ofTexts) {
        network.tokens = static_cast<int>(numberOf(words, u"tokens"_s, 1, kMostTokens));
        network.vocabulary = static_cast<int>(numberOf(words, u"vocabulary"_s, kLeastVocabulary, kMostVocabulary));
    } else {
        network.picture = pictureOf(words.value(u"picture"_s));
    }
    std::vector<measure::UntrainedNetwork> networks(static_cast<size_t>(all.size()), network);
    for (qsizetype i = 0; i < all.size(); ++i) networks[static_cast<size_t>(i)].model = all[i];
    return networks;
}

report::Measurement measureWords(const QCommandLineParser& words, RunControl& control) {
    const QStringList all = words.positionalArguments();
    if (all.size() == 1 && experiment::RunFolder(all.constFirst()).isRun()) {
        return session::loadEngine().measure(requireRunWithStudent(all.constFirst()), control);
    }
    if (const auto networks = networksOf(words); !networks.empty()) return measure::measureUntrained(networks, control);
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
            u"RUN_DIR|FILE.onnx...|MODEL... [--tokens N]"_s,
            Text::tr("Times ONNX files, a run's teacher and student as such, or models of the list before anything is "
                     "trained, in processes of their own."),
            1,
            {{u"tokens"_s, Text::tr("Files and models: length of the texts that are made up for them."), u"N"_s,
              QString::number(kTokens)},
             {u"vocabulary"_s, Text::tr("Models of texts: how many different tokens there are."), u"N"_s,
              QString::number(kVocabulary)},
             {u"picture"_s, Text::tr("Models of pictures: width, height and channels."), u"WxHxC"_s, u"28x28x1"_s},
             {u"once"_s, Text::tr("Measure one file in this very process: what the others are started as.")},
             {u"inputs"_s, Text::tr("With --once: file of inputs."), u"FILE"_s},
             {u"seconds"_s, Text::tr("With --once: how long to time answers, about."), u"S"_s, u"2"_s}},
            {},
            execute,
            true};
}

}  // namespace distillab::cli
