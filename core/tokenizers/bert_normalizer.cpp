#include "core/tokenizers/bert_normalizer.h"

#include "core/tokenizers/workspace.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace distillab::tokenizers {
namespace {

constexpr std::uint32_t kTableSize = 0x10000;

}  // namespace

BertNormalizer::BertNormalizer(const JsonNode& node)
    : m_clean(node.boolean("clean_text", true)),
      m_spaceIdeographs(node.boolean("handle_chinese_chars", true)),
      m_lower(node.boolean("lowercase", true)),
      m_strip(node.boolean("strip_accents", m_lower)) {
    m_entries.resize(kTableSize);
    for (std::uint32_t c = 0; c < kTableSize; ++c) {
        Entry& entry = m_entries[c];
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        const std::string made = madeOf(c);
        entry.isOrdered = isOrdered(c);
        entry.length = made.size() <= sizeof entry.bytes ? static_cast<std::uint8_t>(made.size()) : kLong;
        if (entry.length != kLong) std::copy(made.begin(), made.end(), entry.bytes);
    }
}

std::string BertNormalizer::madeOf(std::uint32_t c) const {
    if (m_clean) {
        if (c == 0 || c == kReplacementCharacter || isBertControl(c)) return {};
        if (isWhiteSpace(c)) return " ";
    }
    std::string made;
    // Only compatibility ideographs have a decomposition.
    const bool isSpaced = m_spaceIdeographs && isBertIdeograph(c);
    if (isSpaced) made += ' ';
    if (m_strip && c >= 0x80) {
        const icu::UnicodeString parts = m_decomposition.of(c);
        for (std::int32_t i = 0; i < parts.length();) {
            const UChar32 part = parts.char32At(i);
            i += U16_LENGTH(part);
            const auto kept = static_cast<std::uint32_t>(part);
            if (isBertAccent(kept)) continue;
            if (m_lower) {
                appendLower(made, kept);
            } else {
                appendUtf8(made, kept);
            }
        }
    } else if (m_lower) {
        appendLower(made, c);
    } else {
        appendUtf8(made, c);
    }
    if (isSpaced) made += ' ';
    return made;
}

bool BertNormalizer::isOrdered(std::uint32_t c) const {
    if (!m_strip || c < 0x300) return false;
    const icu::UnicodeString parts = m_decomposition.of(c);
    for (std::int32_t i = 0; i < parts.length();) {
        const UChar32 part = parts.char32At(i);
        i += U16_LENGTH(part);
        if (u_getCombiningClass(part) != 0 && !isBertAccent(static_cast<std::uint32_t>(part))) return true;
    }
    return false;
}

void BertNormalizer::append(std::string& to, std::uint32_t codePoint) const {
    if (codePoint < kTableSize && m_entries[codePoint].length != kLong) {
        const Entry& entry = m_entries[codePoint];
        to.append(entry.bytes, entry.length);
    } else {
        to += madeOf(codePoint);
    }
}

void BertNormalizer::apply(TextBuffer& text, Workspace& workspace) const {
    TextBuffer& spare = workspace.spare;
    spare.clear(text.tracked);
    const char* const data = text.bytes.data();
    const char* const end = data + text.bytes.size();
    if (!text.tracked && isAscii(text.bytes)) {
        for (const char byte : text.bytes) {
            const Entry& entry = m_entries[static_cast<unsigned char>(byte)];
            if (entry.length == 1) {
                spare.bytes.push_back(entry.bytes[0]);
            } else {
                append(spare.bytes, static_cast<unsigned char>(byte));
            }
        }
        text.swap(spare);
        return;
    }
    for (const char* p = data; p < end;) {
        const auto begin = static_cast<std::size_t>(p - data);
        const std::uint32_t c = decode(p);
        if (c < kTableSize ? m_entries[c].isOrdered : isOrdered(c)) {
            applySlowly(text, workspace);
            return;
        }
        append(spare.bytes, c);
        spare.follow(text, begin);
    }
    text.swap(spare);
}

void BertNormalizer::applySlowly(TextBuffer& text, Workspace& workspace) const {
    TextBuffer& spare = workspace.spare;
    const auto rewrite = [&](auto step) {
        spare.clear(text.tracked);
        const char* const data = text.bytes.data();
        for (const char* p = data; p < data + text.bytes.size();) {
            const auto begin = static_cast<std::size_t>(p - data);
            step(decode(p));
            spare.follow(text, begin);
        }
        text.swap(spare);
    };
    if (m_clean) {
        rewrite([&](std::uint32_t c) {
            if (c == 0 || c == kReplacementCharacter || isBertControl(c)) return;
            appendUtf8(spare.bytes, isWhiteSpace(c) ? ' ' : c);
        });
    }
    if (m_spaceIdeographs) {
        rewrite([&](std::uint32_t c) {
            const bool isSpaced = isBertIdeograph(c);
            if (isSpaced) spare.bytes += ' ';
            appendUtf8(spare.bytes, c);
            if (isSpaced) spare.bytes += ' ';
        });
    }
    m_decomposition.apply(text, workspace);
    rewrite([&](std::uint32_t c) {
        if (!isBertAccent(c)) appendUtf8(spare.bytes, c);
    });
    if (m_lower) rewrite([&](std::uint32_t c) { appendLower(spare.bytes, c); });
}

}  // namespace distillab::tokenizers
