#pragma once

#include "core/tokenizers/model.h"
#include "core/tokenizers/trie.h"

namespace distillab::tokenizers {

/// BERT's WordPiece: from the left, always the longest token that fits; a word with a rest that no token begins is
/// unknown as a whole.
class WordPieceModel : public Model {
public:
    explicit WordPieceModel(const JsonNode& node);
    void tokenize(std::string_view text, Span piece, Workspace& workspace, TokenSink& sink) const override;

private:
    void tokenizeNewWord(std::string_view text, Span piece, TokenSink& sink) const;

    std::int32_t m_unknown = -1;
    std::size_t m_mostCharacters = 100;
    Trie m_beginnings;
    Trie m_continuations;  ///< without the "##"
};

}  // namespace distillab::tokenizers
