#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/run_control.h"
#include "core/engine/classifier.h"
#include "core/engine/onnx_export.h"
#include "core/engine/pipeline.h"
#include "core/engine/test_answers.h"
#include "core/engine/text_task.h"
#include "core/experiment/run_folder.h"
#include "core/report/run_report.h"
#include "core/report/test_answers.h"
#include "tests/core/engine/run_listener.h"
#include "tests/support/answers.h"
#include "tests/support/caught.h"
#include "tests/support/small_encoder.h"
#include "tests/support/synthetic_texts.h"
#include "tests/support/test_main.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using experiment::StudentStart;
using report::Phase;
using test::caught;

namespace {

constexpr int kEpochs = 5;

QByteArray weights(const QString& folder) { return readFile(folder + u"/model.safetensors"_s); }

}  // namespace

/// Whole runs on small learnable sentences with real transformers.
class TextRunTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_scratch.isValid());
        test::writeSyntheticReviews(m_scratch.filePath(u"reviews.csv"_s), 300, 3);
        test::writeSmallEncoder(m_scratch.filePath(u"encoder"_s),
                                test::smallEncoderConfig({u"a"_s, u"b"_s, u"c"_s}));  // a head for another task
        m_reference = run(experiment(), u"reference"_s);
    }

    void teacherIsFineTunedAndTeaches() {
        QVERIFY2(m_reference.teacher.scores.accuracy > 0.9,
                 qPrintable(QString::number(m_reference.teacher.scores.accuracy)));
        QVERIFY2(m_reference.student.scores.accuracy > 0.85,
                 qPrintable(QString::number(m_reference.student.scores.accuracy)));
        QVERIFY(m_reference.seconds.contains(report::phaseKey(Phase::TeacherTrain)));
        QVERIFY(m_reference.baseline.has_value());
        QCOMPARE(m_reference.testItems, 30);
        QVERIFY(m_reference.student.latencyMsP50 > 0);
    }

    void answersToTheTestSentencesAreKept() {
        const auto answers = report::readTestAnswers(folder(u"reference"_s));
        QVERIFY(answers.has_value());
        QCOMPARE(answers->items.size(), size_t{30});
        QVERIFY(std::ranges::none_of(answers->items, [](const auto& item) { return item.text.isEmpty(); }));
        QCOMPARE(test::accuracyOf(*answers, &report::TestAnswers::Item::teacher), m_reference.teacher.scores.accuracy);
        QCOMPARE(test::accuracyOf(*answers, &report::TestAnswers::Item::student), m_reference.student.scores.accuracy);
    }

    void modelsAskedAgainSayTheSame() {
        RunControl control;
        QVERIFY(engine::askAgain(experiment(), folder(u"reference"_s), control) ==
                *report::readTestAnswers(folder(u"reference"_s)));
    }

    void folderOfTheStudentIsWhole() {
        const QString student = experiment::RunFolder(folder(u"reference"_s)).studentFolder();
        for (const QString& file : {u"config.json"_s, u"model.safetensors"_s, u"vocab.txt"_s}) {
            QVERIFY2(QFileInfo::exists(student + u'/' + file), qPrintable(file));
        }
        const auto model = engine::openTextModel(student, u"student"_s, {}, 0, 0, torch::kCPU);
        QCOMPARE(model->labels(), (QStringList{u"negative"_s, u"positive"_s}));
        const auto answer = [&](const QString& text) {
            return model->model().infer(model->prepare({.text = text})).argmax(1).item<std::int64_t>();
        };
        QCOMPARE(answer(u"the film is brilliant and funny"_s), 1);
        QCOMPARE(answer(u"the film is dull and stale"_s), 0);
    }

    void studentTooLargeForOneFileIsExportedInTwoAndInInt8() {
        auto e = experiment();
        e.onnx.precision = experiment::OnnxPrecision::Int8;
        e.onnx.maxDrop = 100;
        const auto task = engine::openTask(e, torch::kCPU);
        const auto student =
            task->open(engine::Role::Student, experiment::RunFolder(folder(u"reference"_s)).studentFolder());
        RunControl control;
        const QString onnx = folder(u"large"_s);
        const auto exported = [&](std::int64_t mostBytesInModel) {
            const report::OnnxReport report =
                engine::exportStudent(*student, *task, e, onnx, control, mostBytesInModel);
            QStringList names;
            for (const report::OnnxFileReport& file : report.files) names << file.file;
            return names;
        };
        const QString data = onnx + u"/model.onnx.data"_s;
        QCOMPARE(exported(1), (QStringList{u"model.onnx"_s, u"model.int8.onnx"_s}));
        QVERIFY(QFileInfo(data).size() > QFileInfo(onnx + u"/model.int8.onnx"_s).size());
        QCOMPARE(exported(deploy::kMostBytesInModel), (QStringList{u"model.onnx"_s, u"model.int8.onnx"_s}));
        QVERIFY(!QFileInfo::exists(data));
    }

    void tableOfAnotherLayoutIsGuessed() {
        const QString path = m_scratch.filePath(u"other.csv"_s);
        writeFileAtomically(path, QByteArray("verdict,words\npositive,the film is brilliant and funny\n"
                                             "negative,the film is dull and stale\n"));
        const experiment::RunFolder reference(folder(u"reference"_s));
        const auto model = engine::openTextModel(reference.studentFolder(), {}, {}, 0, 0, torch::kCPU);
        experiment::DataSpec spec;
        spec.text = u"sentence"_s;
        spec.label = u"label"_s;
        const auto items = model->itemsOf(path, spec);
        QCOMPARE(items->count(), size_t{2});
        QCOMPARE(items->label(0), std::int64_t{1});
        const auto error =
            caught<RequestError>([&] { model->itemsOf(reference.path() + u"/experiment.yaml"_s, spec); });
        QVERIFY(error.has_value());
    }

    void sameSeedWritesTheSameWeights() {
        run(experiment(), u"again"_s);
        compareWeights(u"again"_s);
    }

    void resumedRunWritesTheSameWeights_data() {
        QTest::addColumn<int>("phase");
        QTest::addColumn<int>("step");
        QTest::newRow("teacher") << int(Phase::TeacherTrain) << 5;
        QTest::newRow("student") << int(Phase::Distil) << 7;
        QTest::newRow("baseline") << int(Phase::Baseline) << 3;
    }
    void resumedRunWritesTheSameWeights() {
        QFETCH(int, phase);
        QFETCH(int, step);
        const QString name = u"resumed-"_s + QString::fromLatin1(QTest::currentDataTag());
        RunControl control;
        test::RunListener listener;
        listener.onStep = [&](const report::StepMetrics& metrics) {
            if (int(metrics.phase) == phase && metrics.step == step) control.stop();
        };
        bool stopped = false;
        try {
            engine::runExperiment(experiment(), folder(name), false, listener, control);
        } catch (const Stopped&) {
            stopped = true;
        }
        QVERIFY(stopped);
        RunControl free;
        test::RunListener quiet;
        engine::runExperiment(experiment(), folder(name), true, quiet, free);
        compareWeights(name);
    }

    void accumulatedBatchesMakeOneStep() {
        auto e = experiment();
        e.distill.training.batchSize = 8;
        e.distill.training.accumulate = 4;
        RunControl control;
        test::RunListener listener;
        engine::runExperiment(e, folder(u"accumulated"_s), false, listener, control);
        const auto last = std::find_if(listener.steps.rbegin(), listener.steps.rend(),
                                       [](const report::StepMetrics& step) { return step.phase == Phase::Distil; });
        QCOMPARE(last->totalSteps, qint64{kEpochs * 8});  // 243 sentences, 32 a step
    }

    void teacherWithAHeadIsNotTrainedAgain() {
        auto e = experiment();
        e.teacher.source = experiment::TeacherSource::Run;
        e.teacher.path = folder(u"reference"_s);
        const report::RunReport report = run(e, u"given"_s);
        QVERIFY(!report.seconds.contains(report::phaseKey(Phase::TeacherTrain)));
        QCOMPARE(report.teacher.scores.accuracy, m_reference.teacher.scores.accuracy);
    }

    void headInAnotherOrderIsPutRight() {
        // The same teacher, but its folder calls class 0 POSITIVE: the rows of its head are exchanged.
        const QString from = experiment::RunFolder(folder(u"reference"_s)).teacherFolder();
        const QString to = m_scratch.filePath(u"turned"_s);
        const auto teacher = engine::openTextModel(from, {}, {}, 0, 0, torch::kCPU);
        models::TransformerConfig config = teacher->config();
        config.labels = {u"POSITIVE"_s, u"NEGATIVE"_s};
        nn::Transformer turned(config, 0, torch::kCPU);
        std::vector<torch::Tensor> tensors = teacher->model().snapshot();
        for (size_t i = tensors.size() - 2; i < tensors.size(); ++i) tensors[i] = tensors[i].flip(0);
        turned.restore(tensors);
        teacher->tokenizer().saveTo(to);
        nn::saveTextModel(to, turned);

        auto e = experiment();
        e.teacher.path = to;
        e.distill.training.epochs = 1;
        const report::RunReport report = run(e, u"turned-run"_s);
        QCOMPARE(report.teacher.scores.accuracy, m_reference.teacher.scores.accuracy);
    }

    void studentBeginsWithLayersOfItsTeacher() {
        auto e = experiment();
        e.student.start = StudentStart::Teacher;
        e.student.layers = u"1"_s;
        e.distill.baseline = false;
        const report::RunReport report = run(e, u"layers"_s);
        QVERIFY(report.student.parameters < report.teacher.parameters);
        QVERIFY(report.student.scores.accuracy > 0.85);
        e.student.layers = u"0, 9"_s;
        QVERIFY(caught<RequestError>([&] { run(e, u"no-such-layer"_s); }).has_value());
        e.student.layers = u"first"_s;
        const auto error = caught<RequestError>([&] { run(e, u"no-number"_s); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), u"student.layers"_s);
    }

    void embeddingsOfTheTeacherHelpTheStudentAndNotTheBaseline() {
        auto e = experiment();
        e.student.model = u"bert-tiny"_s;
        e.student.projectEmbeddings = true;
        // bert-tiny is wider than this teacher: there is nothing to project.
        const auto error = caught<RequestError>([&] { run(e, u"projected"_s); });
        QVERIFY(error.has_value());
    }

    void halfPrecisionLearnsAsWellAndExportsInFull() {
        auto e = experiment();
        e.precision = experiment::Precision::Bf16;
        e.onnx.enabled = true;
        e.distill.baseline = false;
        const report::RunReport report = run(e, u"half"_s);
        QVERIFY(report.student.scores.accuracy > 0.85);
        QVERIFY(report.onnx->files.front().maxAbsDiff < 1e-4);
        const experiment::RunFolder half(folder(u"half"_s));
        const experiment::RunFolder full(folder(u"reference"_s));
        QVERIFY(weights(half.teacherFolder()) != weights(full.teacherFolder()));

        // What was exported answers by itself, with nothing but ONNX Runtime and the files beside it.
        const engine::Classifier exported = engine::openClassifier(half.onnxFolder());
        QCOMPARE(exported.labels, (QStringList{u"negative"_s, u"positive"_s}));
        double milliseconds = -1;
        const std::vector<float> praise = exported.answer({.text = u"the film is brilliant and funny"_s}, milliseconds);
        const std::vector<float> pan = exported.answer({.text = u"the film is dull and stale"_s}, milliseconds);
        QVERIFY(praise[1] > praise[0]);
        QVERIFY(pan[0] > pan[1]);
        QVERIFY(milliseconds >= 0);
    }

    void tokensAreOnlyComparedWhereTheyAreTheSame() {
        const QString other = m_scratch.filePath(u"other-words"_s);
        test::writeSmallEncoder(other, test::smallEncoderConfig({u"negative"_s, u"positive"_s}));
        auto e = experiment();
        e.student.start = StudentStart::Folder;
        e.student.path = other;
        e.distill.losses.push_back({.loss = experiment::Loss::HiddenStates});
        e.distill.training.epochs = 1;
        e.distill.baseline = false;
        run(e, u"same-words"_s);
        // The same words under other numbers.
        QList<QByteArray> words = readFile(other + u"/vocab.txt"_s).trimmed().split('\n');
        std::reverse(words.begin() + 10, words.end());
        writeFileAtomically(other + u"/vocab.txt"_s, words.join('\n') + '\n');
        const auto error = caught<RequestError>([&] { run(e, u"other-words"_s); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), u"student.path"_s);
        QVERIFY(error->message().contains(u"hidden-states"_s));
        QVERIFY(!QFileInfo::exists(folder(u"other-words"_s)));
        e.distill.losses.pop_back();
        run(e, u"other-words"_s);
    }

    void studentWrittenInHalfPrecisionIsJudgedAsItIsWritten() {
        auto e = experiment();
        e.student.precision = experiment::WeightFormat::Fp16;
        e.onnx.enabled = true;
        const report::RunReport report = run(e, u"fp16"_s);
        QVERIFY(report.student.bytes < m_reference.student.bytes * 0.6);
        QCOMPARE(report.baseline->bytes, report.student.bytes);
        QCOMPARE(report.teacher.bytes, m_reference.teacher.bytes);
        QVERIFY(report.student.scores.accuracy > 0.85);
        QVERIFY(report.onnx->files.front().maxAbsDiff < 1e-4);
        // Its file of halves answers as it does: nothing is left to be rounded.
        const report::OnnxFileReport& halves = report.onnx->files.back();
        QCOMPARE(halves.precision, u"fp16"_s);
        QVERIFY(halves.sameAnswers && halves.maxAbsDiff < 1e-4);
        QCOMPARE(halves.agreement, 1.0);
        QVERIFY(static_cast<double>(halves.bytes) < 0.6 * static_cast<double>(report.onnx->files.front().bytes));
        // The same weights as ever, each rounded.
        const auto student = [&](const QString& name) {
            const QString from = experiment::RunFolder(folder(name)).studentFolder();
            return engine::openTextModel(from, {}, {}, 0, 0, torch::kCPU)->model().snapshot();
        };
        const std::vector<torch::Tensor> rounded = student(u"fp16"_s);
        const std::vector<torch::Tensor> full = student(u"reference"_s);
        for (size_t i = 0; i < full.size(); ++i) {
            QVERIFY(torch::equal(rounded[i], full[i].to(torch::kHalf).to(torch::kFloat32)));
        }
    }

    void missingTokenizerIsNamed() {
        const QString bare = m_scratch.filePath(u"bare"_s);
        test::writeSmallEncoder(bare, test::smallEncoderConfig({u"negative"_s, u"positive"_s}));
        QFile::remove(bare + u"/vocab.txt"_s);
        auto e = experiment();
        e.teacher.path = bare;
        const auto error = caught<RequestError>([&] { run(e, u"no-tokenizer"_s); });
        QVERIFY(error.has_value());
        QVERIFY2(error->text().contains(u"tokenizer.json"_s), qPrintable(error->text()));
        QVERIFY(!QFileInfo::exists(folder(u"no-tokenizer"_s)));  // nothing was begun
    }

