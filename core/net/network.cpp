#include "core/net/network.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QSslConfiguration>
#include <QSslSocket>

#include <atomic>

namespace distillab::net {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Net)
};

constexpr const char* kOfflineVariable = "DISTILLAB_OFFLINE";

/// The window's setting. One for the process, as its connections are: a switch that some module does not see is none.
std::atomic<bool>& offlineSetting() {
    static std::atomic<bool> setting = false;
    return setting;
}

/// Set here, not left to Qt's defaults: a program or a plug-in in the same process may change those.
QNetworkRequest secured(QNetworkRequest request) {
    QSslConfiguration tls = request.sslConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    request.setSslConfiguration(tls);
    return request;
}

/// What every request passes on its way out.
QNetworkRequest admitted(const QNetworkRequest& request) {
    if (!isOffline()) return secured(request);
    throw RequestError(Text::tr("offline mode is on: nothing is sent over the network"), request.url().host(),
                       offlineRemedy());
}

}  // namespace

Network::Network() : m_manager(std::make_unique<QNetworkAccessManager>()) {
    m_manager->setProxyFactory(new SystemProxies);
}

Network::~Network() = default;

Reply Network::get(const QNetworkRequest& request) { return Reply(m_manager->get(admitted(request))); }

Reply Network::head(const QNetworkRequest& request) { return Reply(m_manager->head(admitted(request))); }

Reply Network::post(const QNetworkRequest& request, const QByteArray& body) {
    return Reply(m_manager->post(admitted(request), body));
}

void Network::forgetConnections() { m_manager->clearConnectionCache(); }

bool isOffline() { return isOfflineByEnvironment() || offlineSetting(); }

bool isOfflineByEnvironment() {
    const QString value = qEnvironmentVariable(kOfflineVariable).trimmed().toLower();
    return value == u"1"_s || value == u"on"_s || value == u"yes"_s || value == u"true"_s;
}

void setOffline(bool offline) { offlineSetting() = offline; }

QString offlineRemedy() {
    return isOfflineByEnvironment()
               ? Text::tr("Unset the environment variable %1.").arg(QLatin1String(kOfflineVariable))
               : Text::tr("Switch off “Work offline” in the menu Settings.");
}

}  // namespace distillab::net
