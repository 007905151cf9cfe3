#pragma once

#include "core/experiment/experiment.h"

#include <QString>
#include <QStringList>

#include <string>
#include <string_view>
#include <vector>

namespace distillab::data {

/// How a delimited text file is written.
struct CsvDialect {
    char delimiter = ',';
    bool quoted = true;   ///< a field may stand in double quotes (RFC 4180)
    bool header = false;  ///< the first row names the columns
    bool hasRows = true;  ///< there is something below the header
    QStringList columns;  ///< names; "1", "2", … where there are none

    QString name() const;  ///< "CSV", "TSV", …
};

/// Finds the dialect of a file from its beginning: the delimiter under which most rows have as many fields as the
/// first, quotes wherever they are well-formed, a header when the first row differs in kind from those below. A file
/// whose first row is the name of spec.text and nothing else has this one column.
/// @param start    the file's first bytes in UTF-8
/// @param isWhole  whether they are all of it; else the last row is cut off and not looked at
/// @param path     its ending (.csv, .tsv, …) decides where the content leaves a choice
/// @param spec     header, and the names of columns, that the user gives
/// @throws RequestError when there are no rows or no columns
CsvDialect findDialect(std::string_view start, bool isWhole, const QString& path, const experiment::DataSpec& spec);

}  // namespace distillab::data
