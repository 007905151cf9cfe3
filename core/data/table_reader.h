#pragma once

#include "core/experiment/experiment.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace distillab::data {

/// What stands in one place of a table: text, a number or a boolean as text; nothing where it is missing.
/// Valid until the next row. May hold bytes that are no UTF-8.
using Cell = std::optional<std::string_view>;

/// Takes the rows of a table as they are read.
class RowSink {
public:
    virtual ~RowSink() = default;
    /// @param number  of the row in the file, from 1; a header counts as a row
    /// @return whether to go on reading
    virtual bool row(quint64 number, std::span<const Cell> cells) = 0;
    /// A row that is damaged: `reason` says how.
    virtual bool damagedRow(quint64 number, const QString& reason) = 0;
};

/// One table, read front to back as often as needed; only a few megabytes of it are in memory at any time.
class TableReader {
public:
    virtual ~TableReader() = default;

    const QString& path() const { return m_path; }
    const QString& format() const { return m_format; }      ///< "CSV", "TSV", "JSON lines", "Parquet"
    const QString& encoding() const { return m_encoding; }  ///< "UTF-8", …
    bool hasHeader() const { return m_hasHeader; }          ///< the columns have names
    const QStringList& columns() const { return m_columns; }

    /// The class names that the file itself gives for the numbers in a column, in their order; mostly none.
    virtual QStringList classNames(int column) const;

    /// Hands every row's cells of the given columns to the sink, in this order.
    /// @throws RequestError naming file and row where the file is damaged beyond single rows
    virtual void read(const std::vector<int>& columns, RowSink& sink) const = 0;

protected:
    explicit TableReader(const QString& path) : m_path(path) {}

    QString m_path;
    QString m_format;
    QString m_encoding;
    bool m_hasHeader = true;
    QStringList m_columns;
};

/// Opens a CSV or TSV, JSON lines or Parquet file; the format is found from the content.
/// @param spec  gives encoding and header
/// @throws RequestError when the file is missing, empty, or in no such format
std::unique_ptr<TableReader> openTable(const QString& path, const experiment::DataSpec& spec);

}  // namespace distillab::data
