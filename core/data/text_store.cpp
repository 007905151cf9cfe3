#include "core/data/text_store.h"

#include "core/base/files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>

namespace distillab::data {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Data)
};

constexpr size_t kWriteBytes = 4 << 20;

std::string scratchFolder() {
    const QString wished = qEnvironmentVariable("TMPDIR");
    for (const QString& folder : {wished, QStringLiteral("/var/tmp")}) {
        const QFileInfo info(folder);
        if (!folder.isEmpty() && info.isDir() && info.isWritable()) return QFile::encodeName(folder).toStdString();
    }
    return QFile::encodeName(QDir::tempPath()).toStdString();
}

[[noreturn]] void throwScratchFailed(const std::string& folder, int error) {
    const QString message = Text::tr("the scratch file for the texts cannot be used: %1").arg(qt_error_string(error));
    const QString where = QFile::decodeName(folder.c_str());
    const QString remedy =
        Text::tr("Make room there, or name a folder with more room in the environment variable TMPDIR.");
    if (error == ENOSPC || error == EDQUOT) throw DiskRefused(message, where, remedy);
    throw WorkError(message, where, remedy);
}

}  // namespace

TextStore::TextStore(std::uint64_t mostInMemory) : m_mostInMemory(mostInMemory) {}

TextStore::~TextStore() {
    if (m_file >= 0) close(m_file);
}

void TextStore::append(std::string_view bytes) {
    m_bytes.append(bytes);
    m_size += bytes.size();
    if (m_file < 0 && m_size > m_mostInMemory) openScratchFile();
    if (m_file >= 0 && m_bytes.size() >= kWriteBytes) flush();
}

void TextStore::finish() {
    if (m_file < 0) return;
    flush();
    m_bytes.shrink_to_fit();
}

void TextStore::openScratchFile() {
    m_folder = scratchFolder();
    std::string path = m_folder + "/distillab-texts-XXXXXX";
    m_file = mkostemp(path.data(), O_CLOEXEC);
    if (m_file < 0) throwScratchFailed(m_folder, errno);
    unlink(path.c_str());
    flush();
    std::string().swap(m_bytes);
    m_bytes.reserve(kWriteBytes + kWriteBytes / 4);
}

void TextStore::flush() {
    for (size_t written = 0; written < m_bytes.size();) {
        const ssize_t count = write(m_file, m_bytes.data() + written, m_bytes.size() - written);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throwScratchFailed(m_folder, errno);
        written += static_cast<size_t>(count);
    }
    m_bytes.clear();
}

std::string TextStore::read(std::uint64_t offset, size_t length) const {
    if (m_file < 0) return m_bytes.substr(offset, length);
    std::string bytes(length, '\0');
    for (size_t done = 0; done < length;) {
        const ssize_t count = pread(m_file, bytes.data() + done, length - done, static_cast<off_t>(offset + done));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) throwScratchFailed(m_folder, count < 0 ? errno : EIO);
        done += static_cast<size_t>(count);
    }
    return bytes;
}

}  // namespace distillab::data
