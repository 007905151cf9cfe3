#pragma once

#include <QString>

#include <cstdint>
#include <vector>

namespace distillab::data {

/// The IDX format of MNIST (unsigned bytes only): magic 0x0000 08 <rank>, big-endian sizes, then the values.
/// Plain or gzip, told apart by content, not by name.
struct IdxArray {
    std::vector<std::uint32_t> sizes;
    std::vector<std::uint8_t> values;
};

/// Limit on the values of one file (2 GiB): larger headers are refused before anything is allocated.
inline constexpr std::uint64_t kMostIdxValues = std::uint64_t{2} << 30;

/// @param rank  number of dimensions the caller expects: 3 for images, 1 for labels
/// @throws RequestError with file and byte offset: not IDX, wrong rank, truncated, too long, empty
IdxArray readIdx(const QString& path, int rank);

}  // namespace distillab::data
