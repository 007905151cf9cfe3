#include "core/tokenizers/word_piece_model.h"

#include "core/tokenizers/workspace.h"

#include <QCoreApplication>

namespace distillab::tokenizers {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Tokenizers)
};

}  // namespace

WordPieceModel::WordPieceModel(const JsonNode& node) {
    readVocabulary(node.at("vocab"), m_vocabulary);
    const std::string unknown = node.text("unk_token", "[UNK]");
    m_unknown = m_vocabulary.find(unknown);
    if (m_unknown < 0) {
        node.fail(Text::tr("the token for unknown words, \"%1\", is not in the vocabulary")
                      .arg(QString::fromStdString(unknown)));
    }
    if (const auto most = node.find("max_input_chars_per_word"))
        m_mostCharacters = static_cast<std::size_t>(most->id());
    const std::string prefix = node.text("continuing_subword_prefix", "##");
    std::vector<Trie::Key> beginnings;
    std::vector<Trie::Key> continuations;
    for (std::int32_t id = 0; id < m_vocabulary.idLimit(); ++id) {
        const std::string_view token = m_vocabulary.token(id);
        if (m_vocabulary.find(token) != id) continue;
        beginnings.emplace_back(token, id);
        if (token.starts_with(prefix)) continuations.emplace_back(token.substr(prefix.size()), id);
    }
    m_beginnings = Trie(std::move(beginnings));
    m_continuations = Trie(std::move(continuations));
}

void WordPieceModel::tokenize(std::string_view text, Span piece, Workspace& workspace, TokenSink& sink) const {
    const std::string_view word = text.substr(piece.begin, piece.end - piece.begin);
    if (sink.spans != nullptr || word.size() > WordCache::kMostBytes) {
        tokenizeNewWord(text, piece, sink);
        return;
    }
    const std::size_t slot = workspace.cache.slotOf(word);
    if (workspace.cache.appendIds(slot, word, *sink.ids)) return;
    const std::size_t before = sink.ids->size();
    tokenizeNewWord(text, piece, sink);
    workspace.cache.keep(slot, word, sink.ids->data() + before, sink.ids->size() - before);
}

void WordPieceModel::tokenizeNewWord(std::string_view text, Span piece, TokenSink& sink) const {
    const std::string_view word = text.substr(piece.begin, piece.end - piece.begin);
    const std::size_t before = sink.ids->size();
    const auto becomeUnknown = [&] {
        sink.ids->resize(before);
        if (sink.spans != nullptr) sink.spans->resize(before);
        sink.add(m_unknown, piece.begin, piece.end);
    };
    if (word.size() > m_mostCharacters && countCharacters(word) > m_mostCharacters) {
        becomeUnknown();
        return;
    }
    const char* const data = text.data();
    for (std::uint32_t at = piece.begin; at < piece.end;) {
        const Trie& trie = at == piece.begin ? m_beginnings : m_continuations;
        const Trie::Match match = trie.longest(data + at, data + piece.end);
        if (match.value < 0) {
            becomeUnknown();
            return;
        }
        sink.add(match.value, at, at + match.length);
        at += match.length;
    }
}

}  // namespace distillab::tokenizers
