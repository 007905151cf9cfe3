#pragma once

#include "core/tokenizers/json_node.h"
#include "core/tokenizers/text_buffer.h"

#include <memory>
#include <string_view>
#include <vector>

namespace distillab::tokenizers {

struct Workspace;

/// What a Split or Replace looks for.
class Pattern {
public:
    virtual ~Pattern() = default;

    /// Appends the matches in text[range], first to last, as ranges of text.
    virtual void find(std::string_view text, Span range, Workspace& workspace, std::vector<Span>& matches) const = 0;
};

/// {"String": …} or {"Regex": …}. The regular expressions of well-known pre-tokenizers are read by scanners written by
/// hand, all others by ICU, with what differs between it and Oniguruma (the engine of Hugging Face) translated.
/// @throws RequestError naming the place
std::unique_ptr<Pattern> readPattern(const JsonNode& node);

/// The expression that ByteLevel splits by, GPT-2's.
const Pattern& gpt2Pattern();

/// How a separator is treated.
enum class Split { Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous };
/// @throws RequestError when the word is none of these
Split readSplit(const JsonNode& node);

/// Cuts `range` at `matches`, which lie inside it in order, and appends what is not empty to `pieces`.
void split(Span range, const std::vector<Span>& matches, Split behavior, bool invert, std::vector<Span>& pieces);

}  // namespace distillab::tokenizers
