#pragma once

#include <QString>

namespace distillab::session {

/// What an Engine may be besides: one that runs a stranger's TorchScript file in this process, which is given up for
/// it. For `distillab-cli host-script` alone. Ask for it by dynamic_cast.
class ScriptHosting {
public:
    virtual ~ScriptHosting() = default;

    /// Answers what comes on standard input, on standard output, until the input ends; this process has no rights any
    /// more from then on.
    /// @return the program's exit code
    virtual int hostScript(const QString& file, int threads) = 0;
};

}  // namespace distillab::session
