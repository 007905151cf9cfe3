#include "core/base/proc.h"

#include <QFile>
#include <QStringList>
#include <QSysInfo>

namespace distillab {

using namespace Qt::Literals::StringLiterals;

QString procValue(const QString& path, QLatin1String name) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString& line : lines) {
        if (line.startsWith(name)) return line.section(u':', 1).trimmed();
    }
    return {};
}

QString processorName() {
    const QString name = procValue(u"/proc/cpuinfo"_s, QLatin1String("model name"));
    return name.isEmpty() ? QSysInfo::currentCpuArchitecture() : name;
}

double processMemoryMib(QLatin1String name) {
    return procValue(u"/proc/self/status"_s, name).section(u' ', 0, 0).toDouble() / 1024;
}

}  // namespace distillab
