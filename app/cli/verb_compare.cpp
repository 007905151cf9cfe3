#include "app/cli/console.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/experiment/run_folder.h"
#include "core/library/comparison.h"
#include "core/report/text_table.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;
using library::ComparedRow;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::CompareVerb)
};

std::vector<library::RunEntry> readRuns(const QStringList& folders) {
    std::vector<library::RunEntry> runs;
    for (const QString& folder : folders) {
        if (!experiment::RunFolder(folder).isRun()) {
            throw RequestError(Text::tr("this is not the folder of a run: it has no experiment.yaml"), folder,
                               Text::tr("Give folders that distillab-cli run has written."));
        }
        runs.push_back(library::readRun(folder));
    }
    return runs;
}

QStringList textRow(const ComparedRow& row) {
    QStringList cells{row.title};
    for (qsizetype i = 0; i < row.cells.size(); ++i) {
        const bool best = std::ranges::find(row.best, i) != row.best.end();
        cells << row.cells[i] + (best ? u" *"_s : u"  "_s);
    }
    return cells;
}

QString tableText(const std::vector<library::RunEntry>& runs, const library::RunComparison& comparison) {
    QStringList header{QString()};
    for (const library::RunEntry& run : runs) header << run.name + u"  "_s;
    QList<QStringList> rows{header};
    for (const ComparedRow& row : comparison.results) rows << textRow(row);
    if (!comparison.settings.empty()) rows << QStringList(Text::tr("Settings that differ:"));
    for (const ComparedRow& row : comparison.settings) rows << textRow(row);
    QStringList lines;
    if (runs.size() > 1) lines << Text::tr("* the best of its row");
    if (runs.size() > 1 && comparison.settings.empty()) lines << Text::tr("All settings are the same.");
    lines << comparison.measuredOn;
    lines.removeAll(QString());
    return report::textTable(rows, {report::Align::Left, report::Align::Right}) + u'\n' + lines.join(u'\n') + u'\n';
}

QString keyOf(library::RunState state) {
    switch (state) {
        case library::RunState::Finished: return u"finished"_s;
        case library::RunState::Stopped: return u"stopped"_s;
        case library::RunState::Failed: return u"failed"_s;
        case library::RunState::Running: return u"running"_s;
    }
    return {};
}

Json toJson(const std::vector<library::RunEntry>& runs, const library::RunComparison& comparison) {
    Json list = Json::array();
    for (size_t i = 0; i < runs.size(); ++i) {
        Json results = Json::object();
        Json settings = Json::object();
        for (const ComparedRow& row : comparison.results) results[row.key.toStdString()] = row.values[i];
        for (const ComparedRow& row : comparison.settings) {
            settings[row.key.toStdString()] = row.cells[static_cast<qsizetype>(i)].toStdString();
        }
        results.erase("state");
        list.push_back(Json{{"name", runs[i].name.toStdString()},
                            {"run", runs[i].folder.toStdString()},
                            {"state", keyOf(runs[i].state).toStdString()},
                            {"results", std::move(results)},
                            {"settings", std::move(settings)}});
    }
    return list;
}

int execute(const QCommandLineParser& words, Console& console) {
    const std::vector<library::RunEntry> runs = readRuns(words.positionalArguments());
    const library::RunComparison comparison = library::compareRuns(runs);
    console.print(tableText(runs, comparison));
    console.printJson(toJson(runs, comparison));
    return kExitDone;
}

}  // namespace

Verb compareVerb() {
    return {u"compare"_s,
            u"RUN_DIR..."_s,
            Text::tr("Shows the results of several runs side by side, and the settings in which they differ."),
            1,
            {},
            {},
            execute,
            true};
}

}  // namespace distillab::cli
