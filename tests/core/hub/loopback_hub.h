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

/// A hub on this machine, for one model, that can be made to misbehave in every way that networks know. Lives in the
/// test's thread and answers while the download waits.
class LoopbackHub : public QObject {
    Q_OBJECT

public:
    using Request = HttpRequest;
    struct Reply {
        int status = 200;
        std::map<QByteArray, QByteArray> headers;
        QByteArray body;
        qint64 cutAfter = -1;   ///< bytes of the body after which the connection breaks
        int pieceBytes = 0;     ///< for a slow body: bytes at a time
        int pauseMs = 0;        ///< between two pieces
        bool isSilent = false;  ///< nothing is ever sent
        bool isBroken = false;  ///< the connection is closed without an answer
    };

    static constexpr const char* kCommit = "0123456789abcdef0123456789abcdef01234567";

    explicit LoopbackHub(const QString& id);

    QString endpoint() const;
    /// A file that the hub sends itself.
    void addSmall(const QByteArray& name, const QByteArray& content);
    /// A file that is kept elsewhere and known by its SHA-256; returns that.
    QByteArray addLarge(const QByteArray& name, const QByteArray& content);

    /// Where large files are said to be kept; empty for this server.
    QString storage;
    bool knowsRanges = true;
    /// Changes what is about to be sent.
    std::function<void(const Request&, Reply&)> alter = [](const Request&, Reply&) {};

    std::vector<Request> requests;
    /// Requests whose path has this text.
    std::vector<Request> requestsFor(const QByteArray& text) const;

    static QByteArray sha256(const QByteArray& content);

private:
    struct File {
        QByteArray content;
        bool isLarge = false;
    };

    void receive(QTcpSocket& socket);
    Reply answer(const Request& request) const;
    Reply answerFile(const QByteArray& name, const File& file) const;
    Reply answerStored(const Request& request, const QByteArray& content) const;
    static void send(QTcpSocket& socket, const Request& request, const Reply& reply);

    QByteArray m_id;
    QTcpServer m_server;
    std::map<QByteArray, File> m_files;
};

}  // namespace distillab::test