private:
    experiment::Experiment experiment() const {
        auto e = experiment::Experiment::defaultsOf(experiment::kTextClassification);
        e.data.train = m_scratch.filePath(u"reviews.csv"_s);
        e.data.maxLength = 24;
        e.teacher.path = m_scratch.filePath(u"encoder"_s);
        e.teacher.finetune.epochs = 5;
        e.teacher.finetune.learningRate = 5e-3;
        e.student.model = u"bert-tiny"_s;
        e.distill.training.epochs = kEpochs;
        e.distill.training.batchSize = 32;
        e.distill.training.learningRate = 3e-3;
        e.onnx.enabled = false;
        return e;
    }

    QString folder(const QString& name) const { return m_scratch.filePath(u"runs/"_s + name); }

    report::RunReport run(const experiment::Experiment& e, const QString& name) const {
        RunControl control;
        test::RunListener listener;
        return engine::runExperiment(e, folder(name), false, listener, control);
    }

    void compareWeights(const QString& name) const {
        const experiment::RunFolder expected(folder(u"reference"_s));
        const experiment::RunFolder actual(folder(name));
        QVERIFY(weights(actual.teacherFolder()) == weights(expected.teacherFolder()));
        QVERIFY(weights(actual.studentFolder()) == weights(expected.studentFolder()));
        QVERIFY(weights(actual.baselineFolder()) == weights(expected.baselineFolder()));
    }

    QTemporaryDir m_scratch;
    report::RunReport m_reference;
};

DISTILLAB_TEST(TextRunTest)
#include "text_run_test.moc"
