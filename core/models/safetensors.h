#pragma once

#include "core/models/tensor_file.h"

#include <QString>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

/// The safetensors format of Hugging Face: 8-byte little-endian header length, JSON header, raw tensors.
namespace distillab::models {

/// Limit of the JSON header, as in the reference implementation: 100 MB.
inline constexpr std::uint64_t kMostHeaderBytes = 100'000'000;

/// Writes atomically. @throws WorkError when the disk refuses
void writeSafetensors(const QString& path, const std::vector<TensorView>& tensors,
                      const std::map<std::string, std::string>& metadata = {});

/// The file is mapped, not read: the tensors' bytes are fetched from disk when they are used.
/// @throws RequestError with file and byte offset: truncated, overlapping, wrong sizes, unknown type, bad header
TensorFile readSafetensors(const QString& path);

}  // namespace distillab::models
