#include "core/tokenizers/pre_tokenizer.h"

#include "core/tokenizers/normalizer.h"
#include "core/tokenizers/pattern.h"
#include "core/tokenizers/workspace.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace distillab::tokenizers {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Tokenizers)
};

/// Replaces each piece by those that cut(piece, pieces) appends.
template <typename Cut>
void cutPieces(Workspace& workspace, Cut cut) {
    workspace.morePieces.clear();
    for (const Span& piece : workspace.pieces) cut(piece, workspace.morePieces);
    workspace.pieces.swap(workspace.morePieces);
}

/// Writes every piece anew: write(piece, spare) appends what becomes of it.
template <typename Write>
void rewritePieces(TextBuffer& text, Workspace& workspace, Write write) {
    TextBuffer& spare = workspace.spare;
    spare.clear(text.tracked);
    for (Span& piece : workspace.pieces) {
        const auto begin = static_cast<std::uint32_t>(spare.bytes.size());
        write(piece, spare);
        piece = {begin, static_cast<std::uint32_t>(spare.bytes.size())};
    }
    text.swap(spare);
}

std::uint32_t firstCharacter(const TextBuffer& text, Span piece) {
    const char* p = text.bytes.data() + piece.begin;
    return decode(p);
}

/// Cuts by a pattern.
class SplitBy : public PreTokenizer {
public:
    explicit SplitBy(const JsonNode& node)
        : m_pattern(readPattern(node.at("pattern"))),
          m_behavior(readSplit(node.at("behavior"))),
          m_invert(node.boolean("invert", false)) {}

    void apply(TextBuffer& text, bool, Workspace& workspace) const override {
        cutPieces(workspace, [&](Span piece, std::vector<Span>& pieces) {
            workspace.matches.clear();
            m_pattern->find(text.bytes, piece, workspace, workspace.matches);
            split(piece, workspace.matches, m_behavior, m_invert, pieces);
        });
    }

private:
    std::unique_ptr<Pattern> m_pattern;
    Split m_behavior;
    bool m_invert;
};

/// Cuts at single characters that are alike in some way.
template <typename IsSeparator>
class SplitAt : public PreTokenizer {
public:
    SplitAt(IsSeparator isSeparator, Split behavior) : m_isSeparator(std::move(isSeparator)), m_behavior(behavior) {}

    void apply(TextBuffer& text, bool, Workspace& workspace) const override {
        cutPieces(workspace, [&](Span piece, std::vector<Span>& pieces) {
            workspace.matches.clear();
            const char* const data = text.bytes.data();
            for (const char* p = data + piece.begin; p < data + piece.end;) {
                const auto begin = static_cast<std::uint32_t>(p - data);
                if (!m_isSeparator(decode(p))) continue;
                workspace.matches.push_back({begin, static_cast<std::uint32_t>(p - data)});
            }
            split(piece, workspace.matches, m_behavior, false, pieces);
        });
    }

private:
    IsSeparator m_isSeparator;
    Split m_behavior;
};

template <typename IsSeparator>
std::unique_ptr<PreTokenizer> splitAt(IsSeparator isSeparator, Split behavior) {
    return std::make_unique<SplitAt<IsSeparator>>(std::move(isSeparator), behavior);
}

/// Numbers of any script, to Rust's library; its Unicode is a little younger than that of the regular expressions.
bool isNumber(std::uint32_t c) {
    return (characterClasses()[c] & kNumber) != 0 || (c >= 0x11DE0 && c <= 0x11DE9) || (c >= 0x16FF4 && c <= 0x16FF6);
}

/// BERT's words: white space separates, every punctuation character is a word of its own.
class BertPreTokenizer : public PreTokenizer {
public:
    void apply(TextBuffer& text, bool, Workspace& workspace) const override {
        cutPieces(workspace, [&](Span piece, std::vector<Span>& pieces) {
            const char* const data = text.bytes.data();
            std::uint32_t word = piece.begin;
            for (const char* p = data + piece.begin; p < data + piece.end;) {
                const auto begin = static_cast<std::uint32_t>(p - data);
                const std::uint32_t c = decode(p);
                const Kind kind = c < 0x80 ? kAscii[c] : kindOf(c);
                if (kind == Kind::Word) continue;
                const auto end = static_cast<std::uint32_t>(p - data);
                if (begin != word) pieces.push_back({word, begin});
                if (kind == Kind::Punctuation) pieces.push_back({begin, end});
                word = end;
            }
            if (word != piece.end) pieces.push_back({word, piece.end});
        });
    }

private:
    enum class Kind : std::uint8_t { Word, Space, Punctuation };

