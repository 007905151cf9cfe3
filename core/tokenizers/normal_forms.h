#pragma once

#include "core/tokenizers/normalizer.h"

#include <unicode/normalizer2.h>

namespace distillab::tokenizers {

/// NFC, NFD, NFKC and NFKD as of Unicode 9, which is what Hugging Face's library knows.
class NormalForm : public Normalizer {
public:
    enum Kind { C, D, KC, KD };

    explicit NormalForm(Kind kind);
    void apply(TextBuffer& text, Workspace& workspace) const override;

    /// The form of one code point by itself.
    icu::UnicodeString of(std::uint32_t codePoint) const;

private:
    void applyTracked(TextBuffer& text, Workspace& workspace) const;

    icu::FilteredNormalizer2 m_form;
};

}  // namespace distillab::tokenizers
