#pragma once

#include "core/tokenizers/tokenizer.h"

#include <QList>
#include <QString>

namespace distillab::ui {

/// One token as it is shown.
struct TokenChip {
    enum class Kind {
        Word,     ///< stands for a piece of the text
        Special,  ///< put in by the tokenizer, as [CLS]
        Cut       ///< beyond the maximal length: the model never sees it
    };
    QString text;
    Kind kind = Kind::Word;
    bool operator==(const TokenChip&) const = default;
};

struct TokenizedText {
    QList<TokenChip> chips;  ///< what the model reads, then the beginning of what is cut off
    int read = 0;            ///< tokens that the model reads, special ones among them
    int cut = 0;             ///< tokens that are cut off, shown or not
};

/// A text (or a pair of texts) as the model reads it.
/// @param pair       empty for a single text
/// @param maxLength  tokens, special ones included
TokenizedText tokenize(const tokenizers::Tokenizer& tokenizer, const QString& text, const QString& pair, int maxLength);

}  // namespace distillab::ui
