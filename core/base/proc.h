#pragma once

#include <QLatin1String>
#include <QString>

namespace distillab {

/// The value of a "name : value" line of a file in /proc, empty when there is none.
QString procValue(const QString& path, QLatin1String name);

/// "AMD EPYC 7763": as the system names the processor.
QString processorName();

/// Memory of this process in MiB: "VmRSS" now, "VmHWM" at its most; 0 where the system does not say.
double processMemoryMib(QLatin1String name);

}  // namespace distillab
