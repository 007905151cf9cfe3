#include "core/data/text_decoding.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QFile>

#include <arrow/buffer.h>
#include <arrow/io/interfaces.h>
#include <arrow/result.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <vector>

namespace distillab::data {
namespace {

using experiment::TextEncoding;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Data)
};

constexpr qint64 kBlockBytes = 1 << 20;
constexpr qint64 kMostScanned = 256LL << 20;
constexpr size_t kDetectorBytes = 8000;  ///< ICU's detector looks at no more
constexpr int kSureConfidence = 90;
constexpr UChar kNoCharacter = 0xDFFF;  ///< a lone surrogate: no converter gives one

void openOrThrow(QFile& file) {
    if (file.open(QIODevice::ReadOnly)) return;
    throw RequestError(Text::tr("the file cannot be read: %1").arg(file.errorString()), file.fileName(),
                       Text::tr("Check the path and that you may read the file."));
}

/// Length of the part at the front that is UTF-8.
size_t validPrefix(std::string_view bytes) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const size_t size = bytes.size();
    size_t at = 0;
    while (at < size) {
        std::uint64_t word = 0;
        while (at + sizeof word <= size) {
            std::memcpy(&word, data + at, sizeof word);
            if ((word & 0x8080808080808080ULL) != 0) break;
            at += sizeof word;
        }
        if (at == size) break;
        if (data[at] < 0x80) {
            ++at;
            continue;
        }
        size_t next = at;
        UChar32 character = 0;
        U8_NEXT(data, next, size, character);
        if (character < 0) break;
        at = next;
    }
    return at;
}

Decoding fromMark(const QByteArray& head) {
    if (head.startsWith("\xEF\xBB\xBF")) return {TextEncoding::Utf8, false, 3};
    if (head.startsWith("\xFF\xFE")) return {TextEncoding::Utf16, false, 2};
    if (head.startsWith("\xFE\xFF")) return {TextEncoding::Utf16, true, 2};
    if (head.startsWith("\x84\x31\x95\x33")) return {TextEncoding::Gb18030, false, 4};
    return {TextEncoding::Auto, false, 0};
}

/// Signs of UTF-16 in bytes without a mark: line breaks, commas and the like, which every table has, where two bytes
/// are one character. Read the wrong way round they are characters that hardly any text has.
class Utf16Signs {
public:
    explicit Utf16Signs(std::string_view bytes) {
        m_anyZero = bytes.find('\0') != std::string_view::npos;
        for (size_t i = 0; m_anyZero && i + 1 < bytes.size(); i += 2) {
            if (bytes[i] == '\0' && bytes[i + 1] == '\0') m_anyNull = true;
            if (bytes[i] == '\0' && isTableSign(bytes[i + 1])) ++m_bigEndian;
            if (bytes[i + 1] == '\0' && isTableSign(bytes[i])) ++m_littleEndian;
        }
    }
    bool anyZero() const { return m_anyZero; }
    bool isUtf16() const {
        const auto [fewer, more] = std::minmax(m_bigEndian, m_littleEndian);
        return !m_anyNull && fewer * 10 < more;
    }
    bool bigEndian() const { return m_bigEndian > m_littleEndian; }

private:
    static bool isTableSign(char c) { return std::string_view("\n\r\t,;").find(c) != std::string_view::npos; }

    size_t m_bigEndian = 0;
    size_t m_littleEndian = 0;
    bool m_anyZero = false;
    bool m_anyNull = false;
};

/// Lines with bytes beyond ASCII, as many as the detector looks at.
class TellingLines {
public:
    bool full() const { return m_bytes.size() >= kDetectorBytes; }
    void add(std::string_view block) {
        while (!block.empty() && !full()) {
            const std::string_view line = block.substr(0, block.find('\n'));
            block.remove_prefix(std::min(block.size(), line.size() + 1));
            const bool telling = std::any_of(line.begin(), line.end(), [](char c) { return (c & 0x80) != 0; });
            if (telling) m_bytes.append(line.substr(0, kDetectorBytes)).push_back('\n');
        }
    }
    const std::string& bytes() const { return m_bytes; }

private:
    std::string m_bytes;
};

