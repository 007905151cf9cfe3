#include "core/hub/http_client.h"

#include "core/base/error.h"
#include "core/base/run_control.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QHostAddress>
#include <QLocale>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <optional>
#include <thread>

namespace distillab::hub {
namespace {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::HttpClient)
};

constexpr int kMostRedirects = 10;
constexpr qint64 kMostBodyBytes = qint64{64} << 20;
constexpr qint64 kReadBufferBytes = qint64{1} << 20;
/// How soon a stop or a pause is obeyed while nothing comes.
constexpr milliseconds kTick{50};

bool isLoopback(const QUrl& url) { return url.host() == u"localhost"_s || QHostAddress(url.host()).isLoopback(); }

/// The system's proxies (on Linux the usual variables of the environment as well), but none for this machine.
class SystemProxies : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override {
        if (isLoopback(query.url())) return {QNetworkProxy::NoProxy};
        return systemProxyForQuery(query);
    }
};

struct DeleteLater {
    void operator()(QNetworkReply* reply) const {
        reply->abort();
        reply->deleteLater();
    }
};

bool isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool isLasting(QNetworkReply::NetworkError error) {
    return error == QNetworkReply::HostNotFoundError || error == QNetworkReply::SslHandshakeFailedError ||
           error == QNetworkReply::ProxyNotFoundError || error == QNetworkReply::ProxyAuthenticationRequiredError ||
           error == QNetworkReply::ProtocolUnknownError;
}

void readHeaders(const QNetworkReply& reply, Answer& answer) {
    answer.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto& [name, value] : reply.rawHeaderPairs()) answer.headers[name.toLower()] = value;
}

/// Returns at the reply's next event, at the latest after a tick.
void waitForMore(QNetworkReply& reply) {
    if (reply.isFinished() || reply.bytesAvailable() > 0) return;
    QEventLoop loop;
    QObject::connect(&reply, &QNetworkReply::readyRead, &loop, &QEventLoop::quit);
    QObject::connect(&reply, &QNetworkReply::metaDataChanged, &loop, &QEventLoop::quit);
    QObject::connect(&reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(kTick, &loop, &QEventLoop::quit);
    loop.exec(QEventLoop::ExcludeUserInputEvents);
}

}  // namespace

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

HttpClient::HttpClient(const HubOptions& options, RunControl& control)
    : m_options(options), m_control(control), m_endpoint(options.endpoint, QUrl::StrictMode) {
    const bool isHttp = m_endpoint.scheme() == u"https"_s || m_endpoint.scheme() == u"http"_s;
    if (!m_endpoint.isValid() || !isHttp || m_endpoint.host().isEmpty()) {
        throw RequestError(Text::tr("the hub's address is no web address"), m_endpoint.toString(QUrl::RemoveUserInfo),
                           Text::tr("Correct the variable HF_ENDPOINT, or unset it."));
    }
    m_network.setProxyFactory(new SystemProxies);
    if (m_options.token.isEmpty()) return;
    if (m_endpoint.scheme() != u"https"_s && !isLoopback(m_endpoint)) {
        throw RequestError(Text::tr("the access token would travel unencrypted"), host(),
                           Text::tr("Set HF_ENDPOINT to an address with https, or unset HF_TOKEN."));
    }
    const auto isPlain = [](QChar letter) { return letter > u' ' && letter < u'\x7F'; };
    if (!std::all_of(m_options.token.begin(), m_options.token.end(), isPlain)) {
        throw RequestError(Text::tr("the access token has characters that no token has"), u"HF_TOKEN"_s,
                           Text::tr("Copy the token again from your settings on the hub."));
    }
}

QUrl HttpClient::url(const QString& path) const {
    QUrl url = m_endpoint;
    QString base = m_endpoint.path();
    while (base.endsWith(u'/')) base.chop(1);
    url.setPath(base + path);
    return url;
}

QString HttpClient::host() const { return m_endpoint.host(); }

Answer HttpClient::get(const QString& path) { return persist(Method::Get, path); }

Answer HttpClient::head(const QString& path) { return persist(Method::Head, path); }

Answer HttpClient::download(const QString& path, qint64 from, const Taker& taker) {
    return follow(Method::Get, url(path), from, &taker);
}

Answer HttpClient::persist(Method method, const QString& path) {
    for (int failures = 1;; ++failures) {
        m_control.obey();
        Answer answer = follow(method, url(path), 0, nullptr);
        if (!answer.isWorthAnotherTry() || !waitForAnotherTry(answer, failures)) return answer;
    }
}

Answer HttpClient::follow(Method method, QUrl url, qint64 from, const Taker* taker) {
    for (int redirects = 0; redirects <= kMostRedirects; ++redirects) {
        Answer answer = exchange(method, url, from, taker);
        if (!answer.isWhole() || !isRedirect(answer.status)) return answer;
        // The hub tells about a large file before it sends one on to where it is kept.
        if (method == Method::Head && !answer.header("x-linked-etag").isEmpty()) return answer;
        const QUrl next = url.resolved(QUrl::fromEncoded(answer.header("location")));
        const bool isSafe = next.scheme() == u"https"_s || (next.scheme() == u"http"_s && url.scheme() == u"http"_s);
        if (answer.header("location").isEmpty() || !next.isValid() || next.host().isEmpty() || !isSafe) {
            answer.problem = Text::tr("the server sends on to an address that is none or not safe");
            answer.isLasting = true;
            return answer;
        }
        url = next;
    }
    Answer answer;
    answer.problem = Text::tr("the server sends on in circles");
    answer.isLasting = true;
    return answer;
}

