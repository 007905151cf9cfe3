#pragma once

#include <QByteArrayView>
#include <QFile>
#include <QString>

#include <cstddef>
#include <span>

namespace distillab::models {

/// A file as memory: its pages are read when they are touched and shared with other programs that map it.
/// Whoever replaces a mapped file must rename another over it, as writeFileAtomically does; one that is shortened
/// in place takes its pages away.
class MappedFile {
public:
    /// @throws RequestError when the file is missing or cannot be read
    explicit MappedFile(const QString& path);

    std::span<const std::byte> bytes() const { return m_bytes; }
    QByteArrayView text() const {
        return {reinterpret_cast<const char*>(m_bytes.data()), static_cast<qsizetype>(m_bytes.size())};
    }

private:
    QFile m_file;  ///< keeps the mapping
    std::span<const std::byte> m_bytes;
};

}  // namespace distillab::models