/// Latin-1 or GB18030, whichever ICU's statistics prefer.
TextEncoding guessByStatistics(const std::string& bytes, const QString& path) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&error), ucsdet_close);
    if (U_FAILURE(error)) throw std::bad_alloc();
    ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()), &error);
    std::int32_t count = 0;
    const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &error);
    int latin = 0;
    int chinese = 0;
    for (std::int32_t i = 0; U_SUCCESS(error) && i < count; ++i) {
        const std::string_view name = ucsdet_getName(matches[i], &error);
        const int confidence = ucsdet_getConfidence(matches[i], &error);
        if (name.starts_with("ISO-8859-") || name.starts_with("windows-")) latin = std::max(latin, confidence);
        if (name == "GB18030") chinese = confidence;
        const bool isOther = name == "Big5" || name == "Shift_JIS" || name.starts_with("EUC-");
        if (i == 0 && isOther && confidence >= kSureConfidence) {
            throw RequestError(Text::tr("the file seems to be in the encoding %1, which is not read")
                                   .arg(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()))),
                               path, Text::tr("Save it as UTF-8, or name its encoding as data.encoding."));
        }
    }
    return chinese > latin ? TextEncoding::Gb18030 : TextEncoding::Latin1;
}

Decoding guessByBytes(QFile& file) {
    std::string block;
    TellingLines lines;
    bool isUtf8SoFar = true;
    for (qint64 scanned = 0; scanned < kMostScanned && !lines.full();) {
        const QByteArray bytes = file.read(kBlockBytes);
        if (bytes.isEmpty()) break;
        if (scanned == 0) {
            const Utf16Signs utf16({bytes.constData(), static_cast<size_t>(bytes.size())});
            if (utf16.isUtf16()) return {TextEncoding::Utf16, utf16.bigEndian(), 0};
            if (utf16.anyZero()) {
                throw RequestError(Text::tr("this is no text file: it holds zero bytes"), file.fileName(),
                                   Text::tr("Give a CSV, TSV, JSON lines or Parquet file."));
            }
        }
        scanned += bytes.size();
        block.append(bytes.constData(), static_cast<size_t>(bytes.size()));
        if (isUtf8SoFar) {
            const size_t valid = validPrefix(block);
            block.erase(0, valid);
            constexpr size_t kLongestCharacter = 4;
            isUtf8SoFar = block.empty() || (block.size() < kLongestCharacter && !file.atEnd());
        }
        if (!isUtf8SoFar) {
            lines.add(block);
            block.clear();
        }
    }
    if (isUtf8SoFar) return {TextEncoding::Utf8, false, 0};
    return {guessByStatistics(lines.bytes(), file.fileName()), false, 0};
}

/// Whether UTF-16 without a mark is big-endian.
bool looksBigEndian(QFile& file) {
    const QByteArray bytes = file.peek(kBlockBytes);
    return Utf16Signs({bytes.constData(), static_cast<size_t>(bytes.size())}).bigEndian();
}

const char* converterName(const Decoding& decoding) {
    switch (decoding.encoding) {
        case TextEncoding::Utf16: return decoding.bigEndian ? "UTF-16BE" : "UTF-16LE";
        case TextEncoding::Latin1: return "windows-1252";
        case TextEncoding::Gb18030: return "gb18030";
        default: return "UTF-8";
    }
}

/// Errors are told by Status, for Arrow's threads know no exceptions.
class DecodedStream : public arrow::io::InputStream {
public:
    DecodedStream(const QString& path, const Decoding& decoding)
        : m_file(path), m_passesThrough(decoding.encoding == TextEncoding::Utf8) {
        openOrThrow(m_file);
        m_file.seek(decoding.markBytes);
        if (m_passesThrough) return;
        UErrorCode error = U_ZERO_ERROR;
        m_converter.reset(ucnv_open(converterName(decoding), &error));
        ucnv_setToUCallBack(m_converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
        if (U_FAILURE(error)) throw std::bad_alloc();
    }

    arrow::Status Close() override {
        m_file.close();
        return arrow::Status::OK();
    }
    bool closed() const override { return !m_file.isOpen(); }
    arrow::Result<std::int64_t> Tell() const override { return m_position; }

    arrow::Result<std::int64_t> Read(std::int64_t wanted, void* out) override {
        auto* bytes = static_cast<char*>(out);
        std::int64_t done = 0;
        while (done < wanted) {
            if (m_passesThrough) {
                ARROW_ASSIGN_OR_RAISE(const std::int64_t count, readFile(bytes + done, wanted - done));
                if (count == 0) break;
                done += count;
                continue;
            }
            if (m_taken == m_utf8.size()) {
                ARROW_RETURN_NOT_OK(decodeBlock());
                if (m_utf8.empty()) break;
            }
            const size_t count = std::min(static_cast<size_t>(wanted - done), m_utf8.size() - m_taken);
            std::memcpy(bytes + done, m_utf8.data() + m_taken, count);
            m_taken += count;
            done += static_cast<std::int64_t>(count);
        }
        m_position += done;
        return done;
    }

    arrow::Result<std::shared_ptr<arrow::Buffer>> Read(std::int64_t wanted) override {
        ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateResizableBuffer(wanted));
        ARROW_ASSIGN_OR_RAISE(const std::int64_t count, Read(wanted, buffer->mutable_data()));
        ARROW_RETURN_NOT_OK(buffer->Resize(count, false));
        return std::shared_ptr<arrow::Buffer>(std::move(buffer));
    }

private:
    arrow::Result<std::int64_t> readFile(char* out, std::int64_t wanted) {
        const qint64 count = m_file.read(out, wanted);
        if (count < 0) return arrow::Status::IOError(m_file.errorString().toStdString());
        return count;
    }

