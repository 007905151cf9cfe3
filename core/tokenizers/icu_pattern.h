#pragma once

#include "core/tokenizers/pattern.h"

#include <unicode/regex.h>

#include <memory>

namespace distillab::tokenizers {

/// A regular expression written for Oniguruma's Ruby syntax, run by ICU.
class IcuPattern : public Pattern {
public:
    /// @throws RequestError at the node when ICU does not understand it
    IcuPattern(const std::string& expression, const JsonNode& node);

    void find(std::string_view text, Span range, Workspace& workspace, std::vector<Span>& matches) const override;

private:
    std::unique_ptr<icu::RegexPattern> m_pattern;
};

/// The same expression as ICU means it: character classes such as \s have other members there, sets other operators.
std::string toIcuSyntax(std::string_view expression);

}  // namespace distillab::tokenizers
