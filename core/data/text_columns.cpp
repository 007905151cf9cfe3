#include "core/data/text_columns.h"

#include "core/base/error.h"
#include "core/base/sentences.h"
#include "core/base/spelling.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <set>

namespace distillab::data {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Data)
};

constexpr size_t kMostGuessedClasses = 100;

class SampleSink : public RowSink {
public:
    SampleSink(TableSample& sample, size_t most) : m_sample(sample), m_most(most) {}

    bool row(quint64, std::span<const Cell> cells) override {
        auto& row = m_sample.rows.emplace_back();
        for (const Cell& cell : cells) row.push_back(cell ? std::optional<std::string>(*cell) : std::nullopt);
        return m_sample.rows.size() < m_most;
    }
    bool damagedRow(quint64, const QString&) override { return true; }

private:
    TableSample& m_sample;
    size_t m_most;
};

/// What the sample shows of one column.
struct ColumnLook {
    size_t filled = 0;
    size_t numbers = 0;
    size_t above = 0;  ///< numbers above `positive_above`
    size_t bytes = 0;
    std::set<std::string> values;

    bool isNumeric() const { return filled > 0 && numbers == filled; }
    double meanLength() const { return filled == 0 ? 0 : static_cast<double>(bytes) / static_cast<double>(filled); }
};

ColumnLook lookAt(const TableSample& sample, size_t column, double threshold) {
    ColumnLook look;
    for (const auto& row : sample.rows) {
        if (!row[column] || row[column]->empty()) continue;
        const std::string& text = *row[column];
        ++look.filled;
        look.bytes += text.size();
        look.values.insert(text);
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size()) continue;
        ++look.numbers;
        look.above += number > threshold ? 1 : 0;
    }
    return look;
}

QString columnList(const TableReader& table) {
    constexpr qsizetype kMostListed = 20;
    const QStringList names = table.columns().mid(0, kMostListed);
    const QString more = table.columns().size() > kMostListed ? u", …"_s : QString();
    return Text::tr("Its columns are: %1.").arg(names.join(u", "_s) + more);
}

int namedColumn(const TableReader& table, const QString& wished, const QString& key) {
    const qsizetype byName = table.columns().indexOf(wished);
    if (byName >= 0) return static_cast<int>(byName);
    bool isNumber = false;
    const int number = wished.toInt(&isNumber);
    if (isNumber && number >= 1 && number <= table.columns().size()) return number - 1;
    const QString nearest = nearestWord(wished, table.columns());
    throw RequestError(Text::tr("there is no column “%1” in %2").arg(wished, table.path()), key,
                       nearest.isEmpty() ? columnList(table) : Text::tr("Did you mean “%1”?").arg(nearest));
}

/// In order of preference.
QStringList labelNames() {
    return {u"label"_s,  u"labels"_s,   u"class"_s,  u"category"_s, u"sentiment"_s,
            u"target"_s, u"polarity"_s, u"intent"_s, u"stars"_s,    u"y"_s};
}

class Guesser {
public:
    Guesser(const TableReader& table, const TableSample& sample, const experiment::DataSpec& spec, TextColumns& columns)
        : m_table(table), m_spec(spec), m_columns(columns) {
        for (size_t column = 0; column < static_cast<size_t>(table.columns().size()); ++column) {
            m_looks.push_back(lookAt(sample, column, spec.positiveAbove.value_or(0)));
        }
    }

    int text() const {
        int best = -1;
        for (int column = 0; column < count(); ++column) {
            if (isTaken(column) || look(column).filled == 0 || look(column).isNumeric()) continue;
            if (best < 0 || isBetterText(column, best)) best = column;
        }
        if (best >= 0) return best;
        throw RequestError(
            Text::tr("no column of the table holds texts"), m_table.path(),
            joinSentences({Text::tr("Name the column of the texts as data.text."), columnList(m_table)}));
    }

