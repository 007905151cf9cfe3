#include "core/base/cache_folder.h"

#include <QDir>
#include <QStandardPaths>

namespace distillab {

using namespace Qt::Literals::StringLiterals;

QString cacheFolder() {
    const QString named = qEnvironmentVariable("DISTILLAB_CACHE").trimmed();
    if (!named.isEmpty()) return QDir::cleanPath(QDir::current().absoluteFilePath(named));
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/DistilLab"_s;
}

}  // namespace distillab
