#include "core/handout/archive_reader.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QStringDecoder>
#include <QStringList>

#include <zip.h>

#include <algorithm>

namespace distillab::handout {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Handout)
};

constexpr size_t kPiece = size_t{64} << 10U;
/// Of the file kinds in the upper half of an entry's attributes, as stat() has them.
constexpr zip_uint32_t kKindMask = 0170000;
constexpr zip_uint32_t kRegularFile = 0100000;

/// True for a part of a path that means the same file name on every system, and nothing else.
bool isPlainName(QStringView part) {
    if (part.isEmpty() || part == u"." || part == u".." || part.endsWith(u'.') || part.endsWith(u' ')) return false;
    return std::ranges::all_of(
        part, [](QChar letter) { return letter.isPrint() && !QStringView(u"\\:*?\"<>|").contains(letter); });
}

/// Equal for all spellings that some file system takes for one.
QString spelledAlike(const QString& path) { return path.normalized(QString::NormalizationForm_C).toCaseFolded(); }

}  // namespace

bool isPlainPath(const QString& path, int mostDepth) {
    const QStringList parts = path.split(u'/');
    return path.size() <= kLongestPath && parts.size() <= mostDepth && std::ranges::all_of(parts, isPlainName);
}

struct ArchiveReader::Handle {
    zip_t* zip = nullptr;

    ~Handle() {
        if (zip != nullptr) zip_discard(zip);
    }
};

ArchiveReader::ArchiveReader(const QString& file, const Limits& limits)
    : m_file(file), m_handle(std::make_unique<Handle>()) {
    if (!QFileInfo(file).isFile()) {
        throw RequestError(Text::tr("there is no such file"), file, Text::tr("Check the path."));
    }
    int code = 0;
    m_handle->zip = zip_open(QFile::encodeName(file).constData(), ZIP_RDONLY | ZIP_CHECKCONS, &code);
    if (m_handle->zip == nullptr) {
        refuse({}, Text::tr("this is no hand-out, or it was cut short on its way"));
    }
    const zip_int64_t count = zip_get_num_entries(m_handle->zip, 0);
    if (count > limits.entries) refuse({}, Text::tr("the hand-out holds more than %1 files").arg(limits.entries));
    for (zip_int64_t i = 0; i < count; ++i) takeEntry(static_cast<quint64>(i), limits);

    QSet<QString> seen;
    qint64 total = 0;
    for (const ArchiveEntry& entry : m_entries) {
        if (seen.contains(spelledAlike(entry.path))) {
            refuse(entry.path, Text::tr("the hand-out holds the same file twice"));
        }
        seen << spelledAlike(entry.path);
        // Both are at most totalBytes here: no overflow.
        total += entry.size;
        if (total > limits.totalBytes) {
            refuse({}, Text::tr("unpacked, the hand-out would be larger than %1 MiB").arg(limits.totalBytes >> 20));
        }
    }
    for (const ArchiveEntry& entry : m_entries) {
        for (qsizetype slash = entry.path.indexOf(u'/'); slash >= 0; slash = entry.path.indexOf(u'/', slash + 1)) {
            if (seen.contains(spelledAlike(entry.path.left(slash)))) {
                refuse(entry.path, Text::tr("the hand-out holds a file and a folder of one name"));
            }
        }
    }
}

ArchiveReader::~ArchiveReader() = default;

void ArchiveReader::takeEntry(quint64 index, const Limits& limits) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    constexpr zip_uint64_t kNeeded =
        ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(m_handle->zip, index, ZIP_FL_ENC_RAW, &stat) != 0 || (stat.valid & kNeeded) != kNeeded) {
        refuse({}, Text::tr("the hand-out's list of files is damaged"));
    }
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString path = utf8(QByteArrayView(stat.name));
    if (utf8.hasError() || !isPlainPath(path, limits.depth)) {
        refuse(path, Text::tr("the hand-out holds a file whose path is not safe"));
    }
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    zip_file_get_external_attributes(m_handle->zip, index, 0, &system, &attributes);
    const zip_uint32_t kind = system == ZIP_OPSYS_UNIX ? (attributes >> 16U) & kKindMask : 0;
    if (kind != 0 && kind != kRegularFile) refuse(path, Text::tr("the hand-out holds a link, or another special file"));
    if (stat.encryption_method != ZIP_EM_NONE ||
        (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)) {
        refuse(path, Text::tr("the hand-out holds a file that is encrypted or packed in an unknown way"));
    }
    if (stat.size > static_cast<zip_uint64_t>(limits.totalBytes)) {
        refuse(path, Text::tr("unpacked, the hand-out would be larger than %1 MiB").arg(limits.totalBytes >> 20));
    }
    const auto size = static_cast<qint64>(stat.size);
    if (size > kFreeRatioBytes && stat.size / static_cast<zip_uint64_t>(limits.ratio) > stat.comp_size) {
        refuse(path, Text::tr("the hand-out holds a file that is packed suspiciously tightly"));
    }
    m_entries.push_back({index, path, size});
}

const ArchiveEntry* ArchiveReader::find(const QString& path) const {
    const auto found = std::ranges::find(m_entries, path, &ArchiveEntry::path);
    return found == m_entries.end() ? nullptr : &*found;
}

void ArchiveReader::read(const ArchiveEntry& entry, const std::function<void(QByteArrayView)>& take) const {
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> open(zip_fopen_index(m_handle->zip, entry.index, 0),
                                                                 &zip_fclose);
    if (!open) refuse(entry.path, Text::tr("the hand-out is damaged"));
    QByteArray piece(kPiece, Qt::Uninitialized);
    qint64 done = 0;
    while (true) {
        const zip_int64_t count = zip_fread(open.get(), piece.data(), kPiece);
        if (count == 0) break;
        if (count < 0 || count > entry.size - done) refuse(entry.path, Text::tr("the hand-out is damaged"));
        done += count;
        take(QByteArrayView(piece.constData(), count));
    }
    if (done != entry.size) refuse(entry.path, Text::tr("the hand-out is damaged"));
}

QByteArray ArchiveReader::read(const ArchiveEntry& entry) const {
    QByteArray all;
    read(entry, [&](QByteArrayView piece) { all += piece; });
    return all;
}

void ArchiveReader::refuse(const QString& path, const QString& message) const {
    throw RequestError(message, path.isEmpty() ? m_file : m_file + u": "_s + path,
                       Text::tr("Ask for the file again, or have it packed anew. Nothing was unpacked."));
}

}  // namespace distillab::handout
