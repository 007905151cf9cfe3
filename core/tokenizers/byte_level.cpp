#include "core/tokenizers/normalizer.h"

#include <array>

namespace distillab::tokenizers {
namespace {

constexpr bool isVisible(unsigned int byte) {
    return (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
}

/// GPT-2's table: visible bytes stand for themselves, the others for the characters from U+0100 on.
struct ByteTable {
    std::array<std::string, 256> characters;
    std::array<std::int16_t, 0x200> bytes;

    ByteTable() {
        bytes.fill(-1);
        std::uint32_t next = 0x100;
        for (unsigned int byte = 0; byte < characters.size(); ++byte) {
            const std::uint32_t character = isVisible(byte) ? byte : next++;
            appendUtf8(characters[byte], character);
            bytes[character] = static_cast<std::int16_t>(byte);
        }
    }
};

const ByteTable& table() {
    static const ByteTable all;
    return all;
}

}  // namespace

std::string_view byteLevelCharacter(unsigned char byte) { return table().characters[byte]; }

int byteOfByteLevelCharacter(std::uint32_t codePoint) {
    return codePoint < table().bytes.size() ? table().bytes[codePoint] : -1;
}

void appendByteLevel(const TextBuffer& from, Span span, TextBuffer& to) {
    for (std::uint32_t i = span.begin; i < span.end; ++i) {
        to.put(byteLevelCharacter(static_cast<unsigned char>(from.bytes[i])), from, i);
    }
}

}  // namespace distillab::tokenizers
