#include "core/tokenizers/tokenizer_files.h"

#include "core/base/error.h"
#include "core/base/limited_file.h"
#include "core/tokenizers/json_node.h"
#include "core/tokenizers/tokenizer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace distillab::tokenizers {
namespace {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Tokenizers)
};

constexpr auto kMain = "tokenizer.json"_L1;
constexpr auto kWords = "vocab.txt"_L1;
constexpr auto kConfig = "tokenizer_config.json"_L1;
/// What else belongs to a tokenizer; not read here, but kept for other programs.
const QStringList& otherFiles() {
    static const QStringList names = {u"special_tokens_map.json"_s,
                                      u"added_tokens.json"_s,
                                      u"vocab.json"_s,
                                      u"merges.txt"_s,
                                      u"spiece.model"_s,
                                      u"tokenizer.model"_s,
                                      u"sentencepiece.bpe.model"_s,
                                      u"chat_template.jinja"_s};
    return names;
}

json bertDocument(const QByteArray& words, const QString& path, const JsonNode& config) {
    json vocabulary = json::object();
    std::uint32_t id = 0;
    for (QByteArray line : words.split('\n')) {
        if (line.endsWith('\r')) line.chop(1);
        // The last line ends the file and is no token.
        if (!line.isEmpty()) vocabulary[line.toStdString()] = id;
        ++id;
    }
    const auto special = [&](const char* key, const char* usual) {
        std::string content = usual;
        if (const auto named = config.find(key)) {
            content = named->json().is_object() ? named->at("content").text() : named->text();
        }
        if (!vocabulary.contains(content)) {
            throw RequestError(Text::tr("there is no token \"%1\"").arg(QString::fromStdString(content)), path,
                               Text::tr("Choose a BERT vocabulary, one token on each line."));
        }
        return content;
    };
    const std::string unknown = special("unk_token", "[UNK]");
    const std::string separator = special("sep_token", "[SEP]");
    const std::string first = special("cls_token", "[CLS]");
    json added = json::array();
    for (const std::string& content :
         {special("pad_token", "[PAD]"), unknown, first, separator, special("mask_token", "[MASK]")}) {
        added.push_back({{"id", vocabulary[content]},
                         {"content", content},
                         {"single_word", false},
                         {"lstrip", false},
                         {"rstrip", false},
                         {"normalized", false},
                         {"special", true}});
    }
    const bool lower = config.boolean("do_lower_case", true);
    const auto accents = config.find("strip_accents");
    return {{"version", "1.0"},
            {"truncation", nullptr},
            {"padding", nullptr},
            {"added_tokens", added},
            {"normalizer",
             {{"type", "BertNormalizer"},
              {"clean_text", true},
              {"handle_chinese_chars", config.boolean("tokenize_chinese_chars", true)},
              {"strip_accents", accents ? json(accents->boolean()) : json(nullptr)},
              {"lowercase", lower}}},
            {"pre_tokenizer", {{"type", "BertPreTokenizer"}}},
            {"post_processor",
             {{"type", "BertProcessing"},
              {"sep", json::array({separator, vocabulary[separator]})},
              {"cls", json::array({first, vocabulary[first]})}}},
            {"decoder", {{"type", "WordPiece"}, {"prefix", "##"}, {"cleanup", true}}},
            {"model",
             {{"type", "WordPiece"},
              {"unk_token", unknown},
              {"continuing_subword_prefix", "##"},
              {"max_input_chars_per_word", 100},
              {"vocab", vocabulary}}}};
}

QByteArray dumped(const json& document) {
    return QByteArray::fromStdString(document.dump(2, ' ', false, json::error_handler_t::replace)) + '\n';
}

}  // namespace

bool hasTokenizerFiles(const QString& folder) {
    return QFileInfo(QDir(folder).filePath(kMain)).isFile() || QFileInfo(QDir(folder).filePath(kWords)).isFile();
}

TokenizerFiles readTokenizerFiles(const QString& folder) {
    if (!hasTokenizerFiles(folder)) {
        throw RequestError(Text::tr("there is neither tokenizer.json nor vocab.txt"), folder,
                           Text::tr("Choose a model folder of Hugging Face with its tokenizer."));
    }
    const QDir place(folder);
    TokenizerFiles files;
    const auto keep = [&](const QString& name) -> QByteArray {
        const QString path = place.filePath(name);
        if (!QFileInfo(path).isFile()) return {};
        files.contents.emplace_back(name, readFileUpTo(path, kMostTokenizerBytes));
        return files.contents.back().second;
    };
    files.configPath = place.filePath(kConfig);
    const QByteArray config = keep(kConfig);
    files.config = config.isEmpty() ? json::object() : parseJson(config, files.configPath);
    const JsonNode configNode(files.config, files.configPath);
    configNode.mustBeObject();
    const QByteArray words = keep(kWords);
    for (const QString& name : otherFiles()) keep(name);

    files.mainPath = place.filePath(kMain);
    if (QFileInfo(files.mainPath).isFile()) {
        files.document = parseJson(keep(kMain), files.mainPath);
        return files;
    }
    files.mainPath = place.filePath(kWords);
    // Newer releases of Hugging Face's library want a tokenizer.json.
    const QByteArray document = dumped(bertDocument(words, files.mainPath, configNode));
    files.document = parseJson(document, files.mainPath);
    files.contents.emplace_back(kMain, document);
    if (config.isEmpty()) files.contents.emplace_back(kConfig, dumped({{"tokenizer_class", "BertTokenizer"}}));
    return files;
}

}  // namespace distillab::tokenizers