    static Kind kindOf(std::uint32_t c) {
        // Ideographs and kana are most of what is not ASCII, and none of them separates.
        if (c >= 0x3041 && c < 0xA000) return c == 0x30A0 || c == 0x30FB ? Kind::Punctuation : Kind::Word;
        return isWhiteSpace(c) ? Kind::Space : isBertPunctuation(c) ? Kind::Punctuation : Kind::Word;
    }
    static inline const std::vector<Kind> kAscii = [] {
        std::vector<Kind> kinds;
        for (std::uint32_t c = 0; c < 0x80; ++c) {
            kinds.push_back(isWhiteSpace(c) ? Kind::Space : isBertPunctuation(c) ? Kind::Punctuation : Kind::Word);
        }
        return kinds;
    }();
};

/// \w+|[^\w\s]+ : words, and what is neither word nor white space.
class Whitespace : public PreTokenizer {
public:
    void apply(TextBuffer& text, bool, Workspace& workspace) const override {
        cutPieces(workspace, [&](Span piece, std::vector<Span>& pieces) {
            const char* const data = text.bytes.data();
            int previous = kSpaceKind;
            for (const char* p = data + piece.begin; p < data + piece.end;) {
                const auto begin = static_cast<std::uint32_t>(p - data);
                const std::uint32_t c = decode(p);
                const int kind = isWhiteSpace(c) ? kSpaceKind : isWord(c) ? kWordKind : kOtherKind;
                if (kind != kSpaceKind && kind != previous) pieces.push_back({begin, begin});
                if (kind != kSpaceKind) pieces.back().end = static_cast<std::uint32_t>(p - data);
                previous = kind;
            }
        });
    }

private:
    static constexpr int kSpaceKind = 0;
    static constexpr int kWordKind = 1;
    static constexpr int kOtherKind = 2;
};

class FixedLength : public PreTokenizer {
public:
    explicit FixedLength(const JsonNode& node) : m_length(node.find("length") ? node.at("length").id() : 5) {
        if (m_length == 0) node.at("length").fail(Text::tr("the length must be at least 1"));
    }
    void apply(TextBuffer& text, bool, Workspace& workspace) const override {
        cutPieces(workspace, [&](Span piece, std::vector<Span>& pieces) {
            std::uint32_t begin = piece.begin;
            while (begin < piece.end) {
                std::uint32_t end = begin;
                for (int i = 0; i < m_length && end < piece.end; ++i) {
                    end += static_cast<std::uint32_t>(characterLength(text.bytes[end]));
                }
                pieces.push_back({begin, end});
                begin = end;
            }
        });
    }

private:
    std::int32_t m_length;
};

class ByteLevel : public PreTokenizer {
public:
    explicit ByteLevel(const JsonNode& node)
        : m_prefixSpace(node.boolean("add_prefix_space", true)), m_splits(node.boolean("use_regex", true)) {}

    void apply(TextBuffer& text, bool, Workspace& workspace) const override {
        if (m_prefixSpace) addPrefixSpaces(text, workspace);
        if (m_splits) {
            cutPieces(workspace, [&](Span piece, std::vector<Span>& pieces) {
                workspace.matches.clear();
                gpt2Pattern().find(text.bytes, piece, workspace, workspace.matches);
                split(piece, workspace.matches, Split::Isolated, false, pieces);
            });
        }
        if (!m_writes) return;
        rewritePieces(text, workspace, [&](Span piece, TextBuffer& spare) { appendByteLevel(text, piece, spare); });
    }
    bool endsWithByteLevel() const override { return true; }
    void leaveOutByteLevel() override { m_writes = false; }

private:
    static void addPrefixSpaces(TextBuffer& text, Workspace& workspace) {
        const auto wants = [&](Span piece) { return text.bytes[piece.begin] != ' '; };
        bool isWanted = false;
        for (const Span& piece : workspace.pieces) isWanted = isWanted || wants(piece);
        if (!isWanted) return;
        rewritePieces(text, workspace, [&](Span piece, TextBuffer& spare) {
            if (wants(piece)) spare.put(" ", text, piece.begin);
            spare.keep(text, piece.begin, piece.end);
        });
    }

    bool m_prefixSpace;
    bool m_splits;
    bool m_writes = true;
};

/// SentencePiece's view of words: spaces become a visible mark, and a word begins with its mark.
class Metaspace : public PreTokenizer {
public:
    explicit Metaspace(const JsonNode& node)
        : m_mark(node.text("replacement", "▁")), m_splits(node.boolean("split", true)) {
        if (countCharacters(m_mark) != 1) node.at("replacement").fail(Text::tr("a single character is expected here"));
        const bool adds = node.boolean("add_prefix_space", true);
        const std::string scheme = node.text("prepend_scheme", adds ? "always" : "never");
        if (scheme == "always") {
            m_prepends = Prepends::Always;
        } else if (scheme == "first") {
            m_prepends = Prepends::First;
        } else if (scheme == "never") {
            m_prepends = Prepends::Never;
        } else {
            node.at("prepend_scheme").failUnsupported(QString::fromStdString(scheme));
        }
        const char* p = m_mark.data();
        m_markCode = decode(p);
    }

