#include "core/base/csv.h"

namespace distillab {

QByteArray quotedCsvCell(const QString& text) {
    QByteArray bytes = text.toUtf8();
    return '"' + bytes.replace('"', "\"\"") + '"';
}

QByteArray csvCell(const QString& text) {
    const bool needsQuotes = text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r');
    return needsQuotes ? quotedCsvCell(text) : text.toUtf8();
}

}  // namespace distillab
