#include "core/tokenizers/bpe_model.h"

#include "core/tokenizers/byte_tokens.h"
#include "core/tokenizers/normalizer.h"
#include "core/tokenizers/workspace.h"

#include <QCoreApplication>

#include <algorithm>

namespace distillab::tokenizers {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Tokenizers)
};

constexpr std::string_view kWordMark = "▁";
constexpr std::uint32_t kWordMarkCode = 0x2581;
/// Up to here looking at all pairs is faster than keeping a heap of them.
constexpr std::size_t kFew = 48;

/// The bytes that a token of ByteLevel's characters stands for; nothing if it has others.
std::optional<std::string> bytesOf(std::string_view token) {
    std::string bytes;
    const char* const end = token.data() + token.size();
    for (const char* p = token.data(); p < end;) {
        const int byte = byteOfByteLevelCharacter(decode(p));
        if (byte < 0) return std::nullopt;
        bytes.push_back(static_cast<char>(byte));
    }
    return bytes;
}

std::pair<std::string, std::string> readMerge(const JsonNode& node) {
    if (node.json().is_array()) {
        if (node.items() != 2) node.fail(Text::tr("two tokens are expected here"));
        return {node.item(0).text(), node.item(1).text()};
    }
    const std::string both = node.text();
    const std::size_t space = both.find(' ');
    if (space == std::string::npos || both.find(' ', space + 1) != std::string::npos) {
        node.fail(Text::tr("two tokens with a space between them are expected here"));
    }
    return {both.substr(0, space), both.substr(space + 1)};
}

}  // namespace

BpeModel::BpeModel(const JsonNode& node, bool& readsBytes) {
    if (const auto dropout = node.find("dropout"); dropout && dropout->number() != 0) {
        dropout->failUnsupported(QStringLiteral("dropout"));
    }
    readVocabulary(node.at("vocab"), m_vocabulary);
    m_prefix = node.text("continuing_subword_prefix", {});
    m_suffix = node.text("end_of_word_suffix", {});
    m_unknown = readTokenId(node, "unk_token", m_vocabulary);
    m_fusesUnknown = node.boolean("fuse_unk", false);
    m_ignoresMerges = node.boolean("ignore_merges", false);
    m_fallsBackToBytes = node.boolean("byte_fallback", false) && findByteTokens(m_vocabulary, m_byteIds) > 0;
    readMerges(node);

    m_readsBytes = readsBytes && m_prefix.empty() && m_suffix.empty() && !m_fallsBackToBytes;
    readsBytes = m_readsBytes;
    if (m_readsBytes) {
        readBytes();
        return;
    }
    for (std::size_t c = 0; c < m_asciiIds.size(); ++c) {
        const char character = static_cast<char>(c);
        m_asciiIds[c] = m_vocabulary.find({&character, 1});
    }
    findMarkNeighbours();
}

void BpeModel::readMerges(const JsonNode& node) {
    const JsonNode list = node.at("merges");
    const std::size_t count = list.items();
    std::size_t places = 64;
    while (places < 2 * count) places *= 2;
    m_rules.resize(places);
    std::string merged;
    for (std::size_t i = 0; i < count; ++i) {
        const JsonNode entry = list.item(i);
        const auto [left, right] = readMerge(entry);
        merged = left;
        merged += std::string_view(right).substr(std::min(m_prefix.size(), right.size()));
        const auto known = [&](const std::string& token) {
            const std::int32_t id = m_vocabulary.find(token);
            if (id < 0) entry.fail(Text::tr("the vocabulary has no token \"%1\"").arg(QString::fromStdString(token)));
            return id;
        };
        addRule({known(left), known(right), static_cast<std::uint32_t>(i), known(merged)});
    }
}

void BpeModel::readBytes() {
    for (std::size_t byte = 0; byte < m_byteIds.size(); ++byte) {
        m_byteIds[byte] = m_vocabulary.find(byteLevelCharacter(static_cast<unsigned char>(byte)));
    }
    if (!m_ignoresMerges) return;
    for (std::int32_t id = 0; id < m_vocabulary.idLimit(); ++id) {
        const std::string_view token = m_vocabulary.token(id);
        if (m_vocabulary.find(token) != id) continue;
        if (const auto bytes = bytesOf(token)) m_words.add(*bytes, id);
    }
}

void BpeModel::findMarkNeighbours() {
    if (m_ignoresMerges || !m_prefix.empty() || !m_suffix.empty() || m_vocabulary.find(kWordMark) < 0) return;
    std::unordered_set<std::uint32_t> neighbours;
    for (const Rule& rule : m_rules) {
        if (rule.left < 0) continue;
        // A byte token stands for a part of a character: what it may join cannot be told from its name.
        if (m_fallsBackToBytes &&
            (byteOfToken(m_vocabulary.token(rule.left)) >= 0 || byteOfToken(m_vocabulary.token(rule.right)) >= 0)) {
            return;
        }
        const std::string_view token = m_vocabulary.token(rule.id);
        std::uint32_t previous = kWordMarkCode;
        for (const char* p = token.data(); p < token.data() + token.size();) {
            const std::uint32_t c = decode(p);
            if (c == kWordMarkCode && previous != kWordMarkCode) neighbours.insert(previous);
            previous = c;
        }
    }
    m_markNeighbours = std::move(neighbours);
}

