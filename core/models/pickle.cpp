#include "core/models/pickle.h"

#include "core/base/error.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <optional>
#include <unordered_map>

namespace distillab::models::pickle {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Pickle)
};

/// Instructions, with the letters of Python's pickletools.
enum Opcode : std::uint8_t {
    kMark = '(',
    kStop = '.',
    kBinFloat = 'G',
    kBinInt = 'J',
    kBinInt1 = 'K',
    kBinInt2 = 'M',
    kNone = 'N',
    kBinPersId = 'Q',
    kReduce = 'R',
    kBinString = 'T',
    kShortBinString = 'U',
    kBinUnicode = 'X',
    kEmptyList = ']',
    kAppend = 'a',
    kBuild = 'b',
    kGlobal = 'c',
    kAppends = 'e',
    kBinGet = 'h',
    kLongBinGet = 'j',
    kBinPut = 'q',
    kLongBinPut = 'r',
    kSetItem = 's',
    kTuple = 't',
    kSetItems = 'u',
    kEmptyDict = '}',
    kEmptyTuple = ')',
    kProto = 0x80,
    kTuple1 = 0x85,
    kTuple2 = 0x86,
    kTuple3 = 0x87,
    kNewTrue = 0x88,
    kNewFalse = 0x89,
    kLong1 = 0x8A,
};

/// Names of instructions that are refused, so that a user can look them up.
constexpr std::array<std::pair<std::uint8_t, const char*>, 35> kRefused = {{{'0', "POP"},
                                                                            {'1', "POP_MARK"},
                                                                            {'2', "DUP"},
                                                                            {'B', "BINBYTES"},
                                                                            {'C', "SHORT_BINBYTES"},
                                                                            {'F', "FLOAT"},
                                                                            {'I', "INT"},
                                                                            {'L', "LONG"},
                                                                            {'P', "PERSID"},
                                                                            {'S', "STRING"},
                                                                            {'V', "UNICODE"},
                                                                            {'d', "DICT"},
                                                                            {'g', "GET"},
                                                                            {'i', "INST"},
                                                                            {'l', "LIST"},
                                                                            {'o', "OBJ"},
                                                                            {'p', "PUT"},
                                                                            {0x81, "NEWOBJ"},
                                                                            {0x82, "EXT1"},
                                                                            {0x83, "EXT2"},
                                                                            {0x84, "EXT4"},
                                                                            {0x8B, "LONG4"},
                                                                            {0x8C, "SHORT_BINUNICODE"},
                                                                            {0x8D, "BINUNICODE8"},
                                                                            {0x8E, "BINBYTES8"},
                                                                            {0x8F, "EMPTY_SET"},
                                                                            {0x90, "ADDITEMS"},
                                                                            {0x91, "FROZENSET"},
                                                                            {0x92, "NEWOBJ_EX"},
                                                                            {0x93, "STACK_GLOBAL"},
                                                                            {0x94, "MEMOIZE"},
                                                                            {0x95, "FRAME"},
                                                                            {0x96, "BYTEARRAY8"},
                                                                            {0x97, "NEXT_BUFFER"},
                                                                            {0x98, "READONLY_BUFFER"}}};

constexpr std::array<std::pair<const char*, DType>, 10> kStorages = {{{"torch.DoubleStorage", DType::F64},
                                                                      {"torch.FloatStorage", DType::F32},
                                                                      {"torch.HalfStorage", DType::F16},
                                                                      {"torch.BFloat16Storage", DType::BF16},
                                                                      {"torch.LongStorage", DType::I64},
                                                                      {"torch.IntStorage", DType::I32},
                                                                      {"torch.ShortStorage", DType::I16},
                                                                      {"torch.CharStorage", DType::I8},
                                                                      {"torch.ByteStorage", DType::U8},
                                                                      {"torch.BoolStorage", DType::Bool}}};

constexpr std::array<std::pair<const char*, Global::Kind>, 4> kFunctions = {
    {{"collections.OrderedDict", Global::Kind::OrderedDict},
     {"torch._utils._rebuild_tensor_v2", Global::Kind::RebuildTensor},
     {"torch._utils._rebuild_parameter", Global::Kind::RebuildParameter},
     {"torch.Size", Global::Kind::Size}}};

constexpr std::array kTorchTypes = {"torch.float64", "torch.float32", "torch.float16", "torch.bfloat16", "torch.int64",
                                    "torch.int32",   "torch.int16",   "torch.int8",    "torch.uint8",    "torch.bool"};

