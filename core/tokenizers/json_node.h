#pragma once

#include <QString>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace distillab::tokenizers {

/// A value of a JSON file together with its place, so that every complaint names both: "tokenizer.json:$.model.vocab".
class JsonNode {
public:
    JsonNode(const nlohmann::json& value, QString file, QString path = QStringLiteral("$"))
        : m_value(&value), m_file(std::move(file)), m_path(std::move(path)) {}

    const nlohmann::json& json() const { return *m_value; }
    bool isNull() const { return m_value->is_null(); }

    /// A member that must be there; null counts as missing. @throws RequestError
    JsonNode at(const char* key) const;
    /// A member that may be missing or null.
    std::optional<JsonNode> find(const char* key) const;
    JsonNode item(std::size_t index) const;
    JsonNode member(const std::string& key) const;

    /// @throws RequestError when the value is of another kind
    std::string text() const;
    bool boolean() const;
    double number() const;
    std::int32_t id() const;  ///< a whole number from 0
    std::size_t items() const;
    void mustBeObject() const;

    std::string text(const char* key, const std::string& otherwise) const;
    bool boolean(const char* key, bool otherwise) const;
    /// The "type" of a component.
    std::string type() const { return at("type").text(); }

    [[noreturn]] void fail(const QString& message) const;
    /// This kind of component is not supported here.
    [[noreturn]] void failUnsupported(const QString& what) const;

private:
    const nlohmann::json* m_value;
    QString m_file;
    QString m_path;
};

/// @throws RequestError when the content is no JSON, with the byte, or is nested deeper than any tokenizer
nlohmann::json parseJson(const QByteArray& content, const QString& file);

}  // namespace distillab::tokenizers
