#pragma once

#include <nlohmann/json.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <utility>

namespace distillab {

/// A whole number of a JSON document. The library's own get<int>() takes any number and casts it: a fraction loses its
/// part, a larger one wraps, and one like 1e31 is undefined behaviour.
/// @throws nlohmann::json::exception when it is no whole number, or has no room in T
template <std::integral T, typename Json>
T wholeNumber(const Json& value) {
    if (!value.is_number_integer()) {
        throw nlohmann::json::type_error::create(302, std::string("type must be a whole number"), &value);
    }
    if (value.is_number_unsigned()) {
        const auto number = value.template get<std::uint64_t>();
        if (std::in_range<T>(number)) return static_cast<T>(number);
    } else {
        const auto number = value.template get<std::int64_t>();
        if (std::in_range<T>(number)) return static_cast<T>(number);
    }
    throw nlohmann::json::out_of_range::create(406, std::string("number is too large or too small"), &value);
}

}  // namespace distillab
