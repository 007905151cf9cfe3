#include "core/handout/manifest.h"
#include "core/handout/pack.h"
#include "core/handout/unpack.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/fuzz/fuzz.h"

#include <QDir>

/// The archive, and its manifest by itself: checksums keep changed ones out of an archive.
namespace distillab::fuzz {

using namespace Qt::Literals::StringLiterals;

void readHostile(const QByteArray& bytes) {
    const QString folder = scratchFolder() + u"/unpacked"_s;
    const QString path = asFile(bytes, u"a.distillab"_s);
    const handout::Limits few{.entries = 50, .totalBytes = 1 << 20};
    const QStringList before = QDir(scratchFolder()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    try {
        handout::inspect(path, few);
        handout::unpack(path, folder, few);
        QDir(folder).removeRecursively();
    } catch (const Error&) {
        demand(!QFile::exists(folder), "a refused hand-out leaves nothing behind");
    }
    demand(before == QDir(scratchFolder()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
           "nothing lands outside");
    const handout::Manifest manifest = handout::manifestFromJson(bytes, u"manifest.json"_s);
    handout::manifestFromJson(handout::toJson(manifest), u"again"_s);
}

std::vector<QByteArray> seeds() {
    const QString sha(64, u'a');
    const handout::Manifest manifest{
        u"0.1"_s, handout::Kind::Run, u"my run"_s, {{u"report.json"_s, 12, sha}, {u"experiment.yaml"_s, 3, sha}}};
    std::vector<QByteArray> all = {handout::toJson(manifest)};
    const QString csv = asFile("text,label\ngood,1\nbad,0\n", u"a.csv"_s);
    const QString experiment =
        asFile("version: 1\ntask: text-classification\ndata: {train: " + csv.toUtf8() + "}\n", u"e.yaml"_s);
    for (const bool data : {false, true}) {
        const QString out = scratchFolder() + u"/seed%1.distillab"_s.arg(int{data});
        handout::pack(experiment, out, {.data = data});
        all.push_back(readFile(out));
    }
    return all;
}

}  // namespace distillab::fuzz
