#pragma once

#include "core/data/table_reader.h"
#include "core/data/text_decoding.h"

#include <arrow/type_fwd.h>

namespace distillab::data {

/// JSON lines: one object per line, through Arrow. Values that are lists or objects are no columns.
class JsonTable : public TableReader {
public:
    JsonTable(const QString& path, const Decoding& decoding);
    void read(const std::vector<int>& columns, RowSink& sink) const override;

private:
    Decoding m_decoding;
    std::vector<std::shared_ptr<arrow::DataType>> m_types;  ///< of each column, as the first lines show it
};

}  // namespace distillab::data
