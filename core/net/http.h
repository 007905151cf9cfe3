#pragma once

#include <QByteArray>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QString>
#include <QUrl>

#include <chrono>
#include <map>
#include <memory>
#include <optional>

/// The manners that everything of ours has on the network: whom to trust with a secret, when to try again, what counts
/// as a whole answer. The waiting is the caller's.
namespace distillab::net {

/// What came of a request: a status and headers, or the reason why nothing did.
struct Answer {
    int status = 0;                            ///< 0 when no answer came
    std::map<QByteArray, QByteArray> headers;  ///< names in lower case
    QByteArray body;                           ///< when nobody took it
    QString problem;                           ///< why the transfer broke off, empty when it is whole
    bool isLasting = false;                    ///< trying again makes no sense: unknown host, no safe connection

    bool isWhole() const { return status != 0 && problem.isEmpty(); }
    bool isGood() const { return isWhole() && status >= 200 && status < 300; }
    bool isRedirect() const;
    QByteArray header(const char* name) const;
    /// A number in a header, -1 when it is absent or none.
    qint64 number(const char* name) const;
    /// Too many requests, a server in trouble, a connection that broke.
    bool isWorthAnotherTry() const;
    /// What Retry-After asks for, as seconds or as a date; 0 when it asks for nothing.
    std::chrono::seconds retryAfter() const;
};

bool isLoopback(const QUrl& url);
/// http or https, with a host.
bool isWebAddress(const QUrl& url);
/// Same scheme, host and port: where a secret may go as well.
bool isSameOrigin(const QUrl& a, const QUrl& b);
/// Where a redirect may lead: another web address, but never from https to http.
bool isSafeRedirect(const QUrl& from, const QUrl& to);
/// Only characters that a header can carry: no line break that would begin another header.
bool isFitForHeader(const QString& secret);

/// The system's proxies (on Linux the usual variables of the environment as well), but none for this machine.
class SystemProxies : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override;
};

/// Follows no redirect, keeps no cookie, wants the content as it is: sizes and ranges are those of the file, not of a
/// compressed form of it.
QNetworkRequest plainRequest(const QUrl& url);

struct DeleteLater {
    void operator()(QNetworkReply* reply) const;
};
using Reply = std::unique_ptr<QNetworkReply, DeleteLater>;

void readHeaders(const QNetworkReply& reply, Answer& answer);
/// At the end of a transfer: notes in `answer` what was wrong with it, if anything.
/// @param received  bytes of the body  @param hasBody  false for the answer to HEAD
void settle(const QNetworkReply& reply, qint64 received, bool hasBody, Answer& answer);

struct RetryPolicy {
    int tries = 6;                               ///< in a row that bring nothing, before giving up
    std::chrono::milliseconds firstDelay{1000};  ///< before the second try; doubled before each further one
    std::chrono::milliseconds longestDelay{30'000};
    std::chrono::milliseconds waitUnit{1000};     ///< a second of a server's Retry-After; tests make it shorter
    std::chrono::seconds longestRetryAfter{300};  ///< a server that wants more is not waited for
};

/// How long to wait before another try: what the server asked for, at least what the number of failures demands.
/// @param jitter  0…1, stretches the wait by up to a quarter, so that many clients do not come back at once
/// @return nothing when this many failures are enough, or the server asks for too long
std::optional<std::chrono::milliseconds> delayBeforeRetry(const RetryPolicy& policy, const Answer& answer, int failures,
                                                          double jitter = 0);

}  // namespace distillab::net
