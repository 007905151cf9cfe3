#include "core/hub/http_client.h"

#include "core/base/error.h"
#include "core/base/run_control.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
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

HttpClient::HttpClient(const HubOptions& options, RunControl& control)
    : m_options(options),
      m_control(control),
      m_retries{options.tries, options.firstDelay, options.longestDelay, options.waitUnit, options.longestRetryAfter},
      m_endpoint(options.endpoint, QUrl::StrictMode) {
    if (!net::isWebAddress(m_endpoint)) {
        throw RequestError(Text::tr("the hub's address is no web address"), m_endpoint.toString(QUrl::RemoveUserInfo),
                           Text::tr("Correct the variable HF_ENDPOINT, or unset it."));
    }
    if (m_options.token.isEmpty()) return;
    if (m_endpoint.scheme() != u"https"_s && !net::isLoopback(m_endpoint)) {
        throw RequestError(Text::tr("the access token would travel unencrypted"), host(),
                           Text::tr("Set HF_ENDPOINT to an address with https, or unset HF_TOKEN."));
    }
    if (!net::isFitForHeader(m_options.token)) {
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
        if (!answer.isWhole() || !answer.isRedirect()) return answer;
        // The hub tells about a large file before it sends one on to where it is kept.
        if (method == Method::Head && !answer.header("x-linked-etag").isEmpty()) return answer;
        const QUrl next = url.resolved(QUrl::fromEncoded(answer.header("location")));
        if (answer.header("location").isEmpty() || !net::isSafeRedirect(url, next)) {
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
    QNetworkRequest request = net::plainRequest(url);
    if (from > 0) request.setRawHeader("Range", "bytes=" + QByteArray::number(from) + '-');
    if (!m_options.token.isEmpty() && net::isSameOrigin(url, m_endpoint)) {
        request.setRawHeader("Authorization", "Bearer " + m_options.token.toLatin1());
    }
    const net::Reply reply = method == Method::Head ? m_network.head(request) : m_network.get(request);
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
            net::readHeaders(*reply, answer);
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
    net::settle(*reply, received, method == Method::Get, answer);
    if (answer.isGood() && taker != nullptr && !isTaken) taker->begin(answer);  // an empty file
    return answer;
}

bool HttpClient::waitForAnotherTry(const Answer& answer, int failures) {
    const auto delay = net::delayBeforeRetry(m_retries, answer, failures);
    if (!delay) return false;
    m_network.forgetConnections();  // a connection that broke is not used again
    QElapsedTimer waited;
    waited.start();
    while (milliseconds(waited.elapsed()) < *delay) {
        m_control.obey();
        const milliseconds left = *delay - milliseconds(waited.elapsed());
        onWaiting(left);
        std::this_thread::sleep_for(std::min(left, kTick));
    }
    return true;
}

}  // namespace distillab::hub
