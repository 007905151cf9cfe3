#pragma once

#include "core/experiment/experiment.h"

#include <QString>
#include <QStringList>

#include <utility>

namespace distillab::cli {

/// An experiment file with overrides, checked as far as that goes without reading the data.
/// @throws RequestError when it is faulty, or names a model that does not exist
experiment::Experiment readExperiment(const QString& path, const QStringList& overrides);

/// The first line in which two documents of the same keys differ, as "theirs / ours"; alike where they do not.
std::pair<QString, QString> firstDifference(const experiment::Experiment& theirs, const experiment::Experiment& ours);

/// For verbs that work on a run: answers early, before the engine is loaded, when there is none.
/// @return the folder's absolute path
/// @throws RequestError when it is no run folder or its student has not been trained yet
QString requireRunWithStudent(const QString& folder);

}  // namespace distillab::cli
