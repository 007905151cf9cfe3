#pragma once

#include "core/models/tensor.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// Reads the pickles of torch.save and nothing else. A pickle is a program, and one that may call any function of
/// Python; this reader knows the instructions and the few functions that tensors need, builds plain values from them
/// and refuses everything else.
namespace distillab::models::pickle {

/// Longest pickle read. Those of the largest language models' shards stay below 1 MiB.
inline constexpr size_t kMostBytes = 64U << 20U;
/// Most values that one pickle may make, or keep waiting, or remember. A BERT has about 5,000.
inline constexpr size_t kMostValues = 1U << 20U;
/// Most parts that calls may copy out of values, which one value may offer to many calls: letters of keys, sides of
/// shapes, items of dictionaries.
inline constexpr size_t kMostCopiedParts = 1U << 22U;
/// Most lists that may be begun within each other.
inline constexpr size_t kMostOpenMarks = 1000;
inline constexpr size_t kMostDimensions = 64;

/// A value's place in Pickle::values. Values refer to each other by it: however deeply they are nested, and even in
/// a circle, nothing here recurses.
using Index = std::uint32_t;

/// None, a torch.dtype: what no tensor needs.
struct Opaque {};
struct Sequence {
    bool isTuple = false;
    std::vector<Index> items;
};
struct Dictionary {
    std::vector<std::pair<Index, Index>> items;  ///< a later key replaces an equal earlier one
};
/// A function or a class of the short list of those that are known.
struct Global {
    enum class Kind { OrderedDict, RebuildTensor, RebuildParameter, Size, StorageType } kind = Kind::OrderedDict;
    DType type = DType::F32;  ///< of a StorageType
};
/// The numbers behind tensors; several tensors may share them.
struct Storage {
    std::string key;
    DType type = DType::F32;
    std::uint64_t count = 0;  ///< of numbers
};
/// A view into a storage. Offset and strides count numbers; the view is known to lie inside.
struct Tensor {
    Index storage = 0;
    std::uint64_t offset = 0;
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;
};

using Value =
    std::variant<Opaque, bool, std::int64_t, double, std::string, Sequence, Dictionary, Global, Storage, Tensor>;

struct Pickle {
    std::deque<Value> values;
    Index root = 0;
    size_t end = 0;  ///< the byte after its last instruction

    template <typename Kind>
    const Kind* get(Index index) const {
        return std::get_if<Kind>(&values[index]);
    }
    /// The value of a text key, nothing when the dictionary does not have it.
    const Value* find(const Dictionary& dictionary, const std::string& key) const;
};

/// @param begin  where the pickle begins in `bytes`, which may go on after its end
/// @param place  names the bytes in errors: "model.bin/archive/data.pkl"
/// @throws RequestError with place and byte offset for what is refused, damaged or beyond the limits
Pickle read(std::span<const std::byte> bytes, size_t begin, const QString& place);

}  // namespace distillab::models::pickle
