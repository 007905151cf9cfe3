#include "app/cli/console.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/handout/pack.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <nlohmann/json.hpp>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::PackVerb)
};

Json listOf(const QStringList& words) {
    Json list = Json::array();
    for (const QString& word : words) list.push_back(word.toStdString());
    return list;
}

int execute(const QCommandLineParser& words, Console& console) {
    const QString out = QDir::cleanPath(words.value(u"out"_s));
    if (QFileInfo::exists(out)) {
        throw RequestError(Text::tr("there is already a file here, and it is kept"), out,
                           Text::tr("Choose another name for --out, or remove the file."));
    }
    const handout::PackOptions options{words.isSet(u"with-teacher"_s), words.isSet(u"with-data"_s)};
    const handout::Packed packed = handout::pack(words.positionalArguments().constFirst(), out, options);
    console.print(Text::tr("Wrote %1 (%2, %n file(s))", nullptr, static_cast<int>(packed.files.size()))
                      .arg(packed.file, QLocale::c().formattedDataSize(packed.bytes)) +
                  u'\n');
    for (const QString& missing : packed.leftOut) console.say(Text::tr("not in it: %1").arg(missing));
    console.printJson(Json{{"file", packed.file.toStdString()},
                           {"bytes", packed.bytes},
                           {"files", listOf(packed.files)},
                           {"left_out", listOf(packed.leftOut)}});
    return kExitDone;
}

}  // namespace

Verb packVerb() {
    return {u"pack"_s,
            u"RUN_OR_EXPERIMENT --out FILE.distillab [--with-teacher] [--with-data]"_s,
            Text::tr("Packs a finished run or an experiment into one file, to give to others."),
            1,
            {{u"out"_s, Text::tr("File to write."), u"FILE"_s},
             {u"with-teacher"_s, Text::tr("Of a run: its teacher goes along, which is large.")},
             {u"with-data"_s, Text::tr("Of an experiment: its own data goes along, up to 50 MiB.")}},
            {u"out"_s},
            execute};
}

}  // namespace distillab::cli
