#pragma once

#include "core/tokenizers/json_node.h"
#include "core/tokenizers/text_buffer.h"
#include "core/tokenizers/vocabulary.h"

#include <memory>
#include <vector>

namespace distillab::tokenizers {

struct Workspace;

/// Where tokens go. Spans, when wanted, are bytes of the normalized text.
struct TokenSink {
    std::vector<std::int32_t>* ids;
    std::vector<Span>* spans;  ///< nullptr when not wanted

    void add(std::int32_t id, std::uint32_t begin, std::uint32_t end) {
        ids->push_back(id);
        if (spans != nullptr) spans->push_back({begin, end});
    }
};

/// Turns a piece of text into tokens of a vocabulary.
class Model {
public:
    virtual ~Model() = default;

    /// @param text   the normalized text
    /// @param piece  the part to take apart, not empty
    virtual void tokenize(std::string_view text, Span piece, Workspace& workspace, TokenSink& sink) const = 0;

    const Vocabulary& vocabulary() const { return m_vocabulary; }

protected:
    Vocabulary m_vocabulary;
};

/// The "model" of a tokenizer.json.
/// @param readsBytes  in: the text comes as bytes written by ByteLevel, and may be left as it is;
///                    out: whether the model chose to read the bytes themselves
/// @throws RequestError naming what is missing, damaged or not supported, and its place
std::unique_ptr<Model> readModel(const JsonNode& node, bool& readsBytes);

/// A {"token": id} vocabulary. @throws RequestError for ids that are no ids, twice there or far beyond the others
void readVocabulary(const JsonNode& node, Vocabulary& vocabulary);
/// The id of the token that a member names, -1 when it is null or unknown.
std::int32_t readTokenId(const JsonNode& node, const char* key, const Vocabulary& vocabulary);

}  // namespace distillab::tokenizers
