#include "app/cli/advice_text.h"
#include "app/cli/console.h"
#include "app/cli/verb.h"
#include "core/advice/advice.h"
#include "core/base/error.h"
#include "core/report/run_report.h"

#include <QCoreApplication>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::AdviseVerb)
};

int execute(const QCommandLineParser& words, Console& console) {
    const advice::RunRecord record = advice::readRecord(words.positionalArguments().constFirst());
    const QList<report::Advice> all = advice::adviceFor(record);
    QStringList texts;
    for (const report::Advice& each : all) texts << adviceText(each, record.folder);
    const bool isFinished = record.report.has_value();
    if (all.isEmpty()) {
        texts << (isFinished ? report::nothingAmiss()
                             : Text::tr("This run is not finished, and so far its numbers show nothing that ought to "
                                        "be changed.")) +
                     u'\n';
    }
    console.print(texts.join(u'\n'));
    console.printJson(report::adviceJson(all));
    return kExitDone;
}

}  // namespace

Verb adviseVerb() {
    return {u"advise"_s, u"RUN_DIR"_s, Text::tr("Says what a run shows to be amiss, and what to try instead."), 1, {},
            {},          execute};
}

}  // namespace distillab::cli
