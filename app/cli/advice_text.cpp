#include "app/cli/advice_text.h"

#include "app/cli/console.h"
#include "core/experiment/run_folder.h"

#include <QCoreApplication>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::AdviceText)
};

QString commandFor(const report::Advice& advice, const QString& runFolder) {
    const experiment::RunFolder folder(runFolder);
    QStringList words{u"distillab-cli"_s, u"run"_s, folder.experimentFile(), u"--out"_s, folder.path() + u"-next"_s};
    for (const report::Change& change : advice.changes) words << u"--set"_s << change.key + u'=' + change.after;
    return shellCommand(words);
}

}  // namespace

QString adviceText(const report::Advice& advice, const QString& runFolder) {
    QString text = advice.title + u".\n  "_s + advice.evidence + u"\n  "_s + advice.why + u'\n';
    if (advice.changes.isEmpty()) return text;
    return text + Text::tr("  Try %1:").arg(report::changesText(advice.changes)) + u"\n    "_s +
           commandFor(advice, runFolder) + u'\n';
}

}  // namespace distillab::cli
