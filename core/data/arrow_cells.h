#pragma once

#include "core/data/table_reader.h"

#include <arrow/type_fwd.h>

#include <memory>
#include <string>

namespace distillab::data {

/// Whether a column of this type can be read as cells.
bool hasCells(const arrow::DataType& type);

/// One column of a record batch as cells.
class ArrowCells {
public:
    explicit ArrowCells(std::shared_ptr<arrow::Array> array);
    /// The cell is valid until the next call.
    Cell at(std::int64_t row);

private:
    std::shared_ptr<arrow::Array> m_array;
    std::shared_ptr<arrow::Array> m_dictionary;  ///< of a dictionary array: its values
    std::string m_number;
};

/// A number as a user writes it: whole ones without a point.
std::string numberText(double value);

}  // namespace distillab::data
