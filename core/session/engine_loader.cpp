#include "core/base/error.h"
#include "core/session/engine.h"

#include <QCoreApplication>
#include <QLibrary>

#include <mutex>

namespace distillab::session {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::EngineLoader)
};

using Factory = Engine* (*)();

/// The module lies beside our other libraries, in ../lib of the programs. It is never unloaded: Torch's own threads
/// and static objects outlive any moment at which that would be safe.
Engine& createEngine() {
    const QString path = QCoreApplication::applicationDirPath() + QStringLiteral("/../lib/libdistillab_engine.so");
    QLibrary module(path);
    const auto factory = reinterpret_cast<Factory>(module.resolve(kEngineFactory));
    if (factory == nullptr) {
        throw WorkError(Text::tr("the engine cannot be loaded: %1").arg(module.errorString()), path,
                        Text::tr("Install DistilLab again, or run ./dev setup."));
    }
    return *factory();
}

}  // namespace

Engine& loadEngine() {
    static std::mutex mutex;
    static Engine* engine = nullptr;
    const std::lock_guard lock(mutex);
    if (engine == nullptr) engine = &createEngine();
    return *engine;
}

}  // namespace distillab::session
