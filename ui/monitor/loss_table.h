#pragma once

#include "ui/monitor/run_curves.h"

#include <QString>

#include <vector>

class QIODevice;

namespace distillab::ui {

/// One column of a table of losses.
struct LossColumn {
    QString part;   ///< a term's name in metrics.jsonl; empty for the total
    QString title;  ///< translated
};

/// The losses of one network at every step, as CSV like csvOf() writes it, from metrics.jsonl: for runs of more steps
/// than a curve keeps.
/// @throws RequestError when metrics.jsonl cannot be read
void writeLossTable(QIODevice& out, const QString& runFolder, Track track, const QString& xTitle,
                    const std::vector<LossColumn>& columns);

}  // namespace distillab::ui
