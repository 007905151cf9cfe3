#include "tests/support/loopback_tls.h"

#include <QFile>
#include <QProcess>
#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryDir>

namespace distillab::test {

using namespace Qt::Literals::StringLiterals;

std::optional<OwnCertificate> makeCertificate(const QString& host) {
    if (!QSslSocket::supportsSsl()) return std::nullopt;
    const QTemporaryDir folder;
    const QString key = folder.filePath(u"key.pem"_s);
    const QString certificate = folder.filePath(u"certificate.pem"_s);
    QProcess openssl;
    openssl.start(u"openssl"_s,
                  {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
                   u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s, u"/CN="_s + host, u"-addext"_s,
                   u"subjectAltName=DNS:"_s + host, u"-keyout"_s, key, u"-out"_s, certificate});
    if (!openssl.waitForStarted() || !openssl.waitForFinished() || openssl.exitCode() != 0) return std::nullopt;
    QFile keyFile(key);
    if (!keyFile.open(QIODevice::ReadOnly)) return std::nullopt;
    OwnCertificate own;
    own.certificate = QSslCertificate::fromPath(certificate).value(0);
    own.server = QSslConfiguration::defaultConfiguration();
    own.server.setLocalCertificate(own.certificate);
    own.server.setPrivateKey(QSslKey(keyFile.readAll(), QSsl::Ec));
    own.server.setPeerVerifyMode(QSslSocket::VerifyNone);
    return own;
}

LoopbackTls::LoopbackTls(QSslConfiguration configuration, QByteArray answer)
    : m_configuration(std::move(configuration)), m_answer(std::move(answer)) {
    if (!listen(QHostAddress::LocalHost)) qFatal("no port on the loopback interface");
}

void LoopbackTls::incomingConnection(qintptr descriptor) {
    auto* socket = new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    socket->setSslConfiguration(m_configuration);
    connect(socket, &QSslSocket::readyRead, this, [this, socket] {
        received += socket->readAll();
        if (!received.contains("\r\n\r\n")) return;
        socket->write(m_answer);
        socket->disconnectFromHost();
    });
    connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
    socket->startServerEncryption();
}

TrustedHere::TrustedHere(const QSslCertificate& certificate) : m_before(QSslConfiguration::defaultConfiguration()) {
    QSslConfiguration trusting = m_before;
    trusting.addCaCertificate(certificate);
    QSslConfiguration::setDefaultConfiguration(trusting);
}

TrustedHere::~TrustedHere() { QSslConfiguration::setDefaultConfiguration(m_before); }

}  // namespace distillab::test
