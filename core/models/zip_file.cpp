#include "core/models/zip_file.h"

#include "core/base/error.h"

#include <QCoreApplication>

#include <minizip/unzip.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <unordered_map>
#include <vector>

namespace distillab::models {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ZipFile)
};

constexpr int kStored = 0;
constexpr int kDeflated = Z_DEFLATED;
constexpr int kEncryptedFlag = 1;
constexpr uLong kLongestName = 4096;

/// minizip's window onto the mapping.
struct Cursor {
    std::span<const std::byte> bytes;
    std::uint64_t at = 0;
};

Cursor& cursorOf(voidpf stream) { return *static_cast<Cursor*>(stream); }

zlib_filefunc64_def readFrom(Cursor& cursor) {
    zlib_filefunc64_def functions = {};
    functions.opaque = &cursor;
    functions.zopen64_file = [](voidpf opaque, const void*, int) -> voidpf { return opaque; };
    functions.zread_file = [](voidpf, voidpf stream, void* to, uLong size) -> uLong {
        Cursor& from = cursorOf(stream);
        const std::uint64_t count = std::min<std::uint64_t>(size, from.bytes.size() - from.at);
        if (count > 0) std::memcpy(to, from.bytes.data() + from.at, count);
        from.at += count;
        return count;
    };
    functions.zwrite_file = [](voidpf, voidpf, const void*, uLong) -> uLong { return 0; };
    functions.ztell64_file = [](voidpf, voidpf stream) -> ZPOS64_T { return cursorOf(stream).at; };
    functions.zseek64_file = [](voidpf, voidpf stream, ZPOS64_T offset, int origin) -> long {
        Cursor& of = cursorOf(stream);
        const std::uint64_t size = of.bytes.size();
        const std::uint64_t base = origin == ZLIB_FILEFUNC_SEEK_CUR   ? of.at
                                   : origin == ZLIB_FILEFUNC_SEEK_END ? size
                                                                      : 0;
        if (offset > size - base) return -1;
        of.at = base + offset;
        return 0;
    };
    functions.zclose_file = [](voidpf, voidpf) -> int { return 0; };
    functions.zerror_file = [](voidpf, voidpf) -> int { return 0; };
    return functions;
}

[[noreturn]] void failDamaged(const QString& path, const QString& message) {
    throw RequestError(message, path, Text::tr("The file is damaged: copy or download it again."));
}

uLong checksum(std::span<const std::byte> bytes) {
    return crc32_z(crc32_z(0, nullptr, 0), reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
}

/// minizip does not mind an archive that is cut short inside its last record.
bool endsWhole(QByteArrayView archive) {
    constexpr QByteArrayView kEndRecord("PK\x05\x06");
    constexpr qsizetype kEndRecordBytes = 22;
    const qsizetype at = archive.lastIndexOf(kEndRecord);
    if (at < 0 || archive.size() - at < kEndRecordBytes) return false;
    const auto* length = reinterpret_cast<const unsigned char*>(archive.data()) + at + kEndRecordBytes - 2;
    return at + kEndRecordBytes + (length[0] | length[1] << 8) == archive.size();
}

}  // namespace

struct ZipFile::Archive {
    Cursor cursor;
    unzFile handle = nullptr;
    std::unordered_map<std::string, unz64_file_pos> places;

    Archive() = default;
    ~Archive() {
        if (handle != nullptr) unzClose(handle);
    }
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;
};

