#include "core/base/files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <optional>

namespace distillab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Files)
};

/// What a full or locked disk says, and what to do about it; nothing for errors that no waiting mends.
struct Refusal {
    QString message;
    QString remedy;
};

std::optional<Refusal> refusalOf(int error, const QString& path) {
    const QString folder = QFileInfo(path).absolutePath();
    switch (error) {
        case ENOSPC:
            return Refusal{Text::tr("the disk is full"), Text::tr("Free some space on the disk of %1.").arg(folder)};
        case EDQUOT:
            return Refusal{Text::tr("your share of the disk (quota) is used up"),
                           Text::tr("Delete files of yours on the disk of %1, or have the quota raised.").arg(folder)};
        case EROFS:
            return Refusal{Text::tr("the disk is read-only"),
                           Text::tr("Make the disk of %1 writable again.").arg(folder)};
        case EACCES:
        case EPERM:
            return Refusal{Text::tr("you may not write to this folder"),
                           Text::tr("Give yourself the right to write to %1.").arg(folder)};
        default: return std::nullopt;
    }
}

void throwIfRefused(int error, const QString& path) {
    if (const auto refusal = refusalOf(error, path)) throw DiskRefused(refusal->message, path, refusal->remedy);
}

/// QSaveFile takes a write that was cut short, as by a disk that fills up, for a good one, and overlooks what only
/// shows when the content is forced to the disk; this one does neither.
class WholeFile : public QSaveFile {
public:
    using QSaveFile::QSaveFile;

    /// @throws DiskRefused or WorkError unless the whole content has its name now
    void commitWhole() {
        errno = 0;
        if (m_complete && !(flush() && synced() && commit())) noteError();
        if (!m_complete) throwUnwritable(fileName(), m_error, m_error == 0 ? errorString() : QString());
    }

protected:
    qint64 writeData(const char* data, qint64 size) override {
        errno = 0;
        const qint64 written = QSaveFile::writeData(data, size);
        if (m_complete && written != size) noteError();
        return written;
    }

private:
    void noteError() {
        m_error = errno;
        m_complete = false;
    }
    /// Some file systems cannot: that is no error of the content.
    bool synced() const { return ::fsync(handle()) == 0 || errno == EINVAL || errno == ENOTSUP; }

    bool m_complete = true;
    int m_error = 0;  ///< of the first write that was cut short
};

}  // namespace

void throwUnwritable(const QString& path, int error, const QString& reason) {
    throwIfRefused(error, path);
    const QString why = reason.isEmpty() ? qt_error_string(error) : reason;
    throw WorkError(Text::tr("the file cannot be written: %1").arg(why), path,
                    Text::tr("Check that the disk has space and that you may write to this folder."));
}

void syncFolder(const QString& folder) {
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

void writeFileAtomically(const QString& path, const std::function<void(QIODevice&)>& write) {
    const QFileInfo info(path);
    if (info.exists() && !info.isFile()) throwUnwritable(path, 0, Text::tr("something else has this name"));
    makeFolder(info.absolutePath());
    WholeFile file(path);
    errno = 0;
    if (!file.open(QIODevice::WriteOnly)) throwUnwritable(path, errno, file.errorString());
    write(file);
    file.commitWhole();
    syncFolder(info.absolutePath());
}

void writeFileAtomically(const QString& path, const QByteArray& content) {
    writeFileAtomically(path, [&](QIODevice& device) { device.write(content); });
}

QByteArray readFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        throw RequestError(Text::tr("the file cannot be read: %1").arg(file.errorString()), path,
                           Text::tr("Check the path and that you may read the file."));
    }
    return file.readAll();
}

void makeFolder(const QString& path) {
    errno = 0;
    if (QDir().mkpath(path)) return;
    throwIfRefused(errno, path);
    throw WorkError(Text::tr("the folder cannot be created"), path, Text::tr("Choose a folder that you may write to."));
}

}  // namespace distillab
