#pragma once

#include <QString>

#include <optional>

/// Why a run could not go on, kept in its folder: a run that failed is told apart from one that was stopped.
namespace distillab::report {

struct RunFailure {
    QString message;
    QString where;
    QString remedy;
};

/// Writes failure.json. @throws WorkError when it cannot be written
void writeFailure(const QString& runFolder, const RunFailure& failure);
/// Nothing where there is none or it cannot be read.
std::optional<RunFailure> readFailure(const QString& runFolder);
/// The run goes on.
void removeFailure(const QString& runFolder);

}  // namespace distillab::report
