#pragma once

#include "core/data/csv_dialect.h"
#include "core/data/table_reader.h"
#include "core/data/text_decoding.h"

namespace distillab::data {

/// CSV and its like, through Arrow.
class CsvTable : public TableReader {
public:
    CsvTable(const QString& path, const Decoding& decoding, const experiment::DataSpec& spec);
    void read(const std::vector<int>& columns, RowSink& sink) const override;

private:
    Decoding m_decoding;
    CsvDialect m_dialect;
};

}  // namespace distillab::data
