#pragma once

#include "core/tokenizers/json_node.h"
#include "core/tokenizers/text_buffer.h"

#include <memory>
#include <vector>

namespace distillab::tokenizers {

struct Workspace;

/// Cuts a normalized text into pieces, which the model then takes one by one.
class PreTokenizer {
public:
    virtual ~PreTokenizer() = default;

    /// Cuts each of workspace.pieces, which lie inside `text`; may change the text.
    /// @param atBegin  whether the text begins where the user's text does
    virtual void apply(TextBuffer& text, bool atBegin, Workspace& workspace) const = 0;

    /// Tells that other pre-tokenizers cut the text before; said once, while loading.
    virtual void followOthers() {}
    /// Whether apply() reads the text's origin even where no offsets are wanted.
    virtual bool needsOrigin() const { return false; }

    /// Whether the last step is to write bytes as characters, and may be left to a model that reads bytes itself.
    virtual bool endsWithByteLevel() const { return false; }
    virtual void leaveOutByteLevel() {}
};

/// The "pre_tokenizer" of a tokenizer.json. @throws RequestError naming what is not supported, and its place
std::unique_ptr<PreTokenizer> readPreTokenizer(const JsonNode& node);

}  // namespace distillab::tokenizers
