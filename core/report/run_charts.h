#pragma once

#include "core/report/chart.h"
#include "core/report/run_report.h"

#include <vector>

/// The plots of a report: what is drawn, with its legend and its caption. Only for core/report.
namespace distillab::report {

struct LegendEntry {
    QString cssClass;  ///< of the line: its colour
    QString text;
    bool dashed = false;
};

struct Plot {
    QString title;
    Chart chart;
    QList<LegendEntry> legend;
    QString caption;
};

/// Loss and its terms; then accuracy, agreement and loss on the validation items. What was not measured is left out.
std::vector<Plot> plotsOf(const RunReport& report, const MetricsHistory& history);

ConfusionChart confusionChart(const Scores& scores);

/// Above this the matrix is not drawn.
inline constexpr size_t kMostClassesDrawn = 60;

struct MixUp {
    QString truth;
    QString answer;
    qint64 count = 0;
    qint64 ofItems = 0;
};
/// The most frequent ones, the most frequent first.
std::vector<MixUp> commonMixUps(const Scores& scores);

}  // namespace distillab::report
