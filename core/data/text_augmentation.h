#pragma once

#include "core/data/text_dataset.h"
#include "core/experiment/experiment.h"

#include <string>
#include <string_view>

namespace distillab::data {

/// A changed copy of a text: each word masked with probability `mask`, then with probability `ngram` cut to 1 to 5
/// words in a row. Words stand between spaces; a Chinese or Japanese character is a word of its own.
/// @param maskToken  as the tokenizer writes it: "[MASK]"
std::string changedCopy(std::string_view text, const experiment::TextAugmentation& spec, std::string_view maskToken,
                        std::uint64_t seed);

/// `spec.copies` changed copies of each text (of pairs: of both texts), without labels. Copies that equal a text or one
/// another are left out. The same arguments give the same copies.
TextSubset changedCopies(const TextSubset& texts, const experiment::TextAugmentation& spec, std::string_view maskToken,
                         std::uint64_t seed, std::uint64_t mostInMemory);

}  // namespace distillab::data
