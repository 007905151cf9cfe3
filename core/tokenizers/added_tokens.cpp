#include "core/tokenizers/added_tokens.h"

#include <algorithm>

namespace distillab::tokenizers {
namespace {

/// Where the character before `position` begins.
std::size_t before(std::string_view text, std::size_t position) {
    do {
        --position;
    } while ((static_cast<unsigned char>(text[position]) & 0xC0) == 0x80);
    return position;
}

std::uint32_t characterAt(std::string_view text, std::size_t position) {
    const char* p = text.data() + position;
    return decode(p);
}

}  // namespace

AddedTokenFinder::AddedTokenFinder(std::vector<AddedToken> tokens) : m_tokens(std::move(tokens)) {
    std::vector<Trie::Key> keys;
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
        const std::string& content = m_tokens[i].content;
        if (content.empty()) continue;
        keys.emplace_back(content, static_cast<std::int32_t>(i));
        m_begins[static_cast<unsigned char>(content[0])] = true;
    }
    m_trie = Trie(std::move(keys));
}

void AddedTokenFinder::find(std::string_view text, std::vector<Found>& found) const {
    found.clear();
    if (m_tokens.empty()) return;
    std::size_t free = 0;  // what lies before belongs to a token already
    for (std::size_t at = 0; at < text.size();) {
        if (!m_begins[static_cast<unsigned char>(text[at])]) {
            ++at;
            continue;
        }
        const Trie::Match match = m_trie.longest(text.data() + at, text.data() + text.size());
        if (match.value < 0) {
            ++at;
            continue;
        }
        const AddedToken& token = m_tokens[static_cast<std::size_t>(match.value)];
        std::size_t begin = at;
        std::size_t end = at + match.length;
        at = end;
        if (token.singleWord && ((begin > 0 && isWord(characterAt(text, before(text, begin)))) ||
                                 (end < text.size() && isWord(characterAt(text, end))))) {
            continue;
        }
        if (token.stripLeft) {
            while (begin > free && isWhiteSpace(characterAt(text, before(text, begin)))) begin = before(text, begin);
        }
        if (token.stripRight) {
            while (end < text.size() && isWhiteSpace(characterAt(text, end))) end += characterLength(text[end]);
        }
        found.push_back({token.id, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}});
        free = end;
    }
}

}  // namespace distillab::tokenizers
