#include "core/data/json_table.h"

#include "core/base/error.h"
#include "core/data/arrow_cells.h"

#include <QCoreApplication>

#include <arrow/array.h>
#include <arrow/buffer.h>
#include <arrow/io/interfaces.h>
#include <arrow/json/options.h>
#include <arrow/json/reader.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace distillab::data {
namespace {

using Json = nlohmann::ordered_json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Data)
};

constexpr size_t kStartBytes = 1 << 20;
constexpr std::int64_t kBlockBytes = 4 << 20;
constexpr size_t kMostSampled = 1000;
constexpr size_t kFewLines = 32;  ///< parsed one by one when one of them is faulty

struct Line {
    quint64 number;
    std::string_view text;
};

/// The lines of a block that hold something.
std::vector<Line> linesOf(std::string_view block, quint64& number) {
    std::vector<Line> lines;
    while (!block.empty()) {
        const std::string_view text = block.substr(0, block.find('\n'));
        block.remove_prefix(std::min(block.size(), text.size() + 1));
        ++number;
        if (text.find_first_not_of(" \t\r") != std::string_view::npos) lines.push_back({number, text});
    }
    return lines;
}

Json parseLine(std::string_view line) { return Json::parse(line, nullptr, false); }

std::optional<std::string> scalarText(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
    if (value.is_number_integer()) return value.dump();
    if (value.is_number()) return numberText(value.get<double>());
    return std::nullopt;
}

/// Reads lines into a sink: many at a time through Arrow, one by one where Arrow refuses them.
class LineReader {
public:
    LineReader(const std::vector<std::string>& names, const std::vector<std::shared_ptr<arrow::DataType>>& types,
               RowSink& sink)
        : m_names(names), m_cells(names.size()), m_sink(sink) {
        arrow::FieldVector fields;
        for (size_t column = 0; column < names.size(); ++column) {
            fields.push_back(arrow::field(names[column], types[column]));
        }
        m_options.explicit_schema = arrow::schema(fields);
        m_options.unexpected_field_behavior = arrow::json::UnexpectedFieldBehavior::Ignore;
    }

    bool read(std::span<const Line> lines) {
        if (lines.empty()) return true;
        if (const auto batch = parse(lines)) return hand(*batch, lines);
        if (lines.size() > kFewLines) {
            const size_t half = lines.size() / 2;
            return read(lines.first(half)) && read(lines.subspan(half));
        }
        return std::all_of(lines.begin(), lines.end(), [this](const Line& line) { return readAlone(line); });
    }

private:
    /// Nothing unless every line is one object of the expected kind.
    std::shared_ptr<arrow::RecordBatch> parse(std::span<const Line> lines) const {
        const char* begin = lines.front().text.data();
        const char* end = lines.back().text.data() + lines.back().text.size();
        const auto buffer = arrow::Buffer::FromString(std::string(begin, end) + '\n');
        const auto batch = arrow::json::ParseOne(m_options, buffer);
        const bool fits = batch.ok() && (*batch)->num_rows() == std::ssize(lines);
        return fits ? *batch : nullptr;
    }

    bool hand(const arrow::RecordBatch& batch, std::span<const Line> lines) {
        std::vector<ArrowCells> arrays;
        for (const std::string& name : m_names) arrays.emplace_back(batch.GetColumnByName(name));
        for (size_t row = 0; row < lines.size(); ++row) {
            for (size_t column = 0; column < arrays.size(); ++column) {
                m_cells[column] = arrays[column].at(static_cast<std::int64_t>(row));
            }
            if (!m_sink.row(lines[row].number, m_cells)) return false;
        }
        return true;
    }

    bool readAlone(const Line& line) {
        const Json json = parseLine(line.text);
        if (!json.is_object()) {
            return m_sink.damagedRow(line.number, Text::tr("the line is not one whole JSON object"));
        }
        std::vector<std::optional<std::string>> values(m_names.size());
        for (size_t column = 0; column < m_names.size(); ++column) {
            const auto found = json.find(m_names[column]);
            if (found != json.end()) values[column] = scalarText(*found);
            m_cells[column] = values[column] ? Cell(*values[column]) : std::nullopt;
        }
        return m_sink.row(line.number, m_cells);
    }

    const std::vector<std::string>& m_names;
    std::vector<Cell> m_cells;
    RowSink& m_sink;
    arrow::json::ParseOptions m_options = arrow::json::ParseOptions::Defaults();
};

}  // namespace

JsonTable::JsonTable(const QString& path, const Decoding& decoding) : TableReader(path), m_decoding(decoding) {
    m_format = QStringLiteral("JSON lines");
    m_encoding = decoding.name();
    bool isWhole = false;
    const std::string start = decodedStart(path, decoding, kStartBytes, &isWhole);
    quint64 number = 0;
    for (const Line& line : linesOf(start, number)) {
        if (line.number > kMostSampled) break;
        const Json json = parseLine(line.text);
        if (!json.is_object()) continue;
        for (const auto& [key, value] : json.items()) {
            if (value.is_structured()) continue;
            const QString name = QString::fromStdString(key);
            qsizetype column = m_columns.indexOf(name);
            if (column < 0) {
                column = m_columns.size();
                m_columns << name;
                m_types.push_back(arrow::null());
            }
            auto& type = m_types[static_cast<size_t>(column)];
            if (value.is_string()) type = arrow::utf8();
            if (type->id() != arrow::Type::NA) continue;
            if (value.is_boolean()) type = arrow::boolean();
            if (value.is_number()) type = arrow::float64();
        }
    }
    for (auto& type : m_types) {
        if (type->id() == arrow::Type::NA) type = arrow::utf8();
    }
    if (!m_columns.isEmpty()) return;
    throw RequestError(Text::tr("no line of the file is a JSON object with texts or numbers"), path,
                       Text::tr("Write one object per line, for example {\"text\": \"…\", \"label\": 1}."));
}

void JsonTable::read(const std::vector<int>& columns, RowSink& sink) const {
    std::vector<std::string> names;
    std::vector<std::shared_ptr<arrow::DataType>> types;
    for (const int column : columns) {
        names.push_back(m_columns[column].toStdString());
        types.push_back(m_types[static_cast<size_t>(column)]);
    }
    LineReader reader(names, types, sink);
    const auto stream = openDecoded(m_path, m_decoding);
    std::string block;
    quint64 number = 0;
    for (bool ended = false; !ended;) {
        const size_t kept = block.size();
        block.resize(kept + kBlockBytes);
        const auto count = stream->Read(kBlockBytes, block.data() + kept);
        if (!count.ok()) {
            throw RequestError(
                Text::tr("the file cannot be read: %1").arg(QString::fromStdString(count.status().message())), m_path);
        }
        block.resize(kept + static_cast<size_t>(*count));
        ended = *count < kBlockBytes;
        const size_t lineEnd = block.rfind('\n');
        if (!ended && lineEnd == std::string::npos) continue;  // a very long line
        const size_t whole = ended ? block.size() : lineEnd + 1;
        if (!reader.read(linesOf(std::string_view(block).substr(0, whole), number))) return;
        block.erase(0, whole);
    }
}

}  // namespace distillab::data
