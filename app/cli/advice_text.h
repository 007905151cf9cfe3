#pragma once

#include "core/report/advice.h"

#include <QString>

namespace distillab::cli {

/// One advice for a terminal: what the run shows, why, and the command that tries what is advised.
/// @param runFolder  of the run that it is about
QString adviceText(const report::Advice& advice, const QString& runFolder);

}  // namespace distillab::cli
