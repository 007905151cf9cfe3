#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

namespace distillab::data {

/// Stands for the label of an item that has none.
inline constexpr std::int64_t kNoLabel = -1;

/// As many items as there are.
inline constexpr size_t kAllItems = std::numeric_limits<size_t>::max();

}  // namespace distillab::data
