#include "core/data/csv_table.h"

#include "core/base/error.h"
#include "core/data/arrow_cells.h"

#include <QCoreApplication>

#include <arrow/csv/options.h>
#include <arrow/csv/reader.h>
#include <arrow/io/interfaces.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>

#include <algorithm>
#include <deque>
#include <mutex>

namespace distillab::data {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Data)
};

constexpr size_t kStartBytes = 1 << 20;
constexpr std::int32_t kBlockBytes = 8 << 20;  ///< a row has to fit

struct WrongRow {
    quint64 number;
    int fields;
    bool openQuote;  ///< it has an odd number of quotation marks: the rest of the file is in it
};

/// Rows with too many or too few fields, in order. Arrow tells of them as it parses, ahead of the rows that it hands
/// out and perhaps from another thread.
class WrongRows {
public:
    void add(const arrow::csv::InvalidRow& row) {
        const auto quotes = std::count(row.text.begin(), row.text.end(), '"');
        const std::scoped_lock lock(m_mutex);
        m_rows.push_back({static_cast<quint64>(row.number), row.actual_columns, quotes % 2 == 1});
    }
    /// The row with this number, if it is one of them; it is then forgotten.
    std::optional<WrongRow> take(quint64 number) {
        const std::scoped_lock lock(m_mutex);
        if (m_rows.empty() || m_rows.front().number != number) return std::nullopt;
        const WrongRow row = m_rows.front();
        m_rows.pop_front();
        return row;
    }

private:
    std::mutex m_mutex;
    std::deque<WrongRow> m_rows;
};

std::string columnKey(qsizetype column) { return std::to_string(column); }

}  // namespace

CsvTable::CsvTable(const QString& path, const Decoding& decoding, const experiment::DataSpec& spec)
    : TableReader(path), m_decoding(decoding) {
    bool isWhole = false;
    const std::string start = decodedStart(path, decoding, kStartBytes, &isWhole);
    m_dialect = findDialect(start, isWhole, path, spec);
    m_format = m_dialect.name();
    m_encoding = decoding.name();
    m_hasHeader = m_dialect.header;
    m_columns = m_dialect.columns;
}

void CsvTable::read(const std::vector<int>& columns, RowSink& sink) const {
    if (!m_dialect.hasRows) return;  // Arrow takes a header alone for a row that is cut off
    WrongRows wrongRows;
    quint64 number = m_hasHeader ? 1 : 0;
    const auto throwDamaged = [&](const arrow::Status& status) {
        if (status.IsIOError()) {
            throw RequestError(Text::tr("the file cannot be read: %1").arg(QString::fromStdString(status.message())),
                               m_path);
        }
        throw RequestError(
            Text::tr("the table breaks off: a quotation mark is never closed, or a row is longer than %1 MiB")
                .arg(kBlockBytes >> 20),
            Text::tr("%1, after row %2").arg(m_path, QString::number(number)),
            Text::tr("Correct the file: a field that begins with a quotation mark has to end with one."));
    };

    auto readOptions = arrow::csv::ReadOptions::Defaults();
    readOptions.use_threads = false;  // or the rows have no numbers
    readOptions.block_size = kBlockBytes;
    for (qsizetype column = 0; column < m_columns.size(); ++column) {
        readOptions.column_names.push_back(columnKey(column));
    }
    readOptions.skip_rows_after_names = m_hasHeader ? 1 : 0;
    auto parseOptions = arrow::csv::ParseOptions::Defaults();
    parseOptions.delimiter = m_dialect.delimiter;
    parseOptions.quoting = m_dialect.quoted;
    parseOptions.newlines_in_values = m_dialect.quoted;
    parseOptions.ignore_empty_lines = false;  // or they would not be counted
    parseOptions.invalid_row_handler = [&wrongRows](const arrow::csv::InvalidRow& row) {
        wrongRows.add(row);
        return arrow::csv::InvalidRowResult::Skip;
    };
    auto convertOptions = arrow::csv::ConvertOptions::Defaults();
    convertOptions.check_utf8 = false;  // each row is checked later, and named
    convertOptions.strings_can_be_null = false;
    // The first column is read too: a line where nothing at all stands is blank, not a row.
    std::vector<int> fetched = columns;
    if (std::find(fetched.begin(), fetched.end(), 0) == fetched.end()) fetched.push_back(0);
    for (const int column : fetched) {
        convertOptions.include_columns.push_back(columnKey(column));
        convertOptions.column_types[columnKey(column)] = arrow::binary();
    }

    const auto reader = arrow::csv::StreamingReader::Make(
        arrow::io::default_io_context(), openDecoded(m_path, m_decoding), readOptions, parseOptions, convertOptions);
    const auto takeWrongRows = [&] {
        while (const std::optional<WrongRow> row = wrongRows.take(number + 1)) {
            if (m_dialect.quoted && row->openQuote) throwDamaged(arrow::Status::Invalid("open quote"));
            ++number;
            const QString reason = Text::tr("it has %1 fields where %2 were expected").arg(row->fields);
            if (!sink.damagedRow(number, reason.arg(m_columns.size()))) return false;
        }
        return true;
    };
    if (!reader.ok()) throwDamaged(reader.status());
    std::vector<Cell> cells(fetched.size());
    while (true) {
        std::shared_ptr<arrow::RecordBatch> batch;
        const arrow::Status status = (*reader)->ReadNext(&batch);
        if (!status.ok()) throwDamaged(status);
        if (!batch) break;
        std::vector<ArrowCells> arrays;
        for (int column = 0; column < batch->num_columns(); ++column) arrays.emplace_back(batch->column(column));
        for (std::int64_t row = 0; row < batch->num_rows(); ++row) {
            if (!takeWrongRows()) return;
            ++number;
            std::transform(arrays.begin(), arrays.end(), cells.begin(), [row](ArrowCells& a) { return a.at(row); });
            if (std::all_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell->empty(); })) continue;
            if (!sink.row(number, std::span(cells).first(columns.size()))) return;
        }
    }
    takeWrongRows();
}

}  // namespace distillab::data
