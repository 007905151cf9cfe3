#include "core/library/bin.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/experiment/run_folder.h"
#include "core/library/run_library.h"
#include "core/library/runs_folder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace distillab::library {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Bin)
};

QString binFolder() { return QDir::cleanPath(runsFolder()) + u"/.bin"_s; }

/// `path`, or with a number behind it where that is taken.
QString freePath(const QString& path) {
    QString free = path;
    for (int i = 2; QFileInfo::exists(free); ++i) free = path + u'-' + QString::number(i);
    return free;
}

void move(const QString& from, const QString& to) {
    makeFolder(QFileInfo(to).absolutePath());
    if (QDir().rename(from, to)) return;
    throw WorkError(Text::tr("the run cannot be moved to %1").arg(QDir::toNativeSeparators(to)), from,
                    Text::tr("Check that you may write to both folders and that they are on one disk."));
}

}  // namespace

QString moveToBin(const QString& runFolder) {
    const QString folder = experiment::RunFolder(runFolder).path();
    RunAbout about = readAbout(folder);
    about.deletedFrom = folder;
    about.deletedAt = QDateTime::currentDateTime();
    writeAbout(folder, about);  // before the move: a run in the bin always knows the way back
    const QString binned = freePath(binFolder() + u'/' + QFileInfo(folder).fileName());
    move(folder, binned);
    return binned;
}

QString restoreFromBin(const QString& binned) {
    RunAbout about = readAbout(binned);
    const QString home = runsFolder() + u'/' + QFileInfo(binned).fileName();
    const QString folder = freePath(about.deletedFrom.isEmpty() ? home : about.deletedFrom);
    move(binned, folder);
    about.deletedFrom.clear();
    about.deletedAt = {};
    writeAbout(folder, about);
    return folder;
}

std::vector<BinnedRun> listBin() {
    std::vector<BinnedRun> runs;
    const QDir bin(binFolder());
    for (const QString& name : bin.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString folder = bin.filePath(name);
        const RunAbout about = readAbout(folder);
        runs.push_back({folder, readRun(folder).name, about.deletedFrom, about.deletedAt});
    }
    std::ranges::stable_sort(runs, std::ranges::greater(), &BinnedRun::deleted);
    return runs;
}

void emptyBin() {
    // Where the folder around the desktop's bin is missing, Qt would take the working folder for it.
    makeFolder(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation));
    for (const BinnedRun& run : listBin()) {
        if (QFile::moveToTrash(run.folder) || QDir(run.folder).removeRecursively()) continue;
        throw WorkError(Text::tr("“%1” cannot be removed").arg(run.name), run.folder,
                        Text::tr("Check that you may write to this folder."));
    }
}

}  // namespace distillab::library