ZipFile::ZipFile(const QString& path)
    : m_path(path), m_mapped(std::make_shared<const MappedFile>(path)), m_archive(std::make_unique<Archive>()) {
    m_archive->cursor.bytes = m_mapped->bytes();
    zlib_filefunc64_def functions = readFrom(m_archive->cursor);
    m_archive->handle = unzOpen2_64("", &functions);
    unz_global_info64 info = {};
    if (m_archive->handle == nullptr || !endsWhole(m_mapped->text()) ||
        unzGetGlobalInfo64(m_archive->handle, &info) != UNZ_OK) {
        failDamaged(path, Text::tr("the zip archive has no list of its entries at its end"));
    }
    if (info.number_entry > kMostZipEntries) {
        failDamaged(path, Text::tr("the zip archive claims more than %1 entries").arg(kMostZipEntries));
    }
    std::vector<char> letters(kLongestName);
    for (ZPOS64_T i = 0; i < info.number_entry; ++i) {
        unz_file_info64 entry = {};
        unz64_file_pos place = {};
        const int moved = i == 0 ? unzGoToFirstFile(m_archive->handle) : unzGoToNextFile(m_archive->handle);
        if (moved != UNZ_OK ||
            unzGetCurrentFileInfo64(m_archive->handle, &entry, letters.data(), kLongestName, nullptr, 0, nullptr, 0) !=
                UNZ_OK ||
            entry.size_filename >= kLongestName || unzGetFilePos64(m_archive->handle, &place) != UNZ_OK) {
            failDamaged(path, Text::tr("the zip archive's list of entries is damaged at entry %1").arg(i + 1));
        }
        std::string name(letters.data(), entry.size_filename);
        if (!m_sizes.emplace(name, entry.uncompressed_size).second) {
            failDamaged(path, Text::tr("the zip archive lists \"%1\" twice").arg(QString::fromStdString(name)));
        }
        m_archive->places.emplace(std::move(name), place);
    }
}

ZipFile::~ZipFile() = default;

ZipFile::Entry ZipFile::read(const std::string& name) {
    const QString shownName = QString::fromStdString(name);
    const auto found = m_archive->places.find(name);
    if (found == m_archive->places.end()) {
        failDamaged(m_path, Text::tr("the zip archive has no entry \"%1\"").arg(shownName));
    }
    unzFile handle = m_archive->handle;
    unz_file_info64 info = {};
    const bool opened = unzGoToFilePos64(handle, &found->second) == UNZ_OK &&
                        unzGetCurrentFileInfo64(handle, &info, nullptr, 0, nullptr, 0, nullptr, 0) == UNZ_OK &&
                        (info.flag & kEncryptedFlag) == 0 && unzOpenCurrentFile(handle) == UNZ_OK;
    if (!opened) failDamaged(m_path, Text::tr("the entry \"%1\" cannot be opened").arg(shownName));
    const std::uint64_t size = info.uncompressed_size;
    const std::uint64_t begin = unzGetCurrentFileZStreamPos64(handle);

    Entry entry;
    if (info.compression_method == kStored) {
        unzCloseCurrentFile(handle);
        const auto all = m_mapped->bytes();
        if (info.compressed_size != size || begin > all.size() || size > all.size() - begin) {
            failDamaged(m_path, Text::tr("the entry \"%1\" reaches beyond the end of the file").arg(shownName));
        }
        entry = {all.subspan(begin, size), m_mapped};
    } else {
        if (info.compression_method != kDeflated || size > kMostInflatedBytes - m_inflated) {
            unzCloseCurrentFile(handle);
            failDamaged(
                m_path,
                Text::tr("the entry \"%1\" is compressed in a way that is not read, or too large").arg(shownName));
        }
        m_inflated += size;
        // Grown as the bytes come: what the archive claims may be a lie.
        constexpr size_t kPiece = 1U << 20U;
        auto buffer = std::make_shared<std::vector<std::byte>>();
        int count = 1;
        while (count > 0 && buffer->size() <= size) {
            const size_t have = buffer->size();
            buffer->resize(have + kPiece);
            count = unzReadCurrentFile(handle, buffer->data() + have, kPiece);
            buffer->resize(have + static_cast<size_t>(std::max(count, 0)));
        }
        unzCloseCurrentFile(handle);
        if (count != 0 || buffer->size() != size) {
            failDamaged(m_path, Text::tr("the entry \"%1\" does not unpack to its size").arg(shownName));
        }
        entry = {*buffer, buffer};
    }
    if (checksum(entry.bytes) != info.crc) {
        failDamaged(m_path, Text::tr("the entry \"%1\" does not have its checksum").arg(shownName));
    }
    return entry;
}

}  // namespace distillab::models
