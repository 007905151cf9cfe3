#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/pipeline.h"
#include "core/experiment/run_folder.h"
#include "core/report/run_report.h"
#include "tests/core/engine/run_listener.h"
#include "tests/core/engine/small_experiment.h"
#include "tests/support/caught.h"
#include "tests/support/small_disk.h"
#include "tests/support/synthetic_images.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <chrono>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using experiment::RunFolder;
using report::Phase;

namespace {

constexpr qint64 kDiskBytes = 32 << 20;

/// metrics.jsonl without what differs from run to run: how fast it was.
QList<QByteArray> measuredLines(const QString& folder) {
    QList<QByteArray> lines = readFile(RunFolder(folder).metricsFile()).split('\n');
    if (!lines.takeLast().isEmpty()) return {"half a line"};
    for (QByteArray& line : lines) {
        nlohmann::json json = nlohmann::json::parse(line.toStdString());
        json.erase("seconds");
        json.erase("items_per_second");
        line = QByteArray::fromStdString(json.dump());
    }
    return lines;
}

}  // namespace

/// Runs whose disk fills up, whose folder or data goes away, on real networks.
class DiskTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_scratch.isValid());
        m_data = test::writeSyntheticIdx(path("data"), 300, 100, 5);
        test::RunListener listener;
        RunControl control;
        engine::runExperiment(experiment(), path("reference"), false, listener, control);
    }

    void aFullDiskPausesTheRunAndItGoesOnToTheSameBytes_data() {
        QTest::addColumn<int>("phase");
        QTest::newRow("while the teacher learns") << static_cast<int>(Phase::TeacherTrain);
        QTest::newRow("while the student learns") << static_cast<int>(Phase::Distil);
        QTest::newRow("in the test") << static_cast<int>(Phase::Evaluate);
        QTest::newRow("in the export") << static_cast<int>(Phase::Export);
    }
    void aFullDiskPausesTheRunAndItGoesOnToTheSameBytes() {
        QFETCH(int, phase);
        const test::SmallDisk disk(kDiskBytes);
        if (!disk.isMounted()) QSKIP(qPrintable(disk.reason()));
        const QString folder = disk.path(u"run"_s);
        test::RunListener listener;
        RunControl control;
        QStringList obstacles;
        int cleared = 0;
        listener.onPhase = [&](Phase began) {
            if (began == static_cast<Phase>(phase)) disk.fill();
        };
        control.setObstacleListener({[&](const Error& obstacle) {
                                         obstacles << obstacle.text();
                                         QVERIFY(!RunFolder(folder).isFinished());
                                         disk.makeRoom();
                                     },
                                     [&] { ++cleared; }, std::chrono::milliseconds(1)});
        engine::runExperiment(experiment(), folder, false, listener, control);
        QCOMPARE(obstacles.size(), 1);
        QCOMPARE(cleared, 1);
        QVERIFY2(obstacles.first().contains(u"the disk is full\nFree some space on the disk of "_s + folder),
                 qPrintable(obstacles.first()));
        compareWithReference(folder);
    }

    void whoStopsWhileTheDiskIsFullKeepsTheLastCheckpoint() {
        const test::SmallDisk disk(kDiskBytes);
        if (!disk.isMounted()) QSKIP(qPrintable(disk.reason()));
        const QString folder = disk.path(u"run"_s);
        {
            test::RunListener listener;
            RunControl control;
            interfere(listener, [&] { disk.fill(); });
            control.setObstacleListener({[&](const Error&) { control.stop(); }, [] {}, std::chrono::hours(1)});
            QVERIFY_THROWS_EXCEPTION(Stopped, engine::runExperiment(experiment(), folder, false, listener, control));
        }
        disk.makeRoom();
        resumeAndCompare(folder);
    }

    void aFullDiskEndsARunThatNobodyWatchesWithItsCheckpointWhole() {
        const test::SmallDisk disk(kDiskBytes);
        if (!disk.isMounted()) QSKIP(qPrintable(disk.reason()));
        const QString folder = disk.path(u"run"_s);
        {
            test::RunListener listener;
            RunControl control;
            interfere(listener, [&] { disk.fill(); });
            QVERIFY_THROWS_EXCEPTION(DiskRefused,
                                     engine::runExperiment(experiment(), folder, false, listener, control));
        }
        disk.makeRoom();
        resumeAndCompare(folder);
    }

    void aDeletedFolderEndsTheRunAndIsNotMadeAgain() {
        const QString folder = path("deleted");
        const std::optional<WorkError> error = errorAfterStep(folder, [&] { QDir(folder).removeRecursively(); });
        QVERIFY(error.has_value());
        QVERIFY2(error->message().contains(u"deleted or moved"), qPrintable(error->message()));
        QCOMPARE(error->where(), folder);
        QVERIFY(!QFileInfo::exists(folder));
    }

    void aMovedFolderEndsTheRunAndGoesOnWhereItIs() {
        const QString folder = path("moved");
        const QString elsewhere = path("elsewhere");
        const std::optional<WorkError> error = errorAfterStep(folder, [&] { QDir().rename(folder, elsewhere); });
        QVERIFY(error.has_value());
        QVERIFY2(error->message().contains(u"deleted or moved"), qPrintable(error->message()));
        QVERIFY(!QFileInfo::exists(folder));
        resumeAndCompare(elsewhere);
    }

    void dataThatGoesAwayDuringTheRunIsNotMissed() {
        const QString data = test::writeSyntheticIdx(path("passing"), 300, 100, 5);
        experiment::Experiment own = experiment();
        own.data.train = data;
        test::RunListener listener;
        RunControl control;
        listener.onPhase = [&](Phase phase) {
            if (phase == Phase::TeacherTrain) QDir(data).removeRecursively();
        };
        engine::runExperiment(own, path("without-data"), false, listener, control);
        QVERIFY(!QFileInfo::exists(data));
        compareWithReference(path("without-data"));
    }

    void dataThatChangedIsRefusedOnResumeAndTheRunStaysAsItWas() {
        const QString folder = path("changed");
        const QString labels = m_data + u"/train-labels-idx1-ubyte"_s;
        {
            test::RunListener listener;
            RunControl control;
            listener.onStep = [&](const report::StepMetrics& metrics) {
                if (metrics.phase == Phase::Distil && metrics.step == 7) control.stop();
            };
            QVERIFY_THROWS_EXCEPTION(Stopped, engine::runExperiment(experiment(), folder, false, listener, control));
        }
        const QByteArray before = readFile(labels);
        const QByteArray measured = readFile(RunFolder(folder).metricsFile());
        QByteArray changed = before;
        changed.back() = static_cast<char>((changed.back() + 1) % 10);
        writeFileAtomically(labels, changed);
        {
            test::RunListener listener;
            RunControl control;
            const auto error = test::caught<RequestError>(
                [&] { engine::runExperiment(experiment(), folder, true, listener, control); });
            writeFileAtomically(labels, before);
            QVERIFY(error.has_value());
            QCOMPARE(error->message(), u"the data has changed since this run began"_s);
            QCOMPARE(error->where(), m_data);
        }
        QCOMPARE(readFile(RunFolder(folder).metricsFile()), measured);
        resumeAndCompare(folder);
    }

