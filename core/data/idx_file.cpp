#include "core/data/idx_file.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QFile>

#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>
#include <span>

namespace distillab::data {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Data)
};

constexpr qint64 kBufferBytes = 256 * 1024;
/// Deflate cannot shrink its input further than 1032 to 1 (zlib's technical notes).
constexpr std::uint64_t kMostDeflateRatio = 1032;
constexpr std::uint8_t kUnsignedByte = 0x08;

QString damagedRemedy() { return Text::tr("Copy or download the file again."); }

/// The content of a plain or gzip-compressed file, from front to back.
class ContentStream {
public:
    explicit ContentStream(const QString& path) : m_file(path), m_buffer(kBufferBytes, Qt::Uninitialized) {
        if (!m_file.open(QIODevice::ReadOnly)) throwUnreadable();
        fill();
        m_compressed = m_zlib.avail_in >= 2 && m_zlib.next_in[0] == 0x1F && m_zlib.next_in[1] == 0x8B;
        constexpr int kGzipOnly = 16 + MAX_WBITS;
        if (m_compressed && inflateInit2(&m_zlib, kGzipOnly) != Z_OK) throw std::bad_alloc();
    }
    ~ContentStream() {
        if (m_compressed) inflateEnd(&m_zlib);
    }
    Q_DISABLE_COPY_MOVE(ContentStream)

    /// Fills `out`, less only at the end of the file. Returns the number of bytes.
    size_t read(std::span<std::uint8_t> out) {
        m_zlib.next_out = out.data();
        m_zlib.avail_out = static_cast<uInt>(out.size());
        while (m_zlib.avail_out > 0 && (m_zlib.avail_in > 0 || fill())) {
            if (m_compressed) {
                inflateSome();
            } else {
                copySome();
            }
        }
        if (m_compressed && m_zlib.avail_out > 0 && !m_memberEnded) {
            throw RequestError(Text::tr("the compressed data breaks off"), filePlace(), damagedRemedy());
        }
        const size_t count = out.size() - m_zlib.avail_out;
        m_offset += count;
        return count;
    }

    /// Where a byte of the content lies, for messages; without a number, the next byte.
    QString place() const { return place(m_offset); }
    QString place(std::uint64_t offset) const {
        const QString place = m_compressed ? Text::tr("%1, byte %2 after unpacking") : Text::tr("%1, byte %2");
        return place.arg(m_file.fileName(), QString::number(offset));
    }
    std::uint64_t offset() const { return m_offset; }
    bool compressed() const { return m_compressed; }
    /// No more bytes than this can come out of the file.
    std::uint64_t mostBytes() const {
        const auto size = static_cast<std::uint64_t>(m_file.size());
        return m_compressed ? size * kMostDeflateRatio : size;
    }

private:
    /// Where the next byte to unpack lies in the file itself, for messages.
    QString filePlace() const {
        return Text::tr("%1, byte %2").arg(m_file.fileName(), QString::number(m_file.pos() - qint64{m_zlib.avail_in}));
    }

    [[noreturn]] void throwUnreadable() const {
        throw RequestError(Text::tr("the file cannot be read: %1").arg(m_file.errorString()), m_file.fileName(),
                           Text::tr("Check the path and that you may read the file."));
    }

    bool fill() {
        const qint64 count = m_file.read(m_buffer.data(), m_buffer.size());
        if (count < 0) throwUnreadable();
        m_zlib.next_in = reinterpret_cast<Bytef*>(m_buffer.data());
        m_zlib.avail_in = static_cast<uInt>(count);
        return count > 0;
    }

    void copySome() {
        const uInt count = std::min(m_zlib.avail_in, m_zlib.avail_out);
        std::copy_n(m_zlib.next_in, count, m_zlib.next_out);
        m_zlib.next_in += count;
        m_zlib.avail_in -= count;
        m_zlib.next_out += count;
        m_zlib.avail_out -= count;
    }

