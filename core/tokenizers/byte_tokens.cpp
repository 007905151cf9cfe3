#include "core/tokenizers/byte_tokens.h"

namespace distillab::tokenizers {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEF";

int digitOf(char c) {
    const std::size_t found = kDigits.find(c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c);
    return found == std::string_view::npos ? -1 : static_cast<int>(found);
}

}  // namespace

std::size_t findByteTokens(const Vocabulary& vocabulary, std::array<std::int32_t, 256>& ids) {
    std::size_t count = 0;
    for (std::size_t byte = 0; byte < ids.size(); ++byte) {
        const char token[] = {'<', '0', 'x', kDigits[byte >> 4], kDigits[byte & 15], '>'};
        ids[byte] = vocabulary.find({token, sizeof token});
        if (ids[byte] >= 0) ++count;
    }
    return count;
}

int byteOfToken(std::string_view token) {
    if (token.size() != 6 || !token.starts_with("<0x") || token[5] != '>') return -1;
    const int high = digitOf(token[3]);
    const int low = digitOf(token[4]);
    return high < 0 || low < 0 ? -1 : 16 * high + low;
}

}  // namespace distillab::tokenizers
