#include "core/report/run_report.h"
#include "core/report/text_table.h"
#include "tests/core/report/example_report.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

class ResultTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void columnsAreAligned() {
        const QString table = report::textTable({{u"a"_s, u"one"_s, u"x"_s}, {u"long"_s, u"2"_s, u"yy"_s}},
                                                {report::Align::Left, report::Align::Right, report::Align::Left});
        QCOMPARE(table, u"a      one   x\nlong     2   yy\n"_s);
    }

    void chineseCharactersAreTwoColumnsWide() {
        const QString table = report::textTable({{u"蒸馏"_s, u"1"_s}, {u"abcd"_s, u"2"_s}}, {report::Align::Left});
        QCOMPARE(table, u"蒸馏   1\nabcd   2\n"_s);
    }

    void threeModelsStandSideBySide() {
        const QStringList lines = report::toTable(test::exampleReport()).split(u'\n');
        QCOMPARE(lines[0].simplified(), u"teacher student student without teacher"_s);
        QCOMPARE(lines[1].simplified(), u"model cnn-small cnn-tiny cnn-tiny"_s);
        QCOMPARE(lines[2].simplified(), u"accuracy 91.0 % 89.0 % 88.0 %"_s);
        QCOMPARE(lines[4].simplified(), u"parameters 422,250 42,000 42,000"_s);
        QCOMPARE(lines[8].simplified(), u"ONNX latency, median 0.313 ms 0.063 ms –"_s);
        for (int line = 1; line < 9; ++line) QCOMPARE(lines[line].size(), lines[0].size());
    }

    void resultAgreementOnnxAndOriginAreInWords() {
        const QString table = report::toTable(test::exampleReport());
        for (const QString& part :
             {u"10× smaller and 5.0× faster"_s, u"the teacher added 1.0 points"_s, u"agree on 94.0 %"_s,
              u"same answers as the engine on all 256 checked items"_s, u"300 test items"_s, u"Example CPU"_s}) {
            QVERIFY2(table.contains(part), qPrintable(part));
        }
    }

    void withoutBaselineAndOnnxTheirPartsAreLeftOut() {
        report::RunReport r = test::exampleReport();
        r.baseline.reset();
        r.onnx.reset();
        const QString table = report::toTable(r);
        QVERIFY(!table.contains(u"without teacher"_s));
        QVERIFY(!table.contains(u"ONNX"_s));
        QVERIFY(table.contains(u"2.5× faster"_s));
    }

    void aFailedCheckIsNotHidden() {
        report::RunReport r = test::exampleReport();
        r.onnx->files[0].sameAnswers = false;
        QVERIFY(report::toTable(r).contains(u"not the same answers"_s));
    }
};

DISTILLAB_TEST(ResultTableTest)
#include "result_table_test.moc"