    int label() const {
        const int best = m_spec.positiveAbove ? rating() : classes();
        if (best >= 0) return best;
        const bool hasNumbers =
            std::any_of(m_looks.begin(), m_looks.end(), [](const auto& l) { return l.isNumeric(); });
        const QString remedy =
            hasNumbers && !m_spec.positiveAbove
                ? Text::tr(
                      "Name the column of the labels as data.label; for a rating, set data.positive_above as well.")
                : Text::tr("Name the column of the labels as data.label.");
        throw RequestError(Text::tr("no column of the table looks like labels"), m_table.path(),
                           joinSentences({remedy, columnList(m_table)}));
    }

private:
    int count() const { return static_cast<int>(m_looks.size()); }
    const ColumnLook& look(int column) const { return m_looks[static_cast<size_t>(column)]; }
    bool isTaken(int column) const {
        return column == m_columns.text || column == m_columns.pair || column == m_columns.label;
    }

    /// A name that says "label" counts for more than length.
    bool isBetterText(int column, int other) const {
        const bool named = isNamedAsLabel(column);
        if (named != isNamedAsLabel(other)) return !named;
        return look(column).meanLength() > look(other).meanLength();
    }

    bool isNamedAsLabel(int column) const {
        return labelNames().contains(m_table.columns()[column], Qt::CaseInsensitive);
    }

    /// The first column of numbers on both sides of the threshold.
    int rating() const {
        for (int column = 0; column < count(); ++column) {
            const ColumnLook& l = look(column);
            if (!isTaken(column) && l.isNumeric() && l.above > 0 && l.above < l.filled) return column;
        }
        return -1;
    }

    int classes() const {
        // A file that is sorted by label may show a single one in its first rows: the name tells then.
        for (const QString& name : labelNames()) {
            for (int column = 0; column < count(); ++column) {
                const bool named = m_table.columns()[column].compare(name, Qt::CaseInsensitive) == 0;
                const bool declared = !m_table.classNames(column).isEmpty();
                if (!isTaken(column) && named && (declared || isFew(column))) return column;
            }
        }
        int best = -1;
        for (int column = 0; column < count(); ++column) {
            if (isTaken(column) || look(column).values.size() < 2 || !isFew(column)) continue;
            if (best < 0 || look(column).values.size() < look(best).values.size()) best = column;
        }
        return best;
    }

    /// In a short table every value may well be another one, and yet these are classes.
    bool isFew(int column) const {
        constexpr size_t kShortTable = 20;
        const ColumnLook& l = look(column);
        return l.filled > 0 && l.values.size() <= kMostGuessedClasses &&
               (l.filled <= kShortTable || l.values.size() * 2 <= l.filled);
    }

    const TableReader& m_table;
    const experiment::DataSpec& m_spec;
    TextColumns& m_columns;
    std::vector<ColumnLook> m_looks;
};

}  // namespace

TableSample sampleTable(const TableReader& table, size_t mostRows) {
    TableSample sample;
    SampleSink sink(sample, mostRows);
    std::vector<int> columns;
    for (int column = 0; column < table.columns().size(); ++column) columns.push_back(column);
    table.read(columns, sink);
    return sample;
}

void findTextColumns(const TableReader& table, const experiment::DataSpec& spec, TextColumns& columns) {
    if (!spec.text.isEmpty()) columns.text = namedColumn(table, spec.text, u"data.text"_s);
    if (!spec.textPair.isEmpty()) columns.pair = namedColumn(table, spec.textPair, u"data.text_pair"_s);
}

void findColumns(const TableReader& table, const TableSample& sample, const experiment::DataSpec& spec,
                 TextColumns& columns) {
    findTextColumns(table, spec, columns);
    if (!spec.label.isEmpty()) columns.label = namedColumn(table, spec.label, u"data.label"_s);
    const Guesser guesser(table, sample, spec, columns);
    if (columns.text < 0) columns.text = guesser.text();
    if (columns.label < 0) columns.label = guesser.label();
    const bool sameText = columns.text == columns.label || columns.text == columns.pair;
    if (!sameText && (columns.pair < 0 || columns.pair != columns.label)) return;
    throw RequestError(Text::tr("one column cannot be two things: text is “%1”, label is “%2”")
                           .arg(table.columns()[columns.text], table.columns()[columns.label]),
                       table.path(), joinSentences({Text::tr("Name different columns."), columnList(table)}));
}

}  // namespace distillab::data
