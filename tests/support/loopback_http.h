#pragma once

#include <QByteArray>
#include <QTcpServer>

#include <functional>
#include <map>

class QTcpSocket;

/// What servers in tests share that misbehave on the loopback interface.
namespace distillab::test {

/// The head of a request.
struct HttpRequest {
    QByteArray method;
    QByteArray path;
    std::map<QByteArray, QByteArray> headers;  ///< names in lower case
};
HttpRequest parseRequestHead(const QByteArray& text);

/// Takes any free port; `receive` is called whenever a connection has sent something.
void listenOnLoopback(QTcpServer& server, const std::function<void(QTcpSocket&)>& receive);

/// Sends bytes and closes. @param pieceBytes  at a time, with a pause between; 0: all at once
void sendAndClose(QTcpSocket& socket, const QByteArray& body, int pieceBytes, int pauseMs);

}  // namespace distillab::test
