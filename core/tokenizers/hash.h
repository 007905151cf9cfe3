#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace distillab::tokenizers {

/// Folds the 128-bit product of two words: the mixing step of multiplicative hashing.
inline std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// A fast hash for words of a text; not for keys that someone may choose in order to make them collide.
inline std::uint64_t hashOf(std::string_view key) {
    constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15ull;
    constexpr std::uint64_t kSecond = 0xD1B54A32D192ED03ull;
    const char* p = key.data();
    std::size_t left = key.size();
    std::uint64_t hash = mixed(kFirst ^ left, kSecond);
    for (; left > 8; left -= 8, p += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, p, 8);
        hash = mixed(hash ^ word, kFirst);
    }
    std::uint64_t tail = 0;
    if (left > 0) std::memcpy(&tail, p, left);
    return mixed(hash ^ tail ^ kSecond, kFirst);
}

}  // namespace distillab::tokenizers
