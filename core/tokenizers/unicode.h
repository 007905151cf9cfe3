#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Code points and their classes, as the libraries that Hugging Face `tokenizers` is made of see them. These date from
/// different years: its regular expressions know Unicode 16, its BERT parts Unicode 8, its normal forms Unicode 9.
/// All are told here from ICU's data and the age of a character; characters too new for an old ICU are listed by hand.
namespace distillab::tokenizers {

inline constexpr std::uint32_t kReplacementCharacter = 0xFFFD;
inline constexpr std::uint32_t kCodePoints = 0x110000;

/// What the regular expressions of the well-known pre-tokenizers ask of a code point.
enum CharacterClass : std::uint8_t {
    kLetter = 1,        ///< \p{L}
    kNumber = 2,        ///< \p{N}
    kSpace = 4,         ///< \s
    kMark = 8,          ///< \p{M}
    kPunctuation = 16,  ///< \p{P}
    kSymbol = 32,       ///< \p{S}
    kUpper = 64,        ///< [\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]
    kLower = 128,       ///< [\p{Ll}\p{Lm}\p{Lo}\p{M}]
};

/// One CharacterClass set per code point.
const std::uint8_t* characterClasses();

/// ICU's general category (UCharCategory) of Unicode 16, whatever version ICU has.
std::int8_t category(std::uint32_t codePoint);

bool isWhiteSpace(std::uint32_t codePoint);
/// Letters, marks, decimal digits, connectors and joiners: \w.
bool isWord(std::uint32_t codePoint);
/// Punctuation for BERT: all ASCII symbols, and category P as of Unicode 8.
bool isBertPunctuation(std::uint32_t codePoint);
/// What BERT's clean_text drops, aside from NUL and U+FFFD: category C as of Unicode 8, but for tab and line ends.
bool isBertControl(std::uint32_t codePoint);
/// The ideographs that BERT sets apart.
bool isBertIdeograph(std::uint32_t codePoint);
/// The marks that BERT's strip_accents drops: category Mn as of Unicode 8.
bool isBertAccent(std::uint32_t codePoint);
/// The marks that StripAccents drops: category M as of Unicode 9.
bool isAccent(std::uint32_t codePoint);

/// The lower-case form, without regard to what stands around; U+0130 has two code points, all others one.
void appendLower(std::string& text, std::uint32_t codePoint);

void appendUtf8(std::string& text, std::uint32_t codePoint);

/// Bytes of the character that begins with this byte; the text must be valid UTF-8.
inline std::size_t characterLength(char first) {
    const auto byte = static_cast<unsigned char>(first);
    if (byte < 0x80) return 1;
    return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// The code point at `position`, which moves on; the text must be valid UTF-8.
inline std::uint32_t decode(const char*& position) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(position);
    if (bytes[0] < 0x80) {
        ++position;
        return bytes[0];
    }
    if (bytes[0] < 0xE0) {
        position += 2;
        return (bytes[0] & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
    }
    if (bytes[0] < 0xF0) {
        position += 3;
        return (bytes[0] & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
    }
    position += 4;
    return (bytes[0] & 0x07u) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6 | (bytes[3] & 0x3Fu);
}

/// Bytes of the valid character at `begin`, 0 when the bytes there are none.
std::size_t validCharacter(const char* begin, const char* end);
/// Bytes at `begin`, where no valid character is, that one replacement character stands for: as much of the beginning
/// of a character as is there, at least one byte (Unicode's "maximal subpart").
std::size_t damagedCharacter(const char* begin, const char* end);
bool isAscii(std::string_view text);
bool isUtf8(std::string_view text);
std::size_t countCharacters(std::string_view text);

}  // namespace distillab::tokenizers
