#include "core/tokenizers/icu_pattern.h"

#include "core/base/error.h"
#include "core/tokenizers/workspace.h"

#include <QCoreApplication>

#include <unicode/utext.h>

#include <array>
#include <utility>

namespace distillab::tokenizers {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Tokenizers)
};

/// What the shorthands mean in Oniguruma, as members of a set. Its \w counts six Latin-1 numbers in.
constexpr std::array<std::pair<char, const char*>, 4> kShorthands = {{
    {'s', R"(\p{White_Space})"},
    {'w', R"(\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u00B2\u00B3\u00B9\u00BC-\u00BE)"},
    {'d', R"(\p{Nd})"},
    {'h', "0-9A-Fa-f"},
}};

const char* membersOf(char shorthand) {
    for (const auto& [name, members] : kShorthands) {
        if (name == shorthand) return members;
    }
    return nullptr;
}

/// Reads an expression from left to right; escapes are copied but for the shorthands.
class Translator {
public:
    explicit Translator(std::string_view from) : m_from(from) {}

    std::string translate() {
        while (m_at < m_from.size()) {
            const char c = m_from[m_at];
            if (c == '\\' && m_at + 1 < m_from.size()) {
                escape();
            } else if (c == '[') {
                open();
            } else if (c == ']' && m_depth > 0) {
                --m_depth;
                copy(1);
            } else if (m_depth > 0) {
                member(c);
            } else if (m_from.substr(m_at).starts_with("(?m")) {
                // Ruby's (?m) lets the dot match line ends, which others write (?s).
                m_to += "(?s";
                m_at += 3;
            } else {
                copy(1);
            }
        }
        return std::move(m_to);
    }

private:
    void copy(std::size_t count) {
        m_to.append(m_from.substr(m_at, count));
        m_at += count;
    }
    void open() {
        ++m_depth;
        const bool isNegated = m_from.substr(m_at).starts_with("[^");
        copy(isNegated ? 2 : 1);
        // A bracket that closes at once stands for itself.
        if (m_at < m_from.size() && m_from[m_at] == ']') {
            m_to += "\\]";
            ++m_at;
        }
    }
    void escape() {
        const char name = m_from[m_at + 1];
        const char lower = name >= 'A' && name <= 'Z' ? static_cast<char>(name + 32) : name;
        const char* const members = membersOf(lower);
        if (members == nullptr) {
            // With what belongs to it: \p{Lu}, \x{1F600}.
            const bool hasBraces = m_from.substr(m_at + 2).starts_with('{') && (lower == 'p' || lower == 'x');
            const std::size_t close = hasBraces ? m_from.find('}', m_at) : std::string_view::npos;
            copy(close == std::string_view::npos ? 2 : close + 1 - m_at);
            return;
        }
        m_at += 2;
        const bool isNegated = name != lower;
        if (m_depth > 0 && !isNegated) {
            m_to += members;
        } else {
            m_to += (isNegated ? "[^" : "[") + std::string(members) + "]";
        }
    }
    /// Inside a set ICU has operators (&, -, $, {…}) where Oniguruma has plain characters.
    void member(char c) {
        const std::string_view rest = m_from.substr(m_at);
        if (rest.starts_with("&&")) {
            copy(2);
        } else if (c == '-' && !rest.starts_with("--") && !rest.starts_with("-[")) {
            copy(1);
        } else if (std::string_view("&-${}^#'\"()*+?.|/ ").find(c) != std::string_view::npos) {
            m_to += '\\';
            copy(1);
        } else {
            copy(1);
        }
    }

    std::string_view m_from;
    std::string m_to;
    std::size_t m_at = 0;
    int m_depth = 0;
};

[[noreturn]] void throwTooHard() {
    throw WorkError(Text::tr("a regular expression of the tokenizer takes too long on this text"), {},
                    Text::tr("Shorten the text, or choose a model with another tokenizer."));
}

}  // namespace

std::string toIcuSyntax(std::string_view expression) { return Translator(expression).translate(); }

IcuPattern::IcuPattern(const std::string& expression, const JsonNode& node) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError place;
    // As in Ruby: only \n ends a line, ^ and $ stand at every line.
    const std::uint32_t flags = UREGEX_MULTILINE | UREGEX_UNIX_LINES;
    m_pattern.reset(
        icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(toIcuSyntax(expression)), flags, place, status));
    if (U_FAILURE(status)) {
        node.fail(Text::tr("the regular expression \"%1\" is not understood (%2)")
                      .arg(QString::fromStdString(expression), QLatin1String(u_errorName(status))));
    }
}

void IcuPattern::find(std::string_view text, Span range, Workspace& workspace, std::vector<Span>& matches) const {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::RegexMatcher>& matcher = workspace.matchers[this];
    if (!matcher) matcher.reset(m_pattern->matcher(status));
    UText input = UTEXT_INITIALIZER;
    utext_openUTF8(&input, text.data() + range.begin, static_cast<std::int64_t>(range.end - range.begin), &status);
    if (U_FAILURE(status)) throw std::bad_alloc();
    matcher->reset(&input);
    while (matcher->find(status)) {
        const auto begin = static_cast<std::uint32_t>(matcher->start64(status));
        const auto end = static_cast<std::uint32_t>(matcher->end64(status));
        matches.push_back({range.begin + begin, range.begin + end});
    }
    utext_close(&input);
    if (U_FAILURE(status)) throwTooHard();
}

}  // namespace distillab::tokenizers
