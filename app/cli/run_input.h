#pragma once

#include <QString>

namespace distillab::cli {

/// For verbs that work on a run: answers early, before the engine is loaded, when there is none.
/// @return the folder's absolute path
/// @throws RequestError when it is no run folder or its student has not been trained yet
QString requireRunWithStudent(const QString& folder);

}  // namespace distillab::cli
