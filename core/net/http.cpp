#include "core/net/http.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHostAddress>
#include <QLocale>
#include <QNetworkProxy>

#include <algorithm>

namespace distillab::net {
namespace {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::seconds;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Net)
};

bool isLasting(QNetworkReply::NetworkError error) {
    return error == QNetworkReply::HostNotFoundError || error == QNetworkReply::SslHandshakeFailedError ||
           error == QNetworkReply::ProxyNotFoundError || error == QNetworkReply::ProxyAuthenticationRequiredError ||
           error == QNetworkReply::ProtocolUnknownError;
}

int portOf(const QUrl& url) { return url.port(url.scheme() == u"https"_s ? 443 : 80); }

}  // namespace

bool Answer::isRedirect() const {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

QByteArray Answer::header(const char* name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? QByteArray() : found->second;
}

qint64 Answer::number(const char* name) const {
    bool valid = false;
    const qint64 number = header(name).trimmed().toLongLong(&valid);
    return valid && number >= 0 ? number : -1;
}

bool Answer::isWorthAnotherTry() const {
    if (isLasting) return false;
    return !isWhole() || status == 408 || status == 429 || status >= 500;
}

seconds Answer::retryAfter() const {
    const qint64 plain = number("retry-after");
    if (plain >= 0) return seconds(std::min<qint64>(plain, 1'000'000));
    const QString date = QString::fromLatin1(header("retry-after"));
    QDateTime when = QLocale::c().toDateTime(date, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!when.isValid()) return seconds(0);
    when.setTimeSpec(Qt::UTC);
    return seconds(std::max<qint64>(0, QDateTime::currentDateTimeUtc().secsTo(when) + 1));
}

bool isLoopback(const QUrl& url) { return url.host() == u"localhost"_s || QHostAddress(url.host()).isLoopback(); }

bool isWebAddress(const QUrl& url) {
    return url.isValid() && (url.scheme() == u"https"_s || url.scheme() == u"http"_s) && !url.host().isEmpty();
}

bool isSameOrigin(const QUrl& a, const QUrl& b) {
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

bool isSafeRedirect(const QUrl& from, const QUrl& to) {
    return isWebAddress(to) && (to.scheme() == u"https"_s || from.scheme() == u"http"_s);
}

bool isFitForHeader(const QString& secret) {
    return std::all_of(secret.begin(), secret.end(), [](QChar letter) { return letter > u' ' && letter < u'\x7F'; });
}

QList<QNetworkProxy> SystemProxies::queryProxy(const QNetworkProxyQuery& query) {
    if (isLoopback(query.url())) return {QNetworkProxy::NoProxy};
    return systemProxyForQuery(query);
}

QNetworkRequest plainRequest(const QUrl& url) {
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Accept-Encoding", "identity");
    request.setHeader(QNetworkRequest::UserAgentHeader, u"DistilLab"_s);
    return request;
}

void DeleteLater::operator()(QNetworkReply* reply) const {
    reply->abort();
    reply->deleteLater();
}

void readHeaders(const QNetworkReply& reply, Answer& answer) {
    answer.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto& [name, value] : reply.rawHeaderPairs()) answer.headers[name.toLower()] = value;
}

void settle(const QNetworkReply& reply, qint64 received, bool hasBody, Answer& answer) {
    readHeaders(reply, answer);
    const bool isGood = answer.status >= 200 && answer.status < 300;
    const qint64 promised = hasBody ? answer.number("content-length") : -1;
    const bool isShort = promised >= 0 && received != promised;
    // Errors of HTTP are told by the status; what is left are broken connections.
    if (answer.status != 0 && !(isGood && (isShort || reply.error() != QNetworkReply::NoError))) return;
    const QString query = reply.url().query();  // of a signed address: a secret
    answer.problem = reply.error() == QNetworkReply::NoError ? Text::tr("the connection broke") : reply.errorString();
    if (!query.isEmpty()) answer.problem.remove(query);
    answer.isLasting = isLasting(reply.error());
}

std::optional<milliseconds> delayBeforeRetry(const RetryPolicy& policy, const Answer& answer, int failures,
                                             double jitter) {
    if (failures >= policy.tries) return std::nullopt;
    const seconds asked = answer.retryAfter();
    if (asked > policy.longestRetryAfter) return std::nullopt;
    milliseconds delay = policy.firstDelay;
    for (int i = 1; i < failures && delay < policy.longestDelay; ++i) delay *= 2;
    delay = std::max<milliseconds>(std::min(delay, policy.longestDelay), asked.count() * policy.waitUnit);
    return delay + milliseconds(static_cast<qint64>(static_cast<double>(delay.count()) * jitter / 4));
}

}  // namespace distillab::net
