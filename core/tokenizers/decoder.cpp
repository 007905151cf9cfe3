#include "core/tokenizers/decoder.h"

#include "core/tokenizers/byte_tokens.h"
#include "core/tokenizers/normalizer.h"
#include "core/tokenizers/pattern.h"
#include "core/tokenizers/workspace.h"

#include <array>
#include <utility>

namespace distillab::tokenizers {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    if (from.empty()) return;
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

/// Bytes to valid UTF-8: a sequence that is cut short or wrong becomes one replacement character.
std::string lossyUtf8(std::string_view bytes) {
    std::string text;
    const char* const end = bytes.data() + bytes.size();
    for (const char* p = bytes.data(); p < end;) {
        const std::size_t length = validCharacter(p, end);
        if (length > 0) {
            text.append(p, length);
            p += length;
            continue;
        }
        text += kReplacement;
        p += damagedCharacter(p, end);
    }
    return text;
}

class Sequence : public Decoder {
public:
    explicit Sequence(const JsonNode& node) {
        const JsonNode list = node.at("decoders");
        for (std::size_t i = 0; i < list.items(); ++i) m_steps.push_back(readDecoder(list.item(i)));
    }
    void apply(std::vector<std::string>& texts) const override {
        for (const auto& step : m_steps) step->apply(texts);
    }

private:
    std::vector<std::unique_ptr<Decoder>> m_steps;
};

class ByteLevelDecoder : public Decoder {
public:
    void apply(std::vector<std::string>& texts) const override {
        std::string bytes;
        for (const std::string& text : texts) bytes += bytesOf(text);
        texts = {lossyUtf8(bytes)};
    }

private:
    static std::string bytesOf(const std::string& token) {
        std::string bytes;
        for (const char* p = token.data(); p < token.data() + token.size();) {
            const int byte = byteOfByteLevelCharacter(decode(p));
            if (byte < 0) return token;
            bytes.push_back(static_cast<char>(byte));
        }
        return bytes;
    }
};

class WordPieceDecoder : public Decoder {
public:
    explicit WordPieceDecoder(const JsonNode& node)
        : m_prefix(node.text("prefix", "##")), m_cleans(node.boolean("cleanup", true)) {}

    void apply(std::vector<std::string>& texts) const override {
        for (std::size_t i = 0; i < texts.size(); ++i) {
            std::string& text = texts[i];
            if (i > 0 && text.starts_with(m_prefix)) {
                text.erase(0, m_prefix.size());
            } else if (i > 0) {
                text = ' ' + text;
            }
            if (m_cleans) clean(text);
        }
    }

private:
    /// Undoes the spaces that English does not have.
    static void clean(std::string& text) {
        static constexpr std::array<std::pair<const char*, const char*>, 11> kRules = {{{" .", "."},
                                                                                        {" ?", "?"},
                                                                                        {" !", "!"},
                                                                                        {" ,", ","},
                                                                                        {" ' ", "'"},
                                                                                        {" n't", "n't"},
                                                                                        {" 'm", "'m"},
                                                                                        {" do not", " don't"},
                                                                                        {" 's", "'s"},
                                                                                        {" 've", "'ve"},
                                                                                        {" 're", "'re"}}};
        for (const auto& [from, to] : kRules) replaceAll(text, from, to);
    }

    std::string m_prefix;
    bool m_cleans;
};

class MetaspaceDecoder : public Decoder {
public:
    explicit MetaspaceDecoder(const JsonNode& node)
        : m_mark(node.text("replacement", "▁")),
          m_dropsFirst(node.text("prepend_scheme", node.boolean("add_prefix_space", true) ? "always" : "never") !=
                       "never") {}

    void apply(std::vector<std::string>& texts) const override {
        for (std::size_t i = 0; i < texts.size(); ++i) replaceAll(texts[i], m_mark, i == 0 && m_dropsFirst ? "" : " ");
    }

private:
    std::string m_mark;
    bool m_dropsFirst;
};

class BpeDecoder : public Decoder {
public:
    explicit BpeDecoder(const JsonNode& node) : m_suffix(node.text("suffix", "</w>")) {}

