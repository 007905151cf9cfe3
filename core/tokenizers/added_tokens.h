#pragma once

#include "core/tokenizers/text_buffer.h"
#include "core/tokenizers/trie.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace distillab::tokenizers {

/// A token that is found in the text before anything else happens to it.
struct AddedToken {
    std::string content;
    std::int32_t id = -1;
    bool singleWord = false;  ///< not inside of a word
    bool stripLeft = false;   ///< takes the white space before it along
    bool stripRight = false;
    bool normalized = false;  ///< is looked for in the normalized text
    bool special = false;     ///< left out when decoding
};

/// Finds added tokens in a text: the leftmost first, of several the longest.
class AddedTokenFinder {
public:
    struct Found {
        std::int32_t id;
        Span span;
    };

    AddedTokenFinder() = default;
    /// @param tokens  with contents as they are to be looked for
    explicit AddedTokenFinder(std::vector<AddedToken> tokens);

    /// All in a text, first to last; spans do not overlap.
    void find(std::string_view text, std::vector<Found>& found) const;

private:
    std::vector<AddedToken> m_tokens;
    Trie m_trie;
    std::array<bool, 256> m_begins{};  ///< bytes that a token begins with
};

}  // namespace distillab::tokenizers
