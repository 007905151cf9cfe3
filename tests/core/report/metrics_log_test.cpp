#include "core/report/metrics_log.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/report/run_report.h"
#include "tests/core/report/example_report.h"
#include "tests/support/caught.h"
#include "tests/support/small_disk.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <limits>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using namespace std::string_literals;

namespace {

std::string textAt(const QByteArray& line, const char* key) {
    return nlohmann::json::parse(line.toStdString()).at(key).get<std::string>();
}

}  // namespace

class MetricsLogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"metrics.jsonl"_s);
    }

    void whatIsWrittenIsReadBack() {
        report::StepMetrics step = test::exampleStep(3, 40);
        step.phase = report::Phase::TeacherTrain;
        const report::EpochMetrics epoch = test::exampleEpoch(report::Phase::Distil, 2);
        {
            report::MetricsLog log(m_path, 0);
            log.write(step);
            log.write(epoch);
        }
        const report::MetricsHistory history = report::readMetrics(m_folder->path());
        QCOMPARE(history.steps.size(), 1);
        const report::StepMetrics& s = history.steps[0];
        QCOMPARE(s.phase, step.phase);
        QCOMPARE(s.step, step.step);
        QCOMPARE(s.totalSteps, step.totalSteps);
        QCOMPARE(s.epoch, step.epoch);
        QCOMPARE(s.loss, step.loss);
        QCOMPARE(s.parts, step.parts);
        QCOMPARE(s.learningRate, step.learningRate);
        QCOMPARE(s.itemsPerSecond, step.itemsPerSecond);
        QCOMPARE(s.seconds, step.seconds);
        QCOMPARE(history.epochs.size(), 1);
        const report::EpochMetrics& e = history.epochs[0];
        QCOMPARE(e.phase, epoch.phase);
        QCOMPARE(e.epoch, epoch.epoch);
        QCOMPARE(e.epochs, epoch.epochs);
        QCOMPARE(e.step, epoch.step);
        QCOMPARE(e.trainLoss, epoch.trainLoss);
        QCOMPARE(e.validationLoss, epoch.validationLoss);
        QCOMPARE(e.validationAccuracy, epoch.validationAccuracy);
        QCOMPARE(e.agreement, epoch.agreement);
        QCOMPARE(e.teacherAccuracy, epoch.teacherAccuracy);
        QCOMPARE(e.best, epoch.best);
        QCOMPARE(e.seconds, epoch.seconds);
    }

    void whatAnEpochDrewIsReadBack() {
        report::SamplingMetrics sampling;
        sampling.epoch = 3;
        sampling.highest = 0.75;
        sampling.available = {5, 3, 0};
        sampling.drawn = {2, 6, 0};
        report::MetricsLog(m_path, 0).write(sampling);
        const report::MetricsHistory history = report::readMetrics(m_folder->path());
        QCOMPARE(history.samplings.size(), 1);
        QCOMPARE(history.samplings[0].epoch, 3);
        QCOMPARE(history.samplings[0].highest, 0.75);
        QCOMPARE(history.samplings[0].available, sampling.available);
        QCOMPARE(history.samplings[0].drawn, sampling.drawn);
    }

    void everyLineIsOneJsonObjectOnDiskAtOnce() {
        report::MetricsLog log(m_path, 0);
        log.write(test::exampleStep(1, 40));
        log.write(test::exampleEpoch(report::Phase::Baseline, 1));
        const QList<QByteArray> lines = readFile(m_path).split('\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[2].isEmpty());
        QCOMPARE(log.bytes(), readFile(m_path).size());
        QCOMPARE(textAt(lines[0], "kind"), "step"s);
        QCOMPARE(textAt(lines[1], "kind"), "epoch"s);
        QCOMPARE(textAt(lines[1], "phase"), "baseline"s);
    }

    void whatWasNotMeasuredIsNull() {
        report::StepMetrics step = test::exampleStep(1, 40);
        step.parts[0].value = report::kNotMeasured;
        report::MetricsLog(m_path, 0).write(step);
        QVERIFY(nlohmann::json::parse(readFile(m_path).toStdString()).at("losses").at("soft-targets").is_null());
        QVERIFY(std::isnan(report::readMetrics(m_folder->path()).steps[0].parts[0].value));
    }

    void aTornLastLineIsPassedOver() {
        report::MetricsLog(m_path, 0).write(test::exampleStep(1, 40));
        const QByteArray whole = readFile(m_path);
        writeFileAtomically(m_path, whole + whole.left(whole.size() / 2));
        QCOMPARE(report::readMetrics(m_folder->path()).steps.size(), 1);
        // Torn between the text and its line feed: the line reads well, but the run does not vouch for it.
        writeFileAtomically(m_path, whole + whole.chopped(1));
        QCOMPARE(report::readMetrics(m_folder->path()).steps.size(), 1);
    }

    void aDamagedLineInTheMiddleIsNamed() {
        report::MetricsLog(m_path, 0).write(test::exampleStep(1, 40));
        const QByteArray whole = readFile(m_path);
        writeFileAtomically(m_path, whole + "{\"kind\": \"step\"\n" + whole);
        const auto error = test::caught<RequestError>([&] { report::readMetrics(m_folder->path()); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), m_path + u":2"_s);
    }

    void kindsAndPhasesOfLaterVersionsArePassedOver() {
        writeFileAtomically(m_path,
                            "{\"kind\": \"gpu\", \"phase\": \"distil\"}\n{\"kind\": \"step\", \"phase\": "
                            "\"quantize\"}\n");
        const report::MetricsHistory history = report::readMetrics(m_folder->path());
        QVERIFY(history.steps.isEmpty());
        QVERIFY(history.epochs.isEmpty());
    }

    void theStepOfADivergenceIsKeptBesideThoseThatWereDone() {
        report::MetricsLog log(m_path, 0);
        log.write(test::exampleStep(1, 40));
        report::StepMetrics last = test::exampleStep(2, 40);
        last.loss = std::numeric_limits<double>::infinity();
        log.writeDiverged(last);
        const report::MetricsHistory history = report::readMetrics(m_folder->path());
        QCOMPARE(history.steps.size(), 1);
        QVERIFY(history.diverged.has_value());
        QCOMPARE(history.diverged->step, 2);
        QVERIFY(std::isnan(history.diverged->loss));
    }

    void resumingCutsWhatTheCheckpointDoesNotVouchFor() {
        qint64 vouchedFor = 0;
        {
            report::MetricsLog log(m_path, 0);
            log.write(test::exampleStep(1, 40));
            vouchedFor = log.bytes();
            log.write(test::exampleStep(2, 40));
            log.write(test::exampleStep(3, 40));
        }
        report::MetricsLog log(m_path, vouchedFor);
        QCOMPARE(log.bytes(), vouchedFor);
        log.write(test::exampleStep(9, 40));
        const report::MetricsHistory history = report::readMetrics(m_folder->path());
        QCOMPARE(history.steps.size(), 2);
        QCOMPARE(history.steps[0].step, 1);
        QCOMPARE(history.steps[1].step, 9);
    }

    void aFileShorterThanVouchedForIsNotFilledUp() {
        report::MetricsLog log(m_path, 1000);
        QCOMPARE(log.bytes(), 0);
        log.write(test::exampleStep(1, 40));
        QVERIFY(readFile(m_path).startsWith('{'));
    }

    void stepsComeOneAfterTheOtherAsTheHistoryHasThem() {
        const auto write = [](const QString& folder, report::Phase phase, int steps) {
            writeFileAtomically(folder + u"/experiment.yaml"_s, "version: 1\n");
            report::MetricsLog log(folder + u"/metrics.jsonl"_s, 0);
            for (int step = 1; step <= steps; ++step) {
                report::StepMetrics metrics = test::exampleStep(step, steps);
                metrics.phase = phase;
                log.write(metrics);
                if (step % 2 == 0) log.write(test::exampleEpoch(phase, step / 2));
            }
        };
        write(m_folder->path(), report::Phase::Distil, 5);
        write(m_folder->path() + u"/assistant-1"_s, report::Phase::Distil, 3);
        write(m_folder->path() + u"/assistant-2"_s, report::Phase::Distil, 2);
        const report::MetricsHistory history = report::readMetrics(m_folder->path());
        QCOMPARE(history.steps.size(), 10);
        QList<report::StepMetrics> streamed;
        report::forEachStep(m_folder->path(), [&](const report::StepMetrics& step) { streamed << step; });
        std::ranges::stable_sort(streamed, {}, &report::StepMetrics::phase);
        QCOMPARE(streamed.size(), history.steps.size());
        for (qsizetype i = 0; i < streamed.size(); ++i) {
            QCOMPARE(streamed[i].phase, history.steps[i].phase);
            QCOMPARE(streamed[i].step, history.steps[i].step);
            QCOMPARE(streamed[i].epoch, history.steps[i].epoch);
            QCOMPARE(streamed[i].loss, history.steps[i].loss);
        }
    }

    void aMissingFileIsAnEmptyHistory() { QVERIFY(report::readMetrics(m_folder->path()).steps.isEmpty()); }

    void anUnwritablePlaceIsAWorkError() {
        const QString path = m_folder->filePath(u"taken"_s);
        QVERIFY(QDir().mkpath(path));
        const auto error = test::caught<WorkError>([&] { report::MetricsLog(path, 0); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), path);
    }

    void aRunIsUnderWayWhileItsMeasurementsAreWritten() {
        QVERIFY(!report::isUnderWay(m_folder->path()));
        {
            const report::MetricsLog log(m_path, 0);
            QVERIFY(report::isUnderWay(m_folder->path()));
            const auto error = test::caught<WorkError>([&] { report::MetricsLog(m_path, 0); });
            QVERIFY(error.has_value());
            QVERIFY(error->message().contains(u"another program"));
            const QByteArray process = ' ' + QByteArray::number(QCoreApplication::applicationPid()) + ' ';
            QFile locks(u"/proc/locks"_s);  // not every kernel tells
            if (locks.open(QIODevice::ReadOnly) && locks.readAll().contains(process)) {
                QVERIFY(error->message().endsWith(u"(process %1)"_s.arg(QCoreApplication::applicationPid())));
            }
        }
        QVERIFY(!report::isUnderWay(m_folder->path()));
    }

    void aLineThatDoesNotFitIsAWorkError() {
        report::MetricsLog log(m_path, 0);
        // A file size limit stands in for a full disk.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit tight{20, before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
        const auto error = test::caught<WorkError>([&] { log.write(test::exampleStep(1, 40)); });
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), m_path);
    }

    void aLineThatDoesNotFitIsWrittenWholeOnceThereIsRoom() {
        const test::SmallDisk disk(64 << 10);
        if (!disk.isMounted()) QSKIP(qPrintable(disk.reason()));
        report::MetricsLog log(disk.path(u"metrics.jsonl"_s), 0);
        disk.fill();
        qint64 step = 0;
        while (!test::caught<DiskRefused>([&] { log.write(test::exampleStep(step + 1, 4000)); })) ++step;
        QCOMPARE(QFileInfo(disk.path(u"metrics.jsonl"_s)).size(), log.bytes());  // no half line
        disk.makeRoom();
        log.write(test::exampleStep(step + 1, 4000));
        const report::MetricsHistory history = report::readMetrics(disk.path(u"."_s));
        QCOMPARE(history.steps.size(), step + 1);
        for (qint64 i = 0; i <= step; ++i) QCOMPARE(history.steps[i].step, i + 1);
    }

    void aFolderThatIsGoneOrAnotherOneIsNoticed() {
        const QString folder = m_folder->filePath(u"run"_s);
        const QString path = folder + u"/metrics.jsonl"_s;
        const report::MetricsLog log(path, 0);
        log.requireInPlace();
        QVERIFY(QDir().rename(folder, m_folder->filePath(u"elsewhere"_s)));
        const auto error = test::caught<WorkError>([&] { log.requireInPlace(); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), folder);
        QVERIFY(QDir().mkpath(folder));
        writeFileAtomically(path, "{}\n");  // somebody else's
        QVERIFY(test::caught<WorkError>([&] { log.requireInPlace(); }).has_value());
        QVERIFY(QDir(folder).removeRecursively());
        QVERIFY(QDir().rename(m_folder->filePath(u"elsewhere"_s), folder));
        log.requireInPlace();
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

DISTILLAB_TEST(MetricsLogTest)
#include "metrics_log_test.moc"
