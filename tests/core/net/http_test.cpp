#include "core/net/http.h"

#include "tests/support/test_main.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

using namespace distillab::net;
using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::seconds;

class HttpTest : public QObject {
    Q_OBJECT

private slots:
    void retryAfterIsReadAsSecondsAndAsADate() {
        Answer answer;
        QCOMPARE(answer.retryAfter(), seconds(0));
        answer.headers["retry-after"] = "7";
        QCOMPARE(answer.retryAfter(), seconds(7));
        const QDateTime when = QDateTime::currentDateTimeUtc().addSecs(60);
        answer.headers["retry-after"] = QLocale::c().toString(when, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
        QVERIFY(answer.retryAfter() >= seconds(58) && answer.retryAfter() <= seconds(62));
        answer.headers["retry-after"] = "Wed, 21 Oct 2015 07:28:00 GMT";
        QCOMPARE(answer.retryAfter(), seconds(0));
        answer.headers["retry-after"] = "soon";
        QCOMPARE(answer.retryAfter(), seconds(0));
    }

    void waitsDoubleUpToTheLongest() {
        const RetryPolicy policy{8, milliseconds(100), milliseconds(1000), milliseconds(1000), seconds(5)};
        Answer answer;
        QCOMPARE(*delayBeforeRetry(policy, answer, 1), milliseconds(100));
        QCOMPARE(*delayBeforeRetry(policy, answer, 3), milliseconds(400));
        QCOMPARE(*delayBeforeRetry(policy, answer, 7), milliseconds(1000));
        QCOMPARE(*delayBeforeRetry(policy, answer, 1, 1.0), milliseconds(125));
        QVERIFY(!delayBeforeRetry(policy, answer, 8));
        answer.headers["retry-after"] = "5";
        QCOMPARE(*delayBeforeRetry(policy, answer, 1), milliseconds(5000));
        answer.headers["retry-after"] = "6";
        QVERIFY(!delayBeforeRetry(policy, answer, 1));
    }

    void originsAreTheSameWithTheirPort() {
        QVERIFY(isSameOrigin(QUrl(u"https://a.example/x"_s), QUrl(u"https://a.example:443/y"_s)));
        QVERIFY(!isSameOrigin(QUrl(u"https://a.example"_s), QUrl(u"http://a.example"_s)));
        QVERIFY(!isSameOrigin(QUrl(u"https://a.example"_s), QUrl(u"https://a.example:8443"_s)));
        QVERIFY(!isSameOrigin(QUrl(u"https://a.example"_s), QUrl(u"https://b.example"_s)));
        QVERIFY(isLoopback(QUrl(u"http://[::1]:80"_s)) && isLoopback(QUrl(u"http://127.0.0.9"_s)));
        QVERIFY(!isLoopback(QUrl(u"http://localhost.example.com"_s)));
    }
};

DISTILLAB_TEST(HttpTest)
#include "http_test.moc"
