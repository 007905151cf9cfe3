#include "core/tokenizers/normalizer.h"

#include "core/tokenizers/bert_normalizer.h"
#include "core/tokenizers/normal_forms.h"
#include "core/tokenizers/pattern.h"
#include "core/tokenizers/precompiled_normalizer.h"
#include "core/tokenizers/workspace.h"

#include <utility>

namespace distillab::tokenizers {
namespace {

/// Rewrites a text character by character: step(code point, spare) appends what becomes of it.
template <typename Step>
void rewrite(TextBuffer& text, TextBuffer& spare, Step step) {
    spare.clear(text.tracked);
    const char* const data = text.bytes.data();
    const char* const end = data + text.bytes.size();
    for (const char* p = data; p < end;) {
        const auto begin = static_cast<std::size_t>(p - data);
        const std::uint32_t c = decode(p);
        step(c, std::string_view(data + begin, static_cast<std::size_t>(p - data) - begin), spare.bytes);
        spare.follow(text, begin);
    }
    text.swap(spare);
}

class Sequence : public Normalizer {
public:
    explicit Sequence(const JsonNode& node) {
        const JsonNode list = node.at("normalizers");
        for (std::size_t i = 0; i < list.items(); ++i) m_steps.push_back(readNormalizer(list.item(i)));
    }
    void apply(TextBuffer& text, Workspace& workspace) const override {
        for (const auto& step : m_steps) step->apply(text, workspace);
    }

private:
    std::vector<std::unique_ptr<Normalizer>> m_steps;
};

class Lowercase : public Normalizer {
public:
    void apply(TextBuffer& text, Workspace& workspace) const override {
        rewrite(text, workspace.spare, [](std::uint32_t c, std::string_view, std::string& to) { appendLower(to, c); });
    }
};

class StripAccents : public Normalizer {
public:
    void apply(TextBuffer& text, Workspace& workspace) const override {
        if (isAscii(text.bytes)) return;
        rewrite(text, workspace.spare, [](std::uint32_t c, std::string_view bytes, std::string& to) {
            if (!isAccent(c)) to.append(bytes);
        });
    }
};

/// What SentencePiece's "nmt" rules add to the normal forms: white space becomes a space, control characters go.
class Nmt : public Normalizer {
public:
    void apply(TextBuffer& text, Workspace& workspace) const override {
        rewrite(text, workspace.spare, [](std::uint32_t c, std::string_view bytes, std::string& to) {
            if (isDropped(c)) return;
            to.append(isSpace(c) ? std::string_view(" ") : bytes);
        });
    }

private:
    static bool isDropped(std::uint32_t c) {
        return (c >= 1 && c <= 8) || c == 0x0B || (c >= 0x0E && c <= 0x1F) || c == 0x7F || c == 0x8F || c == 0x9F;
    }
    static bool isSpace(std::uint32_t c) {
        return c == 0x09 || c == 0x0A || c == 0x0C || c == 0x0D || c == 0x1680 || (c >= 0x200B && c <= 0x200F) ||
               c == 0x2028 || c == 0x2029 || c == 0x2581 || c == 0xFEFF || c == 0xFFFD;
    }
};

class Strip : public Normalizer {
public:
    explicit Strip(const JsonNode& node)
        : m_left(node.at("strip_left").boolean()), m_right(node.at("strip_right").boolean()) {}

    void apply(TextBuffer& text, Workspace& workspace) const override {
        const char* const data = text.bytes.data();
        const char* const end = data + text.bytes.size();
        const char* begin = end;
        const char* last = data;  // after the last character that stays
        for (const char* p = data; p < end;) {
            const char* const start = p;
            if (isWhiteSpace(decode(p))) continue;
            if (begin == end) begin = start;
            last = p;
        }
        if (!m_left) begin = data;
        if (!m_right || last < begin) last = m_right ? begin : end;
        workspace.spare.clear(text.tracked);
        workspace.spare.keep(text, static_cast<std::size_t>(begin - data), static_cast<std::size_t>(last - data));
        text.swap(workspace.spare);
    }

private:
    bool m_left;
    bool m_right;
};

class Replace : public Normalizer {
public:
    explicit Replace(const JsonNode& node)
        : m_pattern(readPattern(node.at("pattern"))), m_content(node.at("content").text()) {}

    void apply(TextBuffer& text, Workspace& workspace) const override {
        std::vector<Span>& matches = workspace.matches;
        matches.clear();
        m_pattern->find(text.bytes, {0, static_cast<std::uint32_t>(text.bytes.size())}, workspace, matches);
        if (matches.empty()) return;
        TextBuffer& spare = workspace.spare;
        spare.clear(text.tracked);
        std::size_t at = 0;
        for (const Span& match : matches) {
            spare.keep(text, at, match.begin);
            if (!text.bytes.empty()) spare.put(m_content, text, match.end > 0 ? match.end - 1 : 0);
            at = match.end;
        }
        spare.keep(text, at, text.bytes.size());
        text.swap(spare);
    }

private:
    std::unique_ptr<Pattern> m_pattern;
    std::string m_content;
};

class Prepend : public Normalizer {
public:
    explicit Prepend(const JsonNode& node) : m_prefix(node.at("prepend").text()) {}

    void apply(TextBuffer& text, Workspace& workspace) const override {
        if (text.bytes.empty()) return;
        workspace.spare.clear(text.tracked);
        workspace.spare.put(m_prefix, text, 0);
        workspace.spare.keep(text, 0, text.bytes.size());
        text.swap(workspace.spare);
    }

private:
    std::string m_prefix;
};

class ByteLevelNormalizer : public Normalizer {
public:
    void apply(TextBuffer& text, Workspace& workspace) const override {
        workspace.spare.clear(text.tracked);
        appendByteLevel(text, {0, static_cast<std::uint32_t>(text.bytes.size())}, workspace.spare);
        text.swap(workspace.spare);
    }
};

}  // namespace

std::unique_ptr<Normalizer> readNormalizer(const JsonNode& node) {
    const std::string type = node.type();
    if (type == "Sequence") return std::make_unique<Sequence>(node);
    if (type == "BertNormalizer") return std::make_unique<BertNormalizer>(node);
    if (type == "NFC") return std::make_unique<NormalForm>(NormalForm::C);
    if (type == "NFD") return std::make_unique<NormalForm>(NormalForm::D);
    if (type == "NFKC") return std::make_unique<NormalForm>(NormalForm::KC);
    if (type == "NFKD") return std::make_unique<NormalForm>(NormalForm::KD);
    if (type == "Lowercase") return std::make_unique<Lowercase>();
    if (type == "StripAccents") return std::make_unique<StripAccents>();
    if (type == "Strip") return std::make_unique<Strip>(node);
    if (type == "Nmt") return std::make_unique<Nmt>();
    if (type == "Precompiled") return std::make_unique<PrecompiledNormalizer>(node);
    if (type == "Replace") return std::make_unique<Replace>(node);
    if (type == "Prepend") return std::make_unique<Prepend>(node);
    if (type == "ByteLevel") return std::make_unique<ByteLevelNormalizer>();
    node.failUnsupported(QString::fromStdString(type));
}

}  // namespace distillab::tokenizers
