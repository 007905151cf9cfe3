#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace distillab::bundle {

/// BERT's tokenizer as tokenizer.json describes it: enough to rebuild it in a hundred lines of any language.
struct WordPiece {
    QStringList vocabulary;  ///< by id
    QString first, separator, unknown;
    int longestWord = 100;  ///< characters
    bool lowerCase = true;
    bool stripAccents = true;
    bool spaceIdeographs = true;
};

/// @return nothing where tokenizer.json describes any other tokenizer, or BERT's with something unusual to it
std::optional<WordPiece> wordPieceIn(const QByteArray& tokenizerJson);

/// "BPE", "Unigram": what cuts words into tokens.
QString tokenizerKindIn(const QByteArray& tokenizerJson);

}  // namespace distillab::bundle
