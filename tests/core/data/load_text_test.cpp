#include "core/data/load_text.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/core/data/parquet_bytes.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <numeric>
#include <set>

using namespace distillab;
using namespace distillab::data;
using namespace Qt::Literals::StringLiterals;
using experiment::DataSpec;
using test::caught;

namespace {

using Items = std::vector<std::uint32_t>;

const QString kMovieReviews =
    QStringLiteral(DISTILLAB_SOURCE_DIR "/.deps/movie-reviews/movieReviewSnippets_GroundTruth.txt");

/// "text 1,pos", "text 2,neg", …
QByteArray numberedCsv(int rows) {
    QByteArray csv("text,label\n");
    for (int i = 1; i <= rows; ++i) csv += "text " + QByteArray::number(i) + (i % 2 == 1 ? ",pos\n" : ",neg\n");
    return csv;
}

QStringList textsOf(const TextSubset& subset) {
    QStringList texts;
    for (const std::uint32_t index : subset.indices) texts << QString::fromStdString(subset.dataset->text(index));
    return texts;
}

QStringList labelsOf(const TextSubset& subset) {
    QStringList labels;
    for (size_t i = 0; i < subset.count(); ++i) labels << subset.dataset->classNames()[subset.label(i)];
    return labels;
}

}  // namespace

class LoadTextTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    // ---- what is read ----

    void everyFormatGivesTheSame_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("CSV") << u"a.csv"_s
                             << QByteArray("id,text,label\n1,a fine film,pos\n2,a dull film,neg\n3,oh,pos\n");
        QTest::newRow("TSV") << u"a.tsv"_s
                             << QByteArray(
                                    "id\ttext\tlabel\n1\ta fine film\tpos\n2\ta dull film\tneg\n"
                                    "3\toh\tpos\n");
        QTest::newRow("without a header")
            << u"b.csv"_s << QByteArray("1,a fine film,pos\n2,a dull film,neg\n3,oh,pos\n");
        QTest::newRow("JSON lines") << u"a.jsonl"_s
                                    << QByteArray(
                                           "{\"id\": 1, \"text\": \"a fine film\", \"label\": \"pos\"}\n"
                                           "{\"id\": 2, \"text\": \"a dull film\", \"label\": \"neg\"}\n"
                                           "{\"id\": 3, \"text\": \"oh\", \"label\": \"pos\"}\n");
        QTest::newRow("Parquet") << u"a.parquet"_s
                                 << test::parquetBytes(
                                        {"id", "text", "label"},
                                        {test::integers({1, 2, 3}), test::strings({"a fine film", "a dull film", "oh"}),
                                         test::strings({"pos", "neg", "pos"})});
    }
    void everyFormatGivesTheSame() {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        const TextSubset all = readTestTable(put(name, content), {}, {});
        QCOMPARE(textsOf(all), (QStringList{u"a fine film"_s, u"a dull film"_s, u"oh"_s}));
        QCOMPARE(labelsOf(all), (QStringList{u"pos"_s, u"neg"_s, u"pos"_s}));
        QCOMPARE(all.dataset->classNames(), (QStringList{u"neg"_s, u"pos"_s}));
        QCOMPARE(all.classCounts(), (std::vector<size_t>{1, 2}));
        QCOMPARE(all.dataset->bytes(2), 2U);
        QVERIFY(!all.dataset->hasPairs());
        QCOMPARE(all.dataset->pair(0), std::string());
    }

    void movieReviewsAreReadAsTheyCome() {
        if (!QFileInfo::exists(kMovieReviews)) QSKIP("./dev setup fetches the movie reviews");
        DataSpec spec;
        spec.train = kMovieReviews;
        spec.positiveAbove = 0;
        const TextSplits splits = loadText(spec);
        const size_t count = splits.train.count() + splits.validation.count() + splits.test.count();
        QCOMPARE(count, size_t{10605});
        QCOMPARE(splits.train.dataset->classNames(), (QStringList{u"negative"_s, u"positive"_s}));
        // Counted by an independent program: 5,242 ratings are above 0.
        QCOMPARE(splits.train.dataset->classCounts(), (std::vector<size_t>{5363, 5242}));
        QVERIFY(splits.train.dataset->text(2) == "Effective but too tepid biopic");
        QVERIFY(splits.train.dataset->isInMemory());
        QVERIFY2(splits.description.contains(u"TSV, UTF-8"_s), qPrintable(splits.description));
        bool anyAccent = false;
        for (size_t row = 0; row < count; ++row) {
            anyAccent = anyAccent || QString::fromStdString(splits.train.dataset->text(row)).contains(u'é');
        }
        QVERIFY(anyAccent);
    }

    void pairsAreRead() {
        DataSpec spec;
        spec.text = u"premise"_s;
        spec.textPair = u"hypothesis"_s;
        const QString path =
            put(u"a.csv"_s, "premise,hypothesis,label\nA man runs.,He moves.,1\nIt rains.,It is dry.,0\n");
        const TextSubset all = readTestTable(path, spec, {});
        QVERIFY(all.dataset->hasPairs());
        QCOMPARE(all.dataset->text(1), std::string("It rains."));
        QCOMPARE(all.dataset->pair(1), std::string("It is dry."));
        QCOMPARE(all.dataset->bytes(1), 19U);
        const TextSubset far = readTestTable(path, spec, {}, 5);
        QVERIFY(!far.dataset->isInMemory());
        QCOMPARE(far.dataset->pair(1), std::string("It is dry."));
        QCOMPARE(far.dataset->text(0), std::string("A man runs."));
    }

    void encodingsAreRead() {
        const QString text = u"naïve café,1\nça va très bien,0\nle décor était beau,1\n"_s;
        QByteArray utf16("\xFF\xFE", 2);
        const QString table = u"text,label\n"_s + text;
        utf16 += QByteArray(reinterpret_cast<const char*>(table.utf16()), table.size() * 2);
        for (const QByteArray& bytes : {table.toUtf8(), "\xEF\xBB\xBF" + table.toUtf8(), table.toLatin1(), utf16}) {
            const TextSubset all = readTestTable(put(u"a.csv"_s, bytes), {}, {});
            QCOMPARE(textsOf(all), (QStringList{u"naïve café"_s, u"ça va très bien"_s, u"le décor était beau"_s}));
        }
    }

    // ---- columns ----

    void columnsAreGuessed_data() {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("label");
        QTest::newRow("the longest text, few values")
            << QByteArray(
                   "id,title,body,kind\n1,One,This is the first body,a\n2,Two,This is the second body,b\n"
                   "3,Three,This is the third body,a\n")
            << u"body"_s << u"kind"_s;
        QTest::newRow("a column called label")
            << QByteArray("flag,label,review\n0,1,good and long\n1,2,bad and long\n0,3,so so and long\n") << u"review"_s
            << u"label"_s;
        QTest::newRow("sorted by label") << QByteArray("sentiment,review,year\n0,one good film,1990\n0,another,1991\n")
                                         << u"review"_s << u"sentiment"_s;
        QTest::newRow("numbers are no text")
            << QByteArray("hash,word,label\n123456789012345678,ab,0\n123456789012345679,cd,1\n") << u"word"_s
            << u"label"_s;
    }
    void columnsAreGuessed() {
        QFETCH(QByteArray, csv);
        const TablePreview preview = previewOf(csv);
        QTEST(preview.columns.value(preview.textColumn), "text");
        QTEST(preview.columns.value(preview.labelColumn), "label");
    }

    void columnsAreTakenByNameOrNumber() {
        const QString path = put(u"a.csv"_s, "short,long,kind,other\na,xxxx,k,o\nb,yyyyy,l,p\n");
        DataSpec spec;
        spec.text = u"short"_s;
        spec.label = u"4"_s;
        const TextSubset all = readTestTable(path, spec, {});
        QCOMPARE(textsOf(all), (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(all.dataset->classNames(), (QStringList{u"o"_s, u"p"_s}));
    }

    void columnThatIsNotThereIsAnError() {
        DataSpec spec;
        spec.train = put(u"a.csv"_s, numberedCsv(10));
        spec.text = u"txt"_s;
        auto error = errorOf(spec);
        QVERIFY(error.has_value());
        QCOMPARE(error->text(), u"data.text: there is no column “txt” in %1\nDid you mean “text”?"_s.arg(spec.train));
        spec.text.clear();
        spec.label = u"3"_s;
        error = errorOf(spec);
        QVERIFY(error.has_value());
        QCOMPARE(error->text(),
                 u"data.label: there is no column “3” in %1\nIts columns are: text, label."_s.arg(spec.train));
        spec.label = u"text"_s;
        spec.text = u"1"_s;
        QVERIFY(errorOf(spec).has_value());
    }

    void tableWithoutLabelsSaysWhatToDo() {
        QByteArray csv("text,score\n");
        for (int i = 0; i < 300; ++i)
            csv += "some words " + QByteArray::number(i) + "," + QByteArray::number(i * 0.37) + "\n";
        DataSpec spec;
        spec.train = put(u"a.csv"_s, csv);
        auto error = errorOf(spec);
        QVERIFY(error.has_value());
        QCOMPARE(error->message(), u"no column of the table looks like labels"_s);
        QVERIFY2(error->remedy().contains(u"data.positive_above"_s), qPrintable(error->remedy()));
        spec.label = u"score"_s;
        error = errorOf(spec);
        QVERIFY(error.has_value());
        QCOMPARE(error->message(), u"the column “score” holds 300 different numbers: these are ratings, no classes"_s);
        spec.positiveAbove = 50;
        const TextSplits splits = loadText(spec);
        QCOMPARE(splits.train.dataset->classNames(), (QStringList{u"negative"_s, u"positive"_s}));
    }

    void tooManyClassesAreNoClasses() {
        QByteArray csv("text,label\n");
        for (int i = 0; i < 10001; ++i) csv += "words,x" + QByteArray::number(i) + "\n";
        DataSpec spec;
        spec.train = put(u"a.csv"_s, csv);
        spec.text = u"text"_s;
        spec.label = u"label"_s;
        const auto error = errorOf(spec);
        QVERIFY(error.has_value());
        QCOMPARE(error->message(), u"the column “label” has more than 10000 different values: these are no classes"_s);
    }

    // ---- labels ----

    void classNamesAreSorted_data() {
        QTest::addColumn<QStringList>("labels");
        QTest::addColumn<QStringList>("names");
        QTest::newRow("names") << QStringList{u"pos"_s, u"neg"_s, u"neutral"_s}
                               << QStringList{u"neg"_s, u"neutral"_s, u"pos"_s};
        QTest::newRow("numbers") << QStringList{u"10"_s, u"9"_s, u"-1"_s, u"2.5"_s}
                                 << QStringList{u"-1"_s, u"2.5"_s, u"9"_s, u"10"_s};
        QTest::newRow("booleans") << QStringList{u"true"_s, u"false"_s} << QStringList{u"false"_s, u"true"_s};
        QTest::newRow("Chinese") << QStringList{u"负面"_s, u"正面"_s} << QStringList{u"正面"_s, u"负面"_s};
        QTest::newRow("blanks around") << QStringList{u" b "_s, u"a"_s, u"b"_s} << QStringList{u"a"_s, u"b"_s};
    }
    void classNamesAreSorted() {
        QFETCH(QStringList, labels);
        QString csv = u"text,label\n"_s;
        for (const QString& label : labels) csv += u"some words,"_s + label + u'\n';
        const TextSubset all = readTestTable(put(u"a.csv"_s, csv.toUtf8()), {}, {});
        QTEST(all.dataset->classNames(), "names");
        for (qsizetype row = 0; row < labels.size(); ++row) {
            QCOMPARE(labelsOf(all)[row], labels[row].trimmed());
        }
    }

    void classNamesOfAParquetFileKeepTheirOrder() {
        const std::string note =
            R"({"info": {"features": {"label": {"names": ["pos", "neg", "other"], "_type": "ClassLabel"}}}})";
        const QString path =
            put(u"a.parquet"_s,
                test::parquetBytes({"text", "label"}, {test::strings({"a b", "c d"}), test::integers({1, 0})}, note));
        const TextSubset all = readTestTable(path, {}, {});
        QCOMPARE(all.dataset->classNames(), (QStringList{u"pos"_s, u"neg"_s, u"other"_s}));
        QCOMPARE(labelsOf(all), (QStringList{u"neg"_s, u"pos"_s}));
    }

    void oneClassOnlyIsRefused() {
        DataSpec spec;
        spec.train = put(u"a.csv"_s, "text,label\na,pos\nb,pos\nc,pos\nd,pos\n");
        const auto error = errorOf(spec);
        QVERIFY(error.has_value());
        QCOMPARE(error->text(), spec.train +
                                    u": the data has items of one class only\n"
                                    u"Learning to tell classes apart takes at least two of them."_s);
    }

    // ---- rows that cannot be used ----

    void firstBadRowIsNamed_data() {
        QTest::addColumn<QByteArray>("bad");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no text") << QByteArray(",pos\n") << u", row 5, column “text”"_s << u"the text is missing"_s;
        QTest::newRow("blank text") << QByteArray("\" \t\",pos\n") << u", row 5, column “text”"_s
                                    << u"the text is missing"_s;
        QTest::newRow("no label") << QByteArray("words,\n") << u", row 5, column “label”"_s
                                  << u"the label is missing"_s;
        QTest::newRow("fields") << QByteArray("a,b,c\n") << u", row 5"_s << u"it has 3 fields where 2 were expected"_s;
        QTest::newRow("bytes") << QByteArray("caf\xE9,pos\n") << u", row 5, column “text”"_s
                               << u"it holds bytes that spell nothing in UTF-8"_s;
    }
    void firstBadRowIsNamed() {
        QFETCH(QByteArray, bad);
        QFETCH(QString, place);
        QFETCH(QString, reason);
        DataSpec spec;
        spec.encoding = experiment::TextEncoding::Utf8;
        spec.train = put(u"a.csv"_s, numberedCsv(3) + bad + "more,neg\nmore,pos\n,neg\n");
        const auto error = errorOf(spec);
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), spec.train + place);
        QCOMPARE(error->message(), reason + u" (2 of 7 rows cannot be used)"_s);
        QVERIFY(error->remedy().contains(u"data.skip_bad_rows"_s));
        QCOMPARE(error->remedy().contains(u"data.encoding"_s), reason.contains(u"bytes"_s));

        spec.skipBadRows = true;
        const TextSplits splits = loadText(spec);
        QCOMPARE(splits.train.dataset->count(), size_t{5});
        QVERIFY2(splits.description.endsWith(u"; 2 rows that cannot be used are left out"_s),
                 qPrintable(splits.description));
    }

    void blankLinesAreNoRows() {
        const TextSubset all = readTestTable(put(u"a.csv"_s, numberedCsv(3) + "\n\nmore,neg\n\n\n"), {}, {});
        QCOMPARE(all.count(), size_t{4});
    }

    void ratingThatIsNoNumberIsABadRow() {
        DataSpec spec;
        spec.positiveAbove = 0;
        spec.label = u"stars"_s;
        spec.train = put(u"a.csv"_s, "text,stars\na b,1\nc d,-1.5\ne f,good\ng h,+2\n");
        const auto error = errorOf(spec);
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), spec.train + u", row 4, column “stars”"_s);
        QCOMPARE(error->message(), u"the rating “good” is no number (1 of 4 rows cannot be used)"_s);
        spec.skipBadRows = true;
        QCOMPARE(labelsOf(readTestTable(spec.train, spec, {})),
                 (QStringList{u"positive"_s, u"negative"_s, u"positive"_s}));
    }

    void labelThatTrainingDoesNotKnowIsABadRow() {
        DataSpec spec;
        spec.train = put(u"a.csv"_s, numberedCsv(10));
        spec.test = put(u"t.csv"_s, "text,label\na,pos\nb,maybe\nc,neg\n");
        const auto error = errorOf(spec);
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), spec.test + u", row 3, column “label”"_s);
        QCOMPARE(error->message(), u"the label “maybe” is none of those in training (1 of 3 rows cannot be used)"_s);
        spec.skipBadRows = true;
        QCOMPARE(loadText(spec).test.count(), size_t{2});
    }

    void tableWithoutUsableRowsIsRefused() {
        DataSpec spec;
        spec.text = u"text"_s;
        spec.label = u"label"_s;
        spec.skipBadRows = true;
        for (const QByteArray content : {"text,label\n", "text,label\n,1\n,2\n"}) {
            spec.train = put(u"a.csv"_s, content);
            const auto error = errorOf(spec);
            QVERIFY(error.has_value());
            QCOMPARE(error->message(), u"the table has no row that can be used"_s);
        }
        spec = {};
        spec.train = put(u"a.csv"_s, "text,label\n");
        QVERIFY(errorOf(spec).has_value());
    }

    // ---- limit and splits ----

    void limitKeepsTheSameRowsOnEveryMachine() {
        // The shuffle of ten items with seed 42 is 2 9 4 5 1 3 8 7 0 6, as for images (load_test.cpp).
        DataSpec spec;
        spec.train = put(u"a.csv"_s, numberedCsv(10));
        spec.limit = 8;
        spec.testFraction = 0.25;
        spec.validationFraction = 0.5;
        for (const std::uint64_t mostInMemory : {kMostTextInMemory, std::uint64_t{0}}) {
            const TextSplits splits = loadText(spec, mostInMemory);
            QCOMPARE(textsOf(splits.test), (QStringList{u"text 3"_s, u"text 10"_s}));
            QCOMPARE(textsOf(splits.validation), (QStringList{u"text 5"_s, u"text 6"_s, u"text 2"_s}));
            QCOMPARE(textsOf(splits.train), (QStringList{u"text 4"_s, u"text 9"_s, u"text 8"_s}));
            QCOMPARE(labelsOf(splits.test), (QStringList{u"pos"_s, u"neg"_s}));
            QCOMPARE(splits.train.dataset->count(), size_t{8});  // the others are not kept
            QCOMPARE(splits.train.dataset->isInMemory(), mostInMemory > 0);
        }
        spec.limit = 0;
        QCOMPARE(loadText(spec).test.indices, (Items{2, 9, 4}));
    }

    void textsOutsideMemoryAreTheSame() {
        DataSpec spec;
        spec.train = put(u"a.csv"_s, numberedCsv(50000));
        const TextSplits near = loadText(spec);
        const TextSplits far = loadText(spec, 10000);
        QVERIFY(near.train.dataset->isInMemory());
        QVERIFY(!far.train.dataset->isInMemory());
        QCOMPARE(near.train.indices, far.train.indices);
        QVERIFY(textsOf(near.train) == textsOf(far.train));
        QVERIFY(textsOf(near.test) == textsOf(far.test));
        spec.limit = 1000;
        const TextSplits few = loadText(spec, 100000);
        QVERIFY(few.train.dataset->isInMemory());
        spec.limit = 2000;
        QVERIFY(std::ranges::includes(sorted(loadText(spec)), sorted(few)));
    }

    void someLabelsAreHiddenOfEachClassItsShare() {
        DataSpec spec;
        spec.train = put(u"a.csv"_s, numberedCsv(100));
        const TextSplits whole = loadText(spec);
        spec.labelled = 20;
        const TextSplits splits = loadText(spec);
        QCOMPARE(splits.train.count(), whole.train.count());
        QCOMPARE(splits.train.labelledCount(), size_t{20});
        QCOMPARE(splits.test.indices, whole.test.indices);
        QCOMPARE(splits.train.label(19) >= 0, true);
        QCOMPARE(splits.train.label(20), kNoLabel);
        QVERIFY(splits.train.trueLabel(20) >= 0);
        const std::vector<size_t> all = whole.train.classCounts();
        const std::vector<size_t> used = splits.train.classCounts();
        QCOMPARE(used[0] + used[1], size_t{20});
        QCOMPARE(used[0], (20 * all[0] + 40) / 81);
        QVERIFY2(splits.description.contains(u"of those to train, 20 have labels"_s), qPrintable(splits.description));
        QCOMPARE(loadText(spec).train.indices, splits.train.indices);

        const std::vector<std::uint32_t> some = {0, 19, 20, 40};
        const TextSubset chosen = splits.train.chosen(some);
        QCOMPARE(chosen.labelledCount(), size_t{2});
        QCOMPARE(chosen.indices[2], splits.train.indices[20]);

        spec.labelled = 1;  // one class alone teaches nothing
        QVERIFY(caught<RequestError>([&] { loadText(spec); }).has_value());
    }

    void furtherTextsNeedNoLabels() {
        DataSpec spec;
        spec.train = put(u"a.csv"_s, numberedCsv(20));
        spec.unlabelled = put(u"more.csv"_s, "id,text\n1,\"one, two\"\n2,three\n");
        const TextSplits splits = loadText(spec);
        QCOMPARE(splits.train.count(), splits.train.labelledCount() + 2);
        const QStringList texts = textsOf(splits.train);
        QCOMPARE(texts.mid(texts.size() - 2), (QStringList{u"one, two"_s, u"three"_s}));
        QCOMPARE(splits.train.label(splits.train.count() - 1), kNoLabel);
        QCOMPARE(splits.train.trueLabel(splits.train.count() - 1), kNoLabel);
        DataSpec alone = spec;
        alone.unlabelled.clear();
        const TextSplits without = loadText(alone);
        QCOMPARE(texts.mid(0, texts.size() - 2), textsOf(without.train));
        QCOMPARE(textsOf(splits.test), textsOf(without.test));
        QCOMPARE(splits.train.classCounts(), without.train.classCounts());

        spec.unlabelled = put(u"other.csv"_s, "id,words\n1,one\n");
        const auto error = caught<RequestError>([&] { loadText(spec); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), u"data.text"_s);
        spec.unlabelled = put(u"empty.csv"_s, "id,text\n1,one\n2,\n");
        QVERIFY(caught<RequestError>([&] { loadText(spec); }).has_value());
        spec.skipBadRows = true;
        QCOMPARE(loadText(spec).train.count(), without.train.count() + 1);
    }

    void furtherTextsMayBeAMereList() {
        DataSpec spec;
        spec.train = put(u"a.csv"_s, numberedCsv(20));
        spec.unlabelled = put(u"list.csv"_s, "text\none, two\nthree\n\n\"four, \"\"five\"\"\"\n");
        const QStringList texts = textsOf(loadText(spec).train);
        QCOMPARE(texts.mid(texts.size() - 3), (QStringList{u"one, two"_s, u"three"_s, u"four, \"five\""_s}));
        spec.unlabelled = put(u"loose.csv"_s, "text\n\"one\" is a word, said he\nand a \"quote");
        QCOMPARE(textsOf(loadText(spec).train).last(), u"and a \"quote"_s);
        spec.unlabelled = put(u"words.csv"_s, "words\none\ntwo\n");
        const auto error = caught<RequestError>([&] { loadText(spec); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), spec.unlabelled);
    }

    void splitsShareNoRowAndLoseNone() {
        DataSpec spec;
        spec.train = put(u"a.csv"_s, numberedCsv(100));
        const TextSplits splits = loadText(spec);
        QCOMPARE(splits.test.count(), size_t{10});
        QCOMPARE(splits.validation.count(), size_t{9});
        const QStringList texts = sorted(splits);
        QCOMPARE(std::set<QString>(texts.begin(), texts.end()).size(), size_t{100});
        QCOMPARE(splits.train.classCounts()[0] + splits.train.classCounts()[1], splits.train.count());
        QCOMPARE(splits.description,
                 u"texts in 2 classes from %1 (CSV, UTF-8; texts in “text”, labels in “label”): 81 to train, "
                 u"9 to validate, 10 for the test"_s.arg(spec.train));
        spec.seed = 43;
        QVERIFY(loadText(spec).train.indices != splits.train.indices);
    }

    void otherFilesFollowTheColumnsOfTheTrainingFile() {
        DataSpec spec;
        spec.train = put(u"a.csv"_s, "text,label\nsome long words,0\nother long words,1\nmore long words,0\n");
        spec.test =
            put(u"t.jsonl"_s, "{\"label\": 1, \"note\": \"a much longer text than the other\", \"text\": \"t\"}\n");
        spec.validation = put(u"v.tsv"_s, "label\tnote\ttext\n1\ta much longer text\tv\n0\tagain a longer text\tw\n");
        const TextSplits splits = loadText(spec);
        QCOMPARE(textsOf(splits.test), QStringList{u"t"_s});
        QCOMPARE(labelsOf(splits.test), QStringList{u"1"_s});
        QCOMPARE(textsOf(splits.validation), (QStringList{u"v"_s, u"w"_s}));
        QCOMPARE(splits.train.count(), size_t{3});
        QVERIFY2(splits.description.endsWith(u"3 to train, 2 to validate from a file of their own, "
                                             u"1 for the test from a file of their own"_s),
                 qPrintable(splits.description));
    }

    void tooFewRowsAreAnError() {
        DataSpec spec;
        spec.train = put(u"a.csv"_s, numberedCsv(10));
        spec.limit = 2;
        const auto error = errorOf(spec);
        QVERIFY(error.has_value());
        QCOMPARE(error->message(), u"2 items are too few: training, validation and test need at least 3"_s);
    }

    void testTableIsReadForAModel() {
        const QString path = put(u"t.csv"_s, "text,label\na,neg\nb,neg\n");
        const QStringList names = {u"pos"_s, u"neg"_s, u"other"_s};
        const TextSubset all = readTestTable(path, {}, names);
        QCOMPARE(all.dataset->classNames(), names);
        QCOMPARE(all.label(0), std::int64_t{1});
        QCOMPARE(all.classCounts(), (std::vector<size_t>{0, 2, 0}));
    }

    // ---- preview ----

    void previewShowsTheTable() {
        QByteArray csv = numberedCsv(300) + "a rather much longer text than all of the others,pos\n,neg\nfew\n";
        const TablePreview preview = previewOf(csv);
        QCOMPARE(preview.problem, QString());
        QCOMPARE(preview.format, u"CSV"_s);
        QCOMPARE(preview.encoding, u"UTF-8"_s);
        QVERIFY(preview.hasHeader);
        QCOMPARE(preview.textColumn, 0);
        QCOMPARE(preview.pairColumn, -1);
        QCOMPARE(preview.labelColumn, 1);
        QCOMPARE(preview.rows.size(), size_t{200});
        QCOMPARE(preview.rows[1], (QStringList{u"text 2"_s, u"neg"_s}));
        QCOMPARE(preview.classNames, (QStringList{u"neg"_s, u"pos"_s}));
        QCOMPARE(preview.classCounts, (std::vector<size_t>{150, 151}));
        QCOMPARE(preview.totalRows, quint64{303});
        QCOMPARE(preview.badRows, quint64{2});
        QCOMPARE(preview.badReasons, (QStringList{u"row 303, column “text”: the text is missing"_s,
                                                  u"row 304: it has 1 fields where 2 were expected"_s}));
        QCOMPARE(std::accumulate(preview.lengthBars.begin(), preview.lengthBars.end(), size_t{0}), size_t{301});
        QCOMPARE(preview.lengthStep, size_t{1});
        QCOMPARE(preview.lengthBars[6], size_t{9});    // "text 1" … "text 9"
        QCOMPARE(preview.lengthBars[8], size_t{201});  // "text 100" … "text 300"
        QCOMPARE(preview.lengthBars.back(), size_t{1});
    }

    void previewTellsWhatIsWrongAndStillShowsTheRows() {
        TablePreview preview = previewOf("text,label\nsome words,pos\nother words,pos\n");
        QVERIFY2(preview.problem.startsWith(u"the data has items of one class only"_s), qPrintable(preview.problem));
        QCOMPARE(preview.rows.size(), size_t{2});
        QCOMPARE(preview.classCounts, (std::vector<size_t>{2}));
        DataSpec spec;
        spec.train = put(u"b.csv"_s, numberedCsv(5));
        spec.label = u"lable"_s;
        preview = previewTable(spec);
        QVERIFY2(preview.problem.contains(u"“lable”"_s), qPrintable(preview.problem));
        QCOMPARE(preview.labelColumn, -1);
        QCOMPARE(preview.rows.size(), size_t{5});
    }

private:
    QString put(const QString& name, const QByteArray& bytes) {
        const QString path = m_folder->filePath(name);
        writeFileAtomically(path, bytes);
        return path;
    }
    TablePreview previewOf(const QByteArray& csv) {
        DataSpec spec;
        spec.train = put(u"preview.csv"_s, csv);
        return previewTable(spec);
    }
    static std::optional<RequestError> errorOf(const DataSpec& spec) {
        return caught<RequestError>([&] { loadText(spec); });
    }
    static QStringList sorted(const TextSplits& splits) {
        QStringList texts = textsOf(splits.train) + textsOf(splits.validation) + textsOf(splits.test);
        texts.sort();
        return texts;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

DISTILLAB_TEST(LoadTextTest)
#include "load_text_test.moc"
