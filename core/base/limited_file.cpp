#include "core/base/limited_file.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QFile>

namespace distillab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Files)
};

}  // namespace

QByteArray readFileUpTo(const QString& path, qint64 mostBytes) {
    constexpr double kMebibyte = 1 << 20;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        throw RequestError(Text::tr("the file cannot be read: %1").arg(file.errorString()), path,
                           Text::tr("Check the path and that you may read the file."));
    }
    QByteArray content = file.read(mostBytes);
    if (!file.read(1).isEmpty()) {
        throw RequestError(Text::tr("the file has more than %L1 MiB, which none of its kind has")
                               .arg(static_cast<double>(mostBytes) / kMebibyte, 0, 'g', 4),
                           path, Text::tr("Check that it is the right file."));
    }
    return content;
}

}  // namespace distillab
