#pragma once

#include "core/tokenizers/model.h"

#include <array>
#include <optional>
#include <unordered_set>

namespace distillab::tokenizers {

/// Byte-pair encoding: a word begins as single characters, or bytes, and the pair that was learnt earliest is merged
/// first, until none is left. Sennrich et al., "Neural Machine Translation of Rare Words with Subword Units" (2016).
class BpeModel : public Model {
public:
    /// @param readsBytes  see readModel()
    BpeModel(const JsonNode& node, bool& readsBytes);
    void tokenize(std::string_view text, Span piece, Workspace& workspace, TokenSink& sink) const override;

private:
    struct Rule {
        std::int32_t left = -1;  ///< -1: a free place
        std::int32_t right = -1;
        std::uint32_t rank = 0;
        std::int32_t id = -1;  ///< of the token that the two become
    };
    static constexpr std::uint32_t kNoRank = 0xFFFFFFFF;

    void readMerges(const JsonNode& node);
    void readBytes();
    void findMarkNeighbours();

    void addRule(const Rule& rule);
    const Rule* rule(std::int32_t left, std::int32_t right) const;

    void tokenizePart(std::string_view text, Span part, Workspace& workspace, TokenSink& sink) const;
    void tokenizeNewWord(std::string_view text, Span part, Workspace& workspace, TokenSink& sink) const;
    void takeBytes(std::string_view word, Workspace& workspace) const;
    void takeCharacters(std::string_view word, Workspace& workspace) const;
    std::int32_t characterId(std::string_view character, bool isFirst, bool isLast) const;
    void mergeFew(Workspace& workspace) const;
    void mergeMany(Workspace& workspace) const;

    std::vector<Rule> m_rules;  ///< open addressing
    std::string m_prefix;       ///< of tokens that continue a word
    std::string m_suffix;       ///< of tokens that end one
    std::int32_t m_unknown = -1;
    bool m_fusesUnknown = false;
    bool m_ignoresMerges = false;  ///< a word that is a token stays whole
    bool m_readsBytes = false;
    bool m_fallsBackToBytes = false;
    std::array<std::int32_t, 256> m_byteIds{};  ///< where the text is read by bytes, or falls back to them
    std::array<std::int32_t, 128> m_asciiIds{};
    Vocabulary m_words;  ///< as bytes, where the text is read so
    /// A word may be cut before "▁" after a character that no token joins to it: nothing merges across. Not set where
    /// that cannot be told.
    std::optional<std::unordered_set<std::uint32_t>> m_markNeighbours;
};

}  // namespace distillab::tokenizers
