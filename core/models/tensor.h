#pragma once

#include <QString>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace distillab::models {

enum class DType { F64, F32, F16, BF16, I64, I32, I16, I8, U8, Bool };

/// Bytes of one value.
size_t sizeOf(DType type);

/// The type's name in a safetensors header: "F32", "BF16", "BOOL", …
const char* nameOf(DType type);

/// The type's name in a config.json of Hugging Face: "float32" or "float16", the two that weights are written in.
const char* configNameOf(DType type);

/// The type with that name, nothing for one that cannot be read.
std::optional<DType> typeNamed(const std::string& name);

/// A named tensor; `bytes` is a view that the owner keeps alive, row-major, little-endian, aligned to nothing.
struct TensorView {
    std::string name;
    DType type = DType::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;
};

/// Bytes of a tensor, nothing for a negative side or a product that no file can hold.
std::optional<std::uint64_t> byteCount(const std::vector<std::int64_t>& shape, DType type);

/// "[2, 128]"
QString shapeText(const std::vector<std::int64_t>& shape);

/// True for F64, F32, F16 and BF16.
bool isFloat(DType type);

/// A float as the bits of an F16: the nearest, of two the even one; infinite beyond its range (65504).
std::uint16_t toHalf(float value);

/// The values as float: F16 and BF16 exactly, F64 rounded to nearest.
/// @param values  one place per value of the tensor
/// @throws RequestError naming the tensor when it holds no floating-point numbers
void toFloat(const TensorView& tensor, std::span<float> values);
std::vector<float> toFloat(const TensorView& tensor);

}  // namespace distillab::models
