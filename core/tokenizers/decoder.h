#pragma once

#include "core/tokenizers/json_node.h"

#include <memory>
#include <string>
#include <vector>

namespace distillab::tokenizers {

/// Turns tokens back into text: each step rewrites the list of texts, which is joined in the end.
class Decoder {
public:
    virtual ~Decoder() = default;
    virtual void apply(std::vector<std::string>& texts) const = 0;
};

/// The "decoder" of a tokenizer.json. @throws RequestError naming what is not supported, and its place
std::unique_ptr<Decoder> readDecoder(const JsonNode& node);

}  // namespace distillab::tokenizers
