#include "tests/core/endpoint/loopback_chat.h"

#include <QTcpSocket>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <cmath>
#include <memory>

namespace distillab::test {
namespace {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

/// The codes that a labelling prompt lists: "A = negative".
QStringList codesIn(const QString& system) {
    QStringList codes;
    for (const QString& line : system.split(u'\n')) {
        if (line.indexOf(u" = "_s) > 0) codes << line.left(line.indexOf(u" = "_s));
    }
    return codes;
}

QString defaultAnswer(const LoopbackChat::Request& request) {
    const QStringList codes = codesIn(request.system);
    if (codes.isEmpty()) return u"answer to "_s + request.prompt;
    const QString code = request.prompt.contains(u"good"_s) ? codes.last() : codes.first();
    return request.wantsJson ? u"{\"label\": \""_s + code + u"\"}"_s : code;
}

void parseBody(LoopbackChat::Request& request) {
    const json body = json::parse(request.body.begin(), request.body.end());
    for (const json& message : body.at("messages")) {
        const QString content = QString::fromStdString(message.at("content").get<std::string>());
        if (message.at("role") == "system" && request.system.isEmpty()) request.system = content;
        request.prompt = content;
    }
    request.wantsLogprobs = body.contains("logprobs");
    request.wantsJson = body.contains("response_format");
    request.temperature = body.at("temperature").get<double>();
}

}  // namespace

LoopbackChat::LoopbackChat() : say(defaultAnswer) {
    listenOnLoopback(m_server, [this](QTcpSocket& socket) { receive(socket); });
}

QString LoopbackChat::url() const { return u"http://127.0.0.1:%1/v1"_s.arg(m_server.serverPort()); }

QByteArray LoopbackChat::completion(const QString& id, const QString& content, bool withLogprobs) {
    json choice{{"index", 0},
                {"message", {{"role", "assistant"}, {"content", content.toStdString()}}},
                {"finish_reason", "stop"}};
    if (withLogprobs) {
        const auto chance = [](const std::string& token, double probability) {
            return json{{"token", token}, {"logprob", std::log(probability)}};
        };
        const std::string token = content.left(1).toStdString();
        json first = chance(token, 0.8);
        first["top_logprobs"] = {chance(token, 0.8), chance(token == "A" ? " B" : " A", 0.1), chance("The", 0.05)};
        choice["logprobs"] = {{"content", {first}}};
    }
    const json reply{{"id", id.toStdString()},
                     {"object", "chat.completion"},
                     {"choices", {choice}},
                     {"usage", {{"prompt_tokens", 100}, {"completion_tokens", 10}, {"total_tokens", 110}}}};
    return QByteArray::fromStdString(reply.dump());
}

void LoopbackChat::receive(QTcpSocket& socket) {
    const QByteArray text = socket.property("text").toByteArray() + socket.readAll();
    socket.setProperty("text", text);
    const qsizetype end = text.indexOf("\r\n\r\n");
    if (end < 0) return;
    Request request;
    static_cast<HttpRequest&>(request) = parseRequestHead(text.left(end));
    request.body = text.mid(end + 4);
    if (request.body.size() < request.headers["content-length"].toLongLong()) return;
    socket.setProperty("text", QByteArray());
    parseBody(request);
    request.seen = m_seen[request.prompt]++;
    requests.push_back(request);
    mostAtOnce = std::max(mostAtOnce, ++m_underWay);
    connect(&socket, &QTcpSocket::disconnected, this, [this] { --m_underWay; });

    Reply reply;
    reply.body =
        completion(u"chatcmpl-%1"_s.arg(requests.size()), say(request), request.wantsLogprobs && givesLogprobs);
    alter(request, reply);
    if (reply.delayMs == 0 || reply.pieceBytes > 0) return send(socket, request, reply);
    QTimer::singleShot(reply.delayMs, &socket, [this, &socket, request, reply] { send(socket, request, reply); });
}

void LoopbackChat::send(QTcpSocket& socket, const Request& request, const Reply& reply) {
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " Status\r\nContent-Type: application/json\r\n" +
                      "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    for (const auto& [name, value] : reply.headers) head += name + ": " + value + "\r\n";
    socket.write(head + "Connection: close\r\n\r\n");
    QByteArray body = reply.body;
    if (reply.cutAfter >= 0) body.truncate(reply.cutAfter);
    if (reply.pieceBytes == 0 && reply.status == 200 && reply.cutAfter < 0) ++answered[request.prompt];
    sendAndClose(socket, body, reply.pieceBytes, reply.delayMs);
}

}  // namespace distillab::test
