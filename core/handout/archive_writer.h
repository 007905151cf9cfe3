#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

namespace distillab::handout {

/// Writes a zip archive, whole or not at all. The same content gives the same bytes: no dates go in.
class ArchiveWriter {
public:
    /// @throws WorkError when the file cannot be made
    explicit ArchiveWriter(const QString& file);
    ~ArchiveWriter();
    ArchiveWriter(const ArchiveWriter&) = delete;
    ArchiveWriter& operator=(const ArchiveWriter&) = delete;

    void add(const QString& path, const QByteArray& content);
    /// The file must stay as it is until finish() has read it.
    void addFile(const QString& path, const QString& source);
    /// @throws WorkError when the disk is full or a source is gone
    void finish();

private:
    struct Handle;

    void addSource(const QString& path, void* source);
    [[noreturn]] void fail() const;

    QString m_file;
    std::unique_ptr<Handle> m_handle;
};

}  // namespace distillab::handout
