#pragma once

#include "core/tokenizers/added_tokens.h"
#include "core/tokenizers/text_buffer.h"
#include "core/tokenizers/word_cache.h"

#include <unicode/regex.h>

#include <memory>
#include <unordered_map>
#include <vector>

namespace distillab::tokenizers {

class IcuPattern;

/// What one thread needs to encode; kept from text to text, so that nothing is allocated once it has grown.
struct Workspace {
    TextBuffer text;     ///< the whole input
    TextBuffer segment;  ///< a part of it between added tokens
    TextBuffer part;     ///< a part of the normalized segment between added tokens
    TextBuffer spare;    ///< where a step writes what it makes of its input
    std::vector<Span> pieces;
    std::vector<Span> morePieces;
    std::vector<Span> matches;
    std::vector<AddedTokenFinder::Found> rawTokens;
    std::vector<AddedTokenFinder::Found> normalizedTokens;

    struct Symbol {
        std::int32_t id = -1;
        std::uint32_t length = 0;  ///< bytes, 0 once merged into the one before
        std::int32_t previous = -1;
        std::int32_t next = -1;
    };
    struct Merge {
        std::uint32_t rank = 0;
        std::int32_t position = 0;
        std::int32_t id = -1;
    };
    std::vector<Symbol> symbols;
    std::vector<std::uint32_t> ranks;
    std::vector<std::int32_t> merged;
    std::vector<Merge> merges;

    struct BestPath {
        double score = 0.0;
        std::int32_t begin = -1;  ///< -1: nothing ends here
        std::int32_t id = -1;
    };
    std::vector<BestPath> paths;

    WordCache cache;
    std::unordered_map<const IcuPattern*, std::unique_ptr<icu::RegexMatcher>> matchers;
};

}  // namespace distillab::tokenizers
