#include "core/tokenizers/unicode.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <vector>

namespace distillab::tokenizers {
namespace {

struct CategoryRange {
    std::uint32_t first;
    std::uint32_t last;
    UCharCategory category;
};

/// Characters of Unicode 15.1 and 16, for an ICU that is older.
constexpr CategoryRange kNewCharacters[] = {
    {0x897, 0x897, U_NON_SPACING_MARK},
    {0x1B4E, 0x1B4F, U_OTHER_PUNCTUATION},
    {0x1B7F, 0x1B7F, U_OTHER_PUNCTUATION},
    {0x1C89, 0x1C89, U_UPPERCASE_LETTER},
    {0x1C8A, 0x1C8A, U_LOWERCASE_LETTER},
    {0x2427, 0x2429, U_OTHER_SYMBOL},
    {0x2FFC, 0x2FFF, U_OTHER_SYMBOL},
    {0x31E4, 0x31E5, U_OTHER_SYMBOL},
    {0x31EF, 0x31EF, U_OTHER_SYMBOL},
    {0xA7CB, 0xA7CC, U_UPPERCASE_LETTER},
    {0xA7CD, 0xA7CD, U_LOWERCASE_LETTER},
    {0xA7DA, 0xA7DA, U_UPPERCASE_LETTER},
    {0xA7DB, 0xA7DB, U_LOWERCASE_LETTER},
    {0xA7DC, 0xA7DC, U_UPPERCASE_LETTER},
    {0x105C0, 0x105F3, U_OTHER_LETTER},
    {0x10D40, 0x10D49, U_DECIMAL_DIGIT_NUMBER},
    {0x10D4A, 0x10D4D, U_OTHER_LETTER},
    {0x10D4E, 0x10D4E, U_MODIFIER_LETTER},
    {0x10D4F, 0x10D4F, U_OTHER_LETTER},
    {0x10D50, 0x10D65, U_UPPERCASE_LETTER},
    {0x10D69, 0x10D6D, U_NON_SPACING_MARK},
    {0x10D6E, 0x10D6E, U_DASH_PUNCTUATION},
    {0x10D6F, 0x10D6F, U_MODIFIER_LETTER},
    {0x10D70, 0x10D85, U_LOWERCASE_LETTER},
    {0x10D8E, 0x10D8F, U_MATH_SYMBOL},
    {0x10EC2, 0x10EC4, U_OTHER_LETTER},
    {0x10EFC, 0x10EFC, U_NON_SPACING_MARK},
    {0x11380, 0x11389, U_OTHER_LETTER},
    {0x1138B, 0x1138B, U_OTHER_LETTER},
    {0x1138E, 0x1138E, U_OTHER_LETTER},
    {0x11390, 0x113B5, U_OTHER_LETTER},
    {0x113B7, 0x113B7, U_OTHER_LETTER},
    {0x113B8, 0x113BA, U_COMBINING_SPACING_MARK},
    {0x113BB, 0x113C0, U_NON_SPACING_MARK},
    {0x113C2, 0x113C2, U_COMBINING_SPACING_MARK},
    {0x113C5, 0x113C5, U_COMBINING_SPACING_MARK},
    {0x113C7, 0x113CA, U_COMBINING_SPACING_MARK},
    {0x113CC, 0x113CD, U_COMBINING_SPACING_MARK},
    {0x113CE, 0x113CE, U_NON_SPACING_MARK},
    {0x113CF, 0x113CF, U_COMBINING_SPACING_MARK},
    {0x113D0, 0x113D0, U_NON_SPACING_MARK},
    {0x113D1, 0x113D1, U_OTHER_LETTER},
    {0x113D2, 0x113D2, U_NON_SPACING_MARK},
    {0x113D3, 0x113D3, U_OTHER_LETTER},
    {0x113D4, 0x113D5, U_OTHER_PUNCTUATION},
    {0x113D7, 0x113D8, U_OTHER_PUNCTUATION},
    {0x113E1, 0x113E2, U_NON_SPACING_MARK},
    {0x116D0, 0x116E3, U_DECIMAL_DIGIT_NUMBER},
    {0x11BC0, 0x11BE0, U_OTHER_LETTER},
    {0x11BE1, 0x11BE1, U_OTHER_PUNCTUATION},
    {0x11BF0, 0x11BF9, U_DECIMAL_DIGIT_NUMBER},
    {0x11F5A, 0x11F5A, U_NON_SPACING_MARK},
    {0x13460, 0x143FA, U_OTHER_LETTER},
    {0x16100, 0x1611D, U_OTHER_LETTER},
    {0x1611E, 0x16129, U_NON_SPACING_MARK},
    {0x1612A, 0x1612C, U_COMBINING_SPACING_MARK},
    {0x1612D, 0x1612F, U_NON_SPACING_MARK},
    {0x16130, 0x16139, U_DECIMAL_DIGIT_NUMBER},
    {0x16D40, 0x16D42, U_MODIFIER_LETTER},
    {0x16D43, 0x16D6A, U_OTHER_LETTER},
    {0x16D6B, 0x16D6C, U_MODIFIER_LETTER},
    {0x16D6D, 0x16D6F, U_OTHER_PUNCTUATION},
    {0x16D70, 0x16D79, U_DECIMAL_DIGIT_NUMBER},
    {0x18CFF, 0x18CFF, U_OTHER_LETTER},
    {0x1CC00, 0x1CCEF, U_OTHER_SYMBOL},
    {0x1CCF0, 0x1CCF9, U_DECIMAL_DIGIT_NUMBER},
    {0x1CD00, 0x1CEB3, U_OTHER_SYMBOL},
    {0x1E5D0, 0x1E5ED, U_OTHER_LETTER},
    {0x1E5EE, 0x1E5EF, U_NON_SPACING_MARK},
    {0x1E5F0, 0x1E5F0, U_OTHER_LETTER},
    {0x1E5F1, 0x1E5FA, U_DECIMAL_DIGIT_NUMBER},
    {0x1E5FF, 0x1E5FF, U_OTHER_PUNCTUATION},
    {0x1F8B2, 0x1F8BB, U_OTHER_SYMBOL},
    {0x1F8C0, 0x1F8C1, U_OTHER_SYMBOL},
    {0x1FA89, 0x1FA89, U_OTHER_SYMBOL},
    {0x1FA8F, 0x1FA8F, U_OTHER_SYMBOL},
    {0x1FABE, 0x1FABE, U_OTHER_SYMBOL},
    {0x1FAC6, 0x1FAC6, U_OTHER_SYMBOL},
    {0x1FADC, 0x1FADC, U_OTHER_SYMBOL},
    {0x1FADF, 0x1FADF, U_OTHER_SYMBOL},
    {0x1FAE9, 0x1FAE9, U_OTHER_SYMBOL},
    {0x1FBCB, 0x1FBEF, U_OTHER_SYMBOL},
    {0x2EBF0, 0x2EE5D, U_OTHER_LETTER},
};

/// Pairs of cases of the newest scripts, for an ICU that is older.
struct CaseRange {
    std::uint32_t first;
    std::uint32_t last;
    std::uint32_t step;
    std::int32_t toLower;
};
constexpr CaseRange kNewCases[] = {
    {0x1C89, 0x1C89, 1, 1},      {0xA7CB, 0xA7CB, 1, 0x264 - 0xA7CB},
    {0xA7CC, 0xA7CE, 2, 1},      {0xA7D2, 0xA7D4, 2, 1},
    {0xA7DA, 0xA7DA, 1, 1},      {0xA7DC, 0xA7DC, 1, 0x19B - 0xA7DC},
    {0x10D50, 0x10D65, 1, 0x20}, {0x16EA0, 0x16EB8, 1, 0x1B},
};

constexpr int kRegexUnicode = 16;

int age(std::uint32_t codePoint) {
    UVersionInfo version;
    u_charAge(static_cast<UChar32>(codePoint), version);
    return version[0];
}

bool isKnownTo(int unicode, std::uint32_t codePoint) {
    const int since = age(codePoint);
    return since > 0 && since <= unicode;
}

constexpr std::uint32_t maskOf(int category) { return 1u << category; }
bool isIn(std::int8_t category, std::uint32_t mask) { return (mask >> category & 1u) != 0; }

/// Filled once: a read costs one load where ICU's trie costs several.
std::vector<std::int8_t> makeCategories() {
    std::vector<std::int8_t> all(kCodePoints, U_UNASSIGNED);
    const auto fill = [](const void* context, UChar32 start, UChar32 limit, UCharCategory category) -> UBool {
        auto& categories = *static_cast<std::vector<std::int8_t>*>(const_cast<void*>(context));
        std::fill(categories.begin() + start, categories.begin() + limit, static_cast<std::int8_t>(category));
        return true;
    };
    u_enumCharTypes(fill, &all);
    for (const CategoryRange& range : kNewCharacters) {
        for (std::uint32_t c = range.first; c <= range.last; ++c) {
            if (all[c] == U_UNASSIGNED) all[c] = static_cast<std::int8_t>(range.category);
        }
    }
    all[0x1171E] = U_COMBINING_SPACING_MARK;  // since Unicode 16
    UVersionInfo version;
    u_getUnicodeVersion(version);
    if (version[0] > kRegexUnicode) {
        for (std::uint32_t c = 0; c < kCodePoints; ++c) {
            if (all[c] != U_UNASSIGNED && age(c) > kRegexUnicode) all[c] = U_UNASSIGNED;
        }
    }
    return all;
}

const std::vector<std::int8_t>& categories() {
    static const std::vector<std::int8_t> all = makeCategories();
    return all;
}

std::vector<std::uint8_t> makeClasses() {
    constexpr std::uint32_t kUpperMask = maskOf(U_UPPERCASE_LETTER) | maskOf(U_TITLECASE_LETTER) |
                                         maskOf(U_MODIFIER_LETTER) | maskOf(U_OTHER_LETTER) | U_GC_M_MASK;
    constexpr std::uint32_t kLowerMask =
        maskOf(U_LOWERCASE_LETTER) | maskOf(U_MODIFIER_LETTER) | maskOf(U_OTHER_LETTER) | U_GC_M_MASK;
    std::array<std::uint8_t, U_CHAR_CATEGORY_COUNT> ofCategory{};
    for (int i = 0; i < U_CHAR_CATEGORY_COUNT; ++i) {
        const std::uint32_t mask = maskOf(i);
        ofCategory[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(
            ((mask & U_GC_L_MASK) != 0 ? kLetter : 0) | ((mask & U_GC_N_MASK) != 0 ? kNumber : 0) |
            ((mask & U_GC_M_MASK) != 0 ? kMark : 0) | ((mask & U_GC_P_MASK) != 0 ? kPunctuation : 0) |
            ((mask & U_GC_S_MASK) != 0 ? kSymbol : 0) | ((mask & kUpperMask) != 0 ? kUpper : 0) |
            ((mask & kLowerMask) != 0 ? kLower : 0));
    }
    std::vector<std::uint8_t> all(kCodePoints);
    const std::vector<std::int8_t>& from = categories();
    for (std::size_t c = 0; c < all.size(); ++c) all[c] = ofCategory[static_cast<std::size_t>(from[c])];
    for (std::uint32_t c = 0; c <= 0x3000; ++c) {
        if (isWhiteSpace(c)) all[c] |= kSpace;
    }
    return all;
}

}  // namespace

const std::uint8_t* characterClasses() {
    static const std::vector<std::uint8_t> all = makeClasses();
    return all.data();
}

std::int8_t category(std::uint32_t codePoint) { return categories()[codePoint]; }

bool isWhiteSpace(std::uint32_t codePoint) {
    if (codePoint < 0x80) return codePoint == ' ' || (codePoint >= 9 && codePoint <= 13);
    if (codePoint < 0x1680) return codePoint == 0x85 || codePoint == 0xA0;
    return codePoint == 0x1680 || (codePoint >= 0x2000 && codePoint <= 0x200A) || codePoint == 0x2028 ||
           codePoint == 0x2029 || codePoint == 0x202F || codePoint == 0x205F || codePoint == 0x3000;
}

bool isWord(std::uint32_t codePoint) {
    constexpr std::uint32_t kWordMask =
        U_GC_L_MASK | U_GC_M_MASK | maskOf(U_LETTER_NUMBER) | maskOf(U_DECIMAL_DIGIT_NUMBER) | U_GC_PC_MASK;
    return isIn(category(codePoint), kWordMask) || codePoint == 0x200C || codePoint == 0x200D ||
           u_hasBinaryProperty(static_cast<UChar32>(codePoint), UCHAR_ALPHABETIC) != 0;
}

bool isBertPunctuation(std::uint32_t codePoint) {
    if (codePoint < 0x80) {
        return (codePoint >= '!' && codePoint <= '/') || (codePoint >= ':' && codePoint <= '@') ||
               (codePoint >= '[' && codePoint <= '`') || (codePoint >= '{' && codePoint <= '~');
    }
    // Two characters have moved to other categories since.
    if (codePoint == 0x166D || codePoint == 0x111C9) return true;
    return isIn(category(codePoint), U_GC_P_MASK) && isKnownTo(8, codePoint);
}

bool isBertControl(std::uint32_t codePoint) {
    if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') return false;
    return isIn(category(codePoint), U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK) && isKnownTo(8, codePoint);
}

bool isBertIdeograph(std::uint32_t codePoint) {
    if (codePoint < 0x3400) return false;
    return (codePoint >= 0x4E00 && codePoint <= 0x9FFF) || codePoint <= 0x4DBF ||
           (codePoint >= 0xF900 && codePoint <= 0xFAFF) || (codePoint >= 0x20000 && codePoint <= 0x2A6DF) ||
           (codePoint >= 0x2A700 && codePoint <= 0x2B81F) || (codePoint >= 0x2B920 && codePoint <= 0x2CEAF) ||
           (codePoint >= 0x2F800 && codePoint <= 0x2FA1F);
}

bool isBertAccent(std::uint32_t codePoint) {
    // Two characters have moved to another category since.
    if (codePoint == 0x1734 || codePoint == 0x1171E) return true;
    if (category(codePoint) != U_NON_SPACING_MARK) return false;
    // Four others were no such marks then.
    return codePoint != 0x1885 && codePoint != 0x1886 && codePoint != 0xA9BD && codePoint != 0x111C9 &&
           isKnownTo(8, codePoint);
}

bool isAccent(std::uint32_t codePoint) {
    if (codePoint == 0x1CF2 || codePoint == 0x1CF3) return true;
    return isIn(category(codePoint), U_GC_M_MASK) && codePoint != 0x111C9 && isKnownTo(9, codePoint);
}

void appendLower(std::string& text, std::uint32_t codePoint) {
    if (codePoint < 0x80) {
        text.push_back(static_cast<char>(codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint));
        return;
    }
    if (codePoint == 0x130) {
        text += "i\xCC\x87";
        return;
    }
    auto lower = static_cast<std::uint32_t>(u_tolower(static_cast<UChar32>(codePoint)));
    if (lower == codePoint && codePoint >= kNewCases[0].first) {
        for (const CaseRange& range : kNewCases) {
            if (codePoint < range.first || codePoint > range.last || (codePoint - range.first) % range.step != 0)
                continue;
            lower = static_cast<std::uint32_t>(static_cast<std::int32_t>(codePoint) + range.toLower);
        }
    }
    appendUtf8(text, lower);
}

void appendUtf8(std::string& text, std::uint32_t codePoint) {
    const auto byte = [&](std::uint32_t value) { text.push_back(static_cast<char>(value)); };
    if (codePoint < 0x80) {
        byte(codePoint);
    } else if (codePoint < 0x800) {
        byte(0xC0 | codePoint >> 6);
        byte(0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
        byte(0xE0 | codePoint >> 12);
        byte(0x80 | (codePoint >> 6 & 0x3F));
        byte(0x80 | (codePoint & 0x3F));
    } else {
        byte(0xF0 | codePoint >> 18);
        byte(0x80 | (codePoint >> 12 & 0x3F));
        byte(0x80 | (codePoint >> 6 & 0x3F));
        byte(0x80 | (codePoint & 0x3F));
    }
}

namespace {

/// How many bytes at `begin` are the beginning of a valid character of several bytes.
std::size_t validBeginning(const char* begin, const char* end) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(begin[i]); };
    const unsigned char first = at(0);
    if (first < 0xC2 || first > 0xF4) return 0;
    const std::size_t length = std::min(characterLength(begin[0]), static_cast<std::size_t>(end - begin));
    if (length < 2) return length;
    // Overlong forms, surrogates, and what lies beyond U+10FFFF begin with these.
    if ((first == 0xE0 && at(1) < 0xA0) || (first == 0xED && at(1) > 0x9F)) return 1;
    if ((first == 0xF0 && at(1) < 0x90) || (first == 0xF4 && at(1) > 0x8F)) return 1;
    std::size_t valid = 1;
    while (valid < length && (at(valid) & 0xC0) == 0x80) ++valid;
    return valid;
}

}  // namespace

std::size_t validCharacter(const char* begin, const char* end) {
    const std::size_t length = characterLength(*begin);
    if (length == 1) return 1;
    return validBeginning(begin, end) == length ? length : 0;
}

std::size_t damagedCharacter(const char* begin, const char* end) {
    return std::max<std::size_t>(validBeginning(begin, end), 1);
}

bool isAscii(std::string_view text) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080ull;
    const char* p = text.data();
    std::size_t left = text.size();
    std::uint64_t seen = 0;
    for (; left >= 8; left -= 8, p += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, p, 8);
        seen |= word;
    }
    for (; left > 0; --left, ++p) seen |= static_cast<unsigned char>(*p);
    return (seen & kHighBits) == 0;
}

bool isUtf8(std::string_view text) {
    if (isAscii(text)) return true;
    const char* end = text.data() + text.size();
    for (const char* p = text.data(); p < end;) {
        const std::size_t length = validCharacter(p, end);
        if (length == 0) return false;
        p += length;
    }
    return true;
}

std::size_t countCharacters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

}  // namespace distillab::tokenizers
