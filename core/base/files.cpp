#include "core/base/files.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <fcntl.h>
#include <unistd.h>

namespace distillab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Files)
};

/// A rename survives a power cut only when the folder that holds the name is on disk as well.
void syncFolder(const QString& folder) {
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

[[noreturn]] void throwUnwritable(const QString& path, const QString& reason) {
    throw WorkError(Text::tr("the file cannot be written: %1").arg(reason), path,
                    Text::tr("Check that the disk has space and that you may write to this folder."));
}

}  // namespace

void writeFileAtomically(const QString& path, const std::function<void(QIODevice&)>& write) {
    const QFileInfo info(path);
    makeFolder(info.absolutePath());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) throwUnwritable(path, file.errorString());
    write(file);
    if (!file.commit()) throwUnwritable(path, file.errorString());
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
    if (QDir().mkpath(path)) return;
    throw WorkError(Text::tr("the folder cannot be created"), path,
                    Text::tr("Choose a folder that you may write to."));
}

}  // namespace distillab
