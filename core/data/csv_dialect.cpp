#include "core/data/csv_dialect.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <optional>

namespace distillab::data {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Data)
};

constexpr size_t kMostRows = 1000;
constexpr qsizetype kLongestName = 64;
/// The unit separator, which stands in no text: nothing is cut.
constexpr char kNoDelimiter = '\x1f';

using Rows = std::vector<QStringList>;

struct Split {
    Rows rows;  ///< without blank lines
    bool anyQuoted = false;
    bool wellQuoted = true;  ///< every quoted field ends where its quotes do
};

/// Cuts the start of a file into rows the way the real reader will.
class Splitter {
public:
    Splitter(std::string_view text, char delimiter, bool quoted)
        : m_text(text), m_delimiter(delimiter), m_quoted(quoted) {}

    Split split(bool isWhole) {
        while (m_at < m_text.size() && m_split.rows.size() <= kMostRows) readRow();
        const bool cutOff = m_at >= m_text.size() && !isWhole;
        if (cutOff && !m_split.rows.empty()) m_split.rows.pop_back();
        if (!cutOff && m_openQuote) m_split.wellQuoted = false;
        return std::move(m_split);
    }

private:
    bool atRowEnd() const { return m_at >= m_text.size() || m_text[m_at] == '\n' || m_text[m_at] == '\r'; }

    void readRow() {
        QStringList fields = {readField()};
        while (!atRowEnd()) {
            ++m_at;
            fields << readField();
        }
        const bool ended = m_at < m_text.size();
        if (ended && m_text[m_at] == '\r') ++m_at;
        if (ended && m_at < m_text.size() && m_text[m_at] == '\n') ++m_at;
        if (fields.size() > 1 || !fields.first().isEmpty()) m_split.rows.push_back(std::move(fields));
    }

    QString readField() {
        std::string field;
        if (m_quoted && m_at < m_text.size() && m_text[m_at] == '"') readQuoted(field);
        const size_t begin = m_at;
        while (!atRowEnd() && m_text[m_at] != m_delimiter) ++m_at;
        field.append(m_text.substr(begin, m_at - begin));
        return QString::fromStdString(field);
    }

    void readQuoted(std::string& field) {
        m_split.anyQuoted = true;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] != '"') {
                field.push_back(m_text[m_at]);
            } else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == '"') {
                field.push_back(m_text[m_at++]);
            } else {
                ++m_at;
                if (!atRowEnd() && m_text[m_at] != m_delimiter) m_split.wellQuoted = false;
                return;
            }
        }
        m_openQuote = true;
    }

    std::string_view m_text;
    char m_delimiter;
    bool m_quoted;
    size_t m_at = 0;
    bool m_openQuote = false;
    Split m_split;
};

/// Share of rows with as many fields as the first; 0 for a single column.
double agreement(const Rows& rows) {
    if (rows.empty() || rows.front().size() < 2) return 0;
    const auto alike =
        std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return row.size() == rows.front().size(); });
    return static_cast<double>(alike) / static_cast<double>(rows.size());
}

bool isNumber(const QString& field) {
    bool ok = false;
    field.trimmed().toDouble(&ok);
    return ok;
}

/// Whether the first row names the columns, as far as this column shows; nothing where it leaves both open.
std::optional<bool> namesColumn(const Rows& rows, qsizetype column) {
    const QString first = rows.front().at(column).trimmed();
    if (first.isEmpty()) return std::nullopt;
    size_t filled = 0;
    size_t numbers = 0;
    qsizetype length = 0;
    bool recurs = false;
    for (size_t row = 1; row < rows.size(); ++row) {
        const QString field = rows[row].value(column).trimmed();
        if (field.isEmpty()) continue;
        ++filled;
        length += field.size();
        numbers += isNumber(field) ? 1 : 0;
        recurs = recurs || field == first;
    }
    if (filled == 0) return std::nullopt;
    if (isNumber(first)) return false;
    if (numbers == filled || numbers * 10 > filled * 9) return true;
    if (recurs) return false;
    // A name is much shorter than the texts below it.
    const bool isShort = first.size() <= kLongestName && first.size() * 2 * static_cast<qsizetype>(filled) < length;
    return isShort ? std::optional(true) : std::nullopt;
}