std::optional<Value> globalNamed(const std::string& name) {
    for (const auto& [known, kind] : kFunctions) {
        if (name == known) return Global{kind, {}};
    }
    for (const auto& [known, type] : kStorages) {
        if (name == known) return Global{Global::Kind::StorageType, type};
    }
    if (std::any_of(kTorchTypes.begin(), kTorchTypes.end(), [&](const char* type) { return name == type; })) {
        return Opaque{};
    }
    return std::nullopt;
}

/// What a foreign name would look like in a message: short, one line.
QString shown(const std::string& name) {
    constexpr size_t kMostShown = 80;
    QString text = QString::fromUtf8(name.data(), static_cast<qsizetype>(std::min(name.size(), kMostShown)));
    for (QChar& letter : text) {
        if (!letter.isPrint()) letter = u'?';
    }
    return name.size() > kMostShown ? text + u'…' : text;
}

QString opcodeName(std::uint8_t opcode) {
    const auto found =
        std::find_if(kRefused.begin(), kRefused.end(), [&](const auto& entry) { return entry.first == opcode; });
    return found == kRefused.end() ? u"0x%1"_s.arg(opcode, 2, 16, QLatin1Char('0')) : QLatin1String(found->second);
}

class Reader {
public:
    Reader(std::span<const std::byte> bytes, size_t begin, const QString& place)
        : m_bytes(bytes.first(std::min(bytes.size(), begin + std::min(kMostBytes, bytes.size())))),
          m_next(begin),
          m_cut(m_bytes.size() < bytes.size()),
          m_place(place) {}

    Pickle read() {
        readProtocol();
        while (step()) {
        }
        m_pickle.end = m_next;
        return std::move(m_pickle);
    }

private:
    /// Complains about the instruction in work.
    [[noreturn]] void fail(const QString& message, const QString& remedy) const {
        throw RequestError(message, u"%1:%2"_s.arg(m_place).arg(m_at), remedy);
    }
    [[noreturn]] void failDamaged(const QString& message) const {
        fail(message, Text::tr("The file is damaged or was not written by torch.save: copy or download it again."));
    }
    [[noreturn]] void failForeign(const QString& message) const {
        fail(message + u": "_s + Text::tr("only tensors are read here, for a pickle can run any program"),
             Text::tr("If you trust the file, load it with the program that wrote it and save its state_dict as "
                      "safetensors."));
    }
    [[noreturn]] void failTooLarge(const QString& what, size_t most) const {
        fail(Text::tr("the pickle has more than %1 %2, more than any model needs").arg(most).arg(what),
             Text::tr("The file was made to exhaust memory, or is no model: choose another one."));
    }

    std::span<const std::byte> take(std::uint64_t count) {
        if (count > m_bytes.size() - m_next) {
            if (m_cut) failTooLarge(Text::tr("bytes"), kMostBytes);
            failDamaged(Text::tr("the pickle ends inside this instruction"));
        }
        const auto taken = m_bytes.subspan(m_next, count);
        m_next += count;
        return taken;
    }
    std::uint64_t takeNumber(size_t bytes) {
        std::uint64_t value = 0;
        const auto taken = take(bytes);
        for (size_t i = bytes; i-- > 0;) value = value << 8 | std::to_integer<std::uint64_t>(taken[i]);
        return value;
    }
    std::string takeText(std::uint64_t length) {
        const auto taken = take(length);
        return {reinterpret_cast<const char*>(taken.data()), taken.size()};
    }
    std::string takeLine() {
        std::string line;
        while (true) {
            const char letter = static_cast<char>(take(1)[0]);
            if (letter == '\n') return line;
            line += letter;
        }
    }

