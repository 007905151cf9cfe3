#include "core/hub/hub_cache.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/run_control.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <thread>

namespace distillab::hub {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::HubCache)
};

[[noreturn]] void throwUnwritable(const QString& path, const QString& reason) {
    throw WorkError(Text::tr("the file cannot be written: %1").arg(reason), path,
                    Text::tr("Check that the disk has space and that you may write to this folder; HF_HUB_CACHE names "
                             "another one."));
}

std::filesystem::path native(const QString& path) { return QFile::encodeName(path).toStdString(); }

}  // namespace

HubCache::HubCache(const QString& cache, const QString& id)
    : m_cache(cache), m_name(u"models--"_s + QString(id).replace(u'/', u"--"_s)), m_folder(cache + u'/' + m_name) {}

QString HubCache::snapshotFolder(const QString& commit) const { return m_folder + u"/snapshots/"_s + commit; }

QString HubCache::snapshotFile(const QString& commit, const QString& file) const {
    return snapshotFolder(commit) + u'/' + file;
}

QString HubCache::blob(const QString& etag) const { return m_folder + u"/blobs/"_s + etag; }

QString HubCache::incompleteBlob(const QString& etag) const { return blob(etag) + u".incomplete"_s; }

QString HubCache::commitOf(const QString& revision) const {
    QFile file(m_folder + u"/refs/"_s + revision);
    if (file.open(QIODevice::ReadOnly)) return QString::fromLatin1(file.readLine(100)).trimmed();
    return QFileInfo(snapshotFolder(revision)).isDir() ? revision : QString();
}

void HubCache::setCommit(const QString& revision, const QString& commit) const {
    // A commit needs no name that stands for it.
    if (revision != commit) writeFileAtomically(m_folder + u"/refs/"_s + revision, commit.toLatin1());
}

void HubCache::finishBlob(const QString& etag) const {
    std::error_code error;
    std::filesystem::rename(native(incompleteBlob(etag)), native(blob(etag)), error);
    if (error) throwUnwritable(blob(etag), QString::fromStdString(error.message()));
}

void HubCache::link(const QString& etag, const QString& commit, const QString& file) const {
    const QString path = snapshotFile(commit, file);
    makeFolder(snapshotFolder(commit));
    // Made under another name and renamed: a link that others see leads to a blob.
    const QString scratch = path + u".%1.incomplete"_s.arg(QCoreApplication::applicationPid());
    std::error_code error;
    std::filesystem::remove(native(scratch), error);
    std::filesystem::create_symlink(native(u"../../blobs/"_s + etag), native(scratch), error);
    if (!error) std::filesystem::rename(native(scratch), native(path), error);
    if (error) throwUnwritable(path, QString::fromStdString(error.message()));
}

HubCache::Lock::Lock(const HubCache& cache, const QString& etag, RunControl& control) {
    constexpr std::chrono::milliseconds kBetweenTries{100};
    const QString folder = cache.m_cache + u"/.locks/"_s + cache.m_name;
    const QString path = folder + u'/' + etag + u".lock"_s;
    makeFolder(folder);
    m_descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (m_descriptor < 0) throwUnwritable(path, QString::fromLocal8Bit(strerror(errno)));
    try {
        while (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0) {
            // Some network file systems know no locks; there one goes without.
            if (errno != EWOULDBLOCK && errno != EINTR) return;
            control.obey();
            std::this_thread::sleep_for(kBetweenTries);
        }
    } catch (...) {
        ::close(m_descriptor);
        throw;
    }
}

HubCache::Lock::~Lock() { ::close(m_descriptor); }

}  // namespace distillab::hub
