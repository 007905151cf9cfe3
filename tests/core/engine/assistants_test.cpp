#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/pipeline.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/report/run_report.h"
#include "tests/core/engine/run_listener.h"
#include "tests/support/caught.h"
#include "tests/support/small_encoder.h"
#include "tests/support/synthetic_images.h"
#include "tests/support/synthetic_texts.h"
#include "tests/support/test_main.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using experiment::AssistantSpec;
using experiment::RunFolder;
using experiment::StudentStart;
using report::Phase;
using test::caught;

namespace {

/// What of a run must not depend on when it was stopped.
QList<QByteArray> weightsOf(const QString& folder) {
    QList<QByteArray> weights;
    for (const QString& part : {u"teacher"_s, u"assistant-1/student"_s, u"assistant-2/student"_s, u"student"_s}) {
        weights << readFile(folder + u'/' + part + u"/model.safetensors"_s);
    }
    return weights;
}

QByteArray studentOf(const QString& folder) { return readFile(folder + u"/student/model.safetensors"_s); }

}  // namespace

/// Teachers, networks between, and students.
class AssistantsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_scratch.isValid());
        m_images = test::writeSyntheticIdx(path(u"data"_s), 600, 200, 5);
        m_reviews = test::writeSyntheticReviews(path(u"reviews.csv"_s), 300, 3);
        m_reference = run(images(), u"reference"_s);
    }

    void eachIsARunOfItsOwn() {
        const RunFolder whole(path(u"reference"_s));
        QCOMPARE(m_reference.teacher.name, u"cnn-small"_s);
        QCOMPARE(m_reference.assistants.size(), size_t{2});
        qint64 larger = m_reference.teacher.parameters;
        for (int number = 1; number <= 2; ++number) {
            const RunFolder own(whole.assistantFolder(number));
            QVERIFY(own.isFinished());
            const report::RunReport report = report::readReport(own.path());
            const report::ModelReport& assistant = m_reference.assistants[static_cast<size_t>(number - 1)];
            QCOMPARE(report.student.scores.accuracy, assistant.scores.accuracy);
            QVERIFY(!report.baseline);
            QVERIFY(assistant.bytes > 0 && assistant.latencyMsP50 > 0);
            QVERIFY(assistant.parameters < larger);
            larger = assistant.parameters;
        }
        QVERIFY(m_reference.student.parameters < larger);
        QVERIFY(m_reference.baseline.has_value());
        QVERIFY(m_reference.onnx->teacher.has_value());
        QVERIFY(m_reference.seconds.value(report::phaseKey(Phase::Assistants)) > 0);
        // The document is the one that was given, so that a run can be made again.
        QCOMPARE(experiment::write(experiment::load(whole.experimentFile())), experiment::write(images()));
    }

    void theLastOneTeachesTheStudent() {
        experiment::Experiment alone = images();
        alone.teacher.assistants.clear();
        alone.teacher.source = experiment::TeacherSource::Run;
        alone.teacher.path = path(u"reference/assistant-2"_s);
        run(alone, u"alone"_s);
        QCOMPARE(studentOf(path(u"alone"_s)), studentOf(path(u"reference"_s)));
        alone.teacher.path = path(u"reference/assistant-1"_s);
        run(alone, u"of-the-first"_s);
        QVERIFY(studentOf(path(u"of-the-first"_s)) != studentOf(path(u"reference"_s)));
    }

    void eventsTellOfTheirLessons() {
        test::RunListener listener;
        RunControl control;
        engine::runExperiment(images(), path(u"events"_s), false, listener, control);
        QCOMPARE(listener.phases,
                 (QList<Phase>{Phase::Data, Phase::TeacherTrain, Phase::Assistants, Phase::TeacherTargets,
                               Phase::Distil, Phase::Baseline, Phase::Evaluate, Phase::Export}));
        QVERIFY(listener.fractionNeverFell);
        QVERIFY(!listener.lines.filter(u"Assistant 2: "_s).isEmpty());
        // 9 steps an epoch: the first one's two, then the second one's three.
        QList<qint64> steps;
        for (const report::StepMetrics& step : listener.steps) {
            if (step.phase == Phase::Assistants) steps << step.step;
        }
        QCOMPARE(steps.size(), 45);
        for (qsizetype i = 0; i < steps.size(); ++i) QCOMPARE(steps[i], i + 1);

        // Whoever reads the folder afterwards gets the same.
        const report::MetricsHistory read = report::readMetrics(path(u"events"_s));
        QList<int> epochs;
        for (const report::EpochMetrics& epoch : read.epochs) {
            if (epoch.phase == Phase::Assistants) epochs << epoch.epoch;
        }
        QCOMPARE(epochs, (QList<int>{1, 2, 3, 4, 5}));
        QCOMPARE(std::count_if(read.steps.begin(), read.steps.end(),
                               [](const auto& step) { return step.phase == Phase::Assistants; }),
                 45);
        QCOMPARE(weightsOf(path(u"events"_s)), weightsOf(path(u"reference"_s)));
    }

    void resumedRunWritesTheSameWeights_data() {
        QTest::addColumn<int>("phase");
        QTest::addColumn<int>("step");
        QTest::newRow("teacher") << int(Phase::TeacherTrain) << 5;
        QTest::newRow("first assistant") << int(Phase::Assistants) << 4;
        QTest::newRow("last step of the first") << int(Phase::Assistants) << 18;
        QTest::newRow("second assistant") << int(Phase::Assistants) << 30;
        QTest::newRow("student") << int(Phase::Distil) << 13;
    }
    void resumedRunWritesTheSameWeights() {
        QFETCH(int, phase);
        QFETCH(int, step);
        const QString folder = path(u"resumed-"_s + QString::fromLatin1(QTest::currentDataTag()));
        RunControl control;
        test::RunListener listener;
        listener.onStep = [&](const report::StepMetrics& metrics) {
            if (int(metrics.phase) == phase && metrics.step == step) control.stop();
        };
        QVERIFY(caught<Stopped>([&] { engine::runExperiment(images(), folder, false, listener, control); }));
        QVERIFY(RunFolder(folder).canResume());
        RunControl free;
        test::RunListener quiet;
        const report::RunReport report = engine::runExperiment(images(), folder, true, quiet, free);
        QCOMPARE(weightsOf(folder), weightsOf(path(u"reference"_s)));
        QCOMPARE(report.assistants.size(), size_t{2});
        QCOMPARE(report::readMetrics(folder).steps.size(), report::readMetrics(path(u"reference"_s)).steps.size());
    }

    void textsHaveThemToo() {
        test::writeSmallEncoder(path(u"encoder"_s), test::smallEncoderConfig({u"a"_s, u"b"_s, u"c"_s}));
        experiment::Experiment e = experiment::Experiment::defaultsOf(experiment::kTextClassification);
        e.data.train = m_reviews;
        e.data.maxLength = 24;
        e.teacher.path = path(u"encoder"_s);
        e.teacher.finetune.epochs = 5;
        e.teacher.finetune.learningRate = 5e-3;
        e.teacher.assistants = {
            {.student = {.model = {}, .start = StudentStart::Teacher, .layers = u"0"_s}, .epochs = 3}};
        e.student.model = u"bert-tiny"_s;
        e.distill.losses.push_back({.loss = experiment::Loss::HiddenStates, .layers = experiment::kLastLayer});
        e.distill.training.epochs = 5;
        e.distill.training.batchSize = 32;
        e.distill.training.learningRate = 3e-3;
        e.distill.baseline = false;
        e.onnx.enabled = false;
        const report::RunReport report = run(e, u"texts"_s);
        QCOMPARE(report.assistants.size(), size_t{1});
        QVERIFY(report.assistants[0].parameters < report.teacher.parameters);
        QVERIFY(report.assistants[0].scores.accuracy > 0.85);
        QVERIFY(report.student.scores.accuracy > 0.85);
        // The fine-tuned teacher lies in the whole run's folder, not a second time in the assistant's.
        QVERIFY(QFileInfo::exists(path(u"texts/teacher/model.safetensors"_s)));
        QVERIFY(!QFileInfo::exists(path(u"texts/assistant-1/teacher"_s)));
    }

    void whatCannotBeIsRefusedBeforeAnythingIsWritten() {
        experiment::Experiment e = images();
        e.teacher.assistants[1].student.model = u"cnn-tyni"_s;
        const auto error = caught<RequestError>([&] { run(e, u"unknown"_s); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), u"teacher.assistants[1].model"_s);
        QVERIFY(error->remedy().contains(u"cnn-tiny"_s));
        QVERIFY(!QFileInfo::exists(path(u"unknown"_s)));
    }

private:
    experiment::Experiment images() const {
        experiment::Experiment e;
        e.data.train = m_images;
        e.data.seed = 7;
        e.teacher.model = u"cnn-small"_s;
        e.teacher.width = 0.3;
        e.teacher.training.epochs = 2;
        e.teacher.training.batchSize = 60;
        e.teacher.assistants = {AssistantSpec{.student = {.model = u"cnn-small"_s, .width = 0.2}, .epochs = 2},
                                AssistantSpec{.student = {.model = u"cnn-small"_s, .width = 0.15}}};
        e.student.model = u"cnn-tiny"_s;
        e.student.width = 0.5;
        e.distill.training.epochs = 3;
        e.distill.training.batchSize = 60;
        e.distill.training.learningRate = 4e-3;
        return e;
    }

    QString path(const QString& name) const { return m_scratch.filePath(name); }

    report::RunReport run(const experiment::Experiment& e, const QString& name) const {
        RunControl control;
        test::RunListener listener;
        return engine::runExperiment(e, path(name), false, listener, control);
    }

    QTemporaryDir m_scratch;
    QString m_images;
    QString m_reviews;
    report::RunReport m_reference;
};

DISTILLAB_TEST(AssistantsTest)
#include "assistants_test.moc"
