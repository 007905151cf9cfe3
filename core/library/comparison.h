#pragma once

#include "core/library/run_library.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

/// Runs side by side: the results of each, and the settings in which they differ.
namespace distillab::library {

/// One line of the table; a cell for every run.
struct ComparedRow {
    QString key;    ///< for programs: "accuracy", "distill.temperature"
    QString title;  ///< for people, translated
    QString explanation;
    QStringList cells;            ///< "–" where a run has nothing to show
    std::vector<double> values;   ///< results only; NaN where a run has nothing to show
    std::vector<qsizetype> best;  ///< results only: the runs with the best value, none when all are alike
};

struct RunComparison {
    std::vector<ComparedRow> results;
    std::vector<ComparedRow> settings;  ///< only those that are not the same in all runs
    /// What the results were measured on, or that they were measured on different things and are no contest.
    QString measuredOn;
    bool comparable = true;  ///< accuracies were measured on the same test items
};

/// @param runs  in the order of the columns; one alone has results and no differing settings
RunComparison compareRuns(const std::vector<RunEntry>& runs);

}  // namespace distillab::library
