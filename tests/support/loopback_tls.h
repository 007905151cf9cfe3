#pragma once

#include <QByteArray>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTcpServer>

#include <functional>
#include <optional>

namespace distillab::test {

/// A certificate that nobody vouches for, and its key, made by the program openssl.
struct OwnCertificate {
    QSslCertificate certificate;
    QSslConfiguration server;  ///< shows it
};
/// @param host  whom it names  @return nothing where there is no openssl, or Qt has no TLS here
std::optional<OwnCertificate> makeCertificate(const QString& host);

/// A server on this machine behind TLS that answers every request alike and keeps what it was sent.
class LoopbackTls : public QTcpServer {
public:
    explicit LoopbackTls(QSslConfiguration configuration, QByteArray answer);

    QByteArray received;  ///< after decryption

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    QSslConfiguration m_configuration;
    QByteArray m_answer;
};

/// As long as it lives, this process trusts a certificate.
class TrustedHere {
public:
    explicit TrustedHere(const QSslCertificate& certificate);
    ~TrustedHere();
    Q_DISABLE_COPY_MOVE(TrustedHere)

private:
    QSslConfiguration m_before;
};

}  // namespace distillab::test
