#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace distillab::deploy {

enum class ElementType { F32, I64 };

/// One input of a model: a batch, with the values it owns.
struct NamedInput {
    std::string name;
    std::vector<std::int64_t> shape;                                     ///< the number of items first
    std::variant<std::vector<float>, std::vector<std::int64_t>> values;  ///< row-major
};

/// Everything that a model reads at once.
using Inputs = std::vector<NamedInput>;

}  // namespace distillab::deploy
