#pragma once

#include <QByteArray>
#include <QString>

namespace distillab::endpoint {

/// The secret that an endpoint knows the user by. It goes into the header of a request and nowhere else: this type has
/// no way into a message, a document or a log, and scrub() takes the key out of whatever a server echoes.
class ApiKey {
public:
    ApiKey() = default;
    /// @param name  where it came from, for messages: the variable or the keychain
    /// @throws RequestError when it has characters that no key has; the message does not show it
    ApiKey(const QString& secret, const QString& name);

    bool isEmpty() const { return m_secret.isEmpty(); }
    /// "Bearer …"
    QByteArray header() const;
    /// The text with every occurrence of the key replaced by "[key]", also as addresses and JSON escape it.
    QString scrub(QString text) const;
    QByteArray scrub(QByteArray bytes) const;

private:
    QString m_secret;
};

constexpr const char* kDefaultKeyVariable = "DISTILLAB_API_KEY";

/// The key from an environment variable, else from the system's keychain (service "DistilLab", entry: the host), else
/// none: servers on one's own machine need none. The keychain is not asked for this machine's servers.
/// @param variable  name of the variable; empty for the default one
/// @param host      the endpoint's
ApiKey findKey(const QString& variable, const QString& host);

/// What the system's keychain had to say.
struct KeychainAnswer {
    QString secret;
    QString problem;           ///< why there is none, for a user; empty when there is one
    bool isAvailable = false;  ///< a keychain service runs here
};
/// Blocks for a thread of work, at most a minute: the user may have to unlock the keychain.
KeychainAnswer readKeychain(const QString& host);
/// @return why it could not be kept, naming the variable to use instead; empty when it was. An empty secret deletes.
QString writeKeychain(const QString& host, const QString& secret);

}  // namespace distillab::endpoint
