#include "core/bundle/staged_folder.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>
#include <utility>
#include <vector>

namespace distillab::bundle {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::StagedFolder)
};

[[noreturn]] void fail(const QString& reason, const QString& path) {
    throw WorkError(Text::tr("the file cannot be written: %1").arg(reason), path,
                    Text::tr("Check that the disk has space and that you may write to this folder."));
}

/// Renames that can be taken back.
class Moves {
public:
    void move(const QString& from, const QString& to) {
        makeRoomFor(to);
        QFile file(from);
        if (!file.rename(to)) fail(file.errorString(), to);
        m_done.emplace_back(from, to);
    }

    void takeBack() {
        for (auto done = m_done.rbegin(); done != m_done.rend(); ++done) QFile::rename(done->second, done->first);
        for (auto folder = m_made.rbegin(); folder != m_made.rend(); ++folder) QDir().rmdir(*folder);
        m_done.clear();
        m_made.clear();
    }

private:
    void makeRoomFor(const QString& path) {
        const QString folder = QFileInfo(path).path();
        if (QFileInfo(folder).isDir()) return;
        makeRoomFor(folder);
        makeFolder(folder);
        m_made << folder;
    }

    std::vector<std::pair<QString, QString>> m_done;
    QStringList m_made;  ///< folders, the outer ones first
};

/// Relative paths of all files below, the model last: a folder that has it has all.
QStringList filesIn(const QString& folder) {
    QStringList files;
    for (QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); all.hasNext();) {
        files << QDir(folder).relativeFilePath(all.next());
    }
    std::sort(files.begin(), files.end());
    std::stable_partition(files.begin(), files.end(), [](const QString& file) { return file != u"model.onnx"; });
    return files;
}

}  // namespace

StagedFolder::StagedFolder(const QString& target)
    : m_target(QFileInfo(target).absoluteFilePath()), m_isNew(!QFileInfo::exists(m_target)) {
    makeFolder(m_target);
    // Inside the target: it is on its disk, and may be written to if the target may be.
    m_scratch = std::make_unique<QTemporaryDir>(m_target + u"/.export-XXXXXX"_s);
    if (!m_scratch->isValid()) fail(m_scratch->errorString(), m_target);
    m_new = m_scratch->filePath(u"new"_s);
    m_replaced = m_scratch->filePath(u"replaced"_s);
    makeFolder(m_new);
}

StagedFolder::~StagedFolder() {
    m_scratch.reset();
    if (m_isNew) QDir().rmdir(m_target);  // only if it is still empty
}

void StagedFolder::publish(const QStringList& obsolete) {
    Moves moves;
    const auto setAside = [&](const QString& name) {
        const QString path = m_target + u'/' + name;
        const QFileInfo there(path);
        if (!there.exists() && !there.isSymLink()) return;
        if (there.isDir() && !there.isSymLink()) fail(Text::tr("something else has this name"), path);
        moves.move(path, m_replaced + u'/' + name);
    };
    try {
        for (const QString& name : obsolete) setAside(name);
        for (const QString& name : filesIn(m_new)) {
            setAside(name);
            moves.move(m_new + u'/' + name, m_target + u'/' + name);
        }
    } catch (const Error&) {
        moves.takeBack();
        throw;
    }
}

}  // namespace distillab::bundle
