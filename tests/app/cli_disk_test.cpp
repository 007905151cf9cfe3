#include "core/base/files.h"
#include "core/experiment/run_folder.h"
#include "core/report/run_report.h"
#include "tests/support/program.h"
#include "tests/support/small_disk.h"
#include "tests/support/synthetic_images.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <signal.h>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using test::Outcome;

namespace {

/// Room for some measurements and no checkpoint.
constexpr qint64 kTooSmall = 16 << 10;
constexpr qint64 kLarge = 32 << 20;

}  // namespace

/// Disks, folders and locks as those meet them who start runs in a terminal.
class CliDiskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_scratch.isValid());
        test::writeSyntheticIdx(path(u"data"_s), 400, 100, 11);
        writeFileAtomically(path(u"experiment.yaml"_s), R"(
name: Blobs
threads: 1
data: {train: data}
teacher: {model: mlp-small, epochs: 2, batch_size: 16}
student: {model: cnn-tiny}
distill: {epochs: 2, batch_size: 16, baseline: false}
export: {onnx: {enabled: false}}
)");
        const Outcome outcome = cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, u"reference"_s});
        QVERIFY2(outcome.code == 0, outcome.err);
    }

    void aFullDiskIsWaitedForAndSaidOnce() {
        const test::SmallDisk disk(kTooSmall);
        if (!disk.isMounted()) QSKIP(qPrintable(disk.reason()));
        const QString run = disk.path(u"run"_s);
        const auto process = start({u"run"_s, u"experiment.yaml"_s, u"--out"_s, run, u"--json"_s});
        QByteArray said;
        QVERIFY2(waitFor(*process, said, "Ctrl+C"), said);
        QTest::qSleep(3500);  // a try in vain
        QVERIFY(disk.resize(kLarge));
        const Outcome outcome = test::outcomeOf(*process);
        said += outcome.err;
        QVERIFY2(outcome.code == 0, said);
        QCOMPARE(said.count("the disk is full"), 1);
        QVERIFY2(said.contains("Free some space on the disk of " + run.toUtf8()), said);
        QCOMPARE(said.count("the run goes on"), 1);
        QCOMPARE(outcome.out, readFile(run + u"/report.json"_s));  // nothing else on standard output
        const QString weights = u"/student/model.safetensors"_s;
        QVERIFY(readFile(run + weights) == readFile(path(u"reference"_s) + weights));
        const report::MetricsHistory history = report::readMetrics(run);
        QCOMPARE(history.steps.size(), report::readMetrics(path(u"reference"_s)).steps.size());
    }

    void whoDoesNotWantToWaitStopsIt() {
        const test::SmallDisk disk(kTooSmall);
        if (!disk.isMounted()) QSKIP(qPrintable(disk.reason()));
        const QString run = disk.path(u"run"_s);
        const auto process = start({u"run"_s, u"experiment.yaml"_s, u"--out"_s, run});
        QByteArray said;
        QVERIFY2(waitFor(*process, said, "Ctrl+C"), said);
        ::kill(static_cast<pid_t>(process->processId()), SIGINT);
        const Outcome outcome = test::outcomeOf(*process);
        QCOMPARE(outcome.code, 130);
        QVERIFY(disk.resize(kLarge));
        const Outcome resumed = cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, run, u"--resume"_s});
        QVERIFY2(resumed.code == 0, resumed.err);
        const QString weights = u"/student/model.safetensors"_s;
        QVERIFY(readFile(run + weights) == readFile(path(u"reference"_s) + weights));
    }

    void aRunWhoseFolderIsDeletedEnds() {
        const auto process = start(longRun(u"deleted"_s));
        QVERIFY(waitForFile(*process, experiment::RunFolder(path(u"deleted"_s)).metricsFile()));
        QVERIFY(QDir(path(u"deleted"_s)).removeRecursively());
        const Outcome outcome = test::outcomeOf(*process);
        QCOMPARE(outcome.code, 3);
        QVERIFY2(outcome.err.contains("deleted or moved"), outcome.err);
        QVERIFY(!QFileInfo::exists(path(u"deleted"_s)));
    }

    void aRunThatWillNotFitIntoMemoryIsRefusedBeforeItBegins() {
        qputenv("DISTILLAB_MEMORY_MIB", "100");
        const Outcome refused = cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, u"large"_s});
        qunsetenv("DISTILLAB_MEMORY_MIB");
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.err.contains("the run would take about "), refused.err);
        QVERIFY2(refused.err.contains("of which 100 MiB are left\nLower "), refused.err);
        QVERIFY(!QFileInfo::exists(path(u"large"_s)));
        qputenv("DISTILLAB_MEMORY_MIB", "2000");
        const Outcome taken = cli({u"run"_s, u"experiment.yaml"_s, u"--out"_s, u"large"_s});
        qunsetenv("DISTILLAB_MEMORY_MIB");
        QVERIFY2(taken.code == 0, taken.err);
        QVERIFY2(taken.err.contains("The run will take about "), taken.err);
    }

    void aSecondProgramOnOneRunIsRefusedAndAStaleLockIsNone() {
        const auto first = start(longRun(u"shared"_s));
        QVERIFY(waitForFile(*first, experiment::RunFolder(path(u"shared"_s)).checkpointFile()));
        const Outcome second = cli(longRun(u"shared"_s) << u"--resume"_s);
        QCOMPARE(second.code, 3);
        QVERIFY2(second.err.contains("another program is at work on this run"), second.err);
        QFile locks(u"/proc/locks"_s);  // not every kernel tells
        if (locks.open(QIODevice::ReadOnly) && locks.readAll().contains(QByteArray::number(first->processId()))) {
            const QByteArray holder = "distillab-cli (process " + QByteArray::number(first->processId()) + ')';
            QVERIFY2(second.err.contains(holder), second.err);
        }
        // Whoever is killed leaves no lock behind.
        ::kill(static_cast<pid_t>(first->processId()), SIGKILL);
        test::outcomeOf(*first);
        const auto third = start(longRun(u"shared"_s) << u"--resume"_s);
        QByteArray said;
        QVERIFY2(waitFor(*third, said, "Training the teacher"), said);
        ::kill(static_cast<pid_t>(third->processId()), SIGINT);
        QCOMPARE(test::outcomeOf(*third).code, 130);
    }

