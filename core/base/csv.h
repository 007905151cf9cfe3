#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace distillab {

/// A cell of a CSV file in quotes, those inside doubled (RFC 4180), in UTF-8.
QByteArray quotedCsvCell(const QString& text);
/// The same, with quotes only where the text needs them.
QByteArray csvCell(const QString& text);

/// Reads a file that was written with the cells above, row by row. Tables of users go through data::openTable, which
/// guesses how they are written.
class CsvReader {
public:
    /// @param path  for complaints
    CsvReader(QByteArray content, QString path);

    /// The cells of the next row, valid as long as the reader; nothing after the last one. Empty lines are passed over.
    /// @throws RequestError naming the line when a quotation mark is never closed, or something follows a closed one
    std::optional<std::vector<QByteArray>> next();
    /// "path:line", of the row that was read last.
    QString where() const;

private:
    QByteArray quotedCell();
    [[noreturn]] void refuse(const QString& message) const;

    QByteArray m_content;
    QString m_path;
    qsizetype m_at = 0;
    qsizetype m_line = 1;     ///< at m_at
    qsizetype m_rowLine = 1;  ///< where the last row began
};

}  // namespace distillab
