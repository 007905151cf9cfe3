#include "core/data/table_reader.h"

#include "core/base/error.h"
#include "core/data/csv_table.h"
#include "core/data/json_table.h"
#include "core/data/parquet_table.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace distillab::data {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Data)
};

constexpr size_t kPeekBytes = 4096;

bool isParquet(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        throw RequestError(Text::tr("the file cannot be read: %1").arg(file.errorString()), path,
                           Text::tr("Check the path and that you may read the file."));
    }
    return file.read(4) == "PAR1";
}

void rejectNoFile(const QString& path) {
    const QFileInfo info(path);
    if (!info.exists()) throw RequestError(Text::tr("there is no such file"), path, Text::tr("Check the path."));
    if (!info.isDir()) return;
    throw RequestError(Text::tr("this is a folder"), path, Text::tr("Give a CSV, TSV, JSON lines or Parquet file."));
}

}  // namespace

QStringList TableReader::classNames(int) const { return {}; }

std::unique_ptr<TableReader> openTable(const QString& path, const experiment::DataSpec& spec) {
    rejectNoFile(path);
    const QString ending = QFileInfo(path).suffix().toLower();
    if (isParquet(path)) return std::make_unique<ParquetTable>(path);
    if (ending == u"parquet") {
        throw RequestError(Text::tr("this is no Parquet file"), path, Text::tr("Copy or download the file again."));
    }
    const Decoding decoding = findDecoding(path, spec.encoding);
    bool isWhole = false;
    const std::string start = decodedStart(path, decoding, kPeekBytes, &isWhole);
    const size_t first = start.find_first_not_of(" \t\r\n");
    if (first == std::string::npos && isWhole) {
        throw RequestError(Text::tr("the file is empty"), path,
                           Text::tr("Give a table with a column of texts and a column of labels."));
    }
    const bool saysJson = ending == u"jsonl" || ending == u"ndjson" || ending == u"json";
    const char opening = first == std::string::npos ? ' ' : start[first];
    if (saysJson && opening == '[') {
        throw RequestError(Text::tr("the file is one JSON list; JSON lines were expected"), path,
                           Text::tr("Write one object per line, for example {\"text\": \"…\", \"label\": 1}."));
    }
    if (saysJson || opening == '{') return std::make_unique<JsonTable>(path, decoding);
    return std::make_unique<CsvTable>(path, decoding, spec);
}

}  // namespace distillab::data
