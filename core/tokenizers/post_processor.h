#pragma once

#include "core/tokenizers/json_node.h"
#include "core/tokenizers/text_buffer.h"
#include "core/tokenizers/tokenizer.h"
#include "core/tokenizers/vocabulary.h"

#include <functional>
#include <optional>
#include <vector>

namespace distillab::tokenizers {

/// Puts special tokens around one sequence or two, and tells the two apart by type ids.
class PostProcessor {
public:
    /// No special tokens; the second sequence has type 1.
    PostProcessor() = default;
    /// @param idOf  the id of a token, -1 when there is none
    /// @throws RequestError naming what is not supported, and its place
    PostProcessor(const JsonNode& node, const std::function<std::int32_t(const std::string&)>& idOf);

    std::size_t specialTokens(bool isPair) const;
    bool usesTypeIds() const;

    /// Takes white space off the offsets, where the tokenizer does so.
    /// @param text  what the offsets point into
    void trimOffsets(Encoding& sequence, std::string_view text, const Vocabulary& vocabulary) const;
    /// The same for an added token, which may have taken white space along.
    /// @param text     what was found, with that white space
    /// @param isFirst  whether it is the sequence's first token
    Span trimmed(std::string_view text, Span offsets, bool isFirst) const;
    /// @param second  nullptr for a single sequence
    Encoding join(Encoding&& first, const Encoding* second, const EncodeOptions& options) const;

private:
    struct Part {
        int sequence = -1;  ///< 0 or 1; -1: special tokens
        std::vector<std::int32_t> ids;
        std::int32_t typeId = 0;
    };
    using Template = std::vector<Part>;

    void read(const JsonNode& node, const std::function<std::int32_t(const std::string&)>& idOf);
    Template readTemplate(const JsonNode& list, const JsonNode& specialTokens) const;
    void useTemplate(const JsonNode& node, Template single, Template pair);

    std::optional<Template> m_single;
    Template m_pair;
    bool m_typesWithoutSpecial = true;  ///< whether the template's types hold without its special tokens
    std::int32_t m_secondType = 1;      ///< of the second sequence where no template tells
    std::vector<bool> m_trims;          ///< one for each step that trims: whether a prefix space was added
};

}  // namespace distillab::tokenizers
