#include "app/cli/console.h"
#include "app/cli/run_input.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/report/text_table.h"
#include "core/report/wording.h"
#include "core/session/engine.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::EvaluateVerb)
};

QString scoresText(const report::ModelReport& model) {
    const report::Scores& scores = model.scores;
    QList<QStringList> rows{{Text::tr("class"), Text::tr("items"), Text::tr("precision"), Text::tr("recall"), u"F1"_s}};
    for (const report::ClassScores& entry : scores.classes) {
        rows << QStringList{entry.name, report::countText(entry.support), report::percentText(entry.precision),
                            report::percentText(entry.recall), report::percentText(entry.f1)};
    }
    return Text::tr("%1: accuracy %2, macro F1 %3, on %4 items; %5 for one answer (median, one thread)\n\n")
               .arg(model.name, report::percentText(scores.accuracy), report::percentText(scores.f1Macro),
                    report::countText(scores.items), report::millisecondsText(model.latencyMsP50)) +
           report::textTable(rows, {report::Align::Left, report::Align::Right});
}

int execute(const QCommandLineParser& words, Console& console) {
    const QString run = requireRunWithStudent(words.positionalArguments().constFirst());
    QString data = words.value(u"data"_s);
    if (!data.isEmpty()) {
        if (!QFileInfo::exists(data)) {
            throw RequestError(Text::tr("“%1” does not exist").arg(data), u"--data"_s, Text::tr("Check the path."));
        }
        data = QFileInfo(data).absoluteFilePath();
    }
    const report::ModelReport model = session::loadEngine().evaluate(run, data);
    console.print(scoresText(model));
    console.printJson(report::modelJson(model));
    return kExitDone;
}

}  // namespace

Verb evaluateVerb() {
    return {u"evaluate"_s,
            u"RUN_DIR [--data FILE]"_s,
            Text::tr("Tests a run's student, on its test items or on other data."),
            1,
            {{u"data"_s, Text::tr("Labelled data to test on instead: IDX files or a folder per class."), u"FILE"_s}},
            {},
            execute};
}

}  // namespace distillab::cli
