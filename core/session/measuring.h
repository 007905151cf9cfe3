#pragma once

#include "core/base/run_control.h"
#include "core/report/measurement.h"

#include <QString>

namespace distillab::session {

/// What an Engine may be besides: one that measures. Ask for it by dynamic_cast.
class Measuring {
public:
    virtual ~Measuring() = default;

    /// Measures a finished run's ONNX files, and its teacher as one, in processes of their own, and writes
    /// measurement.json. Files that are not there are written for the while; so is the teacher's.
    /// @throws RequestError, WorkError; Stopped
    virtual report::Measurement measure(const QString& runFolder, RunControl& control) = 0;
};

class Engine;
/// @throws WorkError where the engine does not measure
Measuring& measuringOf(Engine& engine);

}  // namespace distillab::session
