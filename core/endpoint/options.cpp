#include "core/endpoint/options.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace distillab::endpoint {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::EndpointOptions)
};

/// Longer words in the place of a variable's name are more likely the key itself.
constexpr qsizetype kLongestVariable = 40;

constexpr QLatin1String kChatPath("/chat/completions");

}  // namespace

QUrl chatUrl(const EndpointOptions& options) {
    QUrl url(options.url.trimmed(), QUrl::StrictMode);
    const QString shown = url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    if (!net::isWebAddress(url)) {
        throw RequestError(Text::tr("the endpoint's address is no web address"), shown,
                           Text::tr("It looks like https://api.example.com/v1 or http://127.0.0.1:8000/v1."));
    }
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment()) {
        throw RequestError(Text::tr("the endpoint's address has more than scheme, host and path"), shown,
                           Text::tr("Secrets do not belong into an address: put the key into the environment variable "
                                    "%1.")
                               .arg(QLatin1String(kDefaultKeyVariable)));
    }
    if (url.scheme() == u"http"_s && !net::isLoopback(url) && !options.allowPlain) {
        throw RequestError(
            Text::tr("prompts and key would travel unencrypted to another machine"), shown,
            Text::tr("Use https. Where the network is your own, distillab-cli teach has --allow-plain."));
    }
    QString path = url.path();
    while (path.endsWith(u'/')) path.chop(1);
    url.setPath(path.endsWith(kChatPath) ? path : path + kChatPath);
    return url;
}

bool isVariableName(const QString& name) {
    static const QRegularExpression kName(QRegularExpression::anchoredPattern(u"[A-Za-z_][A-Za-z0-9_]*"_s));
    return name.size() <= kLongestVariable && kName.match(name).hasMatch();
}

void checkOptions(const EndpointOptions& options) {
    chatUrl(options);
    if (!options.keyVariable.isEmpty() && !isVariableName(options.keyVariable)) {
        // It may be the key itself: it is not shown.
        throw RequestError(Text::tr("what is given as name of the key's environment variable is no name of one"),
                           u"teacher.endpoint.key_variable"_s,
                           Text::tr("Put the key itself into an environment variable, and give the variable's name."));
    }
    if (options.model.trimmed().isEmpty()) {
        throw RequestError(Text::tr("the endpoint's model has no name"), {},
                           Text::tr("Name the model as the server calls it."));
    }
    if (options.concurrency < 1 || options.concurrency > kMostConcurrency) {
        throw RequestError(Text::tr("between 1 and %1 requests can be under way at a time").arg(kMostConcurrency));
    }
    if (options.maxCost > 0 && options.priceIn <= 0 && options.priceOut <= 0) {
        throw RequestError(Text::tr("a limit on money needs the prices"), {},
                           Text::tr("Give the price of a million tokens of prompt and of answer."));
    }
    if (options.maxRequests < 0 || options.maxCost < 0 || options.priceIn < 0 || options.priceOut < 0) {
        throw RequestError(Text::tr("limits and prices cannot be negative"));
    }
}

}  // namespace distillab::endpoint
