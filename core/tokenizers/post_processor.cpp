#include "core/tokenizers/post_processor.h"

#include "core/tokenizers/unicode.h"

#include <QCoreApplication>

#include <algorithm>

namespace distillab::tokenizers {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Tokenizers)
};

/// ["[CLS]", 101]
std::int32_t readNamedId(const JsonNode& node) {
    if (node.items() != 2) node.fail(Text::tr("a token and its id are expected here"));
    return node.item(1).id();
}

/// Leading or trailing characters of a token that stand for white space.
bool isBlank(std::uint32_t c) { return c == 0x120 || isWhiteSpace(c); }  // U+0120 is ByteLevel's space

std::uint32_t leadingBlanks(std::string_view token) {
    std::uint32_t count = 0;
    for (const char* p = token.data(); p < token.data() + token.size() && isBlank(decode(p));) ++count;
    return count;
}

std::uint32_t trailingBlanks(std::string_view token) {
    std::uint32_t count = 0;
    for (const char* p = token.data(); p < token.data() + token.size();) count = isBlank(decode(p)) ? count + 1 : 0;
    return count;
}

bool continuesCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

std::uint32_t characterAfter(std::string_view text, std::uint32_t position) {
    do {
        ++position;
    } while (position < text.size() && continuesCharacter(text[position]));
    return position;
}

std::uint32_t characterBefore(std::string_view text, std::uint32_t position) {
    do {
        --position;
    } while (position > 0 && continuesCharacter(text[position]));
    return position;
}

void append(Encoding& to, const Encoding& from, std::int32_t typeId) {
    to.ids.insert(to.ids.end(), from.ids.begin(), from.ids.end());
    to.typeIds.resize(to.ids.size(), typeId);
    to.offsets.insert(to.offsets.end(), from.offsets.begin(), from.offsets.end());
}

}  // namespace

PostProcessor::PostProcessor(const JsonNode& node, const std::function<std::int32_t(const std::string&)>& idOf) {
    read(node, idOf);
}

void PostProcessor::useTemplate(const JsonNode& node, Template single, Template pair) {
    if (m_single) node.failUnsupported(Text::tr("a second template"));
    m_single = std::move(single);
    m_pair = std::move(pair);
}

void PostProcessor::read(const JsonNode& node, const std::function<std::int32_t(const std::string&)>& idOf) {
    const std::string type = node.type();
    if (type == "Sequence") {
        const JsonNode list = node.at("processors");
        for (std::size_t i = 0; i < list.items(); ++i) read(list.item(i), idOf);
    } else if (type == "ByteLevel") {
        if (node.boolean("trim_offsets", true)) m_trims.push_back(node.boolean("add_prefix_space", true));
    } else if (type == "TemplateProcessing") {
        const JsonNode special = node.at("special_tokens");
        useTemplate(node, readTemplate(node.at("single"), special), readTemplate(node.at("pair"), special));
    } else if (type == "BertProcessing") {
        const std::int32_t cls = readNamedId(node.at("cls"));
        const std::int32_t sep = readNamedId(node.at("sep"));
        useTemplate(node, {{-1, {cls}, 0}, {0, {}, 0}, {-1, {sep}, 0}},
                    {{-1, {cls}, 0}, {0, {}, 0}, {-1, {sep}, 0}, {1, {}, 1}, {-1, {sep}, 1}});
        m_typesWithoutSpecial = false;
    } else if (type == "RobertaProcessing") {
        const std::int32_t cls = readNamedId(node.at("cls"));
        const std::int32_t sep = readNamedId(node.at("sep"));
        if (node.boolean("trim_offsets", true)) m_trims.push_back(node.boolean("add_prefix_space", true));
        useTemplate(node, {{-1, {cls}, 0}, {0, {}, 0}, {-1, {sep}, 0}},
                    {{-1, {cls}, 0}, {0, {}, 0}, {-1, {sep, sep}, 0}, {1, {}, 0}, {-1, {sep}, 0}});
        m_secondType = 0;
        m_typesWithoutSpecial = false;
    } else {
        node.failUnsupported(QString::fromStdString(type));
    }
}

