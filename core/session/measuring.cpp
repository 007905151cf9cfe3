#include "core/session/measuring.h"

#include "core/base/error.h"
#include "core/session/engine.h"

#include <QCoreApplication>

namespace distillab::session {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Measuring)
};

}  // namespace

Measuring& measuringOf(Engine& engine) {
    auto* measuring = dynamic_cast<Measuring*>(&engine);
    if (measuring == nullptr) throw WorkError(Text::tr("this engine does not measure"));
    return *measuring;
}

}  // namespace distillab::session