private:
    experiment::Experiment experiment() const { return test::smallExperiment(m_data, 30, 2); }

    /// Does something in the middle of the student's training.
    static void interfere(test::RunListener& listener, const std::function<void()>& deed) {
        listener.onStep = [deed](const report::StepMetrics& metrics) {
            if (metrics.phase == Phase::Distil && metrics.step == 8) deed();
        };
    }

    QString path(const char* name) const { return m_scratch.filePath(QLatin1String(name)); }

    /// What ends a run that loses its folder in the middle of the student's training.
    std::optional<WorkError> errorAfterStep(const QString& folder, const std::function<void()>& deed) const {
        test::RunListener listener;
        RunControl control;
        interfere(listener, deed);
        return test::caught<WorkError>([&] { engine::runExperiment(experiment(), folder, false, listener, control); });
    }

    void resumeAndCompare(const QString& folder) const {
        test::RunListener listener;
        RunControl control;
        engine::runExperiment(experiment(), folder, true, listener, control);
        compareWithReference(folder);
    }

    void compareWithReference(const QString& folder) const {
        for (const QString& file :
             {u"student/model.safetensors"_s, u"teacher/model.safetensors"_s, u"test_answers.csv"_s}) {
            QVERIFY2(readFile(folder + u'/' + file) == readFile(path("reference") + u'/' + file), qPrintable(file));
        }
        QCOMPARE(measuredLines(folder), measuredLines(path("reference")));
        QVERIFY(RunFolder(folder).isFinished());
        QVERIFY(QFileInfo::exists(folder + u"/onnx/model.onnx"_s));
    }

    QTemporaryDir m_scratch;
    QString m_data;
};

DISTILLAB_TEST(DiskTest)
#include "disk_test.moc"
