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

[[noreturn]] void throwUnwritable(const QString& path, const QString& reason) {
    throw WorkError(Text::tr("the file cannot be written: %1").arg(reason), path,
                    Text::tr("Check that the disk has space and that you may write to this folder."));
}

/// QSaveFile takes a write that was cut short, as by a disk that fills up, for a good one; this one remembers it.
class WholeFile : public QSaveFile {
public:
    using QSaveFile::QSaveFile;

    bool commitWhole() { return flush() && !m_cutShort && commit(); }
    QString reason() const { return m_cutShort ? Text::tr("there is no room for all of it") : errorString(); }

protected:
    qint64 writeData(const char* data, qint64 size) override {
        const qint64 written = QSaveFile::writeData(data, size);
        m_cutShort = m_cutShort || written != size;
        return written;
    }

private:
    bool m_cutShort = false;
};

}  // namespace

void syncFolder(const QString& folder) {
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

void writeFileAtomically(const QString& path, const std::function<void(QIODevice&)>& write) {
    const QFileInfo info(path);
    if (info.exists() && !info.isFile()) throwUnwritable(path, Text::tr("something else has this name"));
    makeFolder(info.absolutePath());
    WholeFile file(path);
    if (!file.open(QIODevice::WriteOnly)) throwUnwritable(path, file.errorString());
    write(file);
    if (!file.commitWhole()) throwUnwritable(path, file.reason());
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
    throw WorkError(Text::tr("the folder cannot be created"), path, Text::tr("Choose a folder that you may write to."));
}

}  // namespace distillab
