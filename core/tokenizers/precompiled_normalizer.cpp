#include "core/tokenizers/precompiled_normalizer.h"

#include "core/tokenizers/workspace.h"

#include <QByteArray>
#include <QCoreApplication>

#include <unicode/brkiter.h>
#include <unicode/uchar.h>

#include <cstring>
#include <new>

namespace distillab::tokenizers {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Tokenizers)
};

/// Characters that never join a neighbour in one grapheme.
bool standsAlone(std::uint32_t c) {
    if (c < 0x300) return c != '\r' && c != '\n' && c != 0xA9 && c != 0xAE && c != 0xAD;
    return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_GRAPHEME_CLUSTER_BREAK) == U_GCB_OTHER &&
           u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC) == 0;
}

/// Calls visit(Span) for each extended grapheme cluster.
template <typename Visit>
void forEachGrapheme(const std::string& bytes, Visit visit) {
    const char* const data = bytes.data();
    const char* const end = data + bytes.size();
    const auto at = [&](const char* p) { return static_cast<std::uint32_t>(p - data); };
    const char* start = data;
    while (start < end) {
        // Up to the next place where two characters meet of which neither joins.
        const char* stop = start;
        bool wasAlone = false;
        bool isPlain = true;
        int count = 0;
        while (stop < end) {
            const char* next = stop;
            const bool isAlone = standsAlone(decode(next));
            if (count > 0 && isAlone && wasAlone) break;
            isPlain = isPlain && isAlone;
            wasAlone = isAlone;
            stop = next;
            ++count;
        }
        if (count == 1) {
            visit(Span{at(start), at(stop)});
        } else {
            UErrorCode status = U_ZERO_ERROR;
            static thread_local const std::unique_ptr<icu::BreakIterator> breaks(
                icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
            UText input = UTEXT_INITIALIZER;
            utext_openUTF8(&input, start, stop - start, &status);
            if (U_FAILURE(status) || !breaks) throw std::bad_alloc();
            breaks->setText(&input, status);
            std::int32_t from = breaks->first();
            for (std::int32_t to = breaks->next(); to != icu::BreakIterator::DONE; to = breaks->next()) {
                visit(Span{at(start) + static_cast<std::uint32_t>(from), at(start) + static_cast<std::uint32_t>(to)});
                from = to;
            }
            utext_close(&input);
        }
        start = stop;
    }
}

}  // namespace

PrecompiledNormalizer::PrecompiledNormalizer(const JsonNode& node) {
    const JsonNode map = node.at("precompiled_charsmap");
    const std::string encoded = map.text();
    const auto decoded =
        QByteArray::fromBase64Encoding(QByteArray::fromStdString(encoded), QByteArray::AbortOnBase64DecodingErrors);
    const QByteArray& content = *decoded;
    std::uint32_t trieBytes = 0;
    if (decoded && content.size() >= 4) std::memcpy(&trieBytes, content.constData(), 4);
    if (!decoded || trieBytes % 4 != 0 || content.size() < 4 + static_cast<qsizetype>(trieBytes)) {
        map.fail(Text::tr("the character map is cut short or no base64 text"));
    }
    m_units.resize(trieBytes / 4);
    std::memcpy(m_units.data(), content.constData() + 4, trieBytes);
    m_texts.assign(content.constData() + 4 + trieBytes, static_cast<std::size_t>(content.size()) - 4 - trieBytes);
    m_texts.push_back('\0');
}

/// Darts-clone: a unit holds its label (bits 0-7 and 31), whether a value hangs below (8), the way to its children
/// (10-30, scaled by bit 9); a value is a unit with bit 31 set.
const char* PrecompiledNormalizer::find(std::string_view text) const {
    const auto way = [](std::uint32_t unit) { return unit >> 10 << ((unit & 0x200u) >> 6); };
    if (m_units.empty()) return nullptr;
    std::size_t node = way(m_units[0]);
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        node ^= byte;
        if (byte == 0 || node >= m_units.size()) return nullptr;
        const std::uint32_t unit = m_units[node];
        if ((unit & 0x800000FFu) != byte) return nullptr;
        node ^= way(unit);
        if ((unit & 0x100u) == 0) continue;
        if (node >= m_units.size()) return nullptr;
        const std::uint32_t value = m_units[node] & 0x7FFFFFFFu;
        return value < m_texts.size() ? m_texts.data() + value : nullptr;
    }
    return nullptr;
}

void PrecompiledNormalizer::applyToGrapheme(const TextBuffer& text, Span grapheme, TextBuffer& spare) const {
    constexpr std::uint32_t kLongest = 5;
    const std::string_view whole = std::string_view(text.bytes).substr(grapheme.begin, grapheme.end - grapheme.begin);
    if (whole.size() <= kLongest) {
        if (const char* made = find(whole)) {
            spare.put(made, text, grapheme.begin);
            return;
        }
    }
    for (std::uint32_t at = grapheme.begin; at < grapheme.end;) {
        const auto length = static_cast<std::uint32_t>(characterLength(text.bytes[at]));
        if (const char* made = find(std::string_view(text.bytes).substr(at, length))) {
            spare.put(made, text, at);
        } else {
            spare.keep(text, at, at + length);
        }
        at += length;
    }
}

void PrecompiledNormalizer::apply(TextBuffer& text, Workspace& workspace) const {
    TextBuffer& spare = workspace.spare;
    spare.clear(text.tracked);
    forEachGrapheme(text.bytes, [&](Span grapheme) { applyToGrapheme(text, grapheme, spare); });
    text.swap(spare);
}

}  // namespace distillab::tokenizers
