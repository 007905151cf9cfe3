#pragma once

#include "core/data/text_dataset.h"
#include "core/experiment/experiment.h"

#include <QStringList>

namespace distillab::data {

/// Texts of more bytes than this go to a scratch file.
constexpr std::uint64_t kMostTextInMemory = 256ULL << 20;

/// Reads the table that `spec` names, guesses what it does not say, limits and splits with the seed, by the same rules
/// as images (load.h).
///
/// Formats: CSV and its like, JSON lines, Parquet (table_reader.h). Columns are guessed as text_columns.h says. Class
/// names are sorted, numbers by their value; a Parquet file that names its classes itself keeps their order. With
/// `positive_above` the classes are "negative" and "positive".
///
/// Rows that cannot be used (no text, no label, bytes that spell nothing, too many or too few fields, a label that the
/// training data does not have) are left out and counted if `skip_bad_rows` says so; else they are an error.
///
/// A table is read once, in a stream, whatever its size; with `limit` only the chosen rows are kept.
/// @param mostInMemory  bytes of text that stay in memory
/// @throws RequestError naming file, row and column
TextSplits loadText(const experiment::DataSpec& spec, std::uint64_t mostInMemory = kMostTextInMemory);

/// Reads every row of a table to judge a model on.
/// @param spec        columns, encoding and the treatment of bad rows; its paths are not looked at
/// @param classNames  what the model tells apart, in its order
TextSubset readTestTable(const QString& path, const experiment::DataSpec& spec, const QStringList& classNames,
                         std::uint64_t mostInMemory = kMostTextInMemory);

/// What a table holds, for a screen.
struct TablePreview {
    QString format;
    QString encoding;
    bool hasHeader = false;
    QStringList columns;
    int textColumn = -1;  ///< place in `columns`, as given or guessed; -1 when none fits
    int pairColumn = -1;
    int labelColumn = -1;
    std::vector<QStringList> rows;  ///< the first ones, every column
    QStringList classNames;
    std::vector<size_t> classCounts;
    /// Texts by length in characters (both texts of a pair together): bar i counts those from i · lengthStep up to the
    /// next bar; the last bar holds all that are longer.
    std::vector<size_t> lengthBars;
    size_t lengthStep = 1;
    quint64 totalRows = 0;   ///< usable or not
    quint64 badRows = 0;     ///< that cannot be used
    QStringList badReasons;  ///< of the first few: "row 17: the text is missing"
    QString problem;         ///< why the table cannot be used as it is; empty when it can
};

/// Reads `spec.train` once and keeps its first rows. Bad rows are counted and are no problem.
/// @throws RequestError when the file cannot be read as a table
TablePreview previewTable(const experiment::DataSpec& spec);

}  // namespace distillab::data
