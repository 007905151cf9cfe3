#include "core/tokenizers/precompiled_normalizer.h"

#include "core/tokenizers/workspace.h"

#include <QByteArray>
#include <QCoreApplication>

#include <unicode/brkiter.h>
#include <unicode/uchar.h>

#include <algorithm>
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
    if (trieBytes > 0) std::memcpy(m_units.data(), content.constData() + 4, trieBytes);
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

namespace {

/// Writes the new text, and tells its origin as Hugging Face's library does: what vanishes belongs to the character
/// before it, and where there is none all that follows goes astray by as much. Ids depend on it where a Metaspace asks
/// whether a piece begins the text.
class Writer {
public:
    Writer(const TextBuffer& text, TextBuffer& to) : m_text(text), m_to(to) {}

    void replace(std::string_view old, std::string_view made) {
        m_to.bytes.append(made);
        if (!m_to.tracked) return;
        auto left = static_cast<std::ptrdiff_t>(countCharacters(old));
        for (std::size_t at = 0; at < made.size(); --left) {
            const std::size_t length = characterLength(made[at]);
            m_steps.push_back({length, left > 0 ? 0 : 1});
            at += length;
        }
        if (left > 0 && !m_steps.empty()) m_steps.back().change -= left;
    }

    void finish() {
        std::size_t from = 0;
        for (const Step& step : m_steps) {
            Span origin;
            if (step.change > 0) {
                if (from > 0) origin = m_text.origin[from - 1];
            } else {
                origin = m_text.origin[std::min(from, m_text.origin.size() - 1)];
            }
            for (std::ptrdiff_t i = step.change; i <= 0 && from < m_text.bytes.size(); ++i) {
                from += characterLength(m_text.bytes[from]);
            }
            m_to.origin.resize(m_to.origin.size() + step.length, origin);
        }
    }

private:
    struct Step {
        std::size_t length;     ///< bytes of the new character
        std::ptrdiff_t change;  ///< 1: an additional one; else: less the old characters that vanish beside its own
    };

    const TextBuffer& m_text;
    TextBuffer& m_to;
    std::vector<Step> m_steps;
};

}  // namespace

void PrecompiledNormalizer::apply(TextBuffer& text, Workspace& workspace) const {
    constexpr std::size_t kLongest = 5;
    workspace.spare.clear(text.tracked);
    Writer writer(text, workspace.spare);
    forEachGrapheme(text.bytes, [&](Span grapheme) {
        std::string_view rest = std::string_view(text.bytes).substr(grapheme.begin, grapheme.end - grapheme.begin);
        const char* const whole = rest.size() <= kLongest ? find(rest) : nullptr;
        if (whole != nullptr) {
            writer.replace(rest, whole);
            return;
        }
        while (!rest.empty()) {
            const std::string_view character = rest.substr(0, characterLength(rest[0]));
            const char* const made = find(character);
            writer.replace(character, made != nullptr ? std::string_view(made) : character);
            rest.remove_prefix(character.size());
        }
    });
    writer.finish();
    text.swap(workspace.spare);
}

}  // namespace distillab::tokenizers
