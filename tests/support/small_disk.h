#pragma once

#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace distillab::test {

/// A disk of its own (tmpfs) of a few KiB or MiB that really fills up. Only root may mount one: tests skip otherwise.
class SmallDisk {
public:
    explicit SmallDisk(qint64 bytes) {
        const QByteArray size = optionsFor(bytes);
        m_isMounted = ::mount("distillab-test", place().constData(), "tmpfs", 0, size.constData()) == 0;
        if (!m_isMounted) m_reason = QStringLiteral("no disk can be mounted here: ") + qt_error_string(errno);
    }
    ~SmallDisk() {
        if (m_isMounted) ::umount2(place().constData(), MNT_DETACH);
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)

    bool isMounted() const { return m_isMounted; }
    QString reason() const { return m_reason; }
    QString path(const QString& name) const { return m_folder.filePath(name); }

    /// Makes it larger or smaller: how space comes back.
    bool resize(qint64 bytes) const {
        return ::mount(nullptr, place().constData(), nullptr, MS_REMOUNT, optionsFor(bytes).constData()) == 0;
    }
    /// Only while no file on it is open for writing.
    bool setReadOnly(bool readOnly) const {
        return ::mount(nullptr, place().constData(), nullptr, MS_REMOUNT | (readOnly ? MS_RDONLY : 0), nullptr) == 0;
    }

    /// Not a byte is left afterwards.
    void fill() const {
        const std::array<char, 1024> bytes = {};
        const int file = ::open(QFile::encodeName(ballast()).constData(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        while (::write(file, bytes.data(), bytes.size()) > 0) {
        }
        ::close(file);
    }
    void makeRoom() const { QFile::remove(ballast()); }

private:
    static QByteArray optionsFor(qint64 bytes) { return "size=" + QByteArray::number(bytes); }
    QByteArray place() const { return QFile::encodeName(m_folder.path()); }
    QString ballast() const { return m_folder.filePath(QStringLiteral("ballast")); }

    QTemporaryDir m_folder;
    bool m_isMounted = false;
    QString m_reason;
};

}  // namespace distillab::test
