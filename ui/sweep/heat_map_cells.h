#pragma once

#include "core/sweep/sweep_results.h"

#include <QColor>

namespace distillab::ui {

/// One place of a heat map as it is drawn.
struct HeatCell {
    enum class Look { Ahead, Running, Stopped, Failed, Done };

    sweep::Spot spot;
    Look look = Look::Ahead;
    double value = report::kNotMeasured;  ///< mean of the runs that have finished, 0…1
    QString text = {};                    ///< "81.2 %", or what keeps it from having a value
    QString note = {};                    ///< of several seeds "79.2–82.0"; else empty
    double progress = 0;                  ///< of the run under way, 0…1
    bool isBest = false;
    QString sentence = {};  ///< all of this for a screen reader
};

struct HeatGrid {
    QString title;  ///< recipe; empty for the experiment's own
    QString rowTitle;
    QString columnTitle;
    QList<QList<HeatCell>> rows;
};

/// What of a sweep is under way.
struct CurrentCell {
    std::optional<size_t> cell;
    double progress = 0;  ///< of its run, 0…1
};

/// The heat maps of a sweep, without a widget.
class HeatMapCells {
public:
    HeatMapCells() = default;
    HeatMapCells(const sweep::SweepFolder& sweep, const std::vector<sweep::CellResult>& results, sweep::Measure measure,
                 const CurrentCell& current);
    /// Of a sweep that is still to be begun: nothing but places.
    explicit HeatMapCells(const sweep::Sweep& sweep);

    const QList<HeatGrid>& grids() const { return m_grids; }
    void setProgress(size_t cell, double progress);
    /// Ends of the colour scale: what was measured, at least one percentage point apart, so that mere chance does not
    /// look like a find. Empty while nothing was.
    std::optional<std::pair<double, double>> scale() const { return m_scale; }
    /// Where a value lies on the scale, 0…1.
    double strength(double value) const;

private:
    void fill(HeatCell& cell, const sweep::SweepFolder& sweep, const std::vector<sweep::CellResult>& results,
              sweep::Measure measure, const CurrentCell& current);
    void measureScale();

    QList<HeatGrid> m_grids;
    std::optional<std::pair<double, double>> m_scale;
};

/// The colour of a strength, 0…1: from what is hardly told from the page to what stands out most. Its lightness only
/// ever goes one way, so that it reads without colour vision, too.
QColor heatColor(double strength);

}  // namespace distillab::ui