PostProcessor::Template PostProcessor::readTemplate(const JsonNode& list, const JsonNode& specialTokens) const {
    Template parts;
    for (std::size_t i = 0; i < list.items(); ++i) {
        const JsonNode entry = list.item(i);
        Part part;
        if (const auto sequence = entry.find("Sequence")) {
            const std::string name = sequence->at("id").text();
            if (name != "A" && name != "B") sequence->at("id").fail(Text::tr("\"A\" or \"B\" is expected here"));
            part.sequence = name == "A" ? 0 : 1;
            part.typeId = sequence->at("type_id").id();
        } else {
            const JsonNode special = entry.at("SpecialToken");
            const JsonNode ids = specialTokens.at(special.at("id").text().c_str()).at("ids");
            for (std::size_t k = 0; k < ids.items(); ++k) part.ids.push_back(ids.item(k).id());
            part.typeId = special.at("type_id").id();
        }
        parts.push_back(std::move(part));
    }
    return parts;
}

std::size_t PostProcessor::specialTokens(bool isPair) const {
    std::size_t count = 0;
    if (!m_single) return 0;
    for (const Part& part : isPair ? m_pair : *m_single) count += part.ids.size();
    return count;
}

bool PostProcessor::usesTypeIds() const {
    if (!m_single) return false;
    return std::any_of(m_pair.begin(), m_pair.end(), [](const Part& part) { return part.typeId != 0; });
}

void PostProcessor::trimOffsets(Encoding& sequence, std::string_view text, const Vocabulary& vocabulary) const {
    for (const bool prefixSpace : m_trims) {
        for (std::size_t i = 0; i < sequence.offsets.size(); ++i) {
            auto& [begin, end] = sequence.offsets[i];
            const std::string_view token = vocabulary.token(sequence.ids[i]);
            std::uint32_t leading = leadingBlanks(token);
            // The one space before the first word may have been added, and stands for nothing then.
            if ((i == 0 || begin == 0) && prefixSpace && leading == 1) leading = 0;
            for (; leading > 0 && begin < end; --leading) begin = std::min(characterAfter(text, begin), end);
            for (std::uint32_t left = trailingBlanks(token); left > 0 && end > begin; --left) {
                end = std::max(characterBefore(text, end), begin);
            }
        }
    }
}

Span PostProcessor::trimmed(std::string_view text, Span offsets, bool isFirst) const {
    if (m_trims.empty()) return offsets;
    std::size_t begin = 0;
    std::size_t end = text.size();
    std::size_t leading = 0;
    for (const char* p = text.data(); p < text.data() + text.size() && isBlank(decode(p)); ++leading) {
        begin = static_cast<std::size_t>(p - text.data());
    }
    for (const char* p = text.data() + begin; p < text.data() + text.size();) {
        const bool isKept = !isBlank(decode(p));
        if (isKept) end = static_cast<std::size_t>(p - text.data());
    }
    const auto after = static_cast<std::uint32_t>(text.size() - end);
    if (m_trims.front() && (isFirst || offsets.begin == 0) && leading == 1) begin = 0;
    offsets.begin = std::min(offsets.begin + static_cast<std::uint32_t>(begin), offsets.end);
    if (after > 0 && offsets.end >= after) offsets.end = std::max(offsets.end - after, offsets.begin);
    return offsets;
}

Encoding PostProcessor::join(Encoding&& first, const Encoding* second, const EncodeOptions& options) const {
    if (m_single && (options.specialTokens || m_typesWithoutSpecial)) {
        Encoding joined;
        joined.ids.reserve(first.ids.size() + (second != nullptr ? second->ids.size() : 0) + 4);
        for (const Part& part : second != nullptr ? m_pair : *m_single) {
            if (part.sequence == 0) append(joined, first, part.typeId);
            if (part.sequence == 1 && second != nullptr) append(joined, *second, part.typeId);
            if (part.sequence >= 0 || !options.specialTokens) continue;
            joined.ids.insert(joined.ids.end(), part.ids.begin(), part.ids.end());
            joined.typeIds.resize(joined.ids.size(), part.typeId);
            if (options.offsets) joined.offsets.resize(joined.ids.size());
        }
        return joined;
    }
    Encoding joined = std::move(first);
    joined.typeIds.assign(joined.ids.size(), 0);
    if (second != nullptr) append(joined, *second, m_secondType);
    return joined;
}

}  // namespace distillab::tokenizers
