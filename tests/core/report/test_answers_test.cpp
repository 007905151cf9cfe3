#include "core/report/test_answers.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/experiment/run_folder.h"
#include "tests/support/caught.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using report::TestAnswers;

namespace {

TestAnswers pictures() {
    return {{u"Shirt"_s, u"Coat"_s},
            {{0, {}, {}, 1, {0.1F, 12.25F}, {-1.0F / 3, 3.4e-38F}},
             {1, {}, {}, 0, {1.0000001F, -0.0F}, {16777216.0F, 1e-45F}}}};
}

TestAnswers sentences() {
    return {{u"negative, sad"_s, u"positive"_s, u"说不清"_s},
            {{4, u"a \"fine\", moving\nfilm"_s, u"its pair"_s, 2, {1, 2, 3}, {4, 5, 6}},
             {9, u"很好看"_s, {}, -1, {}, {0.5F, 0.25F, -0.125F}},
             {17, u"dull"_s, u"x"_s, 0, {0, -std::numeric_limits<float>::infinity(), -70}, {1, 0, 0}}}};
}

}  // namespace

class TestAnswersTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = experiment::RunFolder(m_folder->path()).testAnswersFile();
    }

    void whatIsWrittenIsReadBackBitForBit() {
        for (const TestAnswers& answers : {pictures(), sentences(), TestAnswers{{u"only"_s}, {}}}) {
            report::writeTestAnswers(m_folder->path(), answers);
            const auto read = report::readTestAnswers(m_folder->path());
            QVERIFY(read.has_value());
            QCOMPARE(read->classes, answers.classes);
            QVERIFY(*read == answers);
        }
    }

    void theFileIsATableForAnyProgram() {
        report::writeTestAnswers(m_folder->path(), pictures());
        const QList<QByteArray> lines = readFile(m_path).split('\n');
        QCOMPARE(lines[0], QByteArray("row,label,teacher: Shirt,teacher: Coat,student: Shirt,student: Coat"));
        QVERIFY(lines[1].startsWith("1,Coat,0.1,12.25,"));
        report::writeTestAnswers(m_folder->path(), sentences());
        QVERIFY(readFile(m_path).startsWith("row,text,text_pair,label,\"teacher: negative, sad\",teacher: positive,"));
    }

    void anOlderRunHasNone() { QVERIFY(!report::readTestAnswers(m_folder->path()).has_value()); }

    void aBrokenFileSaysLineAndRemedy_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<int>("line");
        QTest::newRow("no number") << QByteArray("12.25") << QByteArray("12.2x") << 2;
        QTest::newRow("half a teacher") << QByteArray("12.25") << QByteArray("") << 2;
        QTest::newRow("no student") << QByteArray("16777216") << QByteArray("") << 3;
        QTest::newRow("a cell too many") << QByteArray("12.25") << QByteArray("12.25,1") << 2;
        QTest::newRow("an unknown class") << QByteArray("2,Shirt") << QByteArray("2,Hat") << 3;
        QTest::newRow("no row") << QByteArray("2,Shirt") << QByteArray("zwei,Shirt") << 3;
        QTest::newRow("row 0") << QByteArray("2,Shirt") << QByteArray("0,Shirt") << 3;
        QTest::newRow("another column") << QByteArray("teacher: Coat") << QByteArray("teacher: Hat") << 1;
        QTest::newRow("an open quote") << QByteArray("2,Shirt") << QByteArray("2,\"Shirt") << 3;
    }
    void aBrokenFileSaysLineAndRemedy() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(int, line);
        report::writeTestAnswers(m_folder->path(), pictures());
        QByteArray content = readFile(m_path);
        QVERIFY(content.contains(from));
        content.replace(from, to);
        writeFileAtomically(m_path, content);
        const auto error = test::caught<RequestError>([&] { report::readTestAnswers(m_folder->path()); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), u"%1:%2"_s.arg(m_path).arg(line));
        QVERIFY(!error->remedy().isEmpty());
    }

    void anEmptyFileIsBroken() {
        writeFileAtomically(m_path, QByteArray());
        QVERIFY(test::caught<RequestError>([&] { report::readTestAnswers(m_folder->path()); }).has_value());
    }

    void aFullDiskLeavesTheOldFileAndNothingElse() {
        report::writeTestAnswers(m_folder->path(), pictures());
        TestAnswers many = sentences();
        for (int i = 0; i < 1000; ++i) many.items.push_back(many.items[0]);
        const auto error = test::caught<WorkError>([&] {
            const test::FileSizeLimit limit(4096);
            report::writeTestAnswers(m_folder->path(), many);
        });
        QVERIFY(error.has_value());
        QVERIFY(*report::readTestAnswers(m_folder->path()) == pictures());
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden).size(), 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

DISTILLAB_TEST(TestAnswersTest)
#include "test_answers_test.moc"
