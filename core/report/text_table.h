#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace distillab::report {

enum class Align { Left, Right };

/// Rows as aligned columns for a terminal, three spaces apart. Chinese characters count as two wide.
/// @param align  of each column; the last entry also serves the columns after it
QString textTable(const QList<QStringList>& rows, const QList<Align>& align);

}  // namespace distillab::report
