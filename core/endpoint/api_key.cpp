#include "core/endpoint/api_key.h"

#include "core/base/error.h"
#include "core/base/sentences.h"
#include "core/net/http.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>
#include <QUrl>

#include <qt6keychain/keychain.h>

namespace distillab::endpoint {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ApiKey)
};

constexpr QLatin1String kService("DistilLab");
constexpr const char* kScrubbed = "[key]";
constexpr int kUnlockMs = 60'000;
/// Shorter ones are no secrets but what servers without keys want to see ("none", "x"): scrubbing these would eat
/// letters of the answers.
constexpr qsizetype kShortestSecret = 6;

/// Every way in which a server can write the key.
QByteArrayList spellings(const QString& secret) {
    const QByteArray plain = secret.toLatin1();
    QByteArray json = plain;
    json.replace('/', "\\/");
    return {plain, QUrl::toPercentEncoding(secret), json, plain.toBase64()};
}

/// @return false when the keychain did not answer in time
bool wait(QKeychain::Job& job) {
    bool isDone = false;
    QEventLoop loop;
    job.setAutoDelete(false);
    QObject::connect(&job, &QKeychain::Job::finished, &loop, [&] {
        isDone = true;
        loop.quit();
    });
    QTimer::singleShot(kUnlockMs, &loop, &QEventLoop::quit);
    job.start();
    if (!isDone) loop.exec(QEventLoop::ExcludeUserInputEvents);
    return isDone;
}

bool isAbsent(const QKeychain::Job& job) {
    return job.error() == QKeychain::NoBackendAvailable || job.error() == QKeychain::NotImplemented ||
           job.error() == QKeychain::OtherError;
}

QString useVariable() {
    return Text::tr("Put the key into the environment variable %1.").arg(QLatin1String(kDefaultKeyVariable));
}

QString explain(const QKeychain::Job& job, bool isDone) {
    if (!isDone) return joinSentences({Text::tr("The system's keychain does not answer."), useVariable()});
    if (isAbsent(job)) return joinSentences({Text::tr("There is no keychain on this system."), useVariable()});
    return joinSentences({Text::tr("The system's keychain refuses: %1.").arg(job.errorString()), useVariable()});
}

}  // namespace

ApiKey::ApiKey(const QString& secret, const QString& name) : m_secret(secret.trimmed()) {
    if (net::isFitForHeader(m_secret)) return;
    m_secret.clear();
    throw RequestError(Text::tr("the key has characters that no key has"), name,
                       Text::tr("Copy the key again from the provider's page."));
}

QByteArray ApiKey::header() const { return "Bearer " + m_secret.toLatin1(); }

QByteArray ApiKey::scrub(QByteArray bytes) const {
    if (m_secret.size() < kShortestSecret) return bytes;
    for (const QByteArray& spelling : spellings(m_secret)) bytes.replace(spelling, kScrubbed);
    return bytes;
}

QString ApiKey::scrub(QString text) const {
    if (m_secret.size() < kShortestSecret) return text;
    for (const QByteArray& spelling : spellings(m_secret)) {
        text.replace(QString::fromLatin1(spelling), QLatin1String(kScrubbed));
    }
    return text;
}

ApiKey findKey(const QString& variable, const QString& host) {
    const QString name = variable.isEmpty() ? QString::fromLatin1(kDefaultKeyVariable) : variable;
    const QString value = qEnvironmentVariable(name.toLatin1().constData());
    if (!value.trimmed().isEmpty()) return {value, name};
    QUrl url;
    url.setHost(host);
    if (net::isLoopback(url)) return {};
    return {readKeychain(host).secret, Text::tr("the system's keychain")};
}

KeychainAnswer readKeychain(const QString& host) {
    QKeychain::ReadPasswordJob job(kService);
    job.setKey(host);
    const bool isDone = wait(job);
    KeychainAnswer answer;
    answer.isAvailable = isDone && !isAbsent(job);
    if (isDone && job.error() == QKeychain::NoError) {
        answer.secret = job.textData();
    } else if (isDone && job.error() == QKeychain::EntryNotFound) {
        answer.problem = Text::tr("The system's keychain has no key for %1.").arg(host);
    } else {
        answer.problem = explain(job, isDone);
    }
    return answer;
}

QString writeKeychain(const QString& host, const QString& secret) {
    if (secret.isEmpty()) {
        QKeychain::DeletePasswordJob job(kService);
        job.setKey(host);
        const bool isDone = wait(job);
        const bool isGone = job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound;
        return isDone && isGone ? QString() : explain(job, isDone);
    }
    QKeychain::WritePasswordJob job(kService);
    job.setKey(host);
    job.setTextData(secret);
    const bool isDone = wait(job);
    return isDone && job.error() == QKeychain::NoError ? QString() : explain(job, isDone);
}

}  // namespace distillab::endpoint
