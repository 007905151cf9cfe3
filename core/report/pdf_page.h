#pragma once

#include "core/report/measurement.h"
#include "core/report/mistakes.h"
#include "core/report/run_report.h"

class QPagedPaintDevice;

namespace distillab::report {

/// The report as a PDF on A4 paper: what the page has, with text that can be searched and plots as lines.
/// Needs a QGuiApplication, for its fonts; any thread.
QByteArray toPdf(const RunReport& report, const MetricsHistory& history, const Mistakes& mistakes = {},
                 const std::optional<Measurement>& measurement = {});

/// The same, drawn on another device, whose page size and margins it keeps to.
void paintReport(QPagedPaintDevice& device, const RunReport& report, const MetricsHistory& history,
                 const Mistakes& mistakes, const std::optional<Measurement>& measurement = {});

}  // namespace distillab::report
