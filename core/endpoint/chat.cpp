#include "core/endpoint/chat.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <nlohmann/json.hpp>

#include <cmath>

namespace distillab::endpoint {
namespace {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Chat)
};

constexpr qsizetype kLongestMessage = 300;
/// Names the text that is hashed, so that another way of asking gets other keys.
constexpr const char* kKeyVersion = "distillab-chat-1";

QByteArray bytesOf(const json& document) {
    return QByteArray::fromStdString(document.dump(-1, ' ', false, json::error_handler_t::replace));
}

json messagesOf(const ChatRequest& request) {
    json messages = json::array();
    for (const ChatMessage& message : request.messages) {
        messages.push_back({{"role", message.role.toStdString()}, {"content", message.content.toStdString()}});
    }
    return messages;
}

/// The member of that name, or null: servers leave out what they do not have.
const json& member(const json& object, const char* name) {
    static const json kNull;
    if (!object.is_object()) return kNull;
    const auto found = object.find(name);
    return found == object.end() ? kNull : *found;
}

QString textOf(const json& value, const ApiKey& key) {
    return value.is_string() ? key.scrub(QString::fromStdString(value.get_ref<const std::string&>())) : QString();
}

std::optional<qint64> countOf(const json& value) {
    if (!value.is_number()) return std::nullopt;
    const double number = value.get<double>();
    if (!(number >= 0) || number > 1e12) return std::nullopt;
    return static_cast<qint64>(number);
}

Usage usageOf(const json& usage, const ChatRequest& request, const QString& answer) {
    const auto input = countOf(member(usage, "prompt_tokens"));
    const auto output = countOf(member(usage, "completion_tokens"));
    if (input && output) return {*input, *output, false};
    Usage estimate{0, estimatedTokens(answer), true};
    for (const ChatMessage& message : request.messages) estimate.input += estimatedTokens(message.content);
    return estimate;
}

std::vector<TokenChance> firstTokenOf(const json& logprobs, const ApiKey& key) {
    const json& content = member(logprobs, "content");
    if (!content.is_array() || content.empty()) return {};
    std::vector<TokenChance> chances;
    const auto take = [&](const json& entry) {
        const json& logprob = member(entry, "logprob");
        if (!member(entry, "token").is_string() || !logprob.is_number()) return;
        const double value = logprob.get<double>();
        if (!std::isfinite(value) || value > 1e-3) return;
        chances.push_back({textOf(member(entry, "token"), key), std::min(value, 0.0)});
    };
    const json& top = member(content[0], "top_logprobs");
    if (!top.is_array() || top.empty()) return {};
    for (const json& entry : top) take(entry);
    return chances;
}

}  // namespace

qint64 ChatRequest::characters() const {
    qint64 sum = 0;
    for (const ChatMessage& message : messages) sum += message.content.size();
    return sum;
}

QByteArray requestBody(const ChatRequest& request, const QString& model, const Dialect& dialect) {
    json body{{"model", model.toStdString()},
              {"messages", messagesOf(request)},
              {"temperature", request.temperature},
              {"stream", false}};
    if (request.maxTokens > 0) body["max_tokens"] = request.maxTokens;
    if (request.json && dialect.json) body["response_format"] = {{"type", "json_object"}};
    if (request.topLogprobs > 0 && dialect.logprobs) {
        body["logprobs"] = true;
        body["top_logprobs"] = request.topLogprobs;
    }
    return bytesOf(body);
}

QByteArray requestKey(const ChatRequest& request, const QUrl& url, const QString& model) {
    const json content{kKeyVersion,         url.toString(QUrl::FullyEncoded).toStdString(),
                       model.toStdString(), messagesOf(request),
                       request.temperature, request.maxTokens,
                       request.topLogprobs, request.json,
                       request.sample};
    return QCryptographicHash::hash(bytesOf(content), QCryptographicHash::Sha256).toHex();
}

ParsedReply parseReply(const QByteArray& body, const ChatRequest& request, const ApiKey& key) {
    const json document = json::parse(body.begin(), body.end(), nullptr, false);
    if (document.is_discarded()) return {{}, Text::tr("the server's answer is no JSON"), false};
    if (!member(document, "error").is_null()) {
        return {{}, Text::tr("the server reports an error: %1").arg(serverMessage(body, key)), false};
    }
    const json& choices = member(document, "choices");
    if (!choices.is_array() || choices.empty()) return {{}, Text::tr("the server's answer holds no choice"), false};
    const json& message = member(choices[0], "message");
    ChatReply reply;
    reply.finishReason = textOf(member(choices[0], "finish_reason"), key);
    reply.text = textOf(member(message, "content"), key);
    if (reply.text.isEmpty()) {
        if (reply.finishReason == u"content_filter"_s) {
            return {{}, Text::tr("the server's content filter withheld the answer"), true};
        }
        const QString refusal = textOf(member(message, "refusal"), key);
        if (!refusal.isEmpty()) return {{}, Text::tr("the model refused: %1").arg(refusal.left(kLongestMessage)), true};
        if (reply.finishReason == u"length"_s) {
            return {{}, Text::tr("the answer was cut off before its first word: too few tokens were allowed"), true};
        }
        return {{}, Text::tr("the server's answer is empty"), false};
    }
    reply.usage = usageOf(member(document, "usage"), request, reply.text);
    if (request.topLogprobs > 0) reply.firstToken = firstTokenOf(member(choices[0], "logprobs"), key);
    return {reply, {}, false};
}

QString serverMessage(const QByteArray& body, const ApiKey& key) {
    const json document = json::parse(body.begin(), body.end(), nullptr, false);
    const json& error = member(document, "error");
    QString message = textOf(error, key);
    for (const json* place : {&error, &document}) {
        for (const char* name : {"message", "detail"}) {
            if (message.isEmpty()) message = textOf(member(*place, name), key);
        }
    }
    if (message.isEmpty() && document.is_discarded()) message = key.scrub(QString::fromUtf8(body));
    return message.simplified().left(kLongestMessage);
}

qint64 estimatedTokens(const QString& text) {
    qint64 latin = 0;
    for (const QChar letter : text) latin += letter.unicode() < 0x250 ? 1 : 0;
    return (latin + 3) / 4 + (text.size() - latin) * 2 / 3;
}

}  // namespace distillab::endpoint
