#pragma once

#include "core/report/run_report.h"
#include "core/sweep/sweep_folder.h"

#include <QList>

namespace distillab::sweep {

/// What a sweep is judged by, on the test items.
enum class Measure { Accuracy, Agreement };
/// "Accuracy", translated.
QString measureTitle(Measure measure);

/// What is known of one cell.
struct CellResult {
    CellState state = CellState::Waiting;
    std::optional<session::Problem> problem;  ///< why it failed
    double accuracy = report::kNotMeasured;   ///< of the student on the test items, 0…1
    double agreement = report::kNotMeasured;  ///< share of test items where student and teacher agree
    double seconds = 0;                       ///< of the whole run

    double value(Measure measure) const { return measure == Measure::Accuracy ? accuracy : agreement; }
};

CellResult readResult(const SweepFolder& sweep, const Cell& cell);
/// One for each cell.
std::vector<CellResult> readResults(const SweepFolder& sweep);

/// The mean of the finished runs of one place of a heat map, which differ in their seeds alone.
struct Spread {
    int runs = 0;
    double mean = report::kNotMeasured;
    double least = report::kNotMeasured;
    double most = report::kNotMeasured;
};
Spread spreadOf(const std::vector<CellResult>& results, const QList<size_t>& cells, Measure measure);

/// One place of a heat map: a setting, and the cells that have it, one for each seed.
struct Spot {
    QString row;     ///< "0.3", or the recipe where neither temperature nor alpha varies
    QString column;  ///< "2"
    QList<size_t> cells;
};

/// A heat map: temperature to the right, alpha downwards. One for each recipe, or a single column of recipes where
/// nothing else varies.
struct HeatMap {
    QString title;  ///< of the recipe; empty for the experiment's own
    QString rowTitle;
    QString columnTitle;
    QList<QList<Spot>> rows;
};
QList<HeatMap> heatMapsOf(const std::vector<Cell>& cells, const Axes& axes);

/// The place whose mean is best; the first of those alike, nothing while no run has finished.
std::optional<Spot> bestSpot(const SweepFolder& sweep, const std::vector<CellResult>& results, Measure measure);

/// "temperature 2, alpha 0.6", with the recipe where it varies: a place of a heat map.
QString placeText(const Sweep& sweep, const Cell& cell);
/// The same with the seed where it varies: one run.
QString settingText(const Sweep& sweep, const Cell& cell);

/// Heat maps, best setting and what failed, for a terminal.
QString toTable(const SweepFolder& sweep, const std::vector<CellResult>& results);
/// One object for each cell: temperature, alpha, preset and seed where they vary, run (its folder), accuracy,
/// agreement; of a failed one the error.
QByteArray toJson(const SweepFolder& sweep, const std::vector<CellResult>& results);

/// Seconds that a sweep will take, by what a run with the same data, teacher and student took: its teacher once for
/// each seed, the student without teacher likewise, student and assistants for each cell.
double estimatedSeconds(const Sweep& sweep, const report::RunReport& like);
/// Whether a run tells what those of the sweep will take.
bool isAlike(const experiment::Experiment& one, const experiment::Experiment& other);
/// Seconds that the cells still to come will take, by those that have finished; nothing while there are none.
/// @param current  a cell that is not counted, since its run is under way
std::optional<double> secondsLeft(const std::vector<CellResult>& results, std::optional<size_t> current = std::nullopt);

}  // namespace distillab::sweep
