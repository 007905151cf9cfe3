#include "core/models/torch_file.h"

#include "core/base/error.h"
#include "core/models/mapped_file.h"
#include "core/models/pickle.h"
#include "core/models/zip_file.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <optional>

namespace distillab::models {
namespace {

using namespace Qt::Literals::StringLiterals;
using pickle::Pickle;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::TorchFile)
};

constexpr QByteArrayView kZipMagic("PK\x03\x04");
/// The pickled number 0x1950a86a20f9469cfc6c, then the pickled version 1001.
constexpr QByteArrayView kLegacyMagic("\x80\x02\x8a\x0al\xfc\x9c\x46\xf9 j\xa8P\x19.\x80\x02M\xe9\x03.");

constexpr std::array kWrappers = {"state_dict", "model_state_dict", "model"};

struct Bytes {
    std::span<const std::byte> bytes;
    std::shared_ptr<const void> owner;
};

[[noreturn]] void failDamaged(const QString& path, const QString& message) {
    throw RequestError(message, path, Text::tr("The file is damaged: copy or download it again."));
}

bool holdsTensors(const Pickle& pickle, const pickle::Dictionary& dictionary) {
    return std::any_of(dictionary.items.begin(), dictionary.items.end(),
                       [&](const auto& item) { return pickle.get<pickle::Tensor>(item.second) != nullptr; });
}

/// The dictionary with the weights: the innermost of those that training programs put around it.
const pickle::Dictionary* stateDict(const Pickle& pickle, pickle::Index root) {
    constexpr int kMostWrappers = 4;
    const auto* dictionary = pickle.get<pickle::Dictionary>(root);
    for (int i = 0; dictionary != nullptr && i < kMostWrappers; ++i) {
        const pickle::Dictionary* inner = nullptr;
        for (const char* wrapper : kWrappers) {
            const pickle::Value* value = pickle.find(*dictionary, wrapper);
            if (inner == nullptr && value != nullptr) inner = std::get_if<pickle::Dictionary>(value);
        }
        if (inner == nullptr) break;
        dictionary = inner;
    }
    return dictionary != nullptr && holdsTensors(pickle, *dictionary) ? dictionary : nullptr;
}

/// Numbers that follow each other in the order of the shape; sides of length 1 have no say.
bool isContiguous(const pickle::Tensor& tensor) {
    std::int64_t expected = 1;
    for (size_t i = tensor.shape.size(); i-- > 0;) {
        if (tensor.shape[i] == 1) continue;
        if (tensor.strides[i] != expected) return false;
        expected *= tensor.shape[i];
    }
    return true;
}

/// Copies a strided view in the order of its shape; the last side is the inner loop.
template <size_t kSize>
void copyInOrder(const pickle::Tensor& tensor, const std::byte* from, std::byte* to, size_t count) {
    const size_t last = tensor.shape.size() - 1;
    std::vector<std::int64_t> at(tensor.shape.size(), 0);
    std::uint64_t offset = tensor.offset;
    for (size_t done = 0; done < count; done += static_cast<size_t>(tensor.shape[last])) {
        for (std::int64_t i = 0; i < tensor.shape[last]; ++i, to += kSize) {
            std::memcpy(to, from + (offset + static_cast<std::uint64_t>(i * tensor.strides[last])) * kSize, kSize);
        }
        for (size_t side = last; side-- > 0;) {
            offset += static_cast<std::uint64_t>(tensor.strides[side]);
            if (++at[side] < tensor.shape[side]) break;
            offset -= static_cast<std::uint64_t>(tensor.shape[side] * tensor.strides[side]);
            at[side] = 0;
        }
    }
}

void copyInOrder(const pickle::Tensor& tensor, size_t size, const std::byte* from, std::span<std::byte> to) {
    const size_t count = to.size() / size;
    switch (size) {
        case 1: return copyInOrder<1>(tensor, from, to.data(), count);
        case 2: return copyInOrder<2>(tensor, from, to.data(), count);
        case 4: return copyInOrder<4>(tensor, from, to.data(), count);
        case 8: return copyInOrder<8>(tensor, from, to.data(), count);
        default: Q_UNREACHABLE();
    }
}

/// Puts the tensors of a pickle together with their storages' bytes.
class Builder {
public:
    using FindStorage = std::function<Bytes(const pickle::Storage&)>;

    Builder(const QString& path, std::uint64_t fileBytes, FindStorage find)
        : m_path(path), m_mostCopied(fileBytes + kMostRepeatedBytes), m_find(std::move(find)) {}

