#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/pipeline.h"
#include "core/engine/test_answers.h"
#include "core/experiment/run_folder.h"
#include "core/report/run_report.h"
#include "core/report/test_answers.h"
#include "tests/core/engine/run_listener.h"
#include "tests/core/engine/small_experiment.h"
#include "tests/support/answers.h"
#include "tests/support/synthetic_images.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <cmath>
#include <functional>
#include <thread>

using namespace distillab;
using report::Phase;

namespace {

QByteArray weights(const QString& folder) { return readFile(folder + QStringLiteral("/model.safetensors")); }

}  // namespace

/// Whole runs on small learnable data with real networks.
class RunTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_scratch.isValid());
        m_data = test::writeSyntheticIdx(m_scratch.filePath(QStringLiteral("data")), 600, 200, 5);
        m_reference = run(experiment(), QStringLiteral("reference"));
    }

    void reportHoldsWhatWasMeasured() {
        const report::RunReport report = report::readReport(path("reference"));
        QCOMPARE(report.testItems, 200);
        QCOMPARE(report.trainItems + report.validationItems, 600);
        QVERIFY(report.teacher.parameters > report.student.parameters);
        QVERIFY(report.teacher.scores.accuracy > 0.5);
        QVERIFY(report.student.scores.accuracy > 0.2);
        QVERIFY(report.baseline.has_value());
        QVERIFY(report.agreement > 0 && report.agreement <= 1);
        QVERIFY(report.onnx.has_value());
        QVERIFY(report.onnx->files[0].maxAbsDiff <= 1e-4);
        QVERIFY(report.onnx->files[0].sameAnswers);
        QCOMPARE(report.onnx->files[0].accuracy, report.student.scores.accuracy);
        QVERIFY(QFileInfo::exists(path("reference") + QStringLiteral("/onnx/model.onnx")));
        QVERIFY(QFileInfo::exists(path("reference") + QStringLiteral("/report.html")));
        const report::MetricsHistory history = report::readMetrics(path("reference"));
        QCOMPARE(history.epochs.size(), 2 + 3 + 3);
    }

    void answersToAllTestItemsAreKept() {
        const auto answers = report::readTestAnswers(path("reference"));
        QVERIFY(answers.has_value());
        QCOMPARE(answers->items.size(), size_t{200});
        QCOMPARE(answers->classes.size(), 10);
        QCOMPARE(answers->items[7].row, 7);
        QVERIFY(answers->items[7].text.isEmpty());
        const report::RunReport report = report::readReport(path("reference"));
        QCOMPARE(test::accuracyOf(*answers, &report::TestAnswers::Item::teacher), report.teacher.scores.accuracy);
        QCOMPARE(test::accuracyOf(*answers, &report::TestAnswers::Item::student), report.student.scores.accuracy);
    }

    void modelsAskedAgainSayTheSame() {
        RunControl control;
        QVERIFY(engine::askAgain(experiment(), path("reference"), control) ==
                *report::readTestAnswers(path("reference")));
    }

    void eventsTellTheWholeStory() {
        test::RunListener listener;
        RunControl control;
        engine::runExperiment(experiment(), path("events"), false, listener, control);
        QCOMPARE(listener.phases, (QList<Phase>{Phase::Data, Phase::TeacherTrain, Phase::TeacherTargets, Phase::Distil,
                                                Phase::Baseline, Phase::Evaluate, Phase::Export}));
        QVERIFY(listener.fractionNeverFell);
        QVERIFY(listener.lastFraction > 0.5);
        for (const report::StepMetrics& step : listener.steps) {
            const bool hasTeacher = step.phase == Phase::Distil;
            QCOMPARE(step.parts.size(), hasTeacher ? 2 : 1);
            QCOMPARE(step.parts.last().name, QStringLiteral("hard-labels"));
        }
        for (const report::EpochMetrics& epoch : listener.epochs) {
            QCOMPARE(std::isnan(epoch.agreement), epoch.phase == Phase::TeacherTrain);
        }
        // Twice the same experiment: the same bytes.
        QCOMPARE(weights(path("events") + QStringLiteral("/student")), studentOfReference());
        QCOMPARE(weights(path("events") + QStringLiteral("/teacher")),
                 weights(path("reference") + QStringLiteral("/teacher")));
    }

    void anotherSeedGivesAnotherStudent() {
        experiment::Experiment other = experiment();
        other.data.seed = 43;
        run(other, QStringLiteral("other-seed"));
        QVERIFY(weights(path("other-seed") + QStringLiteral("/student")) != studentOfReference());
    }

    void alphaZeroEqualsTrainingWithoutTeacherToTheBit() {
        experiment::Experiment plain = experiment();
        plain.distill.alpha = 0;
        run(plain, QStringLiteral("alpha-zero"));
        QCOMPARE(weights(path("alpha-zero") + QStringLiteral("/student")),
                 weights(path("alpha-zero") + QStringLiteral("/baseline")));
        QVERIFY(studentOfReference() != weights(path("alpha-zero") + QStringLiteral("/student")));
    }

    void pausedRunWritesTheSameWeights() {
        test::RunListener listener;
        RunControl control;
        std::jthread resumer;  // the window's part
        listener.onStep = [&](const report::StepMetrics& metrics) {
            if (metrics.phase != Phase::Distil || metrics.step != 3) return;
            control.pause();
            resumer = std::jthread([&control] {
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
                control.resume();
            });
        };
        engine::runExperiment(experiment(), path("paused"), false, listener, control);
        QVERIFY(resumer.joinable());
        QCOMPARE(weights(path("paused") + QStringLiteral("/student")), studentOfReference());
    }

    void resumedRunWritesTheSameWeights_data() {
        QTest::addColumn<int>("phase");
        QTest::addColumn<int>("step");
        QTest::newRow("teacher, first step") << static_cast<int>(Phase::TeacherTrain) << 1;
        QTest::newRow("teacher, end of an epoch") << static_cast<int>(Phase::TeacherTrain) << 9;
        QTest::newRow("student, in the middle") << static_cast<int>(Phase::Distil) << 13;
        QTest::newRow("student, last step") << static_cast<int>(Phase::Distil) << 27;
        QTest::newRow("baseline") << static_cast<int>(Phase::Baseline) << 11;
    }
    void resumedRunWritesTheSameWeights() {
        QFETCH(int, phase);
        QFETCH(int, step);
        const QString folder = path("resumed") + QString::number(phase * 100 + step);
        {
            test::RunListener listener;
            RunControl control;
            listener.onStep = [&](const report::StepMetrics& metrics) {
                if (metrics.phase == static_cast<Phase>(phase) && metrics.step == step) control.stop();
            };
            QVERIFY_THROWS_EXCEPTION(Stopped, engine::runExperiment(experiment(), folder, false, listener, control));
            QVERIFY(experiment::RunFolder(folder).canResume());
        }
        test::RunListener listener;
        RunControl control;
        engine::runExperiment(experiment(), folder, true, listener, control);
        QCOMPARE(weights(folder + QStringLiteral("/student")), studentOfReference());
        QCOMPARE(weights(folder + QStringLiteral("/baseline")),
                 weights(path("reference") + QStringLiteral("/baseline")));
        QCOMPARE(readFile(experiment::RunFolder(folder).testAnswersFile()),
                 readFile(experiment::RunFolder(path("reference")).testAnswersFile()));
        // No line of metrics.jsonl is missing or written twice.
        const report::MetricsHistory history = report::readMetrics(folder);
        const report::MetricsHistory expected = report::readMetrics(path("reference"));
        QCOMPARE(history.steps.size(), expected.steps.size());
        QCOMPARE(history.epochs.size(), expected.epochs.size());
        for (qsizetype i = 0; i < history.steps.size(); ++i) {
            QCOMPARE(history.steps[i].step, expected.steps[i].step);
            QCOMPARE(history.steps[i].loss, expected.steps[i].loss);
        }
    }

    void augmentedRunResumesToTheSameWeights() {
        experiment::Experiment augmented = experiment();
        augmented.data.shift = 2;
        augmented.data.flip = true;
        augmented.distill.baseline = false;
        augmented.onnx.enabled = false;
        run(augmented, QStringLiteral("augmented"));
        const QString folder = path("augmented-resumed");
        {
            test::RunListener listener;
            RunControl control;
            listener.onStep = [&](const report::StepMetrics& metrics) {
                if (metrics.phase == Phase::Distil && metrics.step == 7) control.stop();
            };
            QVERIFY_THROWS_EXCEPTION(Stopped, engine::runExperiment(augmented, folder, false, listener, control));
        }
        test::RunListener listener;
        RunControl control;
        engine::runExperiment(augmented, folder, true, listener, control);
        QCOMPARE(weights(folder + QStringLiteral("/student")), weights(path("augmented") + QStringLiteral("/student")));
    }

    void earlierRunServesAsTeacher() {
        experiment::Experiment second = experiment();
        second.teacher.source = experiment::TeacherSource::Run;
        second.teacher.path = path("reference");
        run(second, QStringLiteral("second"));
        const report::RunReport report = report::readReport(path("second"));
        QCOMPARE(report.teacher.scores.accuracy, m_reference.teacher.scores.accuracy);
        QVERIFY(!report.seconds.contains(report::phaseKey(Phase::TeacherTrain)));
        // The same teacher and the same seed: the same student.
        QCOMPARE(weights(path("second") + QStringLiteral("/student")), studentOfReference());
    }

    void absurdLearningRateEndsWithTheReason() {
        experiment::Experiment wild = experiment();
        wild.teacher.training.optimizer = experiment::Optimizer::Sgd;
        wild.teacher.training.learningRate = 10;
        wild.teacher.training.clipNorm = 0;
        wild.teacher.training.warmUp = 0;
        test::RunListener listener;
        RunControl control;
        try {
            engine::runExperiment(wild, path("wild"), false, listener, control);
            QFAIL("the run should have diverged");
        } catch (const WorkError& error) {
            QVERIFY(error.message().contains(QStringLiteral("diverged")));
            QVERIFY(error.remedy().contains(QStringLiteral("learning rate")));
            QVERIFY(!error.where().isEmpty());
        }
        QVERIFY(!experiment::RunFolder(path("wild")).isFinished());
    }

    void strangeTeacherIsRefused() {
        experiment::Experiment second = experiment();
        second.teacher.source = experiment::TeacherSource::Folder;
        second.teacher.path = m_data;  // no model there
        test::RunListener listener;
        RunControl control;
        QVERIFY_THROWS_EXCEPTION(RequestError,
                                 engine::runExperiment(second, path("strange"), false, listener, control));
    }

private:
    experiment::Experiment experiment() const {
        experiment::Experiment e = test::smallExperiment(m_data, 60, 3);
        e.teacher.training.epochs = 2;
        e.distill.baseline = true;
        e.distill.training.learningRate = 4e-3;
        e.distill.temperature = 3;
        e.distill.alpha = 0.6;
        return e;
    }

    QString path(const char* name) const { return m_scratch.filePath(QLatin1String(name)); }
    QByteArray studentOfReference() const { return weights(path("reference") + QStringLiteral("/student")); }

    report::RunReport run(const experiment::Experiment& e, const QString& name) {
        test::RunListener listener;
        RunControl control;
        return engine::runExperiment(e, m_scratch.filePath(name), false, listener, control);
    }

    QTemporaryDir m_scratch;
    QString m_data;
    report::RunReport m_reference;
};

DISTILLAB_TEST(RunTest)
#include "run_test.moc"
