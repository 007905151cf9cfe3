#include "core/lessons/link.h"

#include <QUrlQuery>

#include <utility>

namespace distillab::lessons {
namespace {

using namespace Qt::Literals::StringLiterals;

const std::pair<Place, QString> kPlaces[] = {
    {Place::Training, u"show/training"_s}, {Place::Results, u"show/results"_s}, {Place::Explorer, u"show/explorer"_s},
    {Place::TryOut, u"show/try-out"_s},    {Place::Runs, u"show/runs"_s},
};

StartLink startLinkOf(const QUrl& url) {
    StartLink link;
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto& [key, value] : items) link.overrides << key + u'=' + value;
    return link;
}

}  // namespace

std::optional<Link> parseLink(const QString& target) {
    const QUrl url(target, QUrl::StrictMode);
    if (!url.isValid()) return std::nullopt;
    if (url.scheme() == u"https" || url.scheme() == u"http") {
        // A name in front of the host is how one address is made to look like another.
        if (url.host().isEmpty() || !url.userInfo().isEmpty()) return std::nullopt;
        return WebLink{url};
    }
    if (url.scheme() != u"distillab" || url.hasFragment()) return std::nullopt;
    if (url.path() == u"start") return startLinkOf(url);
    if (url.hasQuery()) return std::nullopt;
    for (const auto& [place, path] : kPlaces) {
        if (url.path() == path) return ShowLink{place};
    }
    return std::nullopt;
}

QStringList knownLinks() {
    QStringList links = {u"distillab:start"_s};
    for (const auto& [place, path] : kPlaces) links << u"distillab:"_s + path;
    return links;
}

bool isImageBeside(const QString& target) {
    if (target.contains(u'/') || target.contains(u'\\') || target.contains(u':')) return false;
    const QString suffix = target.section(u'.', -1).toLower();
    return suffix == u"png" || suffix == u"jpg" || suffix == u"jpeg";
}

}  // namespace distillab::lessons
