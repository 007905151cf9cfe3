#pragma once

#include "core/hub/hub.h"
#include "core/net/http.h"
#include "core/net/network.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <functional>

namespace distillab::hub {

using net::Answer;

/// Blocking HTTP with the hub's manners: the token goes to the endpoint alone, whatever redirects say; proxies are the
/// system's; waiting ends when a stop is asked for.
class HttpClient {
public:
    /// @throws RequestError when the endpoint is no address, or the token would travel unprotected
    HttpClient(const HubOptions& options, RunControl& control);

    /// Called while waiting for another try, with the time that is left.
    std::function<void(std::chrono::milliseconds)> onWaiting = [](std::chrono::milliseconds) {};

    /// The endpoint's address of a path, as "/owner/name/resolve/…".
    QUrl url(const QString& path) const;
    /// The endpoint's host, for messages.
    QString host() const;

    /// A short document; tried again while that makes sense.
    Answer get(const QString& path);
    /// The headers of a file: those of the first answer that names the file's hash.
    Answer head(const QString& path);

    /// What takes a body: first the answer's headers (@return false to refuse it), then its bytes.
    struct Taker {
        std::function<bool(const Answer&)> begin;
        std::function<void(const QByteArray&)> data;
    };
    /// One try. Stops when paused, with a problem, so that a pause holds no connection.
    /// @param from  byte to begin at; 0 asks for no range
    Answer download(const QString& path, qint64 from, const Taker& taker);

    /// Before another try: waits as long as the server asked for or as the number of failures demands.
    /// @return false when this many failures are enough, or the server asks for too long
    bool waitForAnotherTry(const Answer& answer, int failures);

private:
    enum class Method { Get, Head };

    Answer persist(Method method, const QString& path);
    Answer follow(Method method, QUrl url, qint64 from, const Taker* taker);
    Answer exchange(Method method, const QUrl& url, qint64 from, const Taker* taker);

    HubOptions m_options;
    RunControl& m_control;
    net::RetryPolicy m_retries;
    QUrl m_endpoint;
    net::Network m_network;
};

}  // namespace distillab::hub
