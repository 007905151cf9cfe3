#pragma once

#include <QString>

namespace distillab::soak {

/// What a process holds after the first runs and after the last.
struct Growth {
    int runs = 0;
    int warmUpRuns = 0;  ///< after which the first figures were taken
    double firstMib = 0;
    double lastMib = 0;
    int firstFiles = 0;
    int lastFiles = 0;
};

/// Small runs one after the other in this process.
/// @throws Error when one fails
Growth runAgainAndAgain(const QString& scratch, int runs);

}  // namespace distillab::soak