bool isNamedBy(const QStringList& row, const experiment::DataSpec& spec) {
    const QStringList names = {spec.text, spec.textPair, spec.label};
    return std::any_of(names.begin(), names.end(),
                       [&](const QString& name) { return !name.isEmpty() && !isNumber(name) && row.contains(name); });
}

bool findHeader(const Rows& rows, const experiment::DataSpec& spec) {
    if (spec.header != experiment::TableHeader::Auto) return spec.header == experiment::TableHeader::Present;
    if (isNamedBy(rows.front(), spec)) return true;
    if (QSet<QString>(rows.front().begin(), rows.front().end()).size() < rows.front().size()) return false;
    int votes = 0;
    for (qsizetype column = 0; column < rows.front().size(); ++column) {
        const std::optional<bool> vote = namesColumn(rows, column);
        if (vote) votes += *vote ? 1 : -1;
    }
    if (votes != 0) return votes > 0;
    // Nothing tells: a row of short words is a header.
    return rows.size() == 1 || std::none_of(rows.front().begin(), rows.front().end(), [](const QString& field) {
               return isNumber(field) || field.contains(u' ') || field.size() > kLongestName;
           });
}

/// A list of texts under the name of their column, as further texts without labels may be. Commas are a part of them.
/// @return nothing when the file is no such list
std::optional<CsvDialect> oneNamedColumn(std::string_view start, bool isWhole, const experiment::DataSpec& spec) {
    if (spec.text.isEmpty() || isNumber(spec.text)) return std::nullopt;
    CsvDialect dialect;
    dialect.delimiter = kNoDelimiter;
    const Split split = Splitter(start, kNoDelimiter, true).split(isWhole);
    if (split.rows.empty() || split.rows.front() != QStringList{spec.text}) return std::nullopt;
    dialect.quoted = split.anyQuoted && split.wellQuoted;
    dialect.header = true;
    dialect.hasRows = !isWhole || split.rows.size() > 1;
    dialect.columns = {spec.text};
    return dialect;
}

std::vector<char> delimiters(const QString& path) {
    const QString ending = QFileInfo(path).suffix().toLower();
    return ending == u"tsv" || ending == u"tab" || ending == u"txt" ? std::vector<char>{'\t', ',', ';', '|'}
                                                                    : std::vector<char>{',', '\t', ';', '|'};
}

}  // namespace

QString CsvDialect::name() const {
    if (delimiter == ',' || delimiter == kNoDelimiter) return u"CSV"_s;
    if (delimiter == '\t') return u"TSV"_s;
    return Text::tr("CSV with “%1”").arg(QLatin1Char(delimiter));
}

CsvDialect findDialect(std::string_view start, bool isWhole, const QString& path, const experiment::DataSpec& spec) {
    if (const auto list = oneNamedColumn(start, isWhole, spec)) return *list;
    CsvDialect dialect;
    Rows rows;
    double best = 0;
    for (const char delimiter : delimiters(path)) {
        Split split = Splitter(start, delimiter, true).split(isWhole);
        // Tables with tabs mostly know no quotes: then a quotation mark is a part of the text.
        const bool quoted = delimiter != '\t' || (split.anyQuoted && split.wellQuoted);
        if (!quoted) split = Splitter(start, delimiter, false).split(isWhole);
        const double score = agreement(split.rows);
        if (score <= best) continue;
        best = score;
        dialect.delimiter = delimiter;
        dialect.quoted = quoted;
        rows = std::move(split.rows);
    }
    if (rows.empty()) {
        const bool anything = start.find_first_not_of(" \t\r\n") != std::string_view::npos;
        throw RequestError(anything ? Text::tr("the file holds one column only") : Text::tr("the file is empty"), path,
                           Text::tr("Give a table with a column of texts and a column of labels."));
    }
    dialect.header = findHeader(rows, spec);
    dialect.hasRows = !isWhole || rows.size() > (dialect.header ? 1 : 0);
    for (qsizetype column = 0; column < rows.front().size(); ++column) {
        const QString name = dialect.header ? rows.front()[column].trimmed() : QString();
        dialect.columns << (name.isEmpty() || dialect.columns.contains(name) ? QString::number(column + 1) : name);
    }
    return dialect;
}

}  // namespace distillab::data
