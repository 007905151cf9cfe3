#pragma once

#include "core/tokenizers/json_node.h"
#include "core/tokenizers/text_buffer.h"

#include <memory>

namespace distillab::tokenizers {

struct Workspace;

/// Changes a text before it is taken apart.
class Normalizer {
public:
    virtual ~Normalizer() = default;

    /// Works on `text`, with workspace.spare as scratch space.
    virtual void apply(TextBuffer& text, Workspace& workspace) const = 0;
};

/// The "normalizer" of a tokenizer.json. @throws RequestError naming what is not supported, and its place
std::unique_ptr<Normalizer> readNormalizer(const JsonNode& node);

/// ByteLevel's way to write each byte as a visible character, in UTF-8.
std::string_view byteLevelCharacter(unsigned char byte);
/// The byte that such a character stands for, -1 for any other character.
int byteOfByteLevelCharacter(std::uint32_t codePoint);
/// Writes every byte of text[span] by its character.
void appendByteLevel(const TextBuffer& from, Span span, TextBuffer& to);

}  // namespace distillab::tokenizers
