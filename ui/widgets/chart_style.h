#pragma once

class QCustomPlot;
class QFont;

namespace distillab::ui {

/// A small chart of bars over whole numbers: few ticks, no grid between the bars.
void setUpBarChart(QCustomPlot& plot);
/// Its colours as the theme has them now, its words a little smaller than `font`.
void styleBarChart(QCustomPlot& plot, const QFont& font);

}  // namespace distillab::ui
