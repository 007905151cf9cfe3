#pragma once

#include "core/tokenizers/unicode.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace distillab::tokenizers {

/// Bytes [begin, end) of a text.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// A text on its way through normalizers and pre-tokenizers: valid UTF-8, and, when offsets are wanted, for each of its
/// bytes the bytes of the user's text that it stands for.
struct TextBuffer {
    std::string bytes;
    std::vector<Span> origin;  ///< one for each byte, empty unless tracked
    bool tracked = false;

    void clear(bool track) {
        bytes.clear();
        origin.clear();
        tracked = track;
    }
    /// Bytes [begin, end) of another text, as they are.
    void keep(const TextBuffer& from, std::size_t begin, std::size_t end) {
        bytes.append(from.bytes, begin, end - begin);
        if (!tracked) return;
        origin.insert(origin.end(), from.origin.begin() + static_cast<std::ptrdiff_t>(begin),
                      from.origin.begin() + static_cast<std::ptrdiff_t>(end));
    }
    /// New bytes that stand for what one byte of another text stands for.
    void put(std::string_view text, const TextBuffer& from, std::size_t position) {
        bytes.append(text);
        follow(from, position);
    }
    /// Gives the bytes appended since the last call the origin of one byte of another text.
    void follow(const TextBuffer& from, std::size_t position) {
        if (tracked) origin.resize(bytes.size(), from.origin[position]);
    }
    void swap(TextBuffer& other) {
        bytes.swap(other.bytes);
        origin.swap(other.origin);
        std::swap(tracked, other.tracked);
    }
};

}  // namespace distillab::tokenizers
