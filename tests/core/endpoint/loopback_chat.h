#pragma once

#include "tests/support/loopback_http.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QTcpServer>

#include <functional>
#include <map>
#include <vector>

namespace distillab::test {

/// A server on this machine that speaks the chat API and can be made to misbehave. Lives in the test's thread and
/// answers while the engine waits. By itself it reads labels: the code of the last label for a text with "good" in it,
/// else "A"; and answers anything else with "answer to " and the prompt.
class LoopbackChat : public QObject {
    Q_OBJECT

public:
    struct Request : HttpRequest {
        QByteArray body;
        QString system;  ///< the first system message
        QString prompt;  ///< the last message
        bool wantsLogprobs = false;
        bool wantsJson = false;
        double temperature = 0;
        int seen = 0;  ///< earlier requests with this prompt
    };
    struct Reply {
        int status = 200;
        std::map<QByteArray, QByteArray> headers;
        QByteArray body;
        qint64 cutAfter = -1;  ///< bytes of the body after which the connection breaks
        int pieceBytes = 0;    ///< for a slow body: bytes at a time
        int delayMs = 0;       ///< before the answer, or between two pieces
    };

    LoopbackChat();

    QString url() const;
    /// What the model says, before it is wrapped into a reply.
    std::function<QString(const Request&)> say;
    bool givesLogprobs = true;
    /// Changes what is about to be sent.
    std::function<void(const Request&, Reply&)> alter = [](const Request&, Reply&) {};

    std::vector<Request> requests;
    int mostAtOnce = 0;
    /// Prompts that were answered with status 200, each with how often.
    std::map<QString, int> answered;

    /// A whole reply as a server writes it.
    static QByteArray completion(const QString& id, const QString& content, bool withLogprobs);

private:
    void receive(QTcpSocket& socket);
    void send(QTcpSocket& socket, const Request& request, const Reply& reply);

    QTcpServer m_server;
    std::map<QString, int> m_seen;
    int m_underWay = 0;
};

}  // namespace distillab::test
