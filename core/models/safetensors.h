#pragma once

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

/// The safetensors format: 8-byte little-endian header length, JSON header, raw tensors.
/// https://huggingface.co/docs/safetensors
namespace distillab::models {

enum class DType { F32, F64, I64, U8 };

/// Bytes of one value.
size_t sizeOf(DType type);

/// A named tensor; `bytes` is a view that the owner keeps alive, row-major, little-endian.
struct TensorView {
    std::string name;
    DType type = DType::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;
};

/// A whole file in memory.
struct TensorFile {
    QByteArray content;
    std::map<std::string, TensorView> tensors;    ///< views into content
    std::map<std::string, std::string> metadata;  ///< the "__metadata__" entry

    /// @throws RequestError when there is no such tensor, or its type or shape differs
    const TensorView& get(const std::string& name, DType type, const std::vector<std::int64_t>& shape,
                          const QString& path) const;
};

/// Limit of the JSON header, as in the reference implementation: 100 MB.
inline constexpr std::uint64_t kMostHeaderBytes = 100'000'000;

/// Writes atomically. @throws WorkError when the disk refuses
void writeSafetensors(const QString& path, const std::vector<TensorView>& tensors,
                      const std::map<std::string, std::string>& metadata = {});

/// @throws RequestError with file and byte offset: truncated, overlapping, wrong sizes, unknown type, bad header
TensorFile readSafetensors(const QString& path);

}  // namespace distillab::models
