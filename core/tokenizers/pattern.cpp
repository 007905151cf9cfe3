#include "core/tokenizers/pattern.h"

#include "core/tokenizers/icu_pattern.h"
#include "core/tokenizers/scanners.h"
#include "core/tokenizers/workspace.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace distillab::tokenizers {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Tokenizers)
};

class LiteralPattern : public Pattern {
public:
    explicit LiteralPattern(std::string literal) : m_literal(std::move(literal)) {}

    void find(std::string_view text, Span range, Workspace&, std::vector<Span>& matches) const override {
        if (m_literal.empty()) return;
        const std::string_view inside = text.substr(0, range.end);
        for (std::size_t at = inside.find(m_literal, range.begin); at != std::string_view::npos;
             at = inside.find(m_literal, at + m_literal.size())) {
            matches.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + m_literal.size())});
        }
    }

private:
    std::string m_literal;
};

class ScannerPattern : public Pattern {
public:
    explicit ScannerPattern(Scanner scan) : m_scan(scan) {}

    void find(std::string_view text, Span range, Workspace&, std::vector<Span>& matches) const override {
        const char* const data = text.data();
        const char* const end = data + range.end;
        for (const char* p = data + range.begin; p < end;) {
            const char* const matchEnd = m_scan(p, end);
            if (matchEnd == p) {
                p += characterLength(*p);
                continue;
            }
            matches.push_back({static_cast<std::uint32_t>(p - data), static_cast<std::uint32_t>(matchEnd - data)});
            p = matchEnd;
        }
    }

private:
    Scanner m_scan;
};

struct Piece {
    Span span;
    bool isMatch;
};

/// The whole range as matches and what lies between them.
template <typename Visit>
void forEachPiece(Span range, const std::vector<Span>& matches, bool invert, Visit visit) {
    std::uint32_t previous = range.begin;
    for (const Span& match : matches) {
        if (match.begin != previous) visit(Piece{{previous, match.begin}, invert});
        visit(Piece{match, !invert});
        previous = match.end;
    }
    if (previous != range.end) visit(Piece{{previous, range.end}, invert});
}

}  // namespace

std::unique_ptr<Pattern> readPattern(const JsonNode& node) {
    if (const auto literal = node.find("String")) return std::make_unique<LiteralPattern>(literal->text());
    const JsonNode regex = node.at("Regex");
    const std::string expression = regex.text();
    if (const Scanner scanner = scannerFor(expression)) return std::make_unique<ScannerPattern>(scanner);
    return std::make_unique<IcuPattern>(expression, regex);
}

const Pattern& gpt2Pattern() {
    static const ScannerPattern pattern(scanGpt2);
    return pattern;
}

Split readSplit(const JsonNode& node) {
    static constexpr std::array<std::pair<const char*, Split>, 5> kNames = {
        {{"Removed", Split::Removed},
         {"Isolated", Split::Isolated},
         {"MergedWithPrevious", Split::MergedWithPrevious},
         {"MergedWithNext", Split::MergedWithNext},
         {"Contiguous", Split::Contiguous}}};
    const std::string word = node.text();
    for (const auto& [name, behavior] : kNames) {
        if (word == name) return behavior;
    }
    node.failUnsupported(QString::fromStdString(word));
}

void split(Span range, const std::vector<Span>& matches, Split behavior, bool invert, std::vector<Span>& pieces) {
    const std::size_t first = pieces.size();
    bool afterMatch = false;
    const auto add = [&](Span span) {
        if (span.begin != span.end) pieces.push_back(span);
    };
    switch (behavior) {
        case Split::Isolated:
            forEachPiece(range, matches, invert, [&](const Piece& piece) { add(piece.span); });
            return;
        case Split::Removed:
            forEachPiece(range, matches, invert, [&](const Piece& piece) {
                if (!piece.isMatch) add(piece.span);
            });
            return;
        case Split::Contiguous:
            forEachPiece(range, matches, invert, [&](const Piece& piece) {
                if (pieces.size() > first && afterMatch == piece.isMatch) {
                    pieces.back().end = piece.span.end;
                } else {
                    add(piece.span);
                }
                afterMatch = piece.isMatch;
            });
            return;
        case Split::MergedWithPrevious:
            forEachPiece(range, matches, invert, [&](const Piece& piece) {
                if (piece.isMatch && !afterMatch && pieces.size() > first) {
                    pieces.back().end = piece.span.end;
                } else {
                    add(piece.span);
                }
                afterMatch = piece.isMatch;
            });
            return;
        case Split::MergedWithNext: {
            // A separator joins what follows unless that is a separator, too.
            std::vector<Piece> all;
            forEachPiece(range, matches, invert, [&](const Piece& piece) { all.push_back(piece); });
            for (std::size_t i = 0; i < all.size(); ++i) {
                Span span = all[i].span;
                if (all[i].isMatch && i + 1 < all.size() && !all[i + 1].isMatch) span.end = all[++i].span.end;
                add(span);
            }
            return;
        }
    }
}

}  // namespace distillab::tokenizers