void BpeModel::addRule(const Rule& rule) {
    const std::size_t mask = m_rules.size() - 1;
    const std::uint64_t key = static_cast<std::uint64_t>(static_cast<std::uint32_t>(rule.left)) << 32 |
                              static_cast<std::uint32_t>(rule.right);
    std::size_t place = mixed(key, 0x9E3779B97F4A7C15ull) & mask;
    while (m_rules[place].left >= 0 && (m_rules[place].left != rule.left || m_rules[place].right != rule.right)) {
        place = (place + 1) & mask;
    }
    m_rules[place] = rule;
}

const BpeModel::Rule* BpeModel::rule(std::int32_t left, std::int32_t right) const {
    const std::size_t mask = m_rules.size() - 1;
    const std::uint64_t key =
        static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32 | static_cast<std::uint32_t>(right);
    std::size_t place = mixed(key, 0x9E3779B97F4A7C15ull) & mask;
    while (m_rules[place].left >= 0) {
        if (m_rules[place].left == left && m_rules[place].right == right) return &m_rules[place];
        place = (place + 1) & mask;
    }
    return nullptr;
}

void BpeModel::tokenize(std::string_view text, Span piece, Workspace& workspace, TokenSink& sink) const {
    if (!m_markNeighbours) {
        tokenizePart(text, piece, workspace, sink);
        return;
    }
    const char* const data = text.data();
    const char* const end = data + piece.end;
    std::uint32_t begin = piece.begin;
    std::uint32_t previous = kWordMarkCode;
    for (const char* p = data + piece.begin; p < end;) {
        const auto at = static_cast<std::uint32_t>(p - data);
        const std::uint32_t c = decode(p);
        if (c == kWordMarkCode && previous != kWordMarkCode && !m_markNeighbours->contains(previous)) {
            tokenizePart(text, {begin, at}, workspace, sink);
            begin = at;
        }
        previous = c;
    }
    tokenizePart(text, {begin, piece.end}, workspace, sink);
}

void BpeModel::tokenizePart(std::string_view text, Span part, Workspace& workspace, TokenSink& sink) const {
    const std::string_view word = text.substr(part.begin, part.end - part.begin);
    if (sink.spans != nullptr || word.size() > WordCache::kMostBytes) {
        tokenizeNewWord(text, part, workspace, sink);
        return;
    }
    const std::size_t slot = workspace.cache.slotOf(word);
    if (workspace.cache.appendIds(slot, word, *sink.ids)) return;
    const std::size_t before = sink.ids->size();
    tokenizeNewWord(text, part, workspace, sink);
    workspace.cache.keep(slot, word, sink.ids->data() + before, sink.ids->size() - before);
}

void BpeModel::tokenizeNewWord(std::string_view text, Span part, Workspace& workspace, TokenSink& sink) const {
    const std::string_view word = text.substr(part.begin, part.end - part.begin);
    if (m_ignoresMerges) {
        const std::int32_t id = (m_readsBytes ? m_words : m_vocabulary).find(word);
        if (id >= 0) {
            sink.add(id, part.begin, part.end);
            return;
        }
    }
    workspace.symbols.clear();
    if (m_readsBytes) {
        takeBytes(word, workspace);
    } else {
        takeCharacters(word, workspace);
    }
    if (workspace.symbols.size() <= kFew) {
        mergeFew(workspace);
    } else {
        mergeMany(workspace);
    }
    std::uint32_t at = part.begin;
    for (const Workspace::Symbol& symbol : workspace.symbols) {
        if (symbol.length == 0) continue;
        sink.add(symbol.id, at, at + symbol.length);
        at += symbol.length;
    }
}

namespace {

/// Collects unknown characters, which may become one token.
class UnknownRun {
public:
    UnknownRun(std::vector<Workspace::Symbol>& symbols, std::int32_t id, bool fuses)
        : m_symbols(symbols), m_id(id), m_fuses(fuses) {}

    void add(std::uint32_t length) {
        if (m_id < 0) return;
        if (!m_fuses) flush();
        m_length += length;
    }
    void flush() {
        if (m_length > 0) m_symbols.push_back({m_id, m_length, -1, -1});
        m_length = 0;
    }

private:
    std::vector<Workspace::Symbol>& m_symbols;
    std::int32_t m_id;
    bool m_fuses;
    std::uint32_t m_length = 0;
};

}  // namespace

void BpeModel::takeBytes(std::string_view word, Workspace& workspace) const {
    UnknownRun unknown(workspace.symbols, m_unknown, m_fusesUnknown);
    for (const char byte : word) {
        const std::int32_t id = m_byteIds[static_cast<unsigned char>(byte)];
        if (id < 0) {
            unknown.add(1);
            continue;
        }
        unknown.flush();
        workspace.symbols.push_back({id, 1, -1, -1});
    }
    unknown.flush();
}

