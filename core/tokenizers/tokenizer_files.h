#pragma once

#include <QByteArray>
#include <QString>

#include <nlohmann/json.hpp>

#include <utility>
#include <vector>

namespace distillab::tokenizers {

/// The files that make a tokenizer, kept as they were read.
struct TokenizerFiles {
    QString mainPath;         ///< what errors name
    nlohmann::json document;  ///< tokenizer.json, or the same made from vocab.txt
    nlohmann::json config;    ///< tokenizer_config.json, an empty object when there is none
    QString configPath;
    std::vector<std::pair<QString, QByteArray>> contents;  ///< by name
};

bool hasTokenizerFiles(const QString& folder);

/// @throws RequestError when there is none, or it is no JSON
TokenizerFiles readTokenizerFiles(const QString& folder);

}  // namespace distillab::tokenizers
