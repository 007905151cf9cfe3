#pragma once

#include "core/report/measurement.h"
#include "core/report/mistakes.h"
#include "core/report/run_report.h"

namespace distillab::report {

/// One self-contained page: results, advice, curves as inline SVG, confusion matrix, mistakes, settings.
/// Light and dark as the reader's system has it, plain on paper; loads nothing from elsewhere.
QByteArray toHtml(const RunReport& report, const MetricsHistory& history, const Mistakes& mistakes = {},
                  const std::optional<Measurement>& measurement = {});

}  // namespace distillab::report
