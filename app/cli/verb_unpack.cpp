#include "app/cli/console.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/handout/unpack.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::UnpackVerb)
};

int execute(const QCommandLineParser& words, Console& console) {
    const handout::Unpacked unpacked = handout::unpack(words.positionalArguments().constFirst(), words.value(u"out"_s));
    const bool isRun = unpacked.kind == handout::Kind::Run;
    console.print((isRun ? Text::tr("Unpacked the run “%1” into %2") : Text::tr("Unpacked the experiment “%1”: %2"))
                      .arg(unpacked.name, unpacked.path) +
                  u'\n');
    console.printJson(Json{{"kind", isRun ? "run" : "experiment"},
                           {"name", unpacked.name.toStdString()},
                           {"path", unpacked.path.toStdString()}});
    return kExitDone;
}

}  // namespace

Verb unpackVerb() {
    return {u"unpack"_s,
            u"FILE.distillab --out DIR"_s,
            Text::tr("Unpacks a file made by pack, after checking that it is whole and safe."),
            1,
            {{u"out"_s, Text::tr("Folder for the content; must not exist yet, or be empty."), u"DIR"_s}},
            {u"out"_s},
            execute};
}

}  // namespace distillab::cli