private:
    QString path(const QString& name) const { return m_scratch.filePath(name); }
    std::unique_ptr<QProcess> start(const QStringList& words) const {
        return test::startProgram(test::programPath(u"distillab-cli"_s), words, m_scratch.path());
    }
    Outcome cli(const QStringList& words) const {
        return test::runProgram(test::programPath(u"distillab-cli"_s), words, m_scratch.path());
    }
    /// Long enough for everything that may happen to it.
    static QStringList longRun(const QString& folder) {
        return {u"run"_s, u"experiment.yaml"_s, u"--out"_s, folder, u"--set"_s, u"teacher.epochs=100000"_s};
    }

    static bool waitFor(QProcess& process, QByteArray& said, const QByteArray& words) {
        QElapsedTimer timer;
        timer.start();
        while (!said.contains(words) && process.state() == QProcess::Running && timer.elapsed() < 60'000) {
            process.waitForReadyRead(50);
            said += process.readAllStandardError();
        }
        return said.contains(words);
    }
    static bool waitForFile(const QProcess& process, const QString& file) {
        QElapsedTimer timer;
        timer.start();
        while (QFileInfo(file).size() == 0 && timer.elapsed() < 60'000) QTest::qSleep(5);
        return process.state() == QProcess::Running && QFileInfo(file).size() > 0;
    }

    QTemporaryDir m_scratch;
};

DISTILLAB_TEST(CliDiskTest)
#include "cli_disk_test.moc"
