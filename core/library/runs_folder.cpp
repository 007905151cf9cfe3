#include "core/library/runs_folder.h"

#include "core/experiment/run_folder.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>
#include <utility>
#include <vector>

namespace distillab::library {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kFolderKey = u"runs/folder"_s;
const QString kElsewhereKey = u"runs/elsewhere"_s;
constexpr qsizetype kMostElsewhere = 20;
constexpr qsizetype kLongestFolderName = 60;
constexpr int kDeepestSweep = 2;  ///< folders between the runs folder and the runs of a sweep

bool isSweep(const QString& folder) { return QFileInfo::exists(folder + u"/sweep.yaml"_s); }

using TimedFolder = std::pair<QDateTime, QString>;

/// Names that begin with a dot, as the bin's, are passed over.
void addRunsIn(const QString& folder, int depth, std::vector<TimedFolder>& runs) {
    const QDir dir(folder);
    for (const QString& name : dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = dir.filePath(name);
        const QFileInfo experimentFile(experiment::RunFolder(path).experimentFile());
        if (experimentFile.exists() && !isSweep(path)) {
            runs.emplace_back(experimentFile.lastModified(), path);
        } else if (depth < kDeepestSweep) {
            addRunsIn(path, depth + 1, runs);
        }
    }
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
    if (path.startsWith(QDir::cleanPath(runsFolder()) + u'/')) return;
    QSettings settings;
    QStringList elsewhere = settings.value(kElsewhereKey).toStringList();
    elsewhere.removeAll(path);
    elsewhere.prepend(path);
    settings.setValue(kElsewhereKey, elsewhere.mid(0, kMostElsewhere));
}

QStringList findRuns() {
    std::vector<TimedFolder> found;
    for (const QString& folder : QSettings().value(kElsewhereKey).toStringList()) {
        const QFileInfo experimentFile(experiment::RunFolder(folder).experimentFile());
        if (experimentFile.exists()) found.emplace_back(experimentFile.lastModified(), folder);
    }
    addRunsIn(QDir::cleanPath(runsFolder()), 0, found);
    std::ranges::stable_sort(found, std::ranges::greater(), &TimedFolder::first);
    QStringList folders;
    for (const auto& [begun, folder] : found) folders << folder;
    folders.removeDuplicates();
    return folders;
}

QString sweepOf(const QString& runFolder) {
    const QString path = experiment::RunFolder(runFolder).path();
    const QString runs = QDir::cleanPath(runsFolder());
    QDir around(path);
    for (int depth = 0; depth < kDeepestSweep && around.cdUp() && around.path() != runs; ++depth) {
        if (isSweep(around.path())) return around.dirName();
    }
    const QString below = path.startsWith(runs + u'/') ? path.mid(runs.size() + 1) : QString();
    const bool isBinned = below.startsWith(u'.');
    return below.contains(u'/') && !isBinned ? below.section(u'/', 0, 0) : QString();
}

}  // namespace distillab::library