    void apply(TextBuffer& text, bool atBegin, Workspace& workspace) const override {
        rewritePieces(text, workspace, [&](Span piece, TextBuffer& spare) {
            const std::uint32_t first = firstCharacter(text, piece);
            const bool prepends =
                m_prepends == Prepends::Always || (m_prepends == Prepends::First && isFirst(text, piece, atBegin));
            if (prepends && first != ' ' && first != m_markCode) spare.put(m_mark, text, piece.begin);
            std::uint32_t kept = piece.begin;
            for (std::uint32_t i = piece.begin; i < piece.end; ++i) {
                if (text.bytes[i] != ' ') continue;
                spare.keep(text, kept, i);
                spare.put(m_mark, text, i);
                kept = i + 1;
            }
            spare.keep(text, kept, piece.end);
        });
        if (!m_splits) return;
        cutPieces(workspace, [&](Span piece, std::vector<Span>& pieces) {
            const std::string_view inside = std::string_view(text.bytes).substr(0, piece.end);
            std::size_t begin = piece.begin;
            while (begin < piece.end) {
                const std::size_t end = std::min<std::size_t>(inside.find(m_mark, begin + 1), piece.end);
                pieces.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
                begin = end;
            }
        });
    }

    void followOthers() override { m_follows = true; }
    bool needsOrigin() const override { return m_follows && m_prepends == Prepends::First; }

private:
    enum class Prepends { Always, First, Never };

    /// Whether a piece stands for the begin of the user's text, which may not be that of the normalized text.
    bool isFirst(const TextBuffer& text, Span piece, bool atBegin) const {
        if (m_follows) return text.origin[piece.begin].begin == 0;
        return atBegin && piece.begin == 0;
    }

    std::string m_mark;
    std::uint32_t m_markCode = 0;
    Prepends m_prepends = Prepends::Always;
    bool m_splits;
    bool m_follows = false;
};

class PreTokenizerSequence : public PreTokenizer {
public:
    explicit PreTokenizerSequence(const JsonNode& node) {
        const JsonNode list = node.at("pretokenizers");
        for (std::size_t i = 0; i < list.items(); ++i) {
            m_steps.push_back(readPreTokenizer(list.item(i)));
            if (i > 0) m_steps.back()->followOthers();
        }
    }
    void apply(TextBuffer& text, bool atBegin, Workspace& workspace) const override {
        for (const auto& step : m_steps) step->apply(text, atBegin, workspace);
    }
    void followOthers() override {
        for (const auto& step : m_steps) step->followOthers();
    }
    bool needsOrigin() const override {
        return std::any_of(m_steps.begin(), m_steps.end(), [](const auto& step) { return step->needsOrigin(); });
    }
    bool endsWithByteLevel() const override { return !m_steps.empty() && m_steps.back()->endsWithByteLevel(); }
    void leaveOutByteLevel() override { m_steps.back()->leaveOutByteLevel(); }

private:
    std::vector<std::unique_ptr<PreTokenizer>> m_steps;
};

std::unique_ptr<PreTokenizer> readDelimiter(const JsonNode& node) {
    const JsonNode delimiter = node.at("delimiter");
    const std::string character = delimiter.text();
    if (countCharacters(character) != 1) delimiter.fail(Text::tr("a single character is expected here"));
    const char* p = character.data();
    return splitAt([code = decode(p)](std::uint32_t c) { return c == code; }, Split::Removed);
}

}  // namespace

std::unique_ptr<PreTokenizer> readPreTokenizer(const JsonNode& node) {
    const std::string type = node.type();
    if (type == "Sequence") return std::make_unique<PreTokenizerSequence>(node);
    if (type == "BertPreTokenizer") return std::make_unique<BertPreTokenizer>();
    if (type == "ByteLevel") return std::make_unique<ByteLevel>(node);
    if (type == "Metaspace") return std::make_unique<Metaspace>(node);
    if (type == "Split") return std::make_unique<SplitBy>(node);
    if (type == "Whitespace") return std::make_unique<Whitespace>();
    if (type == "WhitespaceSplit") return splitAt(isWhiteSpace, Split::Removed);
    if (type == "Digits") {
        return splitAt(isNumber, node.boolean("individual_digits", false) ? Split::Isolated : Split::Contiguous);
    }
    if (type == "Punctuation") {
        const auto behavior = node.find("behavior");
        return splitAt(isBertPunctuation, behavior ? readSplit(*behavior) : Split::Isolated);
    }
    if (type == "CharDelimiterSplit") return readDelimiter(node);
    if (type == "FixedLength") return std::make_unique<FixedLength>(node);
    node.failUnsupported(QString::fromStdString(type));
}

}  // namespace distillab::tokenizers
