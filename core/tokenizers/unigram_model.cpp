#include "core/tokenizers/unigram_model.h"

#include "core/base/error.h"
#include "core/tokenizers/byte_tokens.h"
#include "core/tokenizers/workspace.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace distillab::tokenizers {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Tokenizers)
};

/// How much less likely than the rarest token an unknown character is, as in SentencePiece.
constexpr double kUnknownPenalty = 10.0;

}  // namespace

UnigramModel::UnigramModel(const JsonNode& node) {
    const JsonNode list = node.at("vocab");
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < list.items(); ++i) {
        const JsonNode entry = list.item(i);
        if (entry.items() != 2) entry.fail(Text::tr("a token and its score are expected here"));
        m_vocabulary.add(entry.item(0).text(), static_cast<std::int32_t>(i));
        m_scores.push_back(entry.item(1).number());
        least = std::min(least, m_scores.back());
    }
    m_unknownScore = least - kUnknownPenalty;
    if (const auto unknown = node.find("unk_id")) {
        m_unknown = unknown->id();
        if (!m_vocabulary.has(m_unknown)) unknown->fail(Text::tr("the vocabulary has no such id"));
    }
    m_fallsBackToBytes = node.boolean("byte_fallback", false) && findByteTokens(m_vocabulary, m_byteIds) > 0;
    std::vector<Trie::Key> keys;
    for (std::int32_t id = 0; id < m_vocabulary.idLimit(); ++id) {
        const std::string_view token = m_vocabulary.token(id);
        keys.emplace_back(token, m_vocabulary.find(token));
    }
    m_trie = Trie(std::move(keys));
}

void UnigramModel::tokenize(std::string_view text, Span piece, Workspace& workspace, TokenSink& sink) const {
    const std::string_view word = text.substr(piece.begin, piece.end - piece.begin);
    if (sink.spans != nullptr || word.size() > WordCache::kMostBytes) {
        tokenizeNewWord(text, piece, workspace, sink);
        return;
    }
    const std::size_t slot = workspace.cache.slotOf(word);
    if (workspace.cache.appendIds(slot, word, *sink.ids)) return;
    const std::size_t before = sink.ids->size();
    tokenizeNewWord(text, piece, workspace, sink);
    workspace.cache.keep(slot, word, sink.ids->data() + before, sink.ids->size() - before);
}

void UnigramModel::tokenizeNewWord(std::string_view text, Span piece, Workspace& workspace, TokenSink& sink) const {
    const char* const begin = text.data() + piece.begin;
    const char* const end = text.data() + piece.end;
    std::vector<Workspace::BestPath>& paths = workspace.paths;
    paths.assign(piece.end - piece.begin + 1, {});
    for (std::size_t at = 0; at + 1 < paths.size();) {
        const double score = paths[at].score;
        const std::size_t length = characterLength(begin[at]);
        bool isKnown = false;
        const auto offer = [&](std::size_t to, double candidate, std::int32_t id) {
            Workspace::BestPath& path = paths[to];
            if (path.begin >= 0 && candidate <= path.score) return;
            path = {candidate, static_cast<std::int32_t>(at), id};
        };
        m_trie.prefixes(begin + at, end, [&](std::uint32_t bytes, std::int32_t id) {
            offer(at + bytes, m_scores[static_cast<std::size_t>(id)] + score, id);
            isKnown = isKnown || bytes == length;
        });
        if (!isKnown) {
            if (m_unknown < 0) {
                throw RequestError(Text::tr("the tokenizer has neither a token for a character of this text nor one "
                                            "for unknown characters"),
                                   {}, Text::tr("Choose a model made for texts of this language."));
            }
            offer(at + length, m_unknownScore + score, m_unknown);
        }
        at += length;
    }
    // Backwards along the best path, then turned round. Unknown characters in a row are one token.
    std::vector<Workspace::Symbol>& found = workspace.symbols;
    found.clear();
    for (std::size_t at = paths.size() - 1; at > 0;) {
        const Workspace::BestPath& path = paths[at];
        const auto length = static_cast<std::uint32_t>(at) - static_cast<std::uint32_t>(path.begin);
        if (path.id == m_unknown && !found.empty() && found.back().id == m_unknown) {
            found.back().length += length;
        } else {
            found.push_back({path.id, length, -1, -1});
        }
        at = static_cast<std::size_t>(path.begin);
    }
    std::uint32_t at = piece.begin;
    for (auto symbol = found.rbegin(); symbol != found.rend(); ++symbol) {
        const Span span{at, at + symbol->length};
        at = span.end;
        if (symbol->id == m_unknown && m_unknown >= 0) {
            addUnknown(text, span, sink);
        } else {
            sink.add(symbol->id, span.begin, span.end);
        }
    }
}

void UnigramModel::addUnknown(std::string_view text, Span piece, TokenSink& sink) const {
    const std::string_view word = text.substr(piece.begin, piece.end - piece.begin);
    const std::int32_t id = m_vocabulary.find(word);
    const auto byteId = [&](char byte) { return m_byteIds[static_cast<unsigned char>(byte)]; };
    if (id < 0 && m_fallsBackToBytes &&
        std::all_of(word.begin(), word.end(), [&](char byte) { return byteId(byte) >= 0; })) {
        for (const char byte : word) sink.add(byteId(byte), piece.begin, piece.end);
        return;
    }
    sink.add(id < 0 ? m_unknown : id, piece.begin, piece.end);
}

}  // namespace distillab::tokenizers
