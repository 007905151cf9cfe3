#pragma once

#include "core/tokenizers/normalizer.h"

#include <string>
#include <vector>

namespace distillab::tokenizers {

/// SentencePiece's precompiled character map: a double-array trie (darts-clone) and the texts that it points into.
class PrecompiledNormalizer : public Normalizer {
public:
    explicit PrecompiledNormalizer(const JsonNode& node);
    void apply(TextBuffer& text, Workspace& workspace) const override;

private:
    /// What the shortest known beginning of this text becomes, nullptr when no beginning is known.
    const char* find(std::string_view text) const;

    std::vector<std::uint32_t> m_units;
    std::string m_texts;  ///< each ends with NUL
};

}  // namespace distillab::tokenizers