Answer HttpClient::exchange(Method method, const QUrl& url, qint64 from, const Taker* taker) {
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    // Sizes and ranges are those of the file, not of a compressed form of it.
    request.setRawHeader("Accept-Encoding", "identity");
    request.setHeader(QNetworkRequest::UserAgentHeader, u"DistilLab"_s);
    if (from > 0) request.setRawHeader("Range", "bytes=" + QByteArray::number(from) + '-');
    if (!m_options.token.isEmpty() && isEndpoint(url)) {
        request.setRawHeader("Authorization", "Bearer " + m_options.token.toLatin1());
    }
    const std::unique_ptr<QNetworkReply, DeleteLater> reply(method == Method::Head ? m_network.head(request)
                                                                                   : m_network.get(request));
    reply->setReadBufferSize(kReadBufferBytes);

    Answer answer;
    std::optional<bool> isTaken;
    qint64 received = 0;
    QElapsedTimer sinceLastByte;
    sinceLastByte.start();
    while (!reply->isFinished() || reply->bytesAvailable() > 0) {
        waitForMore(*reply);
        if (m_control.stopRequested()) throw Stopped();
        if (m_control.pauseRequested()) {
            answer.problem = Text::tr("paused");
            return answer;
        }
        if (answer.status == 0) {
            readHeaders(*reply, answer);
            if (answer.status != 0) sinceLastByte.restart();
        }
        const QByteArray piece = reply->readAll();
        if (!piece.isEmpty()) {
            sinceLastByte.restart();
            received += piece.size();
            const bool isGood = answer.status >= 200 && answer.status < 300;
            if (taker != nullptr && isGood && !isTaken) isTaken = taker->begin(answer);
            if (isTaken == false) return answer;
            if (isTaken == true) {
                taker->data(piece);
            } else {
                answer.body += piece;
            }
            if (answer.body.size() > kMostBodyBytes) {
                answer.problem = Text::tr("the answer is too long");
                answer.isLasting = true;
                return answer;
            }
        } else if (milliseconds(sinceLastByte.elapsed()) > m_options.stall) {
            answer.problem = Text::tr("nothing came for %1 s")
                                 .arg(std::chrono::duration_cast<std::chrono::seconds>(m_options.stall).count());
            return answer;
        }
    }
    readHeaders(*reply, answer);
    const bool isGood = answer.status >= 200 && answer.status < 300;
    const qint64 promised = method == Method::Get ? answer.number("content-length") : -1;
    const bool isShort = promised >= 0 && received != promised;
    // Errors of HTTP are told by the status; what is left are broken connections.
    if (answer.status == 0 || (isGood && (isShort || reply->error() != QNetworkReply::NoError))) {
        answer.problem = reply->error() == QNetworkReply::NoError ? Text::tr("the connection broke")
                                                                  : reply->errorString().remove(url.query());
        answer.isLasting = isLasting(reply->error());
    } else if (taker != nullptr && isGood && !isTaken) {
        taker->begin(answer);  // an empty file
    }
    return answer;
}

bool HttpClient::isEndpoint(const QUrl& url) const {
    const auto port = [](const QUrl& of) { return of.port(of.scheme() == u"https"_s ? 443 : 80); };
    return url.scheme() == m_endpoint.scheme() && url.host() == m_endpoint.host() && port(url) == port(m_endpoint);
}

milliseconds HttpClient::retryAfter(const Answer& answer) const {
    const qint64 seconds = answer.number("retry-after");
    if (seconds >= 0) return std::min<qint64>(seconds, 1'000'000) * m_options.waitUnit;
    const QString date = QString::fromLatin1(answer.header("retry-after"));
    QDateTime when = QLocale::c().toDateTime(date, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!when.isValid()) return milliseconds(0);
    when.setTimeSpec(Qt::UTC);
    return std::max<qint64>(0, QDateTime::currentDateTimeUtc().secsTo(when) + 1) * m_options.waitUnit;
}

bool HttpClient::waitForAnotherTry(const Answer& answer, int failures) {
    if (failures >= m_options.tries) return false;
    m_network.clearConnectionCache();  // a connection that broke is not used again
    const milliseconds asked = retryAfter(answer);
    if (asked > m_options.longestRetryAfter.count() * m_options.waitUnit) return false;
    milliseconds delay = m_options.firstDelay;
    for (int i = 1; i < failures && delay < m_options.longestDelay; ++i) delay *= 2;
    delay = std::max(std::min(delay, m_options.longestDelay), asked);

    QElapsedTimer waited;
    waited.start();
    while (milliseconds(waited.elapsed()) < delay) {
        m_control.obey();
        const milliseconds left = delay - milliseconds(waited.elapsed());
        onWaiting(left);
        std::this_thread::sleep_for(std::min(left, kTick));
    }
    return true;
}

}  // namespace distillab::hub
