#include "core/data/load_text.h"

#include "core/base/error.h"
#include "core/data/shares.h"
#include "core/data/table_reader.h"
#include "core/data/text_columns.h"
#include "core/data/text_decoding.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace distillab::data {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::DataSpec;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Data)
};

constexpr size_t kSampleRows = 1000;
constexpr size_t kShownRows = 200;
constexpr qsizetype kShownReasons = 5;
constexpr size_t kLengthBars = 40;
/// More classes than this whose names are fractional numbers are ratings.
constexpr size_t kMostFractionalClasses = 20;

QString toQString(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const size_t begin = text.find_first_not_of(kBlank);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::optional<double> numberOf(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size() && std::isfinite(number);
    return whole ? std::optional(number) : std::nullopt;
}

// ---- labels ----

/// Numbers the labels of a table in the order in which they appear, and sorts their names at the end.
class Labels {
public:
    /// @param known  the classes there are, in their order; empty when they are yet to be found
    Labels(const QStringList& known, std::optional<double> positiveAbove) : m_positiveAbove(positiveAbove) {
        const QStringList names = known.isEmpty() && positiveAbove ? QStringList{u"negative"_s, u"positive"_s} : known;
        m_fixed = !names.isEmpty();
        for (const QString& name : names) add(name.toStdString());
    }

    /// The number of a label; nothing when it is none, and then `reason` says why.
    std::optional<std::uint16_t> find(std::string_view label, QString& reason) {
        if (m_positiveAbove) {
            const std::optional<double> rating = numberOf(label);
            if (!rating) reason = Text::tr("the rating “%1” is no number").arg(toQString(label));
            if (!rating) return std::nullopt;
            label = *rating > *m_positiveAbove ? "positive" : "negative";
        }
        if (m_last < m_names.size() && m_names[m_last] == label) return static_cast<std::uint16_t>(m_last);
        const auto found = m_numbers.find(label);
        if (found != m_numbers.end()) return static_cast<std::uint16_t>(m_last = found->second);
        if (m_fixed) {
            reason = Text::tr("the label “%1” is none of those in training").arg(toQString(label));
            return std::nullopt;
        }
        m_last = m_names.size();
        add(std::string(label));
        return static_cast<std::uint16_t>(m_last);
    }

    size_t count() const { return m_names.size(); }

    struct Order {
        QStringList names;
        std::vector<std::uint16_t> places;  ///< of each label as numbered; empty when nothing changes
    };

    /// Class names, sorted unless they were given.
    Order order() const {
        std::vector<std::uint16_t> sorted(m_names.size());
        std::iota(sorted.begin(), sorted.end(), std::uint16_t{0});
        Order order;
        if (!m_fixed) {
            const bool numeric =
                std::all_of(m_names.begin(), m_names.end(), [](const auto& n) { return !!numberOf(n); });
            std::sort(sorted.begin(), sorted.end(), [&](std::uint16_t a, std::uint16_t b) {
                if (!numeric) return m_names[a] < m_names[b];
                return std::pair(*numberOf(m_names[a]), m_names[a]) < std::pair(*numberOf(m_names[b]), m_names[b]);
            });
            order.places.resize(sorted.size());
        }
        for (size_t place = 0; place < sorted.size(); ++place) {
            order.names << toQString(m_names[sorted[place]]);
            if (!m_fixed) order.places[sorted[place]] = static_cast<std::uint16_t>(place);
        }
        return order;
    }

    /// Whether these are measurements rather than classes.
    bool areRatings() const {
        if (m_fixed || m_names.size() <= kMostFractionalClasses) return false;
        bool fractional = false;
        for (const std::string& name : m_names) {
            const std::optional<double> number = numberOf(name);
            if (!number) return false;
            fractional = fractional || *number != std::trunc(*number);
        }
        return fractional;
    }

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    void add(std::string name) {
        m_numbers.emplace(name, m_names.size());
        m_names.push_back(std::move(name));
    }

    std::optional<double> m_positiveAbove;
    bool m_fixed = false;
    std::vector<std::string> m_names;
    std::unordered_map<std::string, size_t, Hash, std::equal_to<>> m_numbers;
    size_t m_last = 0;
};

// ---- rows ----

/// No class: there are no more than kMostTextClasses of them.
constexpr std::uint16_t kUnlabelled = 0xFFFF;

/// A row that cannot be used.
struct BadRow {
    quint64 number = 0;
    QString column;  ///< empty when the whole row is damaged
    QString reason;
    bool badBytes = false;  ///< an encoding may be the cause
};

/// Tells usable rows from others; hands on the usable ones. Without a column of labels all labels are kUnlabelled.
class UsableRows : public RowSink {
public:
    UsableRows(const TableReader& table, const TextColumns& columns, Labels& labels)
        : m_table(table), m_columns(columns), m_labels(labels) {}

    quint64 total() const { return m_total; }
    quint64 bad() const { return m_bad; }

    bool row(quint64 number, std::span<const Cell> cells) final {
        ++m_total;
        const bool hasPair = m_columns.pair >= 0;
        const std::string_view text = trimmed(cells[0].value_or(std::string_view()));
        const std::string_view pair = hasPair ? trimmed(cells.back().value_or(std::string_view())) : std::string_view();
        if (text.empty()) return refuse({number, column(m_columns.text), Text::tr("the text is missing")});
        if (hasPair && pair.empty()) {
            return refuse({number, column(m_columns.pair), Text::tr("the second text is missing")});
        }
        const bool hasLabel = m_columns.label >= 0;
        const std::string_view label = hasLabel ? trimmed(cells[1].value_or(std::string_view())) : std::string_view();
        if (hasLabel && label.empty()) {
            return refuse({number, column(m_columns.label), Text::tr("the label is missing")});
        }
        if (!isUtf8(text)) return refuse(badBytes(number, m_columns.text));
        if (!isUtf8(pair)) return refuse(badBytes(number, m_columns.pair));
        if (!hasLabel) return usable(text, pair, kUnlabelled);
        if (!isUtf8(label)) return refuse(badBytes(number, m_columns.label));
        QString reason;
        const std::optional<std::uint16_t> labelNumber = m_labels.find(label, reason);
        if (!labelNumber) return refuse({number, column(m_columns.label), reason});
        if (m_labels.count() > kMostTextClasses) throwTooManyClasses();
        return usable(text, pair, *labelNumber);
    }

    bool damagedRow(quint64 number, const QString& reason) final {
        ++m_total;
        return refuse({number, {}, reason});
    }

protected:
    virtual bool usable(std::string_view text, std::string_view pair, std::uint16_t label) = 0;
    virtual void refused(const BadRow& row) = 0;

private:
    QString column(int place) const { return m_table.columns()[place]; }

    BadRow badBytes(quint64 number, int place) const {
        return {number, column(place), Text::tr("it holds bytes that spell nothing in %1").arg(m_table.encoding()),
                true};
    }

    bool refuse(const BadRow& row) {
        ++m_bad;
        refused(row);
        return true;
    }

    [[noreturn]] void throwTooManyClasses() const {
        throw RequestError(Text::tr("the column “%1” has more than %2 different values: these are no classes")
                               .arg(column(m_columns.label))
                               .arg(kMostTextClasses),
                           m_table.path(),
                           Text::tr("Name the column of the labels as data.label; for a rating, set "
                                    "data.positive_above as well."));
    }

    const TableReader& m_table;
    const TextColumns& m_columns;
    Labels& m_labels;
    quint64 m_total = 0;
    quint64 m_bad = 0;
};

/// Columns in the order in which UsableRows takes them.
std::vector<int> columnsToRead(const TextColumns& columns) {
    std::vector<int> list = {columns.text};
    if (columns.label >= 0) list.push_back(columns.label);
    if (columns.pair >= 0) list.push_back(columns.pair);
    return list;
}

void rejectRatings(const Labels& labels, const TableReader& table, const TextColumns& columns) {
    if (!labels.areRatings()) return;
    throw RequestError(Text::tr("the column “%1” holds %2 different numbers: these are ratings, no classes")
                           .arg(table.columns()[columns.label])
                           .arg(labels.count()),
                       table.path(),
                       Text::tr("Set data.positive_above to the number above which a rating counts as positive."));
}

// ---- reading a whole table ----

class Collector : public UsableRows {
public:
    Collector(const TableReader& table, const TextColumns& columns, Labels& labels, std::uint64_t mostInMemory,
              bool skipBadRows)
        : UsableRows(table, columns, labels), m_builder(columns.pair >= 0, mostInMemory), m_skipBadRows(skipBadRows) {}

    TextDatasetBuilder& builder() { return m_builder; }
    const std::optional<BadRow>& firstBad() const { return m_firstBad; }

protected:
    bool usable(std::string_view text, std::string_view pair, std::uint16_t label) override {
        // After a row that is an error, the rest is only counted.
        if (m_firstBad && !m_skipBadRows) return true;
        if (label == kUnlabelled)
            m_builder.addUnlabelled(text, pair);
        else
            m_builder.add(text, pair, label);
        return m_builder.count() < std::numeric_limits<std::uint32_t>::max();
    }
    void refused(const BadRow& row) override {
        if (!m_firstBad) m_firstBad = row;
    }

private:
    TextDatasetBuilder m_builder;
    bool m_skipBadRows;
    std::optional<BadRow> m_firstBad;
};

[[noreturn]] void throwBadRow(const BadRow& row, quint64 bad, quint64 total, const QString& path) {
    const QString place = row.column.isEmpty()
                              ? Text::tr("%1, row %2").arg(path, QString::number(row.number))
                              : Text::tr("%1, row %2, column “%3”").arg(path, QString::number(row.number), row.column);
    const QString message = Text::tr("%1 (%2 of %3 rows cannot be used)");
    const QString remedy = row.badBytes
                               ? Text::tr(
                                     "Name the file's encoding as data.encoding, or set "
                                     "data.skip_bad_rows to leave such rows out.")
                               : Text::tr("Correct the file, or set data.skip_bad_rows to leave such rows out.");
    throw RequestError(message.arg(row.reason, QString::number(bad), QString::number(total)), place, remedy);
}

struct WholeTable {
    std::shared_ptr<const TextDataset> dataset;
    quint64 skipped = 0;
    DataSpec found;  ///< the spec with the columns that were found, by name
    QString format;
    QString encoding;
};

/// What the other files of an experiment shall follow. Columns without a name are known by their number.
DataSpec withColumns(const DataSpec& spec, const TableReader& table, const TextColumns& columns) {
    DataSpec found = spec;
    found.text = table.columns()[columns.text];
    found.label = table.columns()[columns.label];
    if (columns.pair >= 0) found.textPair = table.columns()[columns.pair];
    return found;
}

QStringList declaredClasses(const TableReader& table, const TextColumns& columns, const DataSpec& spec) {
    return spec.positiveAbove ? QStringList() : table.classNames(columns.label);
}

void readRows(const TableReader& table, const TextColumns& columns, const DataSpec& spec, Collector& collector) {
    table.read(columnsToRead(columns), collector);
    if (collector.firstBad() && !spec.skipBadRows) {
        throwBadRow(*collector.firstBad(), collector.bad(), collector.total(), table.path());
    }
}

WholeTable readTable(const QString& path, const DataSpec& spec, const QStringList& classNames,
                     std::uint64_t mostInMemory) {
    const std::unique_ptr<TableReader> table = openTable(path, spec);
    TextColumns columns;
    findColumns(*table, sampleTable(*table, kSampleRows), spec, columns);
    Labels labels(classNames.isEmpty() ? declaredClasses(*table, columns, spec) : classNames, spec.positiveAbove);
    Collector collector(*table, columns, labels, mostInMemory, spec.skipBadRows);
    readRows(*table, columns, spec, collector);
    rejectRatings(labels, *table, columns);
    if (collector.builder().count() == 0) {
        throw RequestError(Text::tr("the table has no row that can be used"), path,
                           Text::tr("Give a table with a column of texts and a column of labels."));
    }
    const Labels::Order order = labels.order();
    return {collector.builder().finish(order.names, order.places), collector.bad(), withColumns(spec, *table, columns),
            table->format(), table->encoding()};
}

/// Only the texts of a table. @param spec  names their columns
WholeTable readUnlabelled(const QString& path, const DataSpec& spec, const QStringList& classNames,
                          std::uint64_t mostInMemory) {
    const std::unique_ptr<TableReader> table = openTable(path, spec);
    TextColumns columns;
    findTextColumns(*table, spec, columns);
    Labels labels(classNames, std::nullopt);
    Collector collector(*table, columns, labels, mostInMemory, spec.skipBadRows);
    readRows(*table, columns, spec, collector);
    return {collector.builder().finish(classNames, {}), collector.bad(), spec, table->format(), table->encoding()};
}

// ---- splitting ----

/// Keeps only the rows that the shares name, when these are few; the shares then name them in the new data set.
std::shared_ptr<const TextDataset> keepShares(const std::shared_ptr<const TextDataset>& dataset, Shares& shares,
                                              std::uint64_t mostInMemory) {
    std::vector<std::uint32_t> rows;
    for (const auto* share : {&shares.train, &shares.validation, &shares.test}) {
        rows.insert(rows.end(), share->begin(), share->end());
    }
    if (rows.size() == dataset->count()) return dataset;
    std::sort(rows.begin(), rows.end());
    for (auto* share : {&shares.train, &shares.validation, &shares.test}) {
        for (std::uint32_t& row : *share) {
            row = static_cast<std::uint32_t>(std::lower_bound(rows.begin(), rows.end(), row) - rows.begin());
        }
    }
    return dataset->chosen(rows, mostInMemory);
}

QString describe(const TextSplits& splits, const WholeTable& table, const DataSpec& spec, quint64 skipped) {
    const QLocale locale;
    const auto number = [&](quint64 count) { return locale.toString(static_cast<qulonglong>(count)); };
    const auto part = [&](const QString& split, const QString& own, const TextSubset& subset, bool isOwn) {
        return (isOwn ? own : split).arg(number(subset.count()));
    };
    const bool pairs = splits.train.dataset->hasPairs();
    const QString what = pairs ? Text::tr(
                                     "pairs of texts in %1 classes from %2 (%3, %4; texts in “%5” and “%6”, "
                                     "labels in “%7”)")
                               : Text::tr("texts in %1 classes from %2 (%3, %4; texts in “%5”, labels in “%6”)");
    QString source = what.arg(number(static_cast<quint64>(splits.train.dataset->classNames().size())), spec.train,
                              table.format, table.encoding);
    source = pairs ? source.arg(table.found.text, table.found.textPair, table.found.label)
                   : source.arg(table.found.text, table.found.label);
    QString sentence = Text::tr("%1: %2 to train, %3, %4")
                           .arg(source, number(splits.train.count()),
                                part(Text::tr("%1 to validate"), Text::tr("%1 to validate from a file of their own"),
                                     splits.validation, !spec.validation.isEmpty()),
                                part(Text::tr("%1 for the test"), Text::tr("%1 for the test from a file of their own"),
                                     splits.test, !spec.test.isEmpty()));
    sentence += describeLabelled(splits.train.labelledCount(), splits.train.count());
    if (skipped > 0) sentence += Text::tr("; %1 rows that cannot be used are left out").arg(number(skipped));
    return sentence;
}

// ---- preview ----

class Surveyor : public UsableRows {
public:
    Surveyor(const TableReader& table, const TextColumns& columns, Labels& labels)
        : UsableRows(table, columns, labels) {}

    const QStringList& reasons() const { return m_reasons; }
    const std::vector<size_t>& labelCounts() const { return m_labelCounts; }
    std::vector<std::uint32_t>& lengths() { return m_lengths; }

protected:
    bool usable(std::string_view text, std::string_view pair, std::uint16_t label) override {
        if (label >= m_labelCounts.size()) m_labelCounts.resize(label + size_t{1});
        ++m_labelCounts[label];
        m_lengths.push_back(static_cast<std::uint32_t>(characterCount(text) + characterCount(pair)));
        return true;
    }
    void refused(const BadRow& row) override {
        if (m_reasons.size() >= kShownReasons) return;
        m_reasons
            << (row.column.isEmpty()
                    ? Text::tr("row %1: %2").arg(QString::number(row.number), row.reason)
                    : Text::tr("row %1, column “%2”: %3").arg(QString::number(row.number), row.column, row.reason));
    }

private:
    QStringList m_reasons;
    std::vector<size_t> m_labelCounts;
    std::vector<std::uint32_t> m_lengths;
};

/// Bars of equal width up to the 99th percentile, so that one very long text does not flatten the rest.
void fillLengthBars(TablePreview& preview, std::vector<std::uint32_t>& lengths) {
    if (lengths.empty()) return;
    const auto percentile = lengths.begin() + static_cast<std::ptrdiff_t>((lengths.size() - 1) * 99 / 100);
    std::nth_element(lengths.begin(), percentile, lengths.end());
    preview.lengthStep = *percentile / (kLengthBars - 1) + 1;
    preview.lengthBars.assign(kLengthBars, 0);
    for (const std::uint32_t length : lengths) {
        ++preview.lengthBars[std::min<size_t>(length / preview.lengthStep, kLengthBars - 1)];
    }
}

void survey(TablePreview& preview, const TableReader& table, const TextColumns& columns, const DataSpec& spec) {
    Labels labels(declaredClasses(table, columns, spec), spec.positiveAbove);
    Surveyor surveyor(table, columns, labels);
    table.read(columnsToRead(columns), surveyor);
    preview.totalRows = surveyor.total();
    preview.badRows = surveyor.bad();
    preview.badReasons = surveyor.reasons();
    fillLengthBars(preview, surveyor.lengths());
    rejectRatings(labels, table, columns);
    const Labels::Order order = labels.order();
    preview.classNames = order.names;
    preview.classCounts.assign(static_cast<size_t>(order.names.size()), 0);
    for (size_t label = 0; label < surveyor.labelCounts().size(); ++label) {
        preview.classCounts[order.places.empty() ? label : order.places[label]] = surveyor.labelCounts()[label];
    }
    rejectTooFewClasses(preview.classCounts, table.path());
}

}  // namespace

