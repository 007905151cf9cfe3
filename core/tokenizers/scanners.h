#pragma once

#include <string_view>

namespace distillab::tokenizers {

/// The end of the match of one expression at the begin of a text, or that begin where nothing matches.
/// The text is valid UTF-8 and not empty.
using Scanner = const char* (*)(const char* begin, const char* end);

/// The scanner written for exactly this regular expression, nullptr if there is none.
Scanner scannerFor(std::string_view expression);

const char* scanGpt2(const char* begin, const char* end);

}  // namespace distillab::tokenizers
