#pragma once

// Arrow has a method that is named like a keyword of Qt.
#pragma push_macro("signals")
#undef signals
#include <arrow/builder.h>
#include <arrow/io/memory.h>
#include <arrow/table.h>
#include <arrow/type.h>
#include <arrow/util/key_value_metadata.h>
#include <parquet/arrow/writer.h>
#pragma pop_macro("signals")

#include <QByteArray>

#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Small Parquet files, made by Arrow.
namespace distillab::test {

inline void abortUnlessOk(const arrow::Status& status) {
    if (!status.ok()) status.Abort();
}

template <typename Builder, typename Value>
std::shared_ptr<arrow::Array> arrowArray(const std::vector<std::optional<Value>>& values) {
    Builder builder;
    for (const auto& value : values) {
        abortUnlessOk(value ? builder.Append(*value) : builder.AppendNull());
    }
    return builder.Finish().ValueOrDie();
}

inline std::shared_ptr<arrow::Array> strings(const std::vector<std::optional<std::string>>& values) {
    return arrowArray<arrow::StringBuilder, std::string>(values);
}

inline std::shared_ptr<arrow::Array> integers(const std::vector<std::optional<std::int64_t>>& values) {
    return arrowArray<arrow::Int64Builder, std::int64_t>(values);
}

/// @param note  what `datasets` leaves under "huggingface"; empty for none
inline QByteArray parquetBytes(const std::vector<std::string>& names,
                               const std::vector<std::shared_ptr<arrow::Array>>& columns,
                               const std::string& note = {}) {
    arrow::FieldVector fields;
    for (size_t i = 0; i < names.size(); ++i) fields.push_back(arrow::field(names[i], columns[i]->type()));
    const auto metadata = note.empty() ? nullptr : arrow::key_value_metadata({"huggingface"}, {note});
    const auto table = arrow::Table::Make(arrow::schema(fields, metadata), columns);
    const auto stream = arrow::io::BufferOutputStream::Create().ValueOrDie();
    const auto properties = parquet::ArrowWriterProperties::Builder().store_schema()->build();
    abortUnlessOk(parquet::arrow::WriteTable(*table, arrow::default_memory_pool(), stream, 1000,
                                             parquet::default_writer_properties(), properties));
    const auto buffer = stream->Finish().ValueOrDie();
    return {reinterpret_cast<const char*>(buffer->data()), static_cast<qsizetype>(buffer->size())};
}

}  // namespace distillab::test
