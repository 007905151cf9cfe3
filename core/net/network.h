#pragma once

#include "core/net/http.h"

#include <QByteArray>
#include <QNetworkRequest>

#include <memory>

class QNetworkAccessManager;

namespace distillab::net {

/// The one door to the network: whatever DistilLab sends or fetches goes through it, and nothing else of ours opens a
/// connection. Certificates are verified, with TLS 1.2 at least; proxies are the system's; in offline mode there is no
/// connection at all. Redirects are not followed: see isSafeRedirect().
class Network {
public:
    Network();
    ~Network();
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    /// @throws RequestError in offline mode, each of them
    Reply get(const QNetworkRequest& request);
    Reply head(const QNetworkRequest& request);
    Reply post(const QNetworkRequest& request, const QByteArray& body);

    /// A connection that broke is not used again.
    void forgetConnections();

private:
    std::unique_ptr<QNetworkAccessManager> m_manager;
};

/// Offline mode: no connection at all, not even to this machine. The environment variable DISTILLAB_OFFLINE switches it
/// on for good (1, on, yes, true), setOffline() for as long as the program runs.
bool isOffline();
bool isOfflineByEnvironment();
void setOffline(bool offline);
/// What the user can do about it, to be shown.
QString offlineRemedy();

}  // namespace distillab::net
