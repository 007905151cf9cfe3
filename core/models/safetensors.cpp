#include "core/models/safetensors.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/mapped_file.h"

#include <QCoreApplication>
#include <QIODevice>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <set>
#include <utility>

namespace distillab::models {
namespace {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Safetensors)
};

constexpr size_t kLengthBytes = 8;
constexpr const char* kMetadataKey = "__metadata__";

std::array<char, kLengthBytes> littleEndian(std::uint64_t value) {
    std::array<char, kLengthBytes> bytes;
    for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>((value >> (8 * i)) & 0xFF);
    return bytes;
}

std::uint64_t fromLittleEndian(const char* bytes) {
    std::uint64_t value = 0;
    for (size_t i = kLengthBytes; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

std::string headerOf(const std::vector<const TensorView*>& tensors,
                     const std::map<std::string, std::string>& metadata) {
    ordered_json header = ordered_json::object();
    if (!metadata.empty()) header[kMetadataKey] = metadata;
    std::uint64_t offset = 0;
    for (const TensorView* tensor : tensors) {
        const std::uint64_t end = offset + tensor->bytes.size();
        header[tensor->name] = {
            {"dtype", nameOf(tensor->type)}, {"shape", tensor->shape}, {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = header.dump();
    // The data begins on a multiple of 8, as the reference implementation has it.
    text.resize((text.size() + 7) / 8 * 8, ' ');
    return text;
}

/// Takes a file apart; every complaint names the file and the byte.
class Parser {
public:
    explicit Parser(const QString& path) : m_path(path), m_mapped(std::make_shared<const MappedFile>(path)) {
        m_file.storage.push_back(m_mapped);
    }

    TensorFile parse() {
        const json header = readHeader();
        for (const auto& [name, entry] : header.items()) {
            if (name == kMetadataKey) {
                readMetadata(entry);
            } else {
                readTensor(name, entry);
            }
        }
        checkCoverage();
        return std::move(m_file);
    }

private:
    std::uint64_t size() const { return m_mapped->bytes().size(); }
    const char* content() const { return m_mapped->text().data(); }

    [[noreturn]] void fail(std::uint64_t offset, const QString& message) const {
        throw RequestError(message, u"%1:%2"_s.arg(m_path).arg(offset),
                           Text::tr("The file is damaged or no safetensors file: copy or download it again."));
    }
    /// A complaint about an entry of the header, at the place where its name stands.
    [[noreturn]] void failAt(const std::string& name, const QString& message) const {
        const std::string key = json(name).dump();
        const qsizetype found = m_mapped->text().first(static_cast<qsizetype>(m_data)).indexOf(QByteArrayView(key));
        fail(found < 0 ? kLengthBytes : static_cast<std::uint64_t>(found),
             Text::tr("tensor \"%1\": %2").arg(QString::fromStdString(name), message));
    }

    json readHeader() {
        if (size() < kLengthBytes) {
            fail(size(), Text::tr("the file ends after %n byte(s), inside the length of its header", nullptr,
                                  static_cast<int>(size())));
        }
        const std::uint64_t length = fromLittleEndian(content());
        if (length > kMostHeaderBytes) {
            fail(0,
                 Text::tr("the header claims %1 bytes, more than the format's %2").arg(length).arg(kMostHeaderBytes));
        }
        if (length > size() - kLengthBytes) {
            fail(size(), Text::tr("the file ends inside its header, which claims %1 bytes").arg(length));
        }
        m_data = kLengthBytes + length;
        return parseJson();
    }

    json parseJson() const {
        const char* begin = content() + kLengthBytes;
        std::set<std::string> names;
        const auto refuseTwins = [&](int depth, json::parse_event_t event, json& value) {
            if (event == json::parse_event_t::key && depth == 1) {
                const auto name = value.get<std::string>();
                if (!names.insert(name).second) failAt(name, Text::tr("listed twice"));
            }
            return true;
        };
        json header;
        try {
            header = json::parse(begin, content() + m_data, refuseTwins);
        } catch (const json::parse_error& error) {
            fail(kLengthBytes + (error.byte > 0 ? error.byte - 1 : 0), Text::tr("the header is no valid JSON"));
        } catch (const json::out_of_range&) {
            fail(kLengthBytes, Text::tr("the header holds a number too large to read"));
        }
        if (!header.is_object()) fail(kLengthBytes, Text::tr("the header is no JSON object"));
        return header;
    }

    void readMetadata(const json& entry) {
        if (!entry.is_object()) failAt(kMetadataKey, Text::tr("the metadata is no JSON object"));
        for (const auto& [key, value] : entry.items()) {
            if (!value.is_string()) failAt(key, Text::tr("the metadata value is no text"));
            m_file.metadata[key] = value.get<std::string>();
        }
    }

    void readTensor(const std::string& name, const json& entry) {
        if (!entry.is_object()) failAt(name, Text::tr("its entry is no JSON object"));
        TensorView tensor;
        tensor.name = name;
        tensor.type = readType(name, entry);
        for (const std::uint64_t side : readNumbers(name, entry, "shape")) {
            tensor.shape.push_back(static_cast<std::int64_t>(side));
        }
        const std::vector<std::uint64_t> offsets = readNumbers(name, entry, "data_offsets");
        if (offsets.size() != 2 || offsets[0] > offsets[1]) {
            failAt(name, Text::tr("\"data_offsets\" must be a begin and an end"));
        }
        const std::uint64_t begin = m_data + offsets[0];
        if (offsets[1] > size() - m_data) {
            fail(size(), Text::tr("the file ends inside tensor \"%1\", which claims the bytes up to %2")
                             .arg(QString::fromStdString(name))
                             .arg(m_data + offsets[1]));
        }
        const std::uint64_t bytes = offsets[1] - offsets[0];
        if (byteCount(tensor.shape, tensor.type) != bytes) {
            failAt(name, Text::tr("%1 values of shape %2 do not fill its %3 bytes")
                             .arg(QLatin1String(nameOf(tensor.type)), shapeText(tensor.shape))
                             .arg(bytes));
        }
        tensor.bytes = m_mapped->bytes().subspan(begin, bytes);
        m_file.tensors.emplace(name, std::move(tensor));
    }

    DType readType(const std::string& name, const json& entry) const {
        const auto found = entry.find("dtype");
        if (found == entry.end() || !found->is_string()) failAt(name, Text::tr("\"dtype\" is missing"));
        const auto word = found->get<std::string>();
        if (const auto type = typeNamed(word)) return *type;
        failAt(name, Text::tr("values of type \"%1\" cannot be read").arg(QString::fromStdString(word)));
    }

    std::vector<std::uint64_t> readNumbers(const std::string& name, const json& entry, const char* key) const {
        constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        const auto found = entry.find(key);
        const bool valid = found != entry.end() && found->is_array() &&
                           std::all_of(found->begin(), found->end(), [](const json& number) {
                               return number.is_number_unsigned() && number.get<std::uint64_t>() <= kMost;
                           });
        if (!valid) failAt(name, Text::tr("\"%1\" must be a list of whole numbers").arg(QLatin1String(key)));
        return found->get<std::vector<std::uint64_t>>();
    }

    /// Every byte after the header belongs to exactly one tensor.
    void checkCoverage() const {
        std::vector<const TensorView*> ordered;
        for (const auto& [name, tensor] : m_file.tensors) ordered.push_back(&tensor);
        std::sort(ordered.begin(), ordered.end(), [](const TensorView* a, const TensorView* b) {
            return std::pair(a->bytes.data(), a->bytes.size()) < std::pair(b->bytes.data(), b->bytes.size());
        });
        std::uint64_t expected = m_data;
        for (const TensorView* tensor : ordered) {
            const auto begin = static_cast<std::uint64_t>(tensor->bytes.data() - m_mapped->bytes().data());
            if (begin < expected) {
                fail(begin,
                     Text::tr("tensor \"%1\" overlaps the one before it").arg(QString::fromStdString(tensor->name)));
            }
            if (begin > expected) failUnclaimed(expected, begin);
            expected = begin + tensor->bytes.size();
        }
        if (expected != size()) failUnclaimed(expected, size());
    }

    [[noreturn]] void failUnclaimed(std::uint64_t begin, std::uint64_t end) const {
        fail(begin, Text::tr("%1 bytes belong to no tensor").arg(end - begin));
    }

    QString m_path;
    std::shared_ptr<const MappedFile> m_mapped;
    TensorFile m_file;
    std::uint64_t m_data = kLengthBytes;  ///< where the tensors begin
};

}  // namespace

void writeSafetensors(const QString& path, const std::vector<TensorView>& tensors,
                      const std::map<std::string, std::string>& metadata) {
    std::vector<const TensorView*> ordered;
    for (const TensorView& tensor : tensors) {
        Q_ASSERT(byteCount(tensor.shape, tensor.type) == tensor.bytes.size());
        ordered.push_back(&tensor);
    }
    // Wide types first, so that every tensor lies on a multiple of its own size.
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const TensorView* a, const TensorView* b) { return sizeOf(a->type) > sizeOf(b->type); });
    const std::string header = headerOf(ordered, metadata);
    writeFileAtomically(path, [&](QIODevice& device) {
        const auto length = littleEndian(header.size());
        device.write(length.data(), static_cast<qint64>(length.size()));
        device.write(header.data(), static_cast<qint64>(header.size()));
        for (const TensorView* tensor : ordered) {
            device.write(reinterpret_cast<const char*>(tensor->bytes.data()),
                         static_cast<qint64>(tensor->bytes.size()));
        }
    });
}

TensorFile readSafetensors(const QString& path) { return Parser(path).parse(); }

}  // namespace distillab::models
