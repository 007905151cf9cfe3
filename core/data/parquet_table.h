#pragma once

#include "core/data/table_reader.h"

#include <cstdint>

namespace distillab::data {

/// Arrow is not given more for the pages and batches that it holds at once.
inline constexpr std::int64_t kMostParquetBytes = std::int64_t{1} << 30;

/// Parquet through Arrow. Columns of lists, structures and dates are not offered.
/// The class names that Hugging Face's `datasets` writes beside a ClassLabel column stand for its numbers.
class ParquetTable : public TableReader {
public:
    explicit ParquetTable(const QString& path);
    QStringList classNames(int column) const override { return m_classNames[static_cast<size_t>(column)]; }
    void read(const std::vector<int>& columns, RowSink& sink) const override;

private:
    std::vector<int> m_leaves;  ///< of each column: its place among the file's leaf columns
    std::vector<QStringList> m_classNames;
};

}  // namespace distillab::data
