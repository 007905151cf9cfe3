#pragma once

#include "core/tokenizers/model.h"
#include "core/tokenizers/trie.h"

#include <array>

namespace distillab::tokenizers {

/// SentencePiece's unigram language model: of all ways to cut a piece, the one whose tokens have the largest sum of log
/// probabilities, found by Viterbi's algorithm. Kudo, "Subword Regularization" (2018).
class UnigramModel : public Model {
public:
    explicit UnigramModel(const JsonNode& node);
    void tokenize(std::string_view text, Span piece, Workspace& workspace, TokenSink& sink) const override;

private:
    void tokenizeNewWord(std::string_view text, Span piece, Workspace& workspace, TokenSink& sink) const;
    void addUnknown(std::string_view text, Span piece, TokenSink& sink) const;

    Trie m_trie;
    std::vector<double> m_scores;
    double m_unknownScore = 0.0;
    std::int32_t m_unknown = -1;
    bool m_fallsBackToBytes = false;  ///< unknown characters become byte tokens
    std::array<std::int32_t, 256> m_byteIds{};
};

}  // namespace distillab::tokenizers
