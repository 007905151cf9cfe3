#pragma once

#include "core/tokenizers/vocabulary.h"

#include <array>

namespace distillab::tokenizers {

/// The tokens "<0x00>" to "<0xFF>", which stand for single bytes. Ids are -1 where there is none.
/// @return how many there are
std::size_t findByteTokens(const Vocabulary& vocabulary, std::array<std::int32_t, 256>& ids);

/// The byte that such a token stands for, -1 for any other token.
int byteOfToken(std::string_view token);

}  // namespace distillab::tokenizers