    void inflateSome() {
        const bool afterMember = m_memberEnded;
        if (afterMember) {
            // A gzip file may be several members, one after the other (RFC 1952, 2.2).
            if (*m_zlib.next_in != 0x1F) throwTrailing();
            inflateReset(&m_zlib);
            m_memberEnded = false;
        }
        const int result = inflate(&m_zlib, Z_NO_FLUSH);
        m_memberEnded = result == Z_STREAM_END;
        if (result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR) return;
        if (afterMember) throwTrailing();
        throw RequestError(Text::tr("the compressed data is damaged"), filePlace(), damagedRemedy());
    }

    [[noreturn]] void throwTrailing() const {
        throw RequestError(Text::tr("something else follows the compressed data"), filePlace(), damagedRemedy());
    }

    QFile m_file;
    QByteArray m_buffer;
    z_stream m_zlib = {};
    std::uint64_t m_offset = 0;
    bool m_compressed = false;
    bool m_memberEnded = false;
};

[[noreturn]] void throwTooShort(const QString& place, std::uint64_t promised) {
    throw RequestError(
        Text::tr("the file is too short: its header promises %1 bytes").arg(static_cast<qulonglong>(promised)), place,
        damagedRemedy());
}

/// Magic number and sizes.
std::vector<std::uint32_t> readHeader(ContentStream& stream, int rank) {
    std::array<std::uint8_t, 4> word = {};
    const QString remedy = Text::tr("Give a file in the IDX format of MNIST, plain or gzip.");
    if (stream.read(word) < word.size()) {
        throw RequestError(Text::tr("the file is too short for an IDX file"), stream.place(), remedy);
    }
    if (word[0] != 0 || word[1] != 0) throw RequestError(Text::tr("this is no IDX file"), stream.place(0), remedy);
    if (word[2] != kUnsignedByte) {
        throw RequestError(Text::tr("the values are of type 0x%1; only unsigned bytes (0x08) are read")
                               .arg(word[2], 2, 16, QLatin1Char('0')),
                           stream.place(2), remedy);
    }
    if (word[3] != rank) {
        throw RequestError(Text::tr("the data has %1 dimensions where %2 were expected").arg(word[3]).arg(rank),
                           stream.place(3), Text::tr("Image files have 3 dimensions, label files have 1."));
    }
    std::vector<std::uint32_t> sizes;
    for (int axis = 0; axis < rank; ++axis) {
        if (stream.read(word) < word.size()) {
            throw RequestError(Text::tr("the file ends inside its header"), stream.place(), damagedRemedy());
        }
        sizes.push_back(std::uint32_t{word[0]} << 24 | std::uint32_t{word[1]} << 16 | std::uint32_t{word[2]} << 8 |
                        word[3]);
        if (sizes.back() == 0) {
            throw RequestError(Text::tr("the file is empty: one of its sizes is 0"), stream.place(stream.offset() - 4),
                               Text::tr("Give a file that holds data."));
        }
    }
    return sizes;
}

/// Number of values, checked against the limit and against what the file can hold: nothing is allocated before.
std::uint64_t checkedValueCount(const ContentStream& stream, const std::vector<std::uint32_t>& sizes) {
    std::uint64_t count = 1;
    for (const std::uint32_t size : sizes) {
        if (count > kMostIdxValues / size) {
            throw RequestError(Text::tr("the header promises more than %1 values, the most that is read")
                                   .arg(static_cast<qulonglong>(kMostIdxValues)),
                               stream.place(4), damagedRemedy());
        }
        count *= size;
    }
    const std::uint64_t promised = stream.offset() + count;
    if (promised > stream.mostBytes()) {
        throwTooShort(stream.place(stream.compressed() ? stream.offset() : stream.mostBytes()), promised);
    }
    return count;
}

}  // namespace

IdxArray readIdx(const QString& path, int rank) {
    ContentStream stream(path);
    IdxArray array;
    array.sizes = readHeader(stream, rank);
    const std::uint64_t count = checkedValueCount(stream, array.sizes);
    const std::uint64_t promised = stream.offset() + count;
    array.values.resize(count);
    if (stream.read(array.values) < count) throwTooShort(stream.place(), promised);
    std::array<std::uint8_t, 1> more = {};
    if (stream.read(more) > 0) {
        throw RequestError(Text::tr("the file is too long: the data should end here"), stream.place(promised),
                           damagedRemedy());
    }
    return array;
}

}  // namespace distillab::data