    void push(Value value) {
        if (m_pickle.values.size() >= kMostValues) failTooLarge(Text::tr("values"), kMostValues);
        m_pickle.values.push_back(std::move(value));
        pushAgain(static_cast<Index>(m_pickle.values.size() - 1));
    }
    void pushAgain(Index index) {
        if (m_stack.size() >= kMostValues) failTooLarge(Text::tr("waiting values"), kMostValues);
        m_stack.push_back(index);
    }
    /// Values above the innermost mark belong to what was begun there; those below are out of reach.
    size_t floor() const { return m_marks.empty() ? 0 : m_marks.back(); }
    void need(size_t count) const {
        if (m_stack.size() - floor() < count) failDamaged(Text::tr("the instruction finds no value to work on"));
    }
    Index pop() {
        need(1);
        const Index top = m_stack.back();
        m_stack.pop_back();
        return top;
    }
    std::vector<Index> popMany(size_t count) {
        need(count);
        std::vector<Index> items(m_stack.end() - static_cast<std::ptrdiff_t>(count), m_stack.end());
        m_stack.resize(m_stack.size() - count);
        return items;
    }
    std::vector<Index> popToMark() {
        if (m_marks.empty()) failDamaged(Text::tr("the instruction ends what was never begun"));
        std::vector<Index> items = popMany(m_stack.size() - m_marks.back());
        m_marks.pop_back();
        return items;
    }
    /// Called before `count` parts of a value are copied.
    void spend(size_t count) {
        m_copied += std::min(count, kMostCopiedParts + 1);
        if (m_copied > kMostCopiedParts) failTooLarge(Text::tr("copied parts"), kMostCopiedParts);
    }
    template <typename Kind>
    Kind& top() {
        need(1);
        auto* value = std::get_if<Kind>(&m_pickle.values[m_stack.back()]);
        if (value == nullptr) failDamaged(Text::tr("the instruction does not fit the value that it works on"));
        return *value;
    }

    void readProtocol() {
        m_at = m_next;
        if (takeNumber(1) != kProto) failDamaged(Text::tr("this is no pickle"));
        const std::uint64_t version = takeNumber(1);
        if (version != 2) {
            fail(Text::tr("the pickle has protocol %1, only protocol 2 is read").arg(version),
                 Text::tr("Save it again with torch.save and its default protocol, or as safetensors."));
        }
    }

    /// One instruction. @return false at the last
    bool step() {
        m_at = m_next;
        const auto opcode = static_cast<std::uint8_t>(takeNumber(1));
        switch (opcode) {
            case kStop: {
                if (!m_marks.empty()) failDamaged(Text::tr("the pickle ends inside a list"));
                m_pickle.root = pop();
                if (!m_stack.empty()) failDamaged(Text::tr("the pickle leaves values behind"));
                return false;
            }
            case kMark:
                if (m_marks.size() >= kMostOpenMarks) failTooLarge(Text::tr("nested lists"), kMostOpenMarks);
                m_marks.push_back(m_stack.size());
                break;
            case kNone: push(Opaque{}); break;
            case kNewTrue: push(true); break;
            case kNewFalse: push(false); break;
            case kBinInt: push(std::int64_t{static_cast<std::int32_t>(takeNumber(4))}); break;
            case kBinInt1: push(static_cast<std::int64_t>(takeNumber(1))); break;
            case kBinInt2: push(static_cast<std::int64_t>(takeNumber(2))); break;
            case kLong1: push(takeLong()); break;
            case kBinFloat: push(takeReal()); break;
            case kBinUnicode:
            case kBinString: push(takeText(takeNumber(4))); break;
            case kShortBinString: push(takeText(takeNumber(1))); break;
            case kEmptyList: push(Sequence{}); break;
            case kEmptyTuple: push(Sequence{true, {}}); break;
            case kEmptyDict: push(Dictionary{}); break;
            case kTuple: push(Sequence{true, popToMark()}); break;
            case kTuple1:
            case kTuple2:
            case kTuple3: push(Sequence{true, popMany(opcode - kTuple1 + size_t{1})}); break;
            case kAppend: append(popMany(1)); break;
            case kAppends: append(popToMark()); break;
            case kSetItem: setItems(popMany(2)); break;
            case kSetItems: setItems(popToMark()); break;
            case kBinPut: remember(takeNumber(1)); break;
            case kLongBinPut: remember(takeNumber(4)); break;
            case kBinGet: recall(takeNumber(1)); break;
            case kLongBinGet: recall(takeNumber(4)); break;
            case kGlobal: pushGlobal(); break;
            case kBinPersId: pushStorage(); break;
            case kReduce: call(); break;
            case kBuild: build(); break;
            default: failForeign(Text::tr("the pickle has the instruction %1").arg(opcodeName(opcode)));
        }
        return true;
    }

    std::int64_t takeLong() {
        const std::uint64_t length = takeNumber(1);
        if (length > sizeof(std::int64_t)) failDamaged(Text::tr("a whole number has more than 64 bits"));
        if (length == 0) return 0;
        const auto unused = static_cast<int>(8 * (sizeof(std::int64_t) - length));
        return static_cast<std::int64_t>(takeNumber(length) << unused) >> unused;  // with its sign
    }

    double takeReal() {
        std::uint64_t bits = 0;
        for (const std::byte byte : take(sizeof bits)) bits = bits << 8 | std::to_integer<std::uint64_t>(byte);
        return std::bit_cast<double>(bits);
    }

