#include "core/base/csv.h"

#include "core/base/error.h"

#include <QCoreApplication>

#include <algorithm>

namespace distillab {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Csv)
};

}  // namespace

QByteArray quotedCsvCell(const QString& text) {
    QByteArray bytes = text.toUtf8();
    return '"' + bytes.replace('"', "\"\"") + '"';
}

QByteArray csvCell(const QString& text) {
    const bool needsQuotes = text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r');
    return needsQuotes ? quotedCsvCell(text) : text.toUtf8();
}

CsvReader::CsvReader(QByteArray content, QString path) : m_content(std::move(content)), m_path(std::move(path)) {}

QString CsvReader::where() const { return u"%1:%2"_s.arg(m_path).arg(m_rowLine); }

std::optional<std::vector<QByteArray>> CsvReader::next() {
    const auto isBreak = [](char c) { return c == '\n' || c == '\r'; };
    for (; m_at < m_content.size() && isBreak(m_content[m_at]); ++m_at) m_line += m_content[m_at] == '\n' ? 1 : 0;
    if (m_at >= m_content.size()) return std::nullopt;
    m_rowLine = m_line;
    std::vector<QByteArray> cells;
    while (true) {
        if (m_at < m_content.size() && m_content[m_at] == '"') {
            cells.push_back(quotedCell());
        } else {
            const char* begin = m_content.constData() + m_at;
            const char* end = std::find_if(begin, m_content.constData() + m_content.size(),
                                           [&](char c) { return c == ',' || isBreak(c); });
            cells.push_back(QByteArray::fromRawData(begin, end - begin));  // long tables: a copy of each would cost
            m_at += end - begin;
        }
        if (m_at >= m_content.size() || isBreak(m_content[m_at])) return cells;
        if (m_content[m_at] != ',') refuse(Text::tr("something follows a closed quotation mark"));
        ++m_at;
    }
}

QByteArray CsvReader::quotedCell() {
    QByteArray cell;
    while (true) {
        const qsizetype begin = m_at + 1;
        const qsizetype end = m_content.indexOf('"', begin);
        if (end < 0) refuse(Text::tr("a quotation mark is never closed"));
        const QByteArray part = m_content.mid(begin, end - begin);
        m_line += part.count('\n');
        cell += part;
        m_at = end + 1;
        if (m_at >= m_content.size() || m_content[m_at] != '"') return cell;
        cell += '"';  // a doubled one
    }
}

void CsvReader::refuse(const QString& message) const {
    throw RequestError(message, where(), Text::tr("The file was changed or damaged. Correct the line."));
}

}  // namespace distillab
