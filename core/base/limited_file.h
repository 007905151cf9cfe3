#pragma once

#include <QByteArray>
#include <QString>

namespace distillab {

/// Reads a file that somebody else may have made, of a kind that is never large: what is read into memory has a limit
/// before it is looked at, whatever the file claims its size to be.
/// @throws RequestError when the file is missing, cannot be read or has more than `mostBytes`
QByteArray readFileUpTo(const QString& path, qint64 mostBytes);

}  // namespace distillab
