#pragma once

#include "core/report/chart.h"

namespace distillab::report {

/// The chart as an inline <svg> element: no script, colours from the page's style sheet. Empty when there is no point
/// to draw.
QString toSvg(const Chart& chart);
QString toSvg(const ConfusionChart& chart);

}  // namespace distillab::report
