#include "core/bundle/word_piece.h"

#include "core/base/whole_number.h"

#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace distillab::bundle {
namespace {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

/// Where a key is missing or null, what the format has for it.
template <typename Value>
Value valueOf(const json& object, const char* key, const Value& usual) {
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? usual : found->get<Value>();
}

bool isOfType(const json& document, const char* part, const std::string& type) {
    const auto found = document.find(part);
    return found != document.end() && found->is_object() && valueOf(*found, "type", std::string()) == type;
}

/// Ids without a gap, and words that a file of lines can hold.
std::optional<QStringList> byId(const json& vocabulary) {
    QStringList words(static_cast<qsizetype>(vocabulary.size()));
    for (const auto& [word, id] : vocabulary.items()) {
        const auto place = wholeNumber<qsizetype>(id);
        const QString text = QString::fromStdString(word);
        if (place < 0 || place >= words.size() || !words[place].isEmpty()) return std::nullopt;
        if (text.isEmpty() || text.contains(u'\n') || text.endsWith(u'\r')) return std::nullopt;
        words[place] = text;
    }
    return words;
}

json special(const std::string& token, int type) { return {{"SpecialToken", {{"id", token}, {"type_id", type}}}}; }
json sequence(const std::string& name, int type) { return {{"Sequence", {{"id", name}, {"type_id", type}}}}; }

/// First token and separator, where the post-processor puts them as BERT's does.
std::optional<std::pair<std::string, std::string>> framesOf(const json& post) {
    const std::string type = valueOf(post, "type", std::string());
    if (type == "BertProcessing") {
        return std::pair(post.at("cls").at(0).get<std::string>(), post.at("sep").at(0).get<std::string>());
    }
    if (type != "TemplateProcessing") return std::nullopt;
    const std::string cls = post.at("single").front().at("SpecialToken").at("id").get<std::string>();
    const std::string sep = post.at("single").back().at("SpecialToken").at("id").get<std::string>();
    const json single = {special(cls, 0), sequence("A", 0), special(sep, 0)};
    const json pair = {special(cls, 0), sequence("A", 0), special(sep, 0), sequence("B", 1), special(sep, 1)};
    if (post.at("single") != single || post.at("pair") != pair) return std::nullopt;
    return std::pair(cls, sep);
}

/// A token that programs can write between quotes.
bool isPlain(const QString& token) {
    static const QRegularExpression kPlain(u"^[A-Za-z0-9_<>/|\\[\\]-]+$"_s);
    return kPlain.match(token).hasMatch();
}

std::optional<WordPiece> wordPieceOf(const json& document) {
    if (!isOfType(document, "model", "WordPiece") || !isOfType(document, "normalizer", "BertNormalizer") ||
        !isOfType(document, "pre_tokenizer", "BertPreTokenizer")) {
        return std::nullopt;
    }
    const json& model = document.at("model");
    const json& normalizer = document.at("normalizer");
    const auto words = byId(model.at("vocab"));
    const auto frames = framesOf(document.at("post_processor"));
    if (!words || !frames || !valueOf(normalizer, "clean_text", true) ||
        valueOf<std::string>(model, "continuing_subword_prefix", "##") != "##") {
        return std::nullopt;
    }
    WordPiece found;
    found.vocabulary = *words;
    found.first = QString::fromStdString(frames->first);
    found.separator = QString::fromStdString(frames->second);
    found.unknown = QString::fromStdString(valueOf<std::string>(model, "unk_token", "[UNK]"));
    found.longestWord = valueOf(model, "max_input_chars_per_word", 100);
    found.lowerCase = valueOf(normalizer, "lowercase", true);
    found.stripAccents = valueOf(normalizer, "strip_accents", found.lowerCase);
    found.spaceIdeographs = valueOf(normalizer, "handle_chinese_chars", true);

    QStringList tokens = {found.first, found.separator, found.unknown};
    if (!std::all_of(tokens.begin(), tokens.end(), isPlain)) return std::nullopt;
    // Words that somebody added would be found before a text is cut up.
    for (const json& token : valueOf(document, "added_tokens", json::array())) {
        if (!valueOf(token, "special", false)) return std::nullopt;
    }
    const auto isKnown = [&](const QString& token) { return words->contains(token); };
    return std::all_of(tokens.begin(), tokens.end(), isKnown) ? std::optional(found) : std::nullopt;
}

}  // namespace

std::optional<WordPiece> wordPieceIn(const QByteArray& tokenizerJson) {
    try {
        return wordPieceOf(json::parse(tokenizerJson.begin(), tokenizerJson.end()));
    } catch (const json::exception&) {
        return std::nullopt;  // not as BERT's is written
    }
}

QString tokenizerKindIn(const QByteArray& tokenizerJson) {
    const json document = json::parse(tokenizerJson.begin(), tokenizerJson.end(), nullptr, false);
    const auto pointer = "/model/type"_json_pointer;
    const bool isTold = document.is_object() && document.contains(pointer) && document.at(pointer).is_string();
    return isTold ? QString::fromStdString(document.at(pointer).get<std::string>()) : u"?"_s;
}

}  // namespace distillab::bundle
