#include "core/data/csv_dialect.h"

#include "core/base/error.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab;
using namespace distillab::data;
using namespace Qt::Literals::StringLiterals;
using experiment::TableHeader;
using test::caught;

namespace {

CsvDialect dialectOf(const QByteArray& start, const QString& path = u"a.csv"_s, const experiment::DataSpec& spec = {},
                     bool whole = true) {
    return findDialect({start.constData(), static_cast<size_t>(start.size())}, whole, path, spec);
}

}  // namespace

class CsvDialectTest : public QObject {
    Q_OBJECT

private slots:
    void delimiterIsTheOneThatAgrees_data() {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("name");
        QTest::newRow("comma") << QByteArray("text,label\na b,1\nc; d,0\n") << u"a.csv"_s << u"CSV"_s;
        QTest::newRow("tab") << QByteArray("text\tlabel\na, b\t1\nc\t0\n") << u"a.tsv"_s << u"TSV"_s;
        QTest::newRow("tabs in a .csv") << QByteArray("text\tlabel\na, b\t1\nc\t0\n") << u"a.csv"_s << u"TSV"_s;
        QTest::newRow("commas in a .txt") << QByteArray("text,label\na b,1\nc,0\n") << u"a.txt"_s << u"CSV"_s;
        QTest::newRow("semicolon") << QByteArray("text;label\na, b;1\nc;0\n") << u"a.csv"_s << u"CSV with “;”"_s;
        QTest::newRow("bar") << QByteArray("text|label\na, b|1\nc|0\n") << u"a.csv"_s << u"CSV with “|”"_s;
        QTest::newRow("comma in quotes") << QByteArray("text;label\n\"a, b\";1\n\"c, d\";0\n") << u"a.csv"_s
                                         << u"CSV with “;”"_s;
    }
    void delimiterIsTheOneThatAgrees() {
        QFETCH(QByteArray, start);
        QFETCH(QString, path);
        const CsvDialect dialect = dialectOf(start, path);
        QTEST(dialect.name(), "name");
        QVERIFY(dialect.header);
        QCOMPARE(dialect.columns, (QStringList{u"text"_s, u"label"_s}));
    }

    void tabsKnowQuotesOnlyWhereTheyAreWellFormed() {
        QVERIFY(dialectOf("t\tl\n\"a\tb\"\t1\nc\t0\n").quoted);
        QVERIFY(!dialectOf("t\tl\n\"A\" film\t1\nc\t0\n").quoted);
        QVERIFY(!dialectOf("t\tl\nplain\t1\nc\t0\n").quoted);
        QVERIFY(!dialectOf("t\tl\n\"never closed\t1\nc\t0\n").quoted);
    }

    void headerIsGuessed_data() {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<bool>("header");
        QTest::newRow("names above numbers") << QByteArray("review,stars\ngood,5\nbad,1\n") << true;
        QTest::newRow("numbers in the first row") << QByteArray("1\t2.5\ta film\n2\t-1\tanother film\n") << false;
        QTest::newRow("short above long") << QByteArray(
                                                 "review,verdict\n"
                                                 "I liked this film very much indeed,good\n"
                                                 "This is the worst of all of his films,bad\n")
                                          << true;
        QTest::newRow("a label that recurs") << QByteArray("good film,pos\nbad film,neg\nnice film,pos\n") << false;
        QTest::newRow("the same word twice") << QByteArray("a,a\nb,c\n") << false;
        QTest::newRow("header alone") << QByteArray("text,label\n") << true;
    }
    void headerIsGuessed() {
        QFETCH(QByteArray, start);
        QTEST(dialectOf(start).header, "header");
    }

    void columnsWithoutNamesHaveNumbers() {
        QCOMPARE(dialectOf("1,good,5\n2,bad,1\n").columns, (QStringList{u"1"_s, u"2"_s, u"3"_s}));
        QCOMPARE(dialectOf("id,,id,text\n1,2,3,a\n").columns, (QStringList{u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
        experiment::DataSpec spec;
        spec.header = TableHeader::Present;
        QCOMPARE(dialectOf("id,,id,text\n1,2,3,a\n", u"a.csv"_s, spec).columns,
                 (QStringList{u"id"_s, u"2"_s, u"3"_s, u"text"_s}));
    }

    void theUsersWordCounts() {
        experiment::DataSpec spec;
        spec.header = TableHeader::Absent;
        QVERIFY(!dialectOf("review,stars\ngood,5\n", u"a.csv"_s, spec).header);
        spec.header = TableHeader::Present;
        QVERIFY(dialectOf("1,good\n2,bad\n", u"a.csv"_s, spec).header);
        spec = {};
        spec.text = u"good"_s;
        QVERIFY(dialectOf("1,good\n2,bad\n", u"a.csv"_s, spec).header);
    }

    void rowThatIsCutOffIsNotLookedAt() {
        QVERIFY(dialectOf("t\tl\n\"a\"\t1\n\"cut o", u"a.csv"_s, {}, false).quoted);
        QVERIFY(!dialectOf("t\tl\n\"a\"\t1\n\"cut o").quoted);
    }

    void tableWithoutColumnsIsRefused() {
        auto error = caught<RequestError>([] { dialectOf("only\none\ncolumn\n"); });
        QVERIFY(error.has_value());
        QCOMPARE(error->text(),
                 u"a.csv: the file holds one column only\n"
                 u"Give a table with a column of texts and a column of labels."_s);
        error = caught<RequestError>([] { dialectOf("\n \n"); });
        QVERIFY(error.has_value());
        QCOMPARE(error->message(), u"the file is empty"_s);
    }
};

DISTILLAB_TEST(CsvDialectTest)
#include "csv_dialect_test.moc"
