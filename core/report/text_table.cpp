#include "core/report/text_table.h"

#include <algorithm>

namespace distillab::report {
namespace {

/// Columns that a text takes on a terminal: Chinese, Japanese and Korean characters take two.
int cellsOf(const QString& text) {
    int cells = 0;
    for (const QChar letter : text) cells += letter.unicode() >= 0x2E80 && letter.unicode() <= 0xFFE6 ? 2 : 1;
    return cells;
}

QString padded(const QString& text, int width, Align align) {
    const QString space(std::max(0, width - cellsOf(text)), QLatin1Char(' '));
    return align == Align::Right ? space + text : text + space;
}

}  // namespace

QString textTable(const QList<QStringList>& rows, const QList<Align>& align) {
    QList<int> widths;
    for (const QStringList& row : rows) {
        for (qsizetype column = 0; column < row.size(); ++column) {
            if (column == widths.size()) widths << 0;
            widths[column] = std::max(widths[column], cellsOf(row[column]));
        }
    }
    QString text;
    for (const QStringList& row : rows) {
        QStringList cells;
        for (qsizetype column = 0; column < row.size(); ++column) {
            cells << padded(row[column], widths[column], align[std::min(column, align.size() - 1)]);
        }
        QString line = cells.join(QStringLiteral("   "));
        while (line.endsWith(QLatin1Char(' '))) line.chop(1);
        text += line + QLatin1Char('\n');
    }
    return text;
}

}  // namespace distillab::report
