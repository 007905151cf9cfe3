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

/// OpenMP's threads wait for each other by spinning, for milliseconds by default. On a machine whose cores are also
/// wanted by others (the window itself, a browser) a spinning thread keeps the very core that the awaited one needs:
/// measured on two cores with other work on them, a step took 2.5 times as long. A few microseconds of spinning
/// cover the gaps between operations just as well. Read by the OpenMP library when Torch is loaded.
void limitSpinning() {
    if (qEnvironmentVariableIsSet("OMP_WAIT_POLICY") || qEnvironmentVariableIsSet("GOMP_SPINCOUNT")) return;
    qputenv("GOMP_SPINCOUNT", "2000");
}

/// The module lies beside our other libraries, in ../lib of the programs. It is never unloaded: Torch's own threads
/// and static objects outlive any moment at which that would be safe.
Engine& createEngine() {
    const QString path = QCoreApplication::applicationDirPath() + QStringLiteral("/../lib/libdistillab_engine.so");
    limitSpinning();
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
