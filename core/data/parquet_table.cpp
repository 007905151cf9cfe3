#include "core/data/parquet_table.h"

#include "core/base/error.h"
#include "core/data/arrow_cells.h"

#include <QCoreApplication>
#include <QFile>

#include <arrow/array.h>
#include <arrow/io/file.h>
#include <arrow/memory_pool.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <arrow/util/key_value_metadata.h>
#include <parquet/arrow/reader.h>
#include <parquet/arrow/schema.h>
#include <parquet/file_reader.h>
#include <parquet/properties.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>

namespace distillab::data {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Data)
};

constexpr std::int64_t kBatchRows = 16384;

[[noreturn]] void throwUnreadable(const arrow::Status& status, const QString& where) {
    if (status.IsOutOfMemory()) {
        throw RequestError(Text::tr("a part of the Parquet file takes more than %1 GiB").arg(kMostParquetBytes >> 30),
                           where, Text::tr("Write it again with smaller pages, or with shorter texts."));
    }
    const QString message = QString::fromStdString(status.message()).section(QLatin1Char('\n'), 0, 0);
    throw RequestError(Text::tr("the Parquet file is damaged: %1").arg(message), where,
                       Text::tr("Copy or download the file again."));
}

/// A page says itself how large it becomes: up to 2 GiB, in a file of a few bytes.
arrow::MemoryPool* limitedMemory() {
    static arrow::CappedMemoryPool pool(arrow::default_memory_pool(), kMostParquetBytes);
    return &pool;
}

std::unique_ptr<parquet::arrow::FileReader> openFile(const QString& path) {
    const auto file = arrow::io::ReadableFile::Open(QFile::encodeName(path).toStdString(), limitedMemory());
    if (!file.ok()) {
        throw RequestError(Text::tr("the file cannot be read: %1").arg(QString::fromStdString(file.status().message())),
                           path, Text::tr("Check the path and that you may read the file."));
    }
    parquet::arrow::FileReaderBuilder builder;
    builder.memory_pool(limitedMemory());
    parquet::ReaderProperties properties(limitedMemory());
    properties.enable_buffered_stream();  // or whole column chunks are in memory
    arrow::Status status = builder.Open(*file, properties);
    if (!status.ok()) throwUnreadable(status, path);
    parquet::ArrowReaderProperties arrowProperties;
    arrowProperties.set_batch_size(kBatchRows);
    arrowProperties.set_pre_buffer(false);
    arrowProperties.set_use_threads(true);
    std::unique_ptr<parquet::arrow::FileReader> reader;
    status = builder.properties(arrowProperties)->Build(&reader);
    if (!status.ok()) throwUnreadable(status, path);
    return reader;
}

/// Names of the classes of every ClassLabel column, from the note that Hugging Face's `datasets` leaves in the file.
std::map<std::string, QStringList> classLabels(const arrow::Schema& schema) {
    std::map<std::string, QStringList> labels;
    if (!schema.metadata()) return labels;
    const auto note = schema.metadata()->Get("huggingface");
    if (!note.ok()) return labels;
    const auto json = nlohmann::json::parse(*note, nullptr, false);
    const nlohmann::json::json_pointer features("/info/features");
    if (!json.contains(features) || !json.at(features).is_object()) return labels;
    for (const auto& [name, feature] : json.at(features).items()) {
        if (!feature.is_object()) continue;
        const auto type = feature.find("_type");
        const auto names = feature.find("names");
        if (type == feature.end() || *type != "ClassLabel" || names == feature.end() || !names->is_array()) continue;
        for (const auto& className : *names) {
            if (className.is_string()) labels[name] << QString::fromStdString(className.get<std::string>());
        }
    }
    return labels;
}

/// Cells of a column, with names in the place of numbers where the file has names.
class NamedCells {
public:
    NamedCells(std::shared_ptr<arrow::Array> array, const std::vector<std::string>& names)
        : m_cells(std::move(array)), m_names(names) {}

    Cell at(std::int64_t row) {
        const Cell cell = m_cells.at(row);
        if (m_names.empty() || !cell) return cell;
        size_t index = m_names.size();
        std::from_chars(cell->data(), cell->data() + cell->size(), index);
        return index < m_names.size() ? Cell(m_names[index]) : std::nullopt;  // -1 stands for "no label"
    }

private:
    ArrowCells m_cells;
    const std::vector<std::string>& m_names;
};

}  // namespace

ParquetTable::ParquetTable(const QString& path) : TableReader(path) {
    m_format = QStringLiteral("Parquet");
    m_encoding = QStringLiteral("UTF-8");
    const auto reader = openFile(path);
    std::shared_ptr<arrow::Schema> schema;
    const arrow::Status status = reader->GetSchema(&schema);
    if (!status.ok()) throwUnreadable(status, path);
    const auto labels = classLabels(*schema);
    for (const auto& field : reader->manifest().schema_fields) {
        if (field.column_index < 0 || !hasCells(*field.field->type())) continue;
        const auto found = labels.find(field.field->name());
        m_columns << QString::fromStdString(field.field->name());
        m_classNames.push_back(found == labels.end() ? QStringList() : found->second);
        m_leaves.push_back(field.column_index);
    }
    if (!m_columns.isEmpty()) return;
    throw RequestError(Text::tr("the file has no column of texts or numbers"), path,
                       Text::tr("Give a table with a column of texts and a column of labels."));
}

void ParquetTable::read(const std::vector<int>& columns, RowSink& sink) const {
    const auto reader = openFile(m_path);
    quint64 number = 0;
    const auto where = [&] { return Text::tr("%1, after row %2").arg(m_path, QString::number(number)); };
    std::vector<int> groups(static_cast<size_t>(reader->num_row_groups()));
    std::iota(groups.begin(), groups.end(), 0);
    std::vector<int> leaves;  // in the file's order, as the batches will have them
    std::vector<std::vector<std::string>> names;
    for (const int column : columns) {
        leaves.push_back(m_leaves[static_cast<size_t>(column)]);
        auto& list = names.emplace_back();
        for (const QString& name : classNames(column)) list.push_back(name.toStdString());
    }
    std::vector<int> sorted = leaves;
    std::sort(sorted.begin(), sorted.end());
    const auto batches = reader->GetRecordBatchReader(groups, sorted);
    if (!batches.ok()) throwUnreadable(batches.status(), where());
    std::vector<Cell> cells(columns.size());
    while (true) {
        std::shared_ptr<arrow::RecordBatch> batch;
        const arrow::Status status = (*batches)->ReadNext(&batch);
        if (!status.ok()) throwUnreadable(status, where());
        if (!batch) return;
        std::vector<NamedCells> arrays;
        for (size_t column = 0; column < columns.size(); ++column) {
            const auto place = std::lower_bound(sorted.begin(), sorted.end(), leaves[column]) - sorted.begin();
            arrays.emplace_back(batch->column(static_cast<int>(place)), names[column]);
        }
        for (std::int64_t row = 0; row < batch->num_rows(); ++row) {
            for (size_t column = 0; column < cells.size(); ++column) cells[column] = arrays[column].at(row);
            if (!sink.row(++number, cells)) return;
        }
    }
}

}  // namespace distillab::data
