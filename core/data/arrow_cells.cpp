#include "core/data/arrow_cells.h"

#include <arrow/array.h>
#include <arrow/type.h>

#include <array>
#include <charconv>
#include <cmath>

namespace distillab::data {
namespace {

template <typename ArrayType>
auto valueAt(const arrow::Array& array, std::int64_t row) {
    return static_cast<const ArrayType&>(array).Value(row);
}

template <typename ArrayType>
std::string_view viewAt(const arrow::Array& array, std::int64_t row) {
    return static_cast<const ArrayType&>(array).GetView(row);
}

}  // namespace

bool hasCells(const arrow::DataType& type) {
    switch (type.id()) {
        case arrow::Type::STRING:
        case arrow::Type::LARGE_STRING:
        case arrow::Type::BINARY:
        case arrow::Type::LARGE_BINARY:
        case arrow::Type::BOOL:
        case arrow::Type::INT8:
        case arrow::Type::INT16:
        case arrow::Type::INT32:
        case arrow::Type::INT64:
        case arrow::Type::UINT8:
        case arrow::Type::UINT16:
        case arrow::Type::UINT32:
        case arrow::Type::UINT64:
        case arrow::Type::FLOAT:
        case arrow::Type::DOUBLE: return true;
        case arrow::Type::DICTIONARY: return hasCells(*static_cast<const arrow::DictionaryType&>(type).value_type());
        default: return false;
    }
}

std::string numberText(double value) {
    constexpr double kExactWhole = 9007199254740992.0;  // 2^53
    if (value == std::trunc(value) && std::abs(value) < kExactWhole) {
        return std::to_string(static_cast<std::int64_t>(value));
    }
    std::array<char, 32> text;
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

ArrowCells::ArrowCells(std::shared_ptr<arrow::Array> array) : m_array(std::move(array)) {
    if (m_array->type_id() != arrow::Type::DICTIONARY) return;
    m_dictionary = static_cast<const arrow::DictionaryArray&>(*m_array).dictionary();
}

Cell ArrowCells::at(std::int64_t row) {
    if (m_array->IsNull(row)) return std::nullopt;
    const arrow::Array* array = m_array.get();
    if (m_dictionary) {
        row = static_cast<const arrow::DictionaryArray&>(*m_array).GetValueIndex(row);
        array = m_dictionary.get();
        if (array->IsNull(row)) return std::nullopt;
    }
    switch (array->type_id()) {
        case arrow::Type::STRING:
        case arrow::Type::BINARY: return viewAt<arrow::BinaryArray>(*array, row);
        case arrow::Type::LARGE_STRING:
        case arrow::Type::LARGE_BINARY: return viewAt<arrow::LargeBinaryArray>(*array, row);
        case arrow::Type::BOOL: return valueAt<arrow::BooleanArray>(*array, row) ? "true" : "false";
        case arrow::Type::INT8: m_number = std::to_string(valueAt<arrow::Int8Array>(*array, row)); break;
        case arrow::Type::INT16: m_number = std::to_string(valueAt<arrow::Int16Array>(*array, row)); break;
        case arrow::Type::INT32: m_number = std::to_string(valueAt<arrow::Int32Array>(*array, row)); break;
        case arrow::Type::INT64: m_number = std::to_string(valueAt<arrow::Int64Array>(*array, row)); break;
        case arrow::Type::UINT8: m_number = std::to_string(valueAt<arrow::UInt8Array>(*array, row)); break;
        case arrow::Type::UINT16: m_number = std::to_string(valueAt<arrow::UInt16Array>(*array, row)); break;
        case arrow::Type::UINT32: m_number = std::to_string(valueAt<arrow::UInt32Array>(*array, row)); break;
        case arrow::Type::UINT64: m_number = std::to_string(valueAt<arrow::UInt64Array>(*array, row)); break;
        case arrow::Type::FLOAT: m_number = numberText(valueAt<arrow::FloatArray>(*array, row)); break;
        case arrow::Type::DOUBLE: m_number = numberText(valueAt<arrow::DoubleArray>(*array, row)); break;
        default: return std::nullopt;
    }
    if (m_number == "nan") return std::nullopt;
    return m_number;
}

}  // namespace distillab::data
