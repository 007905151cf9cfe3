#pragma once

#include "core/handout/limits.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace distillab::handout {

/// True for a relative path that means one and the same file on every system: no part is "..", a device or hidden in
/// signs that some system takes for something else, and there are at most `mostDepth` parts.
bool isPlainPath(const QString& path, int mostDepth);

struct ArchiveEntry {
    quint64 index = 0;
    QString path;     ///< safe: relative, no way upwards, in no other spelling twice
    qint64 size = 0;  ///< as the archive claims; not read beyond it
};

/// A zip archive from somebody else. Its list of entries is checked as a whole before anything is read: paths, kinds
/// of entries, how many, how large, how tightly packed.
class ArchiveReader {
public:
    /// @throws RequestError naming the file and, where there is one, the entry
    ArchiveReader(const QString& file, const Limits& limits);
    ~ArchiveReader();
    ArchiveReader(const ArchiveReader&) = delete;
    ArchiveReader& operator=(const ArchiveReader&) = delete;

    const std::vector<ArchiveEntry>& entries() const { return m_entries; }
    /// Nothing when there is no such entry.
    const ArchiveEntry* find(const QString& path) const;
    /// Hands the content on piece by piece. @throws RequestError when it is damaged or of another size than claimed
    void read(const ArchiveEntry& entry, const std::function<void(QByteArrayView)>& take) const;
    QByteArray read(const ArchiveEntry& entry) const;

private:
    struct Handle;

    void takeEntry(quint64 index, const Limits& limits);
    [[noreturn]] void refuse(const QString& path, const QString& message) const;

    QString m_file;
    std::unique_ptr<Handle> m_handle;
    std::vector<ArchiveEntry> m_entries;
};

}  // namespace distillab::handout