    void append(const std::vector<Index>& items) {
        auto& list = top<Sequence>();
        if (list.isTuple) failDamaged(Text::tr("the instruction does not fit the value that it works on"));
        list.items.insert(list.items.end(), items.begin(), items.end());
    }

    void setItems(const std::vector<Index>& items) {
        auto& dictionary = top<Dictionary>();
        if (items.size() % 2 != 0) failDamaged(Text::tr("a key has no value"));
        for (size_t i = 0; i < items.size(); i += 2) dictionary.items.emplace_back(items[i], items[i + 1]);
    }

    void remember(std::uint64_t number) {
        need(1);
        if (m_memo.size() >= kMostValues) failTooLarge(Text::tr("remembered values"), kMostValues);
        m_memo[number] = m_stack.back();
    }
    void recall(std::uint64_t number) {
        const auto found = m_memo.find(number);
        if (found == m_memo.end()) failDamaged(Text::tr("the value number %1 was never remembered").arg(number));
        pushAgain(found->second);
    }

    void pushGlobal() {
        const std::string module = takeLine();
        const std::string name = module + '.' + takeLine();
        auto value = globalNamed(name);
        if (!value) failForeign(Text::tr("the pickle wants %1").arg(shown(name)));
        push(std::move(*value));
    }

    /// ("storage", type, key, device, count), with None after it in the format before PyTorch 1.6
    void pushStorage() {
        const auto* items = m_pickle.get<Sequence>(pop());
        const bool fits = items != nullptr && (items->items.size() == 5 || items->items.size() == 6);
        if (!fits) failDamaged(Text::tr("the description of a storage is no tuple of five"));
        const auto* word = m_pickle.get<std::string>(items->items[0]);
        const auto* type = m_pickle.get<Global>(items->items[1]);
        const auto* key = m_pickle.get<std::string>(items->items[2]);
        const auto* count = m_pickle.get<std::int64_t>(items->items[4]);
        if (word == nullptr || *word != "storage" || type == nullptr || type->kind != Global::Kind::StorageType ||
            key == nullptr || count == nullptr || *count < 0) {
            failDamaged(Text::tr("the description of a storage has the wrong parts"));
        }
        if (items->items.size() == 6 && m_pickle.get<Opaque>(items->items[5]) == nullptr) {
            fail(Text::tr("a storage is a part of another one, which is not read"),
                 Text::tr("Save it again with PyTorch 1.6 or later."));
        }
        spend(key->size());
        push(Storage{*key, type->type, static_cast<std::uint64_t>(*count)});
    }

    void call() {
        const Index argumentsAt = pop();
        const Index functionAt = pop();
        const auto* arguments = m_pickle.get<Sequence>(argumentsAt);
        const auto* function = m_pickle.get<Global>(functionAt);
        if (function == nullptr || function->kind == Global::Kind::StorageType) {
            failForeign(Text::tr("the pickle calls what is no known function (REDUCE)"));
        }
        if (arguments == nullptr || !arguments->isTuple) failDamaged(Text::tr("a call has no arguments"));
        switch (function->kind) {
            case Global::Kind::OrderedDict: return push(orderedDictionary(arguments->items));
            case Global::Kind::RebuildTensor: return push(tensor(arguments->items));
            case Global::Kind::RebuildParameter: return pushParameter(arguments->items);
            case Global::Kind::Size: return pushSize(arguments->items);
            case Global::Kind::StorageType: break;
        }
        Q_UNREACHABLE();
    }

    /// OrderedDict(), or OrderedDict([[key, value], …]) as Python 2 had it.
    Dictionary orderedDictionary(const std::vector<Index>& arguments) {
        Dictionary dictionary;
        if (arguments.empty()) return dictionary;
        const auto* pairs = m_pickle.get<Sequence>(arguments[0]);
        if (arguments.size() != 1 || pairs == nullptr) failDamaged(Text::tr("OrderedDict has the wrong arguments"));
        spend(pairs->items.size());
        for (const Index at : pairs->items) {
            const auto* pair = m_pickle.get<Sequence>(at);
            if (pair == nullptr || pair->items.size() != 2)
                failDamaged(Text::tr("OrderedDict has the wrong arguments"));
            dictionary.items.emplace_back(pair->items[0], pair->items[1]);
        }
        return dictionary;
    }

    void pushParameter(const std::vector<Index>& arguments) {
        if (arguments.empty() || m_pickle.get<Tensor>(arguments[0]) == nullptr) {
            failDamaged(Text::tr("a parameter is made of no tensor"));
        }
        pushAgain(arguments[0]);
    }

