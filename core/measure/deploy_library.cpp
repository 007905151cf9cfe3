#include "core/measure/deploy_library.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QLibrary>

namespace distillab::measure {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Timing)
};

}  // namespace

void* deployFunction(const char* name) {
    const QString path = QCoreApplication::applicationDirPath() + QStringLiteral("/../lib/libdistillab_deploy.so");
    QLibrary library(path);
    if (const QFunctionPointer function = library.resolve(name)) return reinterpret_cast<void*>(function);
    throw WorkError(Text::tr("ONNX Runtime cannot be loaded: %1").arg(library.errorString()), path,
                    Text::tr("Install DistilLab again, or run ./dev setup."));
}

}  // namespace distillab::measure
