#include "core/base/csv.h"

#include "core/base/error.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

namespace {

using Cells = std::vector<QByteArray>;

std::vector<Cells> rowsOf(const QByteArray& content) {
    CsvReader reader(content, u"table.csv"_s);
    std::vector<Cells> rows;
    while (const auto row = reader.next()) {
        Cells& cells = rows.emplace_back();
        for (const QByteArray& cell : *row) cells.emplace_back(cell.constData(), cell.size());  // outlives the reader
    }
    return rows;
}

}  // namespace

class CsvTest : public QObject {
    Q_OBJECT
private slots:
    void cellsAreReadAsTheyWereWritten() {
        const QStringList texts = {u"plain"_s, u""_s,           u"a, b"_s,        u"she said “no” and \"no\""_s,
                                   u"\"\""_s,  u"two\nlines"_s, u"two\r\nmore"_s, u"很好看"_s};
        QByteArray line;
        for (const QString& text : texts) line += csvCell(text) + ',';
        for (const QString& text : texts) line += quotedCsvCell(text) + ',';
        const std::vector<Cells> rows = rowsOf(line + "end\n");
        QCOMPARE(rows.size(), size_t{1});
        QCOMPARE(rows[0].size(), size_t{17});
        for (qsizetype i = 0; i < 16; ++i) {
            QCOMPARE(QString::fromUtf8(rows[0][static_cast<size_t>(i)]), texts[i % texts.size()]);
        }
        QCOMPARE(rows[0].back(), QByteArray("end"));
    }

    void rowsEndInAnyLineBreakAndTheLastInNone() {
        QCOMPARE(rowsOf("a,b\nc,\r\n\n,d"), (std::vector<Cells>{{"a", "b"}, {"c", ""}, {"", "d"}}));
        QCOMPARE(rowsOf(""), std::vector<Cells>());
        QCOMPARE(rowsOf("\n\n"), std::vector<Cells>());
    }

    void linesAreCountedThroughCellsOfSeveral() {
        CsvReader reader("a\n\"one\ntwo\"\nb\n", u"table.csv"_s);
        reader.next();
        reader.next();
        QCOMPARE(reader.where(), u"table.csv:2"_s);
        reader.next();
        QCOMPARE(reader.where(), u"table.csv:4"_s);
    }

    void brokenQuotesAreNamedByTheirLine_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("never closed") << QByteArray("a\nb,\"c\nd\ne");
        QTest::newRow("closed too early") << QByteArray("a\nb,\"c\"d,e\n");
    }
    void brokenQuotesAreNamedByTheirLine() {
        QFETCH(QByteArray, content);
        const auto error = test::caught<RequestError>([&] { rowsOf(content); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), u"table.csv:2"_s);
        QVERIFY(!error->remedy().isEmpty());
    }
};

DISTILLAB_TEST(CsvTest)
#include "csv_test.moc"
