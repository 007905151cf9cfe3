#include "app/cli/console.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/experiment/samples.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <nlohmann/json.hpp>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::SampleVerb)
};

int execute(const QCommandLineParser& words, Console& console) {
    const QString name = words.positionalArguments().constFirst();
    const QByteArray document = experiment::sampleDocument(name);
    const QString folder = QDir::cleanPath(words.value(u"out"_s));
    const QString file = folder + u"/experiment.yaml"_s;
    if (QFileInfo::exists(file)) {
        throw RequestError(Text::tr("there is already an experiment here, and it is kept"), file,
                           Text::tr("Choose another folder for --out, or remove the file."));
    }
    writeFileAtomically(file, document);
    const QString next = shellCommand({u"distillab-cli"_s, u"run"_s, file, u"--out"_s, folder + u"/run"_s});
    console.print(Text::tr("Wrote %1\nChange it as you like, then type:\n  %2\n").arg(file, next));
    console.printJson(
        Json{{"name", name.toStdString()}, {"experiment", file.toStdString()}, {"next", next.toStdString()}});
    return kExitDone;
}

}  // namespace

Verb sampleVerb() {
    return {u"sample"_s,
            u"NAME --out DIR"_s,
            Text::tr("Writes a ready experiment to start from (see: list samples)."),
            1,
            {{u"out"_s, Text::tr("Folder for experiment.yaml; made when missing."), u"DIR"_s}},
            {u"out"_s},
            execute};
}

}  // namespace distillab::cli
