#pragma once

#include "core/data/table_reader.h"

#include <optional>
#include <string>
#include <vector>

namespace distillab::data {

/// Where text and label stand: places in TableReader::columns(), -1 for none.
struct TextColumns {
    int text = -1;
    int pair = -1;
    int label = -1;
};

/// The first rows of a table, every column of them. Damaged rows are not among them.
struct TableSample {
    std::vector<std::vector<std::optional<std::string>>> rows;
};

TableSample sampleTable(const TableReader& table, size_t mostRows);

/// Takes the columns that the user names (by name or number) and guesses the others: the text is the column of words
/// with the longest mean length; the label is a column called "label", "class", … or else the one with the fewest
/// different values, at least two and at most a hundred; with `positive_above`, the column of numbers that has values
/// on both sides of it.
/// @param columns  is filled as far as it goes, for a preview, even when this throws
/// @throws RequestError when a named column is missing, or nothing fits; it lists the columns
void findColumns(const TableReader& table, const TableSample& sample, const experiment::DataSpec& spec,
                 TextColumns& columns);

/// Only the columns of texts, which must be named: of a table whose rows need no labels.
void findTextColumns(const TableReader& table, const experiment::DataSpec& spec, TextColumns& columns);

}  // namespace distillab::data
