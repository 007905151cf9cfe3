#include "app/cli/console.h"
#include "app/cli/run_input.h"
#include "app/cli/stop_on_signal.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/run_control.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/experiment/schema.h"
#include "core/report/wording.h"
#include "core/session/engine.h"

#include <QCoreApplication>
#include <QDir>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ExportVerb)
};

template <typename T>
QString namesOf(const experiment::Choices<T>& choices) {
    QStringList names;
    for (const auto& [choice, name] : choices) names << name;
    return names.join(u", "_s);
}

/// What an option names; nothing where it is not given.
template <typename T>
std::optional<T> chosen(const QCommandLineParser& words, const QString& option, const experiment::Choices<T>& choices) {
    if (!words.isSet(option)) return std::nullopt;
    const QString given = words.value(option);
    for (const auto& [choice, name] : choices) {
        if (name == given) return choice;
    }
    throw RequestError(Text::tr("“%1” is not known here").arg(given), u"--"_s + option,
                       Text::tr("Use one of: %1.").arg(namesOf(choices)));
}

std::optional<double> chosenDrop(const QCommandLineParser& words) {
    if (!words.isSet(u"max-drop"_s)) return std::nullopt;
    bool isNumber = false;
    const double points = words.value(u"max-drop"_s).toDouble(&isNumber);
    if (isNumber && points >= 0 && points <= 100) return points;
    throw RequestError(Text::tr("“%1” is no number of points").arg(words.value(u"max-drop"_s)), u"--max-drop"_s,
                       Text::tr("Give a number from 0 to 100: points of accuracy."));
}

/// What the words ask for where they do, and what the run's experiment has elsewhere.
struct Wishes {
    std::optional<experiment::OnnxPrecision> precision;
    std::optional<experiment::WeightBits> bits;
    std::optional<double> maxDrop;
    std::optional<QString> license;

    experiment::OnnxSpec over(experiment::OnnxSpec spec) const {
        spec.precision = precision.value_or(spec.precision);
        spec.weightBits = bits.value_or(spec.weightBits);
        spec.maxDrop = maxDrop.value_or(spec.maxDrop);
        spec.license = license.value_or(spec.license);
        return spec;
    }
};

QString sentences(const report::OnnxReport& onnx) {
    QString text;
    for (const report::OnnxFileReport& file : onnx.files) {
        text += report::onnxSentence(onnx, file) + u'\n';
        if (!file.fusions.empty()) text += report::fusionsSentence(file) + u'\n';
    }
    for (const report::OnnxFileReport& file : onnx.notKept) text += report::notKeptSentence(onnx, file) + u'\n';
    return text + Text::tr("Written to %1").arg(onnx.folder) + u'\n';
}

int execute(const QCommandLineParser& words, Console& console) {
    const Wishes wishes{chosen(words, u"precision"_s, experiment::onnxPrecisions()),
                        chosen(words, u"weight-bits"_s, experiment::weightBits()), chosenDrop(words),
                        words.isSet(u"license"_s) ? std::optional(words.value(u"license"_s)) : std::nullopt};
    const QString run = requireRunWithStudent(words.positionalArguments().constFirst());
    const QString out = QDir::cleanPath(QDir::current().absoluteFilePath(words.value(u"out"_s)));
    const experiment::OnnxSpec ofRun = experiment::load(experiment::RunFolder(run).experimentFile()).onnx;
    RunControl control;
    const StopOnSignal guard([&] { control.stop(); });
    try {
        const report::OnnxReport onnx = session::loadEngine().exportOnnx(run, out, wishes.over(ofRun), control);
        console.print(sentences(onnx));
        console.printJson(report::onnxJson(onnx));
    } catch (const Stopped&) {
        console.fail(Text::tr("stopped; nothing was written"), out, Text::tr("Type the same command to try again."));
        return kExitStopped;
    }
    return kExitDone;
}

}  // namespace

Verb exportVerb() {
    return {
        u"export"_s,
        u"RUN_DIR --out DIR [--precision fp32|int8|fp16|both] [--max-drop POINTS] [--weight-bits auto|7|8] "
        u"[--license NAME]"_s,
        Text::tr("Writes a run's student as a bundle: verified ONNX files, and what a program needs to use them."),
        1,
        {{u"license"_s, Text::tr("Licence of the student, for its model card: apache-2.0."), u"NAME"_s},
         {u"max-drop"_s,
          Text::tr("Points of accuracy that int8 or fp16 may lose; layers return to f32 until it holds."), u"POINTS"_s},
         {u"out"_s, Text::tr("Folder for the bundle; made when missing."), u"DIR"_s},
         {u"precision"_s,
          Text::tr("Number formats of the weights: fp32 (always written), int8, fp16, or both for fp32 and int8. "
                   "Without it: as the run's experiment has it."),
          u"FORMAT"_s},
         {u"weight-bits"_s,
          Text::tr("Range of int8 weights: auto and 7 are right on every processor, 8 on those with VNNI or ARM's."),
          u"BITS"_s}},
        {u"out"_s},
        execute};
}

}  // namespace distillab::cli
