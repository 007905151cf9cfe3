#include "core/tokenizers/json_node.h"

#include "core/base/error.h"

#include <QCoreApplication>

#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace distillab::tokenizers {
namespace {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Tokenizers)
};

QString remedy() { return Text::tr("The file is damaged or no tokenizer of Hugging Face: copy or download it again."); }

/// A decimal as Hugging Face's JSON library reads it: the digits as one whole number, multiplied or divided by a power
/// of ten. The last bit may differ from the nearest value, and decides which of two equally likely cuts a Unigram
/// takes.
double asRustReads(const std::string& digits) {
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t significand = 0;
    int exponent = 0;
    bool isFraction = false;
    bool isFull = false;
    std::size_t at = 0;
    for (; at < digits.size() && digits[at] != 'e' && digits[at] != 'E'; ++at) {
        if (digits[at] == '.') isFraction = true;
        if (digits[at] < '0' || digits[at] > '9') continue;
        const auto digit = static_cast<std::uint64_t>(digits[at] - '0');
        isFull = isFull || significand > (kMost - digit) / 10;
        if (!isFull) significand = significand * 10 + digit;
        if (isFraction != isFull) exponent += isFraction ? -1 : 1;
    }
    if (at < digits.size()) exponent += QByteArray::fromStdString(digits.substr(at + 1)).toInt();
    auto value = static_cast<double>(significand);
    for (; exponent < -308 && value != 0; exponent += 308) value /= 1e308;
    value = exponent < 0 ? value / std::pow(10.0, -exponent) : value * std::pow(10.0, exponent);
    return digits.starts_with('-') ? -value : value;
}

/// Builds the document, and stops where brackets are nested deeper than in any tokenizer: a document that deep could
/// not be walked by functions that call themselves.
class DocumentBuilder : public nlohmann::json_sax<json> {
public:
    json document;
    std::optional<std::size_t> errorByte;
    bool isTooDeep = false;

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t, const string_t& digits) override { return add(asRustReads(digits)); }
    bool string(string_t& value) override { return add(std::move(value)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(json::object()); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(json::array()); }
    bool end_array() override { return close(); }
    bool key(string_t& value) override {
        m_key = std::move(value);
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        errorByte = position > 0 ? position - 1 : 0;
        return false;
    }

private:
    static constexpr std::size_t kDeepest = 64;

    json& place(json&& value) {
        if (m_open.empty()) return document = std::move(value);
        json& parent = *m_open.back();
        if (parent.is_object()) return parent[m_key] = std::move(value);
        parent.push_back(std::move(value));
        return parent.back();
    }
    template <typename Value>
    bool add(Value&& value) {
        place(json(std::forward<Value>(value)));
        return true;
    }
    bool open(json&& container) {
        isTooDeep = m_open.size() >= kDeepest;
        if (isTooDeep) return false;
        m_open.push_back(&place(std::move(container)));
        return true;
    }
    bool close() {
        m_open.pop_back();
        return true;
    }

    std::vector<json*> m_open;
    std::string m_key;
};

}  // namespace

void JsonNode::fail(const QString& message) const { throw RequestError(message, m_file + u':' + m_path, remedy()); }

void JsonNode::failUnsupported(const QString& what) const {
    throw RequestError(Text::tr("\"%1\" is not supported here").arg(what), m_file + u':' + m_path,
                       Text::tr("Choose a model whose tokenizer has no such part."));
}

std::optional<JsonNode> JsonNode::find(const char* key) const {
    mustBeObject();
    const auto found = m_value->find(key);
    if (found == m_value->end() || found->is_null()) return std::nullopt;
    return JsonNode(*found, m_file, m_path + u'.' + QLatin1String(key));
}

JsonNode JsonNode::at(const char* key) const {
    if (const auto found = find(key)) return *found;
    fail(Text::tr("\"%1\" is missing").arg(QLatin1String(key)));
}

JsonNode JsonNode::item(std::size_t index) const {
    return {(*m_value)[index], m_file, u"%1[%2]"_s.arg(m_path).arg(index)};
}

JsonNode JsonNode::member(const std::string& key) const {
    return {(*m_value)[key], m_file, u"%1[\"%2\"]"_s.arg(m_path, QString::fromStdString(key))};
}

void JsonNode::mustBeObject() const {
    if (!m_value->is_object()) fail(Text::tr("a JSON object is expected here"));
}

std::string JsonNode::text() const {
    if (!m_value->is_string()) fail(Text::tr("a text is expected here"));
    return m_value->get<std::string>();
}

bool JsonNode::boolean() const {
    if (!m_value->is_boolean()) fail(Text::tr("true or false is expected here"));
    return m_value->get<bool>();
}

double JsonNode::number() const {
    if (!m_value->is_number()) fail(Text::tr("a number is expected here"));
    return m_value->get<double>();
}

std::int32_t JsonNode::id() const {
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max());
    if (!m_value->is_number_unsigned() || m_value->get<std::uint64_t>() > kMost) {
        fail(Text::tr("a whole number from 0 is expected here"));
    }
    return m_value->get<std::int32_t>();
}

std::size_t JsonNode::items() const {
    if (!m_value->is_array()) fail(Text::tr("a list is expected here"));
    return m_value->size();
}

std::string JsonNode::text(const char* key, const std::string& otherwise) const {
    const auto found = find(key);
    return found ? found->text() : otherwise;
}

bool JsonNode::boolean(const char* key, bool otherwise) const {
    const auto found = find(key);
    return found ? found->boolean() : otherwise;
}

json parseJson(const QByteArray& content, const QString& file) {
    DocumentBuilder builder;
    if (json::sax_parse(content.begin(), content.end(), &builder)) return std::move(builder.document);
    if (builder.isTooDeep) throw RequestError(Text::tr("the brackets are nested too deep"), file, remedy());
    throw RequestError(Text::tr("the file is no valid JSON"), u"%1:%2"_s.arg(file).arg(builder.errorByte.value_or(0)),
                       remedy());
}

}  // namespace distillab::tokenizers
