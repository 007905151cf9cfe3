#pragma once

#include "core/tokenizers/normal_forms.h"

#include <string>
#include <vector>

namespace distillab::tokenizers {

/// BERT's clean-up: control characters go, all white space becomes a space, ideographs get spaces around them, accents
/// are stripped, capitals lowered. What becomes of a character is looked up in a table made beforehand.
class BertNormalizer : public Normalizer {
public:
    explicit BertNormalizer(const JsonNode& node);
    void apply(TextBuffer& text, Workspace& workspace) const override;

private:
    /// Appends what becomes of a character that stands alone.
    void append(std::string& to, std::uint32_t codePoint) const;
    std::string madeOf(std::uint32_t codePoint) const;
    bool isOrdered(std::uint32_t codePoint) const;
    /// The long way: step by step, as marks may change places.
    void applySlowly(TextBuffer& text, Workspace& workspace) const;

    bool m_clean;
    bool m_spaceIdeographs;
    bool m_lower;
    bool m_strip;
    NormalForm m_decomposition{NormalForm::D};

    struct Entry {
        std::uint8_t length = 0;  ///< bytes of what becomes of it
        bool isOrdered = false;   ///< a mark that takes part in canonical order and stays
        char bytes[6] = {};
    };
    static constexpr std::uint8_t kLong = 0xFF;  ///< not in the table
    std::vector<Entry> m_entries;                ///< of the code points below U+10000
};

}  // namespace distillab::tokenizers
