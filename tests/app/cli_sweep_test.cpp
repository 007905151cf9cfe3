#include "core/base/files.h"
#include "core/report/run_report.h"
#include "tests/support/program.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <signal.h>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using test::Outcome;

namespace {

const QString kData = u"/usr/share/datasets/fashion-mnist"_s;

json parsed(const QByteArray& text) { return json::parse(text.toStdString()); }

bool waitFor(const QString& file) {
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 100'000 * DISTILLAB_SLOWNESS) {
        if (QFileInfo::exists(file)) return true;
        QTest::qSleep(5);
    }
    return false;
}

}  // namespace

/// Sweeps of the real program over a few hundred pictures of Fashion-MNIST.
class CliSweepTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(QFileInfo::exists(kData), "Debian package dataset-fashion-mnist");
        // A share of the training pictures for the test: the 10,000 of the test files would take most of the time.
        writeFileAtomically(path(u"experiment.yaml"_s), QStringLiteral(R"(
name: clothes
threads: 1
data: {train: %1/train-images-idx3-ubyte.gz, labels: %1/train-labels-idx1-ubyte.gz, test: 0.3, limit: 600}
teacher: {model: mlp-small, epochs: 2, batch_size: 32}
student: {model: cnn-tiny}
distill: {epochs: 2, batch_size: 32}
)")
                                                            .arg(kData)
                                                            .toUtf8());
        m_reference = sweep(u"reference"_s, {u"--json"_s});
        QVERIFY2(m_reference.code == 0, m_reference.err);
    }

    void everySettingHasARunOfItsOwn() {
        const json result = parsed(m_reference.out);
        QCOMPARE(result.size(), size_t{4});
        QCOMPARE(result[0].at("temperature").get<double>(), 1.0);
        QCOMPARE(result[1].at("temperature").get<double>(), 4.0);
        QCOMPARE(result[2].at("alpha").get<double>(), 0.9);
        for (const json& cell : result) {
            const report::RunReport report =
                report::readReport(QString::fromStdString(cell.at("run").get<std::string>()));
            QCOMPARE(report.student.scores.accuracy, cell.at("accuracy").get<double>());
            QCOMPARE(report.experiment.distill.temperature.from, cell.at("temperature").get<double>());
            QVERIFY(report.student.scores.accuracy > 0.15);
            QVERIFY(!report.onnx);
        }
    }

    void teacherAndBaselineAreTrainedOnceForAll() {
        const report::RunReport first = report::readReport(path(u"reference/T1-a0.5"_s));
        QVERIFY(first.baseline);
        QVERIFY(first.seconds.contains(u"teacher_train"_s));
        for (const QString& name : {u"T4-a0.5"_s, u"T1-a0.9"_s, u"T4-a0.9"_s}) {
            const report::RunReport report = report::readReport(path(u"reference/"_s + name));
            QVERIFY(!report.seconds.contains(u"teacher_train"_s));
            QVERIFY(!report.seconds.contains(u"baseline"_s));
            QCOMPARE(report.teacher.scores.accuracy, first.teacher.scores.accuracy);
            QVERIFY(report.baseline);  // known to every report all the same
            QCOMPARE(report.baseline->scores.accuracy, first.baseline->scores.accuracy);
            QVERIFY(!QFileInfo::exists(path(u"reference/"_s + name + u"/teacher"_s)));
        }
    }

    void theStudentIsTheOneThatARunOfItsOwnGives() {
        const Outcome alone =
            cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, u"alone"_s, u"--set"_s, u"distill.temperature=4"_s,
                 u"--set"_s, u"distill.alpha=0.9"_s, u"--set"_s, u"export.onnx.enabled=false"_s});
        QVERIFY2(alone.code == 0, alone.err);
        QCOMPARE(readFile(path(u"alone/student/model.safetensors"_s)),
                 readFile(path(u"reference/T4-a0.9/student/model.safetensors"_s)));
        QCOMPARE(report::readReport(path(u"alone"_s)).baseline->scores.accuracy,
                 report::readReport(path(u"reference/T4-a0.9"_s)).baseline->scores.accuracy);
    }

    void aTableForPeople() {
        const Outcome shown = sweep(u"reference"_s, {u"--resume"_s});
        QVERIFY2(shown.code == 0, shown.err);
        for (const char* part : {"alpha \\ temperature", "0.5", "0.9", " *", "Best (*): temperature",
                                 "Student without teacher", "distillab-cli export"}) {
            QVERIFY2(shown.out.contains(part), shown.out);
        }
        QVERIFY(!shown.err.contains("Run 1"));  // nothing was left to do
    }

    void aStoppedSweepGoesOnAndDoesNothingTwice() {
        const auto process = test::startProgram(test::programPath(u"distillab-cli"_s),
                                                words(u"stopped"_s, {u"--json"_s}), m_scratch.path());
        QVERIFY(waitFor(path(u"stopped/T4-a0.5/metrics.jsonl"_s)));
        ::kill(static_cast<pid_t>(process->processId()), SIGINT);
        const Outcome stopped = test::outcomeOf(*process);
        QCOMPARE(stopped.code, 130);
        QVERIFY2(stopped.err.contains("--resume"), stopped.err);
        QVERIFY(parsed(stopped.out).contains("error"));
        const QDateTime first = QFileInfo(path(u"stopped/T1-a0.5/student/model.safetensors"_s)).lastModified();
        const Outcome resumed = sweep(u"stopped"_s, {u"--resume"_s, u"--json"_s});
        QVERIFY2(resumed.code == 0, resumed.err);
        QCOMPARE(QFileInfo(path(u"stopped/T1-a0.5/student/model.safetensors"_s)).lastModified(), first);
        const json once = parsed(m_reference.out);
        const json twice = parsed(resumed.out);
        for (size_t i = 0; i < once.size(); ++i) QVERIFY(once[i].at("accuracy") == twice[i].at("accuracy"));
    }

    void recipesAreComparedToo() {
        const Outcome outcome =
            cli({u"sweep"_s, u"experiment.yaml"_s, u"--out"_s, u"recipes"_s, u"--preset"_s, u"hinton"_s, u"--losses"_s,
                 u"logit-mse+hard-labels"_s, u"--set"_s, u"distill.baseline=false"_s, u"--json"_s});
        QVERIFY2(outcome.code == 0, outcome.err);
        const json result = parsed(outcome.out);
        QCOMPARE(result.size(), size_t{2});
        QCOMPARE(result[0].at("preset").get<std::string>(), std::string("hinton"));
        QCOMPARE(result[0].at("temperature").get<double>(), 4.0);
        QCOMPARE(result[1].at("losses").get<std::string>(), std::string("logit-mse+hard-labels"));
    }

    void aRunThatFailsIsMarkedAndTheOthersGoOn() {
        // At such a rate a loss of squares leaves the range of numbers; one of probabilities has bounded gradients.
        const Outcome outcome =
            cli({u"sweep"_s, u"experiment.yaml"_s, u"--out"_s, u"failing"_s, u"--losses"_s,
                 u"logit-mse+hard-labels,soft-targets+hard-labels"_s, u"--set"_s, u"distill.optimizer=sgd"_s,
                 u"--set"_s, u"distill.learning_rate=0.8"_s, u"--set"_s, u"distill.clip_norm=0"_s, u"--json"_s});
        QVERIFY2(outcome.code == 3, outcome.err);
        const json result = parsed(outcome.out);
        QVERIFY(result[0].at("accuracy").is_null());
        QVERIFY(!result[0].at("error").get<std::string>().empty());
        QVERIFY(result[1].at("accuracy").get<double>() > 0.15);
        const report::RunReport second = report::readReport(path(u"failing/soft-targets+hard-labels"_s));
        QVERIFY(second.baseline);                               // which the first did not come to
        QVERIFY(!second.seconds.contains(u"teacher_train"_s));  // which the first left
    }

    void faultyRequestsAreRefusedBeforeAnythingIsDone_data() {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("a single run") << QStringList{u"--temperature"_s, u"2"_s} << QByteArray("nothing to compare");
        QTest::newRow("no number") << QStringList{u"--temperature"_s, u"1,hot"_s} << QByteArray("--temperature");
        QTest::newRow("alpha") << QStringList{u"--alpha"_s, u"0.5,2"_s} << QByteArray("--alpha");
        QTest::newRow("preset") << QStringList{u"--preset"_s, u"hintom,dkd"_s} << QByteArray("hinton");
        QTest::newRow("nothing to resume")
            << QStringList{u"--alpha"_s, u"0.5,1"_s, u"--resume"_s} << QByteArray("no sweep");
    }

    void faultyRequestsAreRefusedBeforeAnythingIsDone() {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, part);
        const Outcome outcome =
            cli(QStringList{u"sweep"_s, u"experiment.yaml"_s, u"--out"_s, u"refused"_s, u"--json"_s} + options);
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains(part), outcome.err);
        QVERIFY(!QFileInfo::exists(path(u"refused"_s)));
    }

    void anotherSweepIsNotResumed() {
        QCOMPARE(sweep(u"reference"_s, {}).code, 2);
        const Outcome values = cli({u"sweep"_s, u"experiment.yaml"_s, u"--out"_s, u"reference"_s, u"--temperature"_s,
                                    u"1,2"_s, u"--resume"_s});
        QCOMPARE(values.code, 2);
        const Outcome settings = sweep(u"reference"_s, {u"--resume"_s, u"--set"_s, u"distill.epochs=3"_s});
        QCOMPARE(settings.code, 2);
        QVERIFY2(settings.err.contains("epochs"), settings.err);
    }

private:
    QString path(const QString& name) const { return m_scratch.filePath(name); }
    static QStringList words(const QString& folder, const QStringList& more) {
        return QStringList{u"sweep"_s, u"experiment.yaml"_s, u"--out"_s,  folder, u"--temperature"_s,
                           u"1,4"_s,   u"--alpha"_s,         u"0.5,0.9"_s} +
               more;
    }
    Outcome cli(const QStringList& words) const {
        return test::runProgram(test::programPath(u"distillab-cli"_s), words, m_scratch.path());
    }
    Outcome sweep(const QString& folder, const QStringList& more) const { return cli(words(folder, more)); }

    QTemporaryDir m_scratch;
    Outcome m_reference;
};

DISTILLAB_TEST(CliSweepTest)
#include "cli_sweep_test.moc"