TextSplits loadText(const DataSpec& spec, std::uint64_t mostInMemory) {
    WholeTable table = readTable(spec.train, spec, {}, mostInMemory);
    rejectTooFewClasses(table.dataset->classCounts(), spec.train);
    const QStringList classNames = table.dataset->classNames();
    Shares shares = cutShares(table.dataset->count(), spec, !spec.test.isEmpty());
    table.dataset = keepShares(table.dataset, shares, mostInMemory);

    quint64 skipped = table.skipped;
    const auto whole = [&](const QString& path) {
        const WholeTable other = readTable(path, table.found, classNames, mostInMemory);
        skipped += other.skipped;
        return TextSubset{other.dataset, allItems(other.dataset->count())};
    };
    TextSplits splits;
    splits.test = spec.test.isEmpty() ? TextSubset{table.dataset, std::move(shares.test)} : whole(spec.test);
    splits.validation =
        spec.validation.isEmpty() ? TextSubset{table.dataset, std::move(shares.validation)} : whole(spec.validation);
    const size_t labelled = putLabelledFirst(shares.train, static_cast<size_t>(spec.labelled),
                                             [&](std::uint32_t row) { return table.dataset->label(row); });
    splits.train = {table.dataset, std::move(shares.train), labelled};
    if (spec.labelled > 0) rejectTooFewClasses(splits.train.classCounts(), QStringLiteral("data.labelled"));
    if (!spec.unlabelled.isEmpty()) {
        const WholeTable further = readUnlabelled(spec.unlabelled, table.found, classNames, mostInMemory);
        skipped += further.skipped;
        const TextSubset rows{further.dataset, allItems(further.dataset->count())};
        splits.train = joined(splits.train, rows, mostInMemory);
    }
    splits.description = describe(splits, table, spec, skipped);
    return splits;
}

