#include "core/hub/hub.h"

#include "core/net/network.h"

#include <QDir>
#include <QFile>

namespace distillab::hub {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr const char* kDefaultEndpoint = "https://huggingface.co";

QString variable(const char* name) { return qEnvironmentVariable(name).trimmed(); }

bool isSet(const char* name) {
    const QString value = variable(name).toUpper();
    return value == u"1"_s || value == u"ON"_s || value == u"YES"_s || value == u"TRUE"_s;
}

/// The first that is not empty; "~" at its beginning is the home folder, as Hugging Face's programs have it.
QString folderOf(const QStringList& candidates) {
    for (const QString& candidate : candidates) {
        if (candidate.isEmpty()) continue;
        return QDir::cleanPath(
            candidate == u"~"_s || candidate.startsWith(u"~/"_s) ? QDir::homePath() + candidate.mid(1) : candidate);
    }
    return {};
}

QString homeFolder() {
    const QString cache = folderOf({variable("XDG_CACHE_HOME"), u"~/.cache"_s});
    return folderOf({variable("HF_HOME"), cache + u"/huggingface"_s});
}

QString storedToken() {
    if (isSet("HF_HUB_DISABLE_IMPLICIT_TOKEN")) return {};
    QFile file(folderOf({variable("HF_TOKEN_PATH"), homeFolder() + u"/token"_s}));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readLine()).trimmed() : QString();
}

}  // namespace

HubOptions hubOptionsFromEnvironment() {
    HubOptions options;
    options.endpoint = variable("HF_ENDPOINT");
    if (options.endpoint.isEmpty()) options.endpoint = QLatin1String(kDefaultEndpoint);
    options.token = variable("HF_TOKEN");
    if (options.token.isEmpty()) options.token = storedToken();
    options.cache = folderOf({variable("HF_HUB_CACHE"), variable("HUGGINGFACE_HUB_CACHE"), homeFolder() + u"/hub"_s});
    options.offline = isSet("HF_HUB_OFFLINE") || isSet("TRANSFORMERS_OFFLINE") || net::isOffline();
    return options;
}

}  // namespace distillab::hub
