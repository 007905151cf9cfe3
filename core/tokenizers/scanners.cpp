#include "core/tokenizers/scanners.h"

#include "core/tokenizers/unicode.h"

#include <array>
#include <utility>

namespace distillab::tokenizers {
namespace {

/// The classes of ASCII, known without the large table.
constexpr std::array<std::uint8_t, 128> kAsciiClasses = [] {
    std::array<std::uint8_t, 128> classes{};
    for (std::size_t c = 0; c < classes.size(); ++c) {
        const bool isUpper = c >= 'A' && c <= 'Z';
        const bool isLower = c >= 'a' && c <= 'z';
        if (isUpper) classes[c] = kLetter | kUpper;
        if (isLower) classes[c] = kLetter | kLower;
        if (c >= '0' && c <= '9') classes[c] = kNumber;
        if (c == ' ' || (c >= 9 && c <= 13)) classes[c] = kSpace;
        if (c > ' ' && c < 127 && classes[c] == 0) classes[c] = kPunctuation;
        if (std::string_view("$+<=>^`|~").find(static_cast<char>(c)) != std::string_view::npos) classes[c] = kSymbol;
    }
    return classes;
}();

std::uint8_t classAt(const char*& p) {
    const auto byte = static_cast<unsigned char>(*p);
    if (byte >= 0x80) return characterClasses()[decode(p)];
    ++p;
    return kAsciiClasses[byte];
}

/// The end of the run of characters that have one of these classes.
const char* run(const char* p, const char* end, std::uint8_t classes) {
    while (p < end) {
        const char* next = p;
        if ((classAt(next) & classes) == 0) break;
        p = next;
    }
    return p;
}

/// The end of the run of characters that have none of these classes.
const char* runWithout(const char* p, const char* end, std::uint8_t classes) {
    while (p < end) {
        const char* next = p;
        if ((classAt(next) & classes) != 0) break;
        p = next;
    }
    return p;
}

bool isLineEnd(char c) { return c == '\r' || c == '\n'; }

const char* lineEnds(const char* p, const char* end) {
    while (p < end && isLineEnd(*p)) ++p;
    return p;
}

char lowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// 's|'t|'re|'ve|'m|'ll|'d
const char* contraction(const char* p, const char* end) {
    if (*p != '\'' || end - p < 2) return p;
    const char first = p[1];
    if (first == 's' || first == 't' || first == 'm' || first == 'd') return p + 2;
    if (end - p < 3) return p;
    const bool isLong = (first == 'r' && p[2] == 'e') || (first == 'v' && p[2] == 'e') || (first == 'l' && p[2] == 'l');
    return isLong ? p + 3 : p;
}

/// (?i:'s|'t|'re|'ve|'m|'ll|'d); the long s is an s in another case.
const char* anyCaseContraction(const char* p, const char* end) {
    if (*p != '\'' || end - p < 2) return p;
    const char first = lowerAscii(p[1]);
    if (first == 's' || first == 't' || first == 'm' || first == 'd') return p + 2;
    if (end - p < 3) return p;
    if (p[1] == '\xC5' && p[2] == '\xBF') return p + 3;
    const char second = lowerAscii(p[2]);
    const bool isLong =
        (first == 'r' && second == 'e') || (first == 'v' && second == 'e') || (first == 'l' && second == 'l');
    return isLong ? p + 3 : p;
}

/// \s+(?!\S)|\s+ : white space, but for the last character when a word follows that may want it.
const char* spaces(const char* begin, const char* end) {
    const char* last = begin;
    const char* p = begin;
    while (p < end) {
        const char* next = p;
        if ((classAt(next) & kSpace) == 0) break;
        last = p;
        p = next;
    }
    return p == end || last == begin ? p : last;
}

/// \s*[\r\n]+|\s+(?!\S)|\s+
const char* spacesToLineEnd(const char* begin, const char* end) {
    const char* afterLineEnd = begin;
    const char* last = begin;
    const char* p = begin;
    while (p < end) {
        const char* next = p;
        if ((classAt(next) & kSpace) == 0) break;
        if (isLineEnd(*p)) afterLineEnd = next;
        last = p;
        p = next;
    }
    if (afterLineEnd != begin) return afterLineEnd;
    return p == end || last == begin ? p : last;
}

/// \p{N}{1,most}
template <int most>
const char* numbers(const char* p, const char* end) {
    for (int count = 0; count < most && p < end; ++count) {
        const char* next = p;
        if ((classAt(next) & kNumber) == 0) break;
        p = next;
    }
    return p;
}

/// GPT-4, Llama 3 (three digits at most) and Qwen 2 (one).
template <int mostDigits>
const char* scanGpt4(const char* begin, const char* end) {
    if (const char* after = anyCaseContraction(begin, end); after != begin) return after;
    const char* second = begin;
    const std::uint8_t first = classAt(second);
    if ((first & kLetter) != 0) return run(second, end, kLetter);
    if ((first & kNumber) != 0) return numbers<mostDigits>(begin, end);
    if (!isLineEnd(*begin)) {
        if (const char* after = run(second, end, kLetter); after != second) return after;
    }
    constexpr std::uint8_t kNoSymbol = kSpace | kLetter | kNumber;
    const char* symbols = *begin == ' ' ? second : begin;
    if (const char* after = runWithout(symbols, end, kNoSymbol); after != symbols) return lineEnds(after, end);
    return spacesToLineEnd(begin, end);
}

/// [Upper]*[Lower]+ as a backtracking engine finds it, nullptr when it does not match.
const char* capitalsThenSmall(const char* p, const char* end) {
    const char* afterSmall = nullptr;
    while (p < end) {
        const char* next = p;
        const std::uint8_t kind = classAt(next);
        if ((kind & kUpper) == 0) return (kind & kLower) != 0 ? run(next, end, kLower) : afterSmall;
        if ((kind & kLower) != 0) afterSmall = next;
        p = next;
    }
    return afterSmall;
}

const char* withContraction(const char* p, const char* end) { return p < end ? anyCaseContraction(p, end) : p; }

/// GPT-4o.
const char* scanGpt4o(const char* begin, const char* end) {
    const char* second = begin;
    const std::uint8_t first = classAt(second);
    const bool isPrefix = (first & (kLetter | kNumber)) == 0 && !isLineEnd(*begin);
    if (isPrefix) {
        if (const char* after = capitalsThenSmall(second, end)) return withContraction(after, end);
    }
    if (const char* after = capitalsThenSmall(begin, end)) return withContraction(after, end);
    if (isPrefix) {
        if (const char* after = run(second, end, kUpper); after != second) {
            return withContraction(run(after, end, kLower), end);
        }
    }
    if ((first & kUpper) != 0) return withContraction(run(run(second, end, kUpper), end, kLower), end);
    if ((first & kNumber) != 0) return numbers<3>(begin, end);
    constexpr std::uint8_t kNoSymbol = kSpace | kLetter | kNumber;
    const char* symbols = *begin == ' ' ? second : begin;
    if (const char* after = runWithout(symbols, end, kNoSymbol); after != symbols) {
        while (after < end && (isLineEnd(*after) || *after == '/')) ++after;
        return after;
    }
    return spacesToLineEnd(begin, end);
}

bool isAsciiLetter(char c) {
    const char lower = lowerAscii(c);
    return lower >= 'a' && lower <= 'z';
}

/// DeepSeek V3's last expression. Digits and what is unassigned match nothing.
const char* scanDeepSeek(const char* begin, const char* end) {
    const auto byte = static_cast<unsigned char>(*begin);
    if (byte < 0x80 && isBertPunctuation(byte) && begin + 1 < end && isAsciiLetter(begin[1])) {
        const char* p = begin + 1;
        while (p < end && isAsciiLetter(*p)) ++p;
        return p;
    }
    constexpr std::uint8_t kWord = kLetter | kMark;
    constexpr std::uint8_t kSign = kPunctuation | kSymbol;
    const char* second = begin;
    const std::uint8_t first = classAt(second);
    if ((first & (kLetter | kSign)) == 0 && !isLineEnd(*begin)) {
        if (const char* after = run(second, end, kWord); after != second) return after;
    }
    if ((first & kWord) != 0) return run(second, end, kWord);
    const char* signs = *begin == ' ' ? second : begin;
    if (const char* after = run(signs, end, kSign); after != signs) return lineEnds(after, end);
    return spacesToLineEnd(begin, end);
}

/// [一-龥぀-ゟ゠-ヿ]+
const char* scanChineseAndKana(const char* p, const char* end) {
    while (p < end) {
        const char* next = p;
        const std::uint32_t c = decode(next);
        if (!((c >= 0x4E00 && c <= 0x9FA5) || (c >= 0x3040 && c <= 0x30FF))) break;
        p = next;
    }
    return p;
}

constexpr std::array<std::pair<std::string_view, Scanner>, 8> kScanners = {{
    {R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)", scanGpt2},
    {R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|)"
     R"(\s*[\r\n]+|\s+(?!\S)|\s+)",
     scanGpt4<3>},
    {R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|)"
     R"(\s*[\r\n]+|\s+(?!\S)|\s+)",
     scanGpt4<1>},
    {R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|)"
     R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|)"
     R"(\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)",
     scanGpt4o},
    {"[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\r\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| "
     "?[\\p{P}\\p{S}]+[\r\n]*|\\s*[\r\n]+|\\s+(?!\\S)|\\s+",
     scanDeepSeek},
    {"[一-龥぀-ゟ゠-ヿ]+", scanChineseAndKana},
    {R"(\p{N}{1,3})", numbers<3>},
    {R"(\p{N})", numbers<1>},
}};

}  // namespace

const char* scanGpt2(const char* begin, const char* end) {
    if (const char* after = contraction(begin, end); after != begin) return after;
    const char* word = *begin == ' ' ? begin + 1 : begin;
    if (word < end) {
        constexpr std::uint8_t kNoSymbol = kSpace | kLetter | kNumber;
        const char* next = word;
        const std::uint8_t first = classAt(next);
        if ((first & kLetter) != 0) return run(next, end, kLetter);
        if ((first & kNumber) != 0) return run(next, end, kNumber);
        if ((first & kSpace) == 0) return runWithout(next, end, kNoSymbol);
    }
    return spaces(begin, end);
}

Scanner scannerFor(std::string_view expression) {
    for (const auto& [known, scanner] : kScanners) {
        if (expression == known) return scanner;
    }
    return nullptr;
}

}  // namespace distillab::tokenizers
