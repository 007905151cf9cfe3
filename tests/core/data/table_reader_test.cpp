#include "core/data/table_reader.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/core/data/parquet_bytes.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace distillab;
using namespace distillab::data;
using namespace Qt::Literals::StringLiterals;
using test::caught;

namespace {

/// Every row as "number: cell | cell", a missing cell as "-", a damaged row as "number! reason".
class Listing : public RowSink {
public:
    QStringList lines;
    qsizetype most = 1'000'000;

    bool row(quint64 number, std::span<const Cell> cells) override {
        QStringList texts;
        for (const Cell& cell : cells) {
            texts << (cell ? QString::fromUtf8(cell->data(), static_cast<qsizetype>(cell->size())) : u"-"_s);
        }
        lines << u"%1: %2"_s.arg(number).arg(texts.join(u" | "_s));
        return lines.size() < most;
    }
    bool damagedRow(quint64 number, const QString& reason) override {
        lines << u"%1! %2"_s.arg(number).arg(reason);
        return lines.size() < most;
    }
};

}  // namespace

class TableReaderTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void csvRowsAreNumberedAsInASpreadsheet() {
        const QString path = put(u"a.csv"_s,
                                 "text,label\n"
                                 "plain,1\n"
                                 "\n"
                                 "\"comma, \"\"quote\"\"\nand line\",0\n"
                                 "too,many,fields\n"
                                 "too few\n"
                                 ",1\n"
                                 "last,2");
        const auto table = open(path);
        QCOMPARE(table->format(), u"CSV"_s);
        QCOMPARE(table->encoding(), u"UTF-8"_s);
        QVERIFY(table->hasHeader());
        QCOMPARE(table->columns(), (QStringList{u"text"_s, u"label"_s}));
        QCOMPARE(rows(*table),
                 (QStringList{u"2: plain | 1"_s, u"4: comma, \"quote\"\nand line | 0"_s,
                              u"5! it has 3 fields where 2 were expected"_s,
                              u"6! it has 1 fields where 2 were expected"_s, u"7:  | 1"_s, u"8: last | 2"_s}));
        QCOMPARE(rows(*table, {1}).first(), u"2: 1"_s);
    }

    void linesMayEndAsOnWindows() {
        const auto table = open(put(u"a.tsv"_s, "1\t2.5\tA \"good\" film\r\n2\t-1\tA bad one\r\n"));
        QVERIFY(!table->hasHeader());
        QCOMPARE(rows(*table), (QStringList{u"1: 1 | 2.5 | A \"good\" film"_s, u"2: 2 | -1 | A bad one"_s}));
    }

    void manyBlocksOfCsvKeepTheirRowNumbers() {
        QByteArray csv("text,label\n");
        for (int i = 2; i < 300000; ++i) {
            csv += i % 50000 == 0 ? QByteArray("damaged\n")
                                  : "\"row " + QByteArray::number(i) + ",\nwhich is long enough for blocks\"," +
                                        QByteArray::number(i) + "\n";
        }
        const auto table = open(put(u"a.csv"_s, csv));
        QVERIFY(csv.size() > (8 << 20));
        const QStringList lines = rows(*table, {1});
        QCOMPARE(lines.size(), 299998);
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const QString number = QString::number(i + 2);
            const bool damaged = (i + 2) % 50000 == 0;
            QCOMPARE(lines[i], number + (damaged ? u"! it has 1 fields where 2 were expected"_s : u": "_s + number));
        }
    }

    void readingStopsWhenTheSinkHasEnough() {
        const auto table = open(put(u"a.csv"_s, "text,label\na,1\nb,2\nc\nd,3\n"));
        Listing listing;
        listing.most = 2;
        table->read({0, 1}, listing);
        QCOMPARE(listing.lines.size(), 2);
        listing.lines.clear();
        listing.most = 3;
        table->read({0, 1}, listing);
        QCOMPARE(listing.lines.size(), 3);
    }

    void quoteThatIsNeverClosedIsAnErrorWithItsPlace() {
        QByteArray csv("text,label\n");
        for (int i = 0; i < 100; ++i) csv += "fine,1\n";
        csv += "\"never closed,1\n";
        for (int i = 0; i < 2'000'000; ++i) csv += "fine,1\n";
        const auto table = open(put(u"a.csv"_s, csv));
        const auto error = caught<RequestError>([&] { rows(*table); });
        QVERIFY(error.has_value());
        QVERIFY2(error->message().startsWith(u"the table breaks off: a quotation mark is never closed"_s),
                 qPrintable(error->text()));
        QCOMPARE(error->where(), table->path() + u", after row 101"_s);
    }

    void headerAloneIsAnEmptyTable() {
        QCOMPARE(rows(*open(put(u"a.csv"_s, "text,label\n"))), QStringList());
        QCOMPARE(rows(*open(put(u"a.csv"_s, "text,label"))), QStringList());
    }

    void jsonLinesAreRead() {
        const auto table = open(put(u"a.jsonl"_s,
                                    "{\"text\": \"a \\\"film\\\" \\u00e9\\ud83d\\udc4d\", \"label\": 1}\n"
                                    "\r\n"
                                    "{\"label\": 0, \"text\": \"two\\nlines\", \"more\": [1, {\"a\": 2}]}\n"
                                    "{\"text\": null, \"label\": 2.5}\n"
                                    "  {\"label\": -3}  \r\n"));
        QCOMPARE(table->format(), u"JSON lines"_s);
        QCOMPARE(table->columns(), (QStringList{u"text"_s, u"label"_s}));
        QCOMPARE(rows(*table),
                 (QStringList{u"1: a \"film\" é👍 | 1"_s, u"3: two\nlines | 0"_s, u"4: - | 2.5"_s, u"5: - | -3"_s}));
        QCOMPARE(rows(*table, {1, 0}).first(), u"1: 1 | a \"film\" é👍"_s);
    }

    void faultyJsonLinesAreNamed() {
        QByteArray json;
        for (int i = 1; i <= 1000; ++i) {
            const QByteArray number = QByteArray::number(i);
            if (i == 700)
                json += "{\"text\": \"broken\n";
            else if (i == 701)
                json += "[1, 2]\n";
            else if (i == 702)
                json += "{\"text\": \"a\"} {\"text\": \"b\"}\n";
            else if (i == 703)
                json += "{\"text\": 7, \"label\": \"other kinds\"}\n";
            else if (i == 704)
                json += "{\"text\": [1], \"label\": true}\n";
            else
                json += "{\"text\": \"t" + number + "\", \"label\": " + number + "}\n";
        }
        const QStringList lines = rows(*open(put(u"a.jsonl"_s, json)));
        QCOMPARE(lines.size(), 1000);
        QCOMPARE(lines[698], u"699: t699 | 699"_s);
        QCOMPARE(lines[699], u"700! the line is not one whole JSON object"_s);
        QCOMPARE(lines[700], u"701! the line is not one whole JSON object"_s);
        QCOMPARE(lines[701], u"702! the line is not one whole JSON object"_s);
        QCOMPARE(lines[702], u"703: 7 | other kinds"_s);
        QCOMPARE(lines[703], u"704: - | true"_s);
        QCOMPARE(lines[999], u"1000: t1000 | 1000"_s);
    }

    void manyBlocksOfJsonKeepTheirRowNumbers() {
        QByteArray json;
        for (int i = 1; i <= 200000; ++i)
            json += "{\"n\": " + QByteArray::number(i) + ", \"text\": \"some long text\"}\n";
        QVERIFY(json.size() > (4 << 20));
        const QStringList lines = rows(*open(put(u"a.jsonl"_s, json)), {0});
        QCOMPARE(lines.size(), 200000);
        QCOMPARE(lines[123456], u"123457: 123457"_s);
        QCOMPARE(lines.last(), u"200000: 200000"_s);
    }

    void oneJsonListIsRefused() {
        const QString path = put(u"a.json"_s, "[{\"text\": \"a\"}]");
        const auto error = caught<RequestError>([&] { open(path); });
        QVERIFY(error.has_value());
        QCOMPARE(error->text(), path +
                                    u": the file is one JSON list; JSON lines were expected\n"
                                    u"Write one object per line, for example {\"text\": \"…\", \"label\": 1}."_s);
        QVERIFY(caught<RequestError>([&] { open(put(u"b.jsonl"_s, "1\n2\n")); }).has_value());
    }

    void parquetIsRead() {
        const auto flags = test::arrowArray<arrow::BooleanBuilder, bool>({true, false, std::nullopt});
        const auto scores = test::arrowArray<arrow::FloatBuilder, float>({0.5F, 2.0F, std::nullopt});
        const QString path =
            put(u"a.parquet"_s, test::parquetBytes({"score", "text", "flag", "label"},
                                                   {scores, test::strings({"é", "two\nlines", std::nullopt}), flags,
                                                    test::integers({1, -2, 30000000000})}));
        const auto table = open(path);
        QCOMPARE(table->format(), u"Parquet"_s);
        QCOMPARE(rows(*table), (QStringList{u"1: 0.5 | é | true | 1"_s, u"2: 2 | two\nlines | false | -2"_s,
                                            u"3: - | - | - | 30000000000"_s}));
        QCOMPARE(rows(*table, {3, 1}).first(), u"1: 1 | é"_s);
    }

    void parquetOfSeveralRowGroupsIsRead() {
        std::vector<std::optional<std::int64_t>> numbers(3500);
        for (size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::int64_t>(i + 1);
        const QStringList lines = rows(*open(put(u"a"_s, test::parquetBytes({"n"}, {test::integers(numbers)}))));
        QCOMPARE(lines.size(), 3500);
        QCOMPARE(lines[2999], u"3000: 3000"_s);
    }

    void classNamesInParquetStandForNumbers() {
        const std::string note = R"({"info": {"features": {"text": {"dtype": "string", "_type": "Value"},)"
                                 R"("label": {"names": ["neg", "pos"], "_type": "ClassLabel"}}}})";
        const auto table =
            open(put(u"a.parquet"_s,
                     test::parquetBytes({"text", "label"},
                                        {test::strings({"a", "b", "c", "d"}), test::integers({1, 0, -1, 2})}, note)));
        QCOMPARE(table->classNames(1), (QStringList{u"neg"_s, u"pos"_s}));
        QCOMPARE(table->classNames(0), QStringList());
        QCOMPARE(rows(*table), (QStringList{u"1: a | pos"_s, u"2: b | neg"_s, u"3: c | -"_s, u"4: d | -"_s}));
        for (const std::string other : {"nonsense", "[]", "{\"info\": 3}", "{\"info\": {\"features\": {\"text\": 3}}}",
                                        "{\"info\": {\"features\": {\"text\": {\"_type\": 3, \"names\": [\"a\"]}}}}"}) {
            open(put(u"b.parquet"_s, test::parquetBytes({"text"}, {test::strings({"a"})}, other)));
        }
    }

    void damagedParquetIsAnErrorWhereverItIsDamaged() {
        std::vector<std::optional<std::string>> texts;
        for (int i = 0; i < 3000; ++i) texts.emplace_back("text " + std::to_string(i * 7919 % 3001));
        const QByteArray whole = test::parquetBytes({"text"}, {test::strings(texts)});
        int refused = 0;
        for (qsizetype at = 0; at < whole.size(); at += whole.size() / 60) {
            QByteArray damaged = whole;
            for (qsizetype i = at; i < std::min(at + 16, whole.size()); ++i)
                damaged[i] = static_cast<char>(~damaged[i]);
            const QString path = put(u"d.parquet"_s, damaged);
            const auto error = caught<RequestError>([&] { rows(*open(path)); });
            if (!error) continue;  // texts were changed to other texts
            ++refused;
            QVERIFY2(error->where().startsWith(path), qPrintable(error->text()));
        }
        QVERIFY(refused > 5);
        const QString cutOff = put(u"c.parquet"_s, whole.first(whole.size() / 2));
        const auto error = caught<RequestError>([&] { open(cutOff); });
        QVERIFY(error.has_value());
        QVERIFY2(error->message().startsWith(u"the Parquet file is damaged: "_s), qPrintable(error->text()));
    }

    void parquetWhosePagesClaimTooMuchIsRefused() {
        // The head of a page: Thrift's field and type, then how many bytes, unpacked and packed.
        const QByteArray whole = test::parquetBytes({"n"}, {test::integers({1, 2, 3})});
        const QRegularExpression head(u"\\x15\\x00(\\x15.\\x15.)\\x2c"_s,
                                      QRegularExpression::DotMatchesEverythingOption);
        const auto found = head.match(QString::fromLatin1(whole));
        QVERIFY(found.hasMatch());
        const QByteArray twoGiB = "\x15\xfe\xff\xff\xff\x0f";
        QByteArray large = whole;
        large.replace(found.capturedStart(1), found.capturedLength(1), twoGiB + twoGiB);
        const QString path = put(u"large.parquet"_s, large);
        const auto error = caught<RequestError>([&] { rows(*open(path)); });
        QVERIFY(error.has_value());
        QCOMPARE(error->message(), u"a part of the Parquet file takes more than 1 GiB"_s);
        QVERIFY(error->where().startsWith(path));
    }

    void fileThatIsNoTableIsRefused_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("message");
        QTest::newRow("empty") << u"a.csv"_s << QByteArray() << u"the file is empty"_s;
        QTest::newRow("blank") << u"a.jsonl"_s << QByteArray("\n  \n") << u"the file is empty"_s;
        QTest::newRow("mark alone") << u"a.csv"_s << QByteArray("\xEF\xBB\xBF") << u"the file is empty"_s;
        QTest::newRow("not Parquet") << u"a.parquet"_s << QByteArray("text,label\n") << u"this is no Parquet file"_s;
        QTest::newRow("one column") << u"a.csv"_s << QByteArray("a\nb\n") << u"the file holds one column only"_s;
    }
    void fileThatIsNoTableIsRefused() {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        const QString path = put(name, content);
        const auto error = caught<RequestError>([&] { open(path); });
        QVERIFY(error.has_value());
        QTEST(error->message(), "message");
        QCOMPARE(error->where(), path);
    }

    void missingFileAndFolderAreRefused() {
        auto error = caught<RequestError>([&] { open(m_folder->filePath(u"none.csv"_s)); });
        QVERIFY(error.has_value());
        QCOMPARE(error->message(), u"there is no such file"_s);
        error = caught<RequestError>([&] { open(m_folder->path()); });
        QVERIFY(error.has_value());
        QCOMPARE(error->message(), u"this is a folder"_s);
    }

private:
    QString put(const QString& name, const QByteArray& bytes) {
        const QString path = m_folder->filePath(name);
        writeFileAtomically(path, bytes);
        return path;
    }
    static std::unique_ptr<TableReader> open(const QString& path) { return openTable(path, {}); }
    static QStringList rows(const TableReader& table, std::vector<int> columns = {}) {
        if (columns.empty()) {
            columns.resize(static_cast<size_t>(table.columns().size()));
            std::iota(columns.begin(), columns.end(), 0);
        }
        Listing listing;
        table.read(columns, listing);
        return listing.lines;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

DISTILLAB_TEST(TableReaderTest)
#include "table_reader_test.moc"
