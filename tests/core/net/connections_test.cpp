#include "core/net/network.h"

#include "core/base/error.h"
#include "core/endpoint/collector.h"
#include "tests/core/endpoint/endpoint_fixture.h"
#include "tests/support/caught.h"
#include "tests/support/loopback_tls.h"
#include "tests/support/test_main.h"

#include <QDirIterator>
#include <QEventLoop>
#include <QFile>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

using namespace distillab;
using namespace distillab::net;
using namespace Qt::Literals::StringLiterals;
using test::caught;

namespace {

constexpr const char* kGood = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi";
constexpr const char* kNoCertificate = "there is no openssl, or Qt has no TLS here: no certificate can be made";

Answer answerTo(const QUrl& url) {
    Network network;
    QNetworkRequest request = plainRequest(url);
    request.setRawHeader("Authorization", "Bearer secret");
    const Reply reply = network.get(request);
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(10'000, &loop, &QEventLoop::quit);
    if (!reply->isFinished()) loop.exec();
    Answer answer;
    answer.body = reply->readAll();
    settle(*reply, answer.body.size(), true, answer);
    return answer;
}

QUrl addressOf(const QTcpServer& server, const QString& scheme, const QString& host) {
    return QUrl(u"%1://%2:%3/"_s.arg(scheme, host).arg(server.serverPort()));
}

}  // namespace

class ConnectionsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup() {
        setOffline(false);
        qunsetenv("DISTILLAB_OFFLINE");
    }

    void certificatesThatNobodyVouchesForAreRefused() {
        const auto own = test::makeCertificate(u"localhost"_s);
        if (!own) QSKIP(kNoCertificate);
        test::LoopbackTls server(own->server, kGood);
        const Answer answer = answerTo(addressOf(server, u"https"_s, u"localhost"_s));
        QCOMPARE(answer.status, 0);
        QVERIFY2(answer.problem.contains(u"certificate"_s), qPrintable(answer.problem));
        QVERIFY(answer.isLasting);
        QVERIFY(server.received.isEmpty());  // the key did not leave
    }

    /// Else the test above might pass for some other reason.
    void certificatesOfTrustedIssuersAreTaken() {
        const auto own = test::makeCertificate(u"localhost"_s);
        if (!own) QSKIP(kNoCertificate);
        const test::TrustedHere trusted(own->certificate);
        test::LoopbackTls server(own->server, kGood);
        const Answer answer = answerTo(addressOf(server, u"https"_s, u"localhost"_s));
        QVERIFY2(answer.isGood(), qPrintable(answer.problem));
        QVERIFY(server.received.contains("Bearer secret"));
    }

    void certificatesOfOtherHostsAreRefused() {
        const auto own = test::makeCertificate(u"elsewhere.example"_s);
        if (!own) QSKIP(kNoCertificate);
        const test::TrustedHere trusted(own->certificate);
        test::LoopbackTls server(own->server, kGood);
        QCOMPARE(answerTo(addressOf(server, u"https"_s, u"localhost"_s)).status, 0);
        QVERIFY(server.received.isEmpty());
    }

    void redirectsNeverLeaveTls() {
        const QUrl safe(u"https://a.example/x"_s);
        QVERIFY(isSafeRedirect(safe, QUrl(u"https://b.example/y"_s)));
        QVERIFY(!isSafeRedirect(safe, QUrl(u"http://a.example/x"_s)));
        QVERIFY(!isSafeRedirect(safe, QUrl(u"ftp://a.example/x"_s)));
        QVERIFY(!isSafeRedirect(safe, QUrl(u"file:///etc/passwd"_s)));
        QVERIFY(!isSafeRedirect(safe, QUrl()));
        QVERIFY(isSafeRedirect(QUrl(u"http://a.example"_s), QUrl(u"https://a.example"_s)));
    }

    void aChatServerCannotSendOnToPlainHttp() {
        const auto own = test::makeCertificate(u"localhost"_s);
        if (!own) QSKIP(kNoCertificate);
        const test::TrustedHere trusted(own->certificate);
        test::EndpointFixture fixture;
        const QByteArray target = fixture.options.url.toLatin1() + "/chat/completions";
        test::LoopbackTls server(own->server, "HTTP/1.1 307 Temporary Redirect\r\nLocation: " + target +
                                                  "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        fixture.options.url = addressOf(server, u"https"_s, u"localhost"_s).toString();
        endpoint::AnswerStore store(fixture.storePath());
        endpoint::Collector collector(fixture.options, endpoint::ApiKey(test::kTestKey, u"test"_s), store, "job",
                                      fixture.control);
        QString reason;
        endpoint::ChatRequest question;
        question.messages = {{u"user"_s, u"one question"_s}};
        collector.ask(question, [&](const endpoint::Outcome& outcome) { reason = outcome.reason; });
        collector.run();
        QVERIFY(server.received.contains(test::kTestKey.toLatin1()));
        QVERIFY2(reason.contains(u"sends on to"_s), qPrintable(reason));
        QVERIFY(fixture.server.requests.empty());
    }

    void offlineNothingConnects_data() {
        QTest::addColumn<bool>("byEnvironment");
        QTest::newRow("the environment says so") << true;
        QTest::newRow("the setting says so") << false;
    }
    void offlineNothingConnects() {
        QFETCH(bool, byEnvironment);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        int connections = 0;
        connect(&server, &QTcpServer::newConnection, this, [&] { ++connections; });
        if (byEnvironment) {
            qputenv("DISTILLAB_OFFLINE", "1");
        } else {
            setOffline(true);
        }
        const auto error = caught<RequestError>([&] { answerTo(addressOf(server, u"http"_s, u"127.0.0.1"_s)); });
        QVERIFY(error.has_value());
        QVERIFY2(error->message().contains(u"offline"_s), qPrintable(error->text()));
        QVERIFY2(error->remedy().contains(byEnvironment ? u"DISTILLAB_OFFLINE"_s : u"Settings"_s),
                 qPrintable(error->text()));
        QTest::qWait(50);
        QCOMPARE(connections, 0);
        cleanup();
        connect(&server, &QTcpServer::newConnection, this, [&] { server.nextPendingConnection()->close(); });
        answerTo(addressOf(server, u"http"_s, u"127.0.0.1"_s));
        QVERIFY(connections > 0);  // else the counter might not count
    }

    /// The promise that there is one door to the network.
    void nothingElseOpensConnections() {
        static const QRegularExpression kDoors(
            u"QNetworkAccessManager|QTcpSocket|QTcpServer|QUdpSocket|QSslSocket|QWebSocket|QLocalSocket|"
            u"QHostInfo|\\bcurl|sys/socket\\.h|getaddrinfo|c10d|TCPStore"_s);
        int files = 0;
        for (const QString& part : {u"core"_s, u"ui"_s, u"app"_s}) {
            const QString folder = QStringLiteral(DISTILLAB_SOURCE_DIR "/") + part;
            QDirIterator all(folder, {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
            while (all.hasNext()) {
                QFile file(all.next());
                if (file.fileName().contains(u"/core/net/network."_s)) continue;
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QRegularExpressionMatch match = kDoors.match(QString::fromUtf8(file.readAll()));
                QVERIFY2(!match.hasMatch(), qPrintable(file.fileName() + u": "_s + match.captured()));
                ++files;
            }
        }
        QVERIFY(files > 300);
    }
};

DISTILLAB_TEST(ConnectionsTest)
#include "connections_test.moc"