    TensorFile build(const Pickle& pickle) {
        const pickle::Dictionary* weights = stateDict(pickle, pickle.root);
        if (weights == nullptr) {
            throw RequestError(Text::tr("the file holds no dictionary of tensors"), m_path,
                               Text::tr("Save the model's state_dict() with torch.save, or as safetensors."));
        }
        for (const auto& [key, value] : weights->items) {
            const auto* name = pickle.get<std::string>(key);
            const auto* tensor = pickle.get<pickle::Tensor>(value);
            if (name != nullptr && tensor != nullptr) add(pickle, *name, *tensor);
        }
        return std::move(m_file);
    }

private:
    void add(const Pickle& pickle, const std::string& name, const pickle::Tensor& tensor) {
        const auto& storage = std::get<pickle::Storage>(pickle.values[tensor.storage]);
        const std::span<const std::byte> all = bytesOf(storage);
        const size_t size = sizeOf(storage.type);
        const std::uint64_t bytes = *byteCount(tensor.shape, storage.type);
        TensorView view = {name, storage.type, tensor.shape, {}};
        if (isContiguous(tensor) && bytes > 0) {
            view.bytes = all.subspan(tensor.offset * size, bytes);
        } else if (bytes > 0) {
            if (bytes > m_mostCopied - m_copied) {
                throw RequestError(Text::tr("tensor \"%1\" repeats its numbers up to %2 bytes")
                                       .arg(QString::fromStdString(name))
                                       .arg(bytes),
                                   m_path, Text::tr("Save contiguous tensors, or as safetensors."));
            }
            m_copied += bytes;
            auto copy = std::make_shared<std::vector<std::byte>>(bytes);
            copyInOrder(tensor, size, all.data(), *copy);
            view.bytes = *copy;
            m_file.storage.push_back(std::move(copy));
        }
        m_file.tensors.insert_or_assign(name, std::move(view));
    }

    std::span<const std::byte> bytesOf(const pickle::Storage& storage) {
        auto [found, isNew] = m_storages.try_emplace(storage.key);
        if (isNew) {
            found->second = m_find(storage);
            m_file.storage.push_back(found->second.owner);
        }
        if (found->second.bytes.size() / sizeOf(storage.type) != storage.count ||
            found->second.bytes.size() % sizeOf(storage.type) != 0) {
            failDamaged(m_path, Text::tr("storage \"%1\" should hold %2 %3 values, but has %4 bytes")
                                    .arg(QString::fromStdString(storage.key))
                                    .arg(storage.count)
                                    .arg(QLatin1String(nameOf(storage.type)))
                                    .arg(found->second.bytes.size()));
        }
        return found->second.bytes;
    }

    QString m_path;
    std::uint64_t m_mostCopied;
    std::uint64_t m_copied = 0;
    FindStorage m_find;
    std::map<std::string, Bytes> m_storages;
    TensorFile m_file;
};

/// "archive" of "archive/data.pkl", which each archive has once.
std::string archiveName(const ZipFile& zip, const QString& path) {
    constexpr std::string_view kPickle = "/data.pkl";
    std::optional<std::string> name;
    for (const auto& [entry, size] : zip.sizes()) {
        if (!entry.ends_with(kPickle) || entry.find('/') != entry.size() - kPickle.size()) continue;
        if (name) failDamaged(path, Text::tr("the zip archive holds more than one data.pkl"));
        name = entry.substr(0, entry.size() - kPickle.size());
    }
    if (!name) {
        throw RequestError(Text::tr("this zip archive was not written by torch.save: it has no data.pkl"), path,
                           Text::tr("Choose a file with a model's weights."));
    }
    if (zip.sizes().contains(*name + "/constants.pkl")) {
        throw RequestError(Text::tr("this is a TorchScript program, not a file of weights"), path,
                           Text::tr("Save the model's state_dict() with torch.save, or as safetensors."));
    }
    return *name;
}

void refuseBigEndian(ZipFile& zip, const std::string& archive, const QString& path) {
    const std::string name = archive + "/byteorder";
    if (!zip.sizes().contains(name)) return;  // PyTorch before 2.0
    const ZipFile::Entry entry = zip.read(name);
    const QByteArrayView order(reinterpret_cast<const char*>(entry.bytes.data()),
                               static_cast<qsizetype>(entry.bytes.size()));
    if (order == "little") return;
    throw RequestError(Text::tr("the file was written on a big-endian machine, which is not read"), path,
                       Text::tr("Save it as safetensors."));
}

