#include "core/base/files.h"
#include "core/report/run_report.h"
#include "tests/core/report/example_report.h"
#include "tests/support/program.h"
#include "tests/support/test_main.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using test::Outcome;

/// `pack` and `unpack` as their users type them.
class HandOutCliTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_scratch.isValid());
        report::RunReport report = test::exampleReport();
        report.experiment.name = u"clothes"_s;
        report.experiment.data.train = u"/usr/share/datasets/fashion-mnist"_s;
        writeFileAtomically(path(u"run/report.json"_s), report::toJson(report));
        writeFileAtomically(path(u"run/experiment.yaml"_s), QByteArray("name: clothes\n"));
        writeFileAtomically(path(u"run/metrics.jsonl"_s), QByteArray());
        writeFileAtomically(path(u"run/student/model.safetensors"_s), QByteArray("weights"));
        writeFileAtomically(path(u"run/teacher/model.safetensors"_s), QByteArray("many weights"));
    }

    void packsARunAndUnpacksIt() {
        const Outcome packed = cli({u"pack"_s, u"run"_s, u"--out"_s, u"a.distillab"_s, u"--with-teacher"_s});
        QVERIFY2(packed.code == 0, packed.err);
        QVERIFY(packed.out.contains("a.distillab"));
        QVERIFY2(packed.out.contains(" files)"), packed.out);
        const Outcome unpacked = cli({u"unpack"_s, u"a.distillab"_s, u"--out"_s, u"there"_s, u"--json"_s});
        QVERIFY2(unpacked.code == 0, unpacked.err);
        const json answer = json::parse(unpacked.out.toStdString());
        QVERIFY(answer.at("kind") == "run");
        QVERIFY(answer.at("name") == "clothes");
        QCOMPARE(readFile(path(u"there/teacher/model.safetensors"_s)), QByteArray("many weights"));
        QCOMPARE(report::readReport(path(u"there"_s)).runFolder, path(u"there"_s));
    }

    void packsAnExperimentWithItsData() {
        writeFileAtomically(path(u"e/reviews.csv"_s), QByteArray("text,label\nGood,1\n"));
        writeFileAtomically(path(u"e/experiment.yaml"_s),
                            QByteArray("task: text-classification\ndata: {train: reviews.csv}\n"));
        const Outcome bare = cli({u"pack"_s, u"e/experiment.yaml"_s, u"--out"_s, u"bare.distillab"_s, u"--json"_s});
        QVERIFY2(bare.code == 0, bare.err);
        QCOMPARE(json::parse(bare.out.toStdString()).at("left_out").size(), size_t(1));
        const Outcome packed = cli({u"pack"_s, u"e/experiment.yaml"_s, u"--out"_s, u"e.distillab"_s, u"--with-data"_s});
        QVERIFY2(packed.code == 0, packed.err);
        const Outcome unpacked = cli({u"unpack"_s, u"e.distillab"_s, u"--out"_s, u"e2"_s});
        QVERIFY2(unpacked.code == 0, unpacked.err);
        QVERIFY(readFile(path(u"e2/experiment.yaml"_s)).contains(path(u"e2/data/reviews.csv"_s).toUtf8()));
    }

    void refusesInTwoLinesAndLeavesNothing() {
        writeFileAtomically(path(u"bad.distillab"_s), QByteArray("no archive"));
        const Outcome outcome = cli({u"unpack"_s, u"bad.distillab"_s, u"--out"_s, u"nowhere"_s});
        QCOMPARE(outcome.code, 2);
        QCOMPARE(outcome.out, QByteArray());
        QCOMPARE(outcome.err.trimmed().count('\n'), 1);
        QVERIFY(!QFileInfo::exists(path(u"nowhere"_s)));
    }

    void keepsWhatIsThere() {
        writeFileAtomically(path(u"mine.distillab"_s), QByteArray("mine"));
        QCOMPARE(cli({u"pack"_s, u"run"_s, u"--out"_s, u"mine.distillab"_s}).code, 2);
        QCOMPARE(readFile(path(u"mine.distillab"_s)), QByteArray("mine"));
    }

private:
    QString path(const QString& name) const { return m_scratch.filePath(name); }
    Outcome cli(const QStringList& words) const {
        return test::runProgram(test::programPath(u"distillab-cli"_s), words, m_scratch.path());
    }

    QTemporaryDir m_scratch;
};

DISTILLAB_TEST(HandOutCliTest)
#include "hand_out_cli_test.moc"