std::int32_t BpeModel::characterId(std::string_view character, bool isFirst, bool isLast) const {
    const bool isPlain = (isFirst || m_prefix.empty()) && (!isLast || m_suffix.empty());
    if (!isPlain) {
        std::string token = isFirst ? std::string() : m_prefix;
        token += character;
        if (isLast) token += m_suffix;
        return m_vocabulary.find(token);
    }
    const auto byte = static_cast<unsigned char>(character[0]);
    return byte < m_asciiIds.size() ? m_asciiIds[byte] : m_vocabulary.find(character);
}

void BpeModel::takeCharacters(std::string_view word, Workspace& workspace) const {
    UnknownRun unknown(workspace.symbols, m_unknown, m_fusesUnknown);
    const auto byteId = [&](char byte) { return m_byteIds[static_cast<unsigned char>(byte)]; };
    for (std::size_t at = 0; at < word.size();) {
        const std::size_t length = characterLength(word[at]);
        const std::string_view character = word.substr(at, length);
        const std::int32_t id = characterId(character, at == 0, at + length == word.size());
        at += length;
        if (id >= 0) {
            unknown.flush();
            workspace.symbols.push_back({id, static_cast<std::uint32_t>(length), -1, -1});
        } else if (m_fallsBackToBytes &&
                   std::all_of(character.begin(), character.end(), [&](char byte) { return byteId(byte) >= 0; })) {
            for (const char byte : character) workspace.symbols.push_back({byteId(byte), 1, -1, -1});
        } else {
            unknown.add(static_cast<std::uint32_t>(length));
        }
    }
    unknown.flush();
}

void BpeModel::mergeFew(Workspace& workspace) const {
    std::vector<Workspace::Symbol>& symbols = workspace.symbols;
    std::vector<std::uint32_t>& ranks = workspace.ranks;   // of each symbol with the next one
    std::vector<std::int32_t>& merged = workspace.merged;  // what the two would become
    std::size_t count = symbols.size();
    if (count < 2) return;
    ranks.resize(count);
    merged.resize(count);
    const auto look = [&](std::size_t i) {
        const Rule* const found = i + 1 < count ? rule(symbols[i].id, symbols[i + 1].id) : nullptr;
        ranks[i] = found != nullptr ? found->rank : kNoRank;
        merged[i] = found != nullptr ? found->id : -1;
    };
    for (std::size_t i = 0; i < count; ++i) look(i);
    for (;;) {
        std::size_t best = 0;
        for (std::size_t i = 1; i + 1 < count; ++i) {
            if (ranks[i] < ranks[best]) best = i;
        }
        if (ranks[best] == kNoRank) break;
        symbols[best].id = merged[best];
        symbols[best].length += symbols[best + 1].length;
        --count;
        for (std::size_t i = best + 1; i < count; ++i) {
            symbols[i] = symbols[i + 1];
            ranks[i] = ranks[i + 1];
            merged[i] = merged[i + 1];
        }
        look(best);
        if (best > 0) look(best - 1);
    }
    symbols.resize(count);
}

void BpeModel::mergeMany(Workspace& workspace) const {
    std::vector<Workspace::Symbol>& symbols = workspace.symbols;
    std::vector<Workspace::Merge>& heap = workspace.merges;
    const auto isLater = [](const Workspace::Merge& a, const Workspace::Merge& b) {
        return a.rank != b.rank ? a.rank > b.rank : a.position > b.position;
    };
    const auto at = [&](std::int32_t i) -> Workspace::Symbol& { return symbols[static_cast<std::size_t>(i)]; };
    const auto offer = [&](std::int32_t i) {
        if (i < 0 || at(i).next < 0) return;
        const Rule* const found = rule(at(i).id, at(at(i).next).id);
        if (found == nullptr) return;
        heap.push_back({found->rank, i, found->id});
        std::push_heap(heap.begin(), heap.end(), isLater);
    };
    heap.clear();
    const auto count = static_cast<std::int32_t>(symbols.size());
    for (std::int32_t i = 0; i < count; ++i) {
        at(i).previous = i - 1;
        at(i).next = i + 1 < count ? i + 1 : -1;
    }
    for (std::int32_t i = 0; i < count; ++i) offer(i);
    while (!heap.empty()) {
        std::pop_heap(heap.begin(), heap.end(), isLater);
        const Workspace::Merge merge = heap.back();
        heap.pop_back();
        Workspace::Symbol& left = at(merge.position);
        if (left.length == 0 || left.next < 0) continue;
        Workspace::Symbol& right = at(left.next);
        // What was offered may have merged otherwise since.
        const Rule* const found = rule(left.id, right.id);
        if (found == nullptr || found->id != merge.id || found->rank != merge.rank) continue;
        left.id = merge.id;
        left.length += right.length;
        right.length = 0;
        left.next = right.next;
        if (left.next >= 0) at(left.next).previous = merge.position;
        offer(left.previous);
        offer(merge.position);
    }
}

}  // namespace distillab::tokenizers