TextSubset readTestTable(const QString& path, const DataSpec& spec, const QStringList& classNames,
                         std::uint64_t mostInMemory) {
    const WholeTable table = readTable(path, spec, classNames, mostInMemory);
    return {table.dataset, allItems(table.dataset->count())};
}

TablePreview previewTable(const DataSpec& spec) {
    const std::unique_ptr<TableReader> table = openTable(spec.train, spec);
    const TableSample sample = sampleTable(*table, kSampleRows);
    TablePreview preview;
    preview.format = table->format();
    preview.encoding = table->encoding();
    preview.hasHeader = table->hasHeader();
    preview.columns = table->columns();
    for (const auto& row : sample.rows) {
        if (preview.rows.size() == kShownRows) break;
        QStringList& shown = preview.rows.emplace_back();
        for (const auto& cell : row) shown << (cell ? toQString(*cell) : QString());
    }
    TextColumns columns;
    try {
        findColumns(*table, sample, spec, columns);
        survey(preview, *table, columns, spec);
    } catch (const RequestError& error) {
        preview.problem = error.message() + u'\n' + error.remedy();
    }
    preview.textColumn = columns.text;
    preview.pairColumn = columns.pair;
    preview.labelColumn = columns.label;
    return preview;
}

}  // namespace distillab::data