    void apply(std::vector<std::string>& texts) const override {
        for (std::size_t i = 0; i < texts.size(); ++i) replaceAll(texts[i], m_suffix, i + 1 == texts.size() ? "" : " ");
    }

private:
    std::string m_suffix;
};

/// "<0xE4>" "<0xBD>" "<0xA0>" to one character; bytes that make none become a replacement character each.
class ByteFallbackDecoder : public Decoder {
public:
    void apply(std::vector<std::string>& texts) const override {
        std::vector<std::string> decoded;
        std::string bytes;
        const auto flush = [&] {
            if (isUtf8(bytes)) {
                if (!bytes.empty()) decoded.push_back(bytes);
            } else {
                decoded.insert(decoded.end(), bytes.size(), std::string(kReplacement));
            }
            bytes.clear();
        };
        for (const std::string& text : texts) {
            const int byte = byteOfToken(text);
            if (byte >= 0) {
                bytes.push_back(static_cast<char>(byte));
            } else {
                flush();
                decoded.push_back(text);
            }
        }
        flush();
        texts.swap(decoded);
    }
};

class FuseDecoder : public Decoder {
public:
    void apply(std::vector<std::string>& texts) const override {
        std::string all;
        for (const std::string& text : texts) all += text;
        texts = {all};
    }
};

class StripDecoder : public Decoder {
public:
    explicit StripDecoder(const JsonNode& node)
        : m_content(node.at("content").text()),
          m_start(static_cast<std::size_t>(node.at("start").id())),
          m_stop(static_cast<std::size_t>(node.at("stop").id())) {}

    void apply(std::vector<std::string>& texts) const override {
        if (m_content.empty()) return;
        for (std::string& text : texts) {
            for (std::size_t i = 0; i < m_start && text.starts_with(m_content); ++i) text.erase(0, m_content.size());
            for (std::size_t i = 0; i < m_stop && text.ends_with(m_content); ++i) {
                text.resize(text.size() - m_content.size());
            }
        }
    }

private:
    std::string m_content;
    std::size_t m_start;
    std::size_t m_stop;
};

class ReplaceDecoder : public Decoder {
public:
    explicit ReplaceDecoder(const JsonNode& node)
        : m_pattern(readPattern(node.at("pattern"))), m_content(node.at("content").text()) {}

    void apply(std::vector<std::string>& texts) const override {
        Workspace workspace;
        for (std::string& text : texts) {
            workspace.matches.clear();
            m_pattern->find(text, {0, static_cast<std::uint32_t>(text.size())}, workspace, workspace.matches);
            std::string replaced;
            std::size_t at = 0;
            for (const Span& match : workspace.matches) {
                replaced.append(text, at, match.begin - at);
                replaced += m_content;
                at = match.end;
            }
            replaced.append(text, at);
            text.swap(replaced);
        }
    }

private:
    std::unique_ptr<Pattern> m_pattern;
    std::string m_content;
};

}  // namespace

std::unique_ptr<Decoder> readDecoder(const JsonNode& node) {
    const std::string type = node.type();
    if (type == "Sequence") return std::make_unique<Sequence>(node);
    if (type == "ByteLevel") return std::make_unique<ByteLevelDecoder>();
    if (type == "WordPiece") return std::make_unique<WordPieceDecoder>(node);
    if (type == "Metaspace") return std::make_unique<MetaspaceDecoder>(node);
    if (type == "BPEDecoder") return std::make_unique<BpeDecoder>(node);
    if (type == "ByteFallback") return std::make_unique<ByteFallbackDecoder>();
    if (type == "Fuse") return std::make_unique<FuseDecoder>();
    if (type == "Strip") return std::make_unique<StripDecoder>(node);
    if (type == "Replace") return std::make_unique<ReplaceDecoder>(node);
    node.failUnsupported(QString::fromStdString(type));
}

}  // namespace distillab::tokenizers
