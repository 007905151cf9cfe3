#include "ui/start/recent_runs.h"

#include "core/base/error.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/report/run_report.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kFolderKey = u"runs/folder"_s;
const QString kElsewhereKey = u"runs/elsewhere"_s;
constexpr qsizetype kMostElsewhere = 20;
constexpr qsizetype kLongestFolderName = 60;

RecentRun describe(const QString& folder) {
    const experiment::RunFolder run(folder);
    RecentRun line;
    line.folder = run.path();
    line.name = QFileInfo(folder).fileName();
    line.begun = QFileInfo(run.experimentFile()).lastModified();
    line.finished = run.isFinished();
    try {
        line.name = experiment::load(run.experimentFile()).name;
        if (line.finished) line.accuracy = report::readReport(folder).student.scores.accuracy;
    } catch (const Error&) {
        // A damaged run stays in the list under what is known of it; opening it tells what is wrong.
    }
    return line;
}

}  // namespace

QString runsFolder() {
    const QString chosen = QSettings().value(kFolderKey).toString();
    if (!chosen.isEmpty()) return chosen;
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + u"/DistilLab/runs"_s;
}

void setRunsFolder(const QString& folder) { QSettings().setValue(kFolderKey, folder); }

// What a shell or file system could trip over becomes a dash.
QString safeName(const QString& name) {
    QString safe;
    for (const QChar c : name.trimmed()) {
        const bool plain = c.isLetterOrNumber() || c == u'_' || c == u'.';
        if (plain) {
            safe += c;
        } else if (!safe.endsWith(u'-')) {
            safe += u'-';
        }
    }
    while (safe.startsWith(u'.') || safe.startsWith(u'-')) safe.remove(0, 1);
    safe.truncate(kLongestFolderName);
    return safe.isEmpty() ? u"run"_s : safe;
}

QString newRunFolder(const QString& name, const QDateTime& now) {
    const QString path = runsFolder() + u'/' + safeName(name) + u'-' + now.toString(u"yyyyMMdd-HHmmss"_s);
    QString free = path;
    for (int i = 2; QFileInfo::exists(free); ++i) free = path + u'-' + QString::number(i);
    return free;
}

void rememberRun(const QString& folder) {
    const QString path = experiment::RunFolder(folder).path();
    if (QFileInfo(path).absolutePath() == QDir::cleanPath(runsFolder())) return;
    QSettings settings;
    QStringList elsewhere = settings.value(kElsewhereKey).toStringList();
    elsewhere.removeAll(path);
    elsewhere.prepend(path);
    settings.setValue(kElsewhereKey, elsewhere.mid(0, kMostElsewhere));
}

std::vector<RecentRun> recentRuns(int most) {
    QStringList folders = QSettings().value(kElsewhereKey).toStringList();
    const QDir dir(runsFolder());
    for (const QString& name : dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) folders << dir.filePath(name);
    folders.removeDuplicates();
    folders.removeIf([](const QString& folder) { return !experiment::RunFolder(folder).isRun(); });
    const auto begun = [](const QString& folder) {
        return QFileInfo(experiment::RunFolder(folder).experimentFile()).lastModified();
    };
    std::stable_sort(folders.begin(), folders.end(),
                     [&](const QString& a, const QString& b) { return begun(a) > begun(b); });
    std::vector<RecentRun> runs;
    for (const QString& folder : folders.mid(0, most)) runs.push_back(describe(folder));
    return runs;
}

}  // namespace distillab::ui
