#include "core/tokenizers/model.h"

#include "core/tokenizers/bpe_model.h"
#include "core/tokenizers/unigram_model.h"
#include "core/tokenizers/word_piece_model.h"
#include "core/tokenizers/workspace.h"

#include <QCoreApplication>

namespace distillab::tokenizers {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Tokenizers)
};

/// One token for each word, or the one for unknown words.
class WordLevelModel : public Model {
public:
    explicit WordLevelModel(const JsonNode& node) {
        readVocabulary(node.at("vocab"), m_vocabulary);
        m_unknown = readTokenId(node, "unk_token", m_vocabulary);
    }
    void tokenize(std::string_view text, Span piece, Workspace&, TokenSink& sink) const override {
        const std::int32_t id = m_vocabulary.find(text.substr(piece.begin, piece.end - piece.begin));
        if (id >= 0 || m_unknown >= 0) sink.add(id >= 0 ? id : m_unknown, piece.begin, piece.end);
    }

private:
    std::int32_t m_unknown = -1;
};

/// Older files do not name the kind of model; what it holds tells.
std::string modelType(const JsonNode& node) {
    if (node.find("type")) return node.type();
    if (node.find("merges")) return "BPE";
    if (node.find("unk_id")) return "Unigram";
    return node.find("continuing_subword_prefix") ? "WordPiece" : "WordLevel";
}

}  // namespace

std::unique_ptr<Model> readModel(const JsonNode& node, bool& readsBytes) {
    const std::string type = modelType(node);
    if (type == "BPE") return std::make_unique<BpeModel>(node, readsBytes);
    readsBytes = false;
    if (type == "WordPiece") return std::make_unique<WordPieceModel>(node);
    if (type == "Unigram") return std::make_unique<UnigramModel>(node);
    if (type == "WordLevel") return std::make_unique<WordLevelModel>(node);
    node.failUnsupported(QString::fromStdString(type));
}

void readVocabulary(const JsonNode& node, Vocabulary& vocabulary) {
    node.mustBeObject();
    // Some vocabularies have holes, none is mostly holes: a wild id would cost memory for all below it.
    const std::size_t limit = 4 * node.json().size() + 65536;
    for (const auto& [token, value] : node.json().items()) {
        const bool isId = value.is_number_unsigned() && value.get<std::uint64_t>() < limit;
        if (!isId) {
            node.member(token).fail(Text::tr("a whole number from 0 to %1 is expected here").arg(limit - 1));
        }
        const auto id = value.get<std::int32_t>();
        if (vocabulary.add(token, id)) continue;
        const std::string_view other = vocabulary.token(id);
        node.member(token).fail(Text::tr("the id %1 belongs to the token \"%2\" already")
                                    .arg(id)
                                    .arg(QString::fromUtf8(other.data(), static_cast<qsizetype>(other.size()))));
    }
}

std::int32_t readTokenId(const JsonNode& node, const char* key, const Vocabulary& vocabulary) {
    const auto name = node.find(key);
    if (!name) return -1;
    return vocabulary.find(name->text());
}

}  // namespace distillab::tokenizers
