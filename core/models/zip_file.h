#pragma once

#include "core/models/mapped_file.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>

namespace distillab::models {

/// Most entries of an archive; torch.save writes one per storage.
inline constexpr std::uint64_t kMostZipEntries = 1'000'000;
/// Most bytes that the compressed entries of one archive may become. torch.save compresses nothing.
inline constexpr std::uint64_t kMostInflatedBytes = std::uint64_t{4} << 30U;

/// A zip archive in a mapped file. An entry that is stored as it is, which is how torch.save does it, is a part of the
/// mapping; a compressed one is unpacked into memory when it is asked for.
class ZipFile {
public:
    /// @throws RequestError naming the file when it is missing, no zip archive, cut short or lists a name twice
    explicit ZipFile(const QString& path);
    ~ZipFile();
    ZipFile(const ZipFile&) = delete;
    ZipFile& operator=(const ZipFile&) = delete;

    struct Entry {
        std::span<const std::byte> bytes;
        std::shared_ptr<const void> owner;  ///< keeps the bytes
    };

    /// Every name, with the entry's size.
    const std::map<std::string, std::uint64_t>& sizes() const { return m_sizes; }
    /// @throws RequestError when the entry is not there, reaches beyond the file or does not have its checksum
    Entry read(const std::string& name);

private:
    struct Archive;

    QString m_path;
    std::shared_ptr<const MappedFile> m_mapped;
    std::unique_ptr<Archive> m_archive;
    std::map<std::string, std::uint64_t> m_sizes;
    std::uint64_t m_inflated = 0;
};

}  // namespace distillab::models
