#pragma once

#include <QByteArray>
#include <QString>

namespace distillab {

/// A cell of a CSV file in quotes, those inside doubled (RFC 4180), in UTF-8.
QByteArray quotedCsvCell(const QString& text);
/// The same, with quotes only where the text needs them.
QByteArray csvCell(const QString& text);

}  // namespace distillab
