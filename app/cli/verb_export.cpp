#include "app/cli/console.h"
#include "app/cli/run_input.h"
#include "app/cli/stop_on_signal.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/run_control.h"
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

void requireKnownPrecision(const QString& precision) {
    if (precision == u"fp32") return;
    if (precision == u"int8" || precision == u"both") {
        throw RequestError(Text::tr("“%1” is not available in this version").arg(precision), u"--precision"_s,
                           Text::tr("Use --precision fp32."));
    }
    throw RequestError(Text::tr("there is no precision “%1”").arg(precision), u"--precision"_s,
                       Text::tr("Use --precision fp32."));
}

int execute(const QCommandLineParser& words, Console& console) {
    const QString precision = words.value(u"precision"_s);
    requireKnownPrecision(precision);
    const QString run = requireRunWithStudent(words.positionalArguments().constFirst());
    const QString out = QDir::cleanPath(QDir::current().absoluteFilePath(words.value(u"out"_s)));
    RunControl control;
    const StopOnSignal guard([&] { control.stop(); });
    try {
        const report::OnnxReport onnx = session::loadEngine().exportOnnx(run, out, std::nullopt, control);
        QString text;
        for (const report::OnnxFileReport& file : onnx.files) {
            text += report::onnxSentence(onnx, file) + u'\n';
            if (!file.fusions.empty()) text += report::fusionsSentence(file) + u'\n';
        }
        console.print(text + Text::tr("Written to %1").arg(onnx.folder) + u'\n');
        console.printJson(report::onnxJson(onnx));
    } catch (const Stopped&) {
        console.fail(Text::tr("stopped; nothing was written"), out, Text::tr("Type the same command to try again."));
        return kExitStopped;
    }
    return kExitDone;
}

}  // namespace

Verb exportVerb() {
    return {u"export"_s,
            u"RUN_DIR --out DIR [--precision fp32]"_s,
            Text::tr("Writes a run's student as a bundle: verified ONNX files, and what a program needs to use them."),
            1,
            {{u"out"_s, Text::tr("Folder for the bundle; made when missing."), u"DIR"_s},
             {u"precision"_s, Text::tr("Number format of the weights: fp32."), u"FORMAT"_s, u"fp32"_s}},
            {u"out"_s},
            execute};
}

}  // namespace distillab::cli
