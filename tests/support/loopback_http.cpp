#include "tests/support/loopback_http.h"

#include <QTcpSocket>
#include <QTimer>

#include <memory>

namespace distillab::test {

HttpRequest parseRequestHead(const QByteArray& text) {
    HttpRequest request;
    const QList<QByteArray> lines = text.split('\n');
    const QList<QByteArray> words = lines[0].trimmed().split(' ');
    request.method = words.value(0);
    request.path = words.value(1);
    for (const QByteArray& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0) request.headers[line.left(colon).toLower()] = line.mid(colon + 1).trimmed();
    }
    return request;
}

void listenOnLoopback(QTcpServer& server, const std::function<void(QTcpSocket&)>& receive) {
    if (!server.listen(QHostAddress::LocalHost)) qFatal("no port on the loopback interface");
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&server, receive] {
        while (QTcpSocket* socket = server.nextPendingConnection()) {
            QObject::connect(socket, &QTcpSocket::readyRead, &server, [socket, receive] { receive(*socket); });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
}

void sendAndClose(QTcpSocket& socket, const QByteArray& body, int pieceBytes, int pauseMs) {
    if (pieceBytes == 0) {
        socket.write(body);
        socket.disconnectFromHost();
        return;
    }
    auto* timer = new QTimer(&socket);
    auto sent = std::make_shared<qsizetype>(0);
    QObject::connect(timer, &QTimer::timeout, &socket, [&socket, timer, body, sent, pieceBytes] {
        socket.write(body.mid(*sent, pieceBytes));
        *sent += pieceBytes;
        if (*sent < body.size()) return;
        timer->stop();
        socket.disconnectFromHost();
    });
    timer->start(pauseMs);
}

}  // namespace distillab::test