    /// Fills m_utf8 with the next part; leaves it empty at the end.
    arrow::Status decodeBlock() {
        m_taken = 0;
        m_utf8.clear();
        while (m_utf8.empty() && !m_ended) {
            ARROW_ASSIGN_OR_RAISE(const std::int64_t count, readFile(m_raw.data(), std::ssize(m_raw)));
            m_ended = count == 0;
            const char* source = m_raw.data();
            toUnits(source, source + count);
            toUtf8();
        }
        return arrow::Status::OK();
    }

    void toUnits(const char* source, const char* end) {
        std::array<UChar, 16384> units;
        UErrorCode error = U_BUFFER_OVERFLOW_ERROR;
        while (U_FAILURE(error)) {
            error = U_ZERO_ERROR;
            UChar* target = units.data();
            ucnv_toUnicode(m_converter.get(), &target, units.data() + units.size(), &source, end, nullptr,
                           static_cast<UBool>(m_ended), &error);
            m_units.insert(m_units.end(), units.data(), target);
            if (U_FAILURE(error) && error != U_BUFFER_OVERFLOW_ERROR) m_units.push_back(kNoCharacter);
        }
    }

    void toUtf8() {
        const size_t size = m_units.size();
        size_t at = 0;
        while (at < size) {
            if (U16_IS_LEAD(m_units[at]) && at + 1 == size && !m_ended) break;
            UChar32 character = 0;
            U16_NEXT(m_units, at, size, character);
            if (character < 0x80) {
                m_utf8.push_back(static_cast<char>(character));
            } else if (U_IS_SURROGATE(character)) {
                m_utf8.push_back('\xFF');
            } else {
                std::array<char, U8_MAX_LENGTH> bytes;
                size_t count = 0;
                U8_APPEND_UNSAFE(bytes, count, character);
                m_utf8.append(bytes.data(), count);
            }
        }
        m_units.erase(m_units.begin(), m_units.begin() + static_cast<std::ptrdiff_t>(at));
    }

    struct CloseConverter {
        void operator()(UConverter* converter) const { ucnv_close(converter); }
    };

    QFile m_file;
    bool m_passesThrough;
    std::unique_ptr<UConverter, CloseConverter> m_converter;
    std::vector<char> m_raw = std::vector<char>(256 << 10);
    std::vector<UChar> m_units;
    std::string m_utf8;
    size_t m_taken = 0;
    bool m_ended = false;
    std::int64_t m_position = 0;
};

}  // namespace

QString Decoding::name() const {
    switch (encoding) {
        case TextEncoding::Utf16:
            return bigEndian ? Text::tr("UTF-16 (big-endian)") : Text::tr("UTF-16 (little-endian)");
        case TextEncoding::Latin1: return QStringLiteral("Latin-1");
        case TextEncoding::Gb18030: return QStringLiteral("GB18030");
        default: return QStringLiteral("UTF-8");
    }
}

Decoding findDecoding(const QString& path, TextEncoding wished) {
    QFile file(path);
    openOrThrow(file);
    const Decoding marked = fromMark(file.peek(4));
    if (wished == TextEncoding::Auto) return marked.encoding == TextEncoding::Auto ? guessByBytes(file) : marked;
    if (marked.encoding == wished) return marked;
    return {wished, wished == TextEncoding::Utf16 && looksBigEndian(file), 0};
}

std::shared_ptr<arrow::io::InputStream> openDecoded(const QString& path, const Decoding& decoding) {
    return std::make_shared<DecodedStream>(path, decoding);
}

std::string decodedStart(const QString& path, const Decoding& decoding, size_t bytes, bool* isWhole) {
    DecodedStream stream(path, decoding);
    std::string start(bytes + 1, '\0');
    const arrow::Result<std::int64_t> count = stream.Read(std::ssize(start), start.data());
    if (!count.ok()) throw RequestError(QString::fromStdString(count.status().message()), path);
    *isWhole = static_cast<size_t>(*count) <= bytes;
    start.resize(std::min(bytes, static_cast<size_t>(*count)));
    return start;
}

bool isUtf8(std::string_view bytes) { return validPrefix(bytes) == bytes.size(); }

size_t characterCount(std::string_view utf8) {
    return static_cast<size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace distillab::data