    void pushSize(const std::vector<Index>& arguments) {
        if (arguments.size() != 1 || m_pickle.get<Sequence>(arguments[0]) == nullptr) {
            failDamaged(Text::tr("torch.Size has the wrong arguments"));
        }
        pushAgain(arguments[0]);
    }

    /// _rebuild_tensor_v2(storage, offset, shape, strides, requires_grad, hooks[, metadata])
    Tensor tensor(const std::vector<Index>& arguments) {
        if (arguments.size() < 6 || arguments.size() > 7) failDamaged(Text::tr("a tensor has the wrong arguments"));
        const auto* storage = m_pickle.get<Storage>(arguments[0]);
        const auto* offset = m_pickle.get<std::int64_t>(arguments[1]);
        if (storage == nullptr || offset == nullptr || *offset < 0) {
            failDamaged(Text::tr("a tensor has no storage, or no place in it"));
        }
        Tensor tensor{arguments[0], static_cast<std::uint64_t>(*offset), numbers(arguments[2]), numbers(arguments[3])};
        if (tensor.shape.size() != tensor.strides.size()) {
            failDamaged(Text::tr("a tensor of shape %1 has %2 strides")
                            .arg(shapeText(tensor.shape))
                            .arg(tensor.strides.size()));
        }
        checkInside(tensor, *storage);
        return tensor;
    }

    std::vector<std::int64_t> numbers(Index at) {
        const auto* items = m_pickle.get<Sequence>(at);
        if (items == nullptr) failDamaged(Text::tr("a tensor has no shape or no strides"));
        if (items->items.size() > kMostDimensions) failTooLarge(Text::tr("dimensions"), kMostDimensions);
        spend(items->items.size());
        std::vector<std::int64_t> numbers;
        for (const Index item : items->items) {
            const auto* number = m_pickle.get<std::int64_t>(item);
            if (number == nullptr || *number < 0) failDamaged(Text::tr("a shape or a stride is no whole number"));
            numbers.push_back(*number);
        }
        return numbers;
    }

    void checkInside(const Tensor& tensor, const Storage& storage) const {
        const bool empty = std::find(tensor.shape.begin(), tensor.shape.end(), 0) != tensor.shape.end();
        if (!byteCount(tensor.shape, storage.type)) failDamaged(Text::tr("a tensor is larger than any memory"));
        std::uint64_t last = tensor.offset;
        bool inside = true;
        for (size_t i = 0; i < tensor.shape.size() && !empty; ++i) {
            std::uint64_t distance = 0;
            inside = inside &&
                     !__builtin_mul_overflow(static_cast<std::uint64_t>(tensor.shape[i] - 1),
                                             static_cast<std::uint64_t>(tensor.strides[i]), &distance) &&
                     !__builtin_add_overflow(last, distance, &last);
        }
        if (!inside || (empty ? tensor.offset > storage.count : last >= storage.count)) {
            failDamaged(Text::tr("a tensor of shape %1 reaches beyond its storage of %2 values")
                            .arg(shapeText(tensor.shape))
                            .arg(storage.count));
        }
    }

    /// state_dict() hangs its versions on the OrderedDict, which is all that BUILD is good for here.
    void build() {
        pop();
        need(1);
        if (m_pickle.get<Dictionary>(m_stack.back()) == nullptr) {
            failForeign(Text::tr("the pickle sets the state of an object (BUILD)"));
        }
    }

    std::span<const std::byte> m_bytes;
    size_t m_next;
    size_t m_at = 0;  ///< the instruction in work
    size_t m_copied = 0;
    bool m_cut;  ///< the bytes go on beyond the limit
    QString m_place;
    Pickle m_pickle;
    std::vector<Index> m_stack;
    std::vector<size_t> m_marks;  ///< heights of the stack
    std::unordered_map<std::uint64_t, Index> m_memo;
};

}  // namespace

const Value* Pickle::find(const Dictionary& dictionary, const std::string& key) const {
    const auto found = std::find_if(dictionary.items.rbegin(), dictionary.items.rend(), [&](const auto& item) {
        const auto* name = get<std::string>(item.first);
        return name != nullptr && *name == key;
    });
    return found == dictionary.items.rend() ? nullptr : &values[found->second];
}

Pickle read(std::span<const std::byte> bytes, size_t begin, const QString& place) {
    return Reader(bytes, begin, place).read();
}

}  // namespace distillab::models::pickle
