#include "tests/core/hub/loopback_hub.h"

#include <QCryptographicHash>
#include <QTcpSocket>

#include <nlohmann/json.hpp>

namespace distillab::test {
namespace {

/// The hub names small files by git's hash of them; any 40 digits do here.
QByteArray sha1(const QByteArray& content) {
    return QCryptographicHash::hash(content, QCryptographicHash::Sha1).toHex();
}

}  // namespace

LoopbackHub::LoopbackHub(const QString& id) : m_id(id.toLatin1()) {
    listenOnLoopback(m_server, [this](QTcpSocket& socket) { receive(socket); });
}

QString LoopbackHub::endpoint() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()); }

void LoopbackHub::addSmall(const QByteArray& name, const QByteArray& content) { m_files[name] = {content, false}; }

QByteArray LoopbackHub::addLarge(const QByteArray& name, const QByteArray& content) {
    m_files[name] = {content, true};
    return sha256(content);
}

std::vector<LoopbackHub::Request> LoopbackHub::requestsFor(const QByteArray& text) const {
    std::vector<Request> found;
    for (const Request& request : requests) {
        if (request.path.contains(text)) found.push_back(request);
    }
    return found;
}

QByteArray LoopbackHub::sha256(const QByteArray& content) {
    return QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
}

void LoopbackHub::receive(QTcpSocket& socket) {
    const QByteArray text = socket.property("text").toByteArray() + socket.readAll();
    socket.setProperty("text", text);
    if (!text.contains("\r\n\r\n")) return;
    socket.setProperty("text", QByteArray());
    const Request request = parseRequestHead(text);
    requests.push_back(request);
    Reply reply = answer(request);
    alter(request, reply);
    send(socket, request, reply);
}

LoopbackHub::Reply LoopbackHub::answer(const Request& request) const {
    Reply missing;
    missing.status = 404;
    missing.headers["X-Error-Code"] = "EntryNotFound";
    if (request.path == "/api/models/" + m_id + "/revision/main") {
        nlohmann::json listing = {{"sha", kCommit}, {"siblings", nlohmann::json::array()}};
        for (const auto& [name, file] : m_files) listing["siblings"].push_back({{"rfilename", name.toStdString()}});
        Reply reply;
        reply.body = QByteArray::fromStdString(listing.dump());
        return reply;
    }
    for (const auto& [name, file] : m_files) {
        if (request.path == '/' + m_id + "/resolve/" + kCommit + '/' + name) return answerFile(name, file);
        if (request.path.startsWith("/storage/" + sha256(file.content))) return answerStored(request, file.content);
    }
    return missing;
}

LoopbackHub::Reply LoopbackHub::answerFile(const QByteArray& name, const File& file) const {
    Q_UNUSED(name);
    Reply reply;
    reply.headers["X-Repo-Commit"] = kCommit;
    if (!file.isLarge) {
        reply.headers["ETag"] = "W/\"" + sha1(file.content) + '"';
        reply.body = file.content;
        return reply;
    }
    reply.status = 302;
    reply.headers["Location"] = storage.toLatin1() + "/storage/" + sha256(file.content) + "?signature=secret";
    reply.headers["X-Linked-Etag"] = '"' + sha256(file.content) + '"';
    reply.headers["X-Linked-Size"] = QByteArray::number(file.content.size());
    return reply;
}

LoopbackHub::Reply LoopbackHub::answerStored(const Request& request, const QByteArray& content) const {
    Reply reply;
    reply.body = content;
    const auto range = request.headers.find("range");
    if (!knowsRanges || range == request.headers.end()) return reply;
    const qint64 from = range->second.mid(6, range->second.size() - 7).toLongLong();  // "bytes=N-"
    if (from >= content.size()) {
        reply.status = 416;
        reply.body.clear();
        return reply;
    }
    reply.status = 206;
    reply.headers["Content-Range"] = "bytes " + QByteArray::number(from) + '-' +
                                     QByteArray::number(content.size() - 1) + '/' + QByteArray::number(content.size());
    reply.body = content.mid(from);
    return reply;
}

void LoopbackHub::send(QTcpSocket& socket, const Request& request, const Reply& reply) {
    if (reply.isSilent) return;
    if (reply.isBroken) return socket.disconnectFromHost();
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " Status\r\n";
    if (!reply.headers.contains("Content-Length")) {
        head += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    }
    for (const auto& [name, value] : reply.headers) head += name + ": " + value + "\r\n";
    socket.write(head + "Connection: close\r\n\r\n");
    QByteArray body = request.method == "HEAD" ? QByteArray() : reply.body;
    if (reply.cutAfter >= 0) body.truncate(reply.cutAfter);
    sendAndClose(socket, body, reply.pieceBytes, reply.pauseMs);
}

}  // namespace distillab::test
