#include "core/base/cache_folder.h"

#include <QDir>

namespace distillab {

using namespace Qt::Literals::StringLiterals;

QString cacheFolder() {
    const QString named = qEnvironmentVariable("DISTILLAB_CACHE").trimmed();
    if (!named.isEmpty()) return QDir::cleanPath(QDir::current().absoluteFilePath(named));
    const QString standard = qEnvironmentVariable("XDG_CACHE_HOME").trimmed();
    return QDir::cleanPath((standard.isEmpty() ? QDir::homePath() + u"/.cache"_s : standard) + u"/distillab"_s);
}

}  // namespace distillab
