#pragma once

#include "core/advice/evidence.h"
#include "core/report/advice.h"

#include <QList>
#include <QStringList>

/// The advisor: what a run shows to be amiss, and what to try instead.
namespace distillab::advice {

using report::Advice;

/// What the record shows, the most important first; empty when nothing is wrong. Works on a run that failed, too.
QList<Advice> adviceFor(const RunRecord& record);
/// The same for a run folder, in the language of the program.
/// @throws RequestError when it is no run or a file in it is damaged
QList<Advice> adviceFor(const QString& runFolder);

/// The ids of all rules, in the order of their importance.
QStringList ruleIds();

}  // namespace distillab::advice