TensorFile readZip(const QString& path, std::uint64_t fileBytes) {
    ZipFile zip(path);
    const std::string archive = archiveName(zip, path);
    refuseBigEndian(zip, archive, path);
    const std::string pickleName = archive + "/data.pkl";
    if (zip.sizes().at(pickleName) > pickle::kMostBytes) {
        failDamaged(path, Text::tr("data.pkl is longer than %1 bytes").arg(pickle::kMostBytes));
    }
    const ZipFile::Entry program = zip.read(pickleName);
    const Pickle pickle = pickle::read(program.bytes, 0, path + u'/' + QString::fromStdString(pickleName));
    const auto find = [&](const pickle::Storage& storage) -> Bytes {
        const ZipFile::Entry entry = zip.read(archive + "/data/" + storage.key);
        return {entry.bytes, entry.owner};
    };
    return Builder(path, fileBytes, find).build(pickle);
}

/// After the magic number and the version: a pickle about the machine, the pickle of the object, a pickle with the
/// storages' keys, then each storage as a 64-bit count and its numbers.
class LegacyFile {
public:
    explicit LegacyFile(const QString& path) : m_path(path), m_mapped(std::make_shared<const MappedFile>(path)) {}

    TensorFile read() {
        const auto all = m_mapped->bytes();
        const Pickle machine = pickle::read(all, static_cast<size_t>(kLegacyMagic.size()), m_path);
        checkByteOrder(machine);
        const Pickle object = pickle::read(all, machine.end, m_path);
        const Pickle keys = pickle::read(all, object.end, m_path);
        placeStorages(object, keys);
        const auto find = [this](const pickle::Storage& storage) -> Bytes {
            const auto found = m_storages.find(storage.key);
            if (found == m_storages.end()) {
                failDamaged(m_path, Text::tr("there is no storage \"%1\"").arg(QString::fromStdString(storage.key)));
            }
            return {found->second, m_mapped};
        };
        return Builder(m_path, all.size(), find).build(object);
    }

private:
    void checkByteOrder(const Pickle& machine) const {
        const auto* facts = machine.get<pickle::Dictionary>(machine.root);
        const auto* little = facts == nullptr ? nullptr : machine.find(*facts, "little_endian");
        const auto* flag = little == nullptr ? nullptr : std::get_if<bool>(little);
        if (flag != nullptr && *flag) return;
        throw RequestError(Text::tr("the file does not say that it was written on a little-endian machine"), m_path,
                           Text::tr("Save it as safetensors."));
    }

    void placeStorages(const Pickle& object, const Pickle& keys) {
        std::map<std::string, const pickle::Storage*> described;
        for (const pickle::Value& value : object.values) {
            if (const auto* storage = std::get_if<pickle::Storage>(&value)) described[storage->key] = storage;
        }
        const auto* list = keys.get<pickle::Sequence>(keys.root);
        if (list == nullptr) failDamaged(m_path, Text::tr("the list of storages is missing"));
        const auto all = m_mapped->bytes();
        size_t at = keys.end;
        for (const pickle::Index item : list->items) {
            const auto* key = keys.get<std::string>(item);
            const auto known = key == nullptr ? described.end() : described.find(*key);
            if (known == described.end()) failDamaged(m_path, Text::tr("the list of storages names an unknown one"));
            const pickle::Storage& storage = *known->second;
            std::uint64_t count = 0;
            if (all.size() - at < sizeof count) failShort(at);
            std::memcpy(&count, all.data() + at, sizeof count);
            at += sizeof count;
            if (count != storage.count) {
                failDamaged(u"%1:%2"_s.arg(m_path).arg(at - sizeof count),
                            Text::tr("a storage has %1 values, its description says %2").arg(count).arg(storage.count));
            }
            if (count > (all.size() - at) / sizeOf(storage.type)) failShort(at);
            const size_t bytes = count * sizeOf(storage.type);
            m_storages[*key] = all.subspan(at, bytes);
            at += bytes;
        }
    }

    [[noreturn]] void failShort(size_t at) const {
        failDamaged(u"%1:%2"_s.arg(m_path).arg(at), Text::tr("the file ends inside a storage"));
    }

    QString m_path;
    std::shared_ptr<const MappedFile> m_mapped;
    std::map<std::string, std::span<const std::byte>> m_storages;
};

}  // namespace

bool isTorchFile(QByteArrayView beginning) {
    return beginning.startsWith(kZipMagic) || beginning.startsWith(kLegacyMagic);
}

TensorFile readTorchFile(const QString& path) {
    const MappedFile mapped(path);
    const QByteArrayView beginning = mapped.text();
    if (beginning.startsWith(kLegacyMagic)) return LegacyFile(path).read();
    if (beginning.startsWith(kZipMagic)) return readZip(path, mapped.bytes().size());
    throw RequestError(Text::tr("this is no file of torch.save"), path,
                       Text::tr("Choose a file with a model's weights: model.safetensors or pytorch_model.bin."));
}

}  // namespace distillab::models
