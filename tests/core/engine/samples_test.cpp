#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/load_text.h"
#include "core/engine/pipeline.h"
#include "core/engine/pseudo_labels.h"
#include "core/engine/text_task.h"
#include "core/experiment/run_folder.h"
#include "core/nn/text_source.h"
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

#include <numeric>
#include <set>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using report::Phase;
using test::caught;

namespace {

using Listener = test::RunListener;

}  // namespace

/// What a student learns from: few labels and many texts without, and the teacher's word on these.
class SamplesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_scratch.isValid());
        test::writeSyntheticReviews(m_scratch.filePath(u"reviews.csv"_s), 300, 3);
        test::writeSmallEncoder(m_scratch.filePath(u"encoder"_s), test::smallEncoderConfig({u"a"_s, u"b"_s, u"c"_s}));

        auto e = experiment();
        e.data.labelled = 60;
        e.teacher.finetune.epochs = 40;  // 80 steps: enough to be sure of something
        e.distill.pseudoLabels.threshold = 0.8;
        m_report = run(e, u"reference"_s, m_listener);
    }

    void chosenItemsAreTheItemsThemselves() {
        const auto tokenizer = tokenizers::Tokenizer::load(m_scratch.filePath(u"encoder"_s));
        const data::TextSubset texts = data::loadText(experiment().data).train;
        nn::TextSource all(texts, tokenizer, 24, torch::kCPU);
        nn::ChosenItems some(std::make_unique<nn::TextSource>(texts, tokenizer, 24, torch::kCPU),
                             {{3, 5, 5, 100, 242}, {1, -1, 0, 1, 1}});
        QCOMPARE(some.count(), size_t{5});
        QCOMPARE(some.label(1), std::int64_t{-1});
        const std::vector<std::uint32_t> here = {4, 1};
        const std::vector<std::uint32_t> there = {242, 5};
        QVERIFY(some.load(here).input.equal(all.load(there).input));

        const std::vector<std::uint32_t> order = some.epochOrder(1, 0, 2);
        std::multiset<std::int64_t> drawn;
        const auto place = [](std::uint32_t position) {
            return std::vector<std::int64_t>{3, 5, 5, 100, 242}[position];
        };
        for (const std::uint32_t position : order) drawn.insert(place(position));
        QCOMPARE(drawn, (std::multiset<std::int64_t>{3, 5, 5, 100, 242}));
        QVERIFY(some.epochOrder(1, 0, 2) == order);
    }

    void wholeChoiceHasTheOrderOfTheWhole() {
        const auto tokenizer = tokenizers::Tokenizer::load(m_scratch.filePath(u"encoder"_s));
        const data::TextSubset texts = data::loadText(experiment().data).train;
        auto all = std::make_unique<nn::TextSource>(texts, tokenizer, 24, torch::kCPU);
        nn::Choice choice;
        for (std::uint32_t i = 0; i < all->count(); ++i) choice.positions.push_back(i);
        choice.labels.assign(all->count(), 0);
        const auto expected = all->epochOrder(5, 2, 16);
        QVERIFY(nn::ChosenItems(std::move(all), choice).epochOrder(5, 2, 16) == expected);
    }

    void rowsAboveTheThresholdAreKept() {
        const torch::Tensor logits = torch::tensor({{9.0F, 0.0F}, {0.0F, 1.0F}, {0.0F, 3.0F}});
        const auto labels = engine::pseudoLabels(logits, 1, 3, 0.9);
        QCOMPARE(labels.size(), size_t{2});
        QCOMPARE(labels[0].position, 1U);
        QCOMPARE(labels[0].label, std::int64_t{1});
        QVERIFY(std::abs(labels[0].confidence - 0.7310585786) < 1e-6);
        QVERIFY(!labels[0].kept);
        QVERIFY(labels[1].kept);
        QVERIFY(engine::pseudoLabels(logits, 1, 2, 0)[0].kept);
    }

    void teacherLabelsWhatHasNoLabel() {
        QVERIFY(m_report.pseudoLabels.has_value());
        const report::PseudoLabelReport& labels = *m_report.pseudoLabels;
        QCOMPARE(labels.rows, 243 - 60);
        QVERIFY2(labels.kept > 0 && labels.kept <= labels.rows, qPrintable(QString::number(labels.kept)));
        QCOMPARE(labels.threshold, 0.8);
        QVERIFY2(labels.accuracy > 0.7, qPrintable(QString::number(labels.accuracy)));
        const QString sentence = u"%1 of 183 unlabelled items were labelled by the teacher with at least 80 %."_s;
        QVERIFY(!m_listener.lines.filter(sentence.arg(labels.kept)).isEmpty());
        const report::RunReport read = report::readReport(folder(u"reference"_s));
        QCOMPARE(read.pseudoLabels->kept, labels.kept);
        QCOMPARE(read.pseudoLabels->accuracy, labels.accuracy);

        // The teacher sees the labelled ones, the student what is kept; the baseline makes as many steps.
        const auto stepsOf = [&](Phase phase) {
            for (const report::StepMetrics& step : m_listener.steps) {
                if (step.phase == phase) return step.totalSteps;
            }
            return qint64{0};
        };
        QCOMPARE(stepsOf(Phase::TeacherTrain), qint64{40 * 2});
        QCOMPARE(stepsOf(Phase::Distil), qint64{5 * ((60 + labels.kept + 31) / 32)});
        QCOMPARE(stepsOf(Phase::Baseline), stepsOf(Phase::Distil));
    }

    void tableOfPseudoLabelsReadsAsATable() {
        experiment::DataSpec spec;
        spec.label = u"label"_s;
        const data::TextSubset table =
            data::readTestTable(experiment::RunFolder(folder(u"reference"_s)).pseudoLabelsFile(), spec, {});
        QCOMPARE(table.count(), size_t{183});
        const QByteArray csv = readFile(experiment::RunFolder(folder(u"reference"_s)).pseudoLabelsFile());
        QVERIFY(csv.startsWith("row,text,label,confidence,kept\r\n61,"));
        QCOMPARE(csv.count(",1\r\n"), m_report.pseudoLabels->kept);
    }

    void resumedRunKeepsTheSameItems() {
        auto e = experiment();
        e.data.labelled = 60;
        e.teacher.finetune.epochs = 40;  // 80 steps: enough to be sure of something
        e.distill.pseudoLabels.threshold = 0.8;
        for (const Phase phase : {Phase::Distil, Phase::Baseline}) {
            const QString name = u"resumed-"_s + report::phaseKey(phase);
            RunControl control;
            Listener listener;
            listener.onStep = [&](const report::StepMetrics& metrics) {
                if (metrics.phase == phase && metrics.step == 3) control.stop();
            };
            QVERIFY(caught<Stopped>([&] { engine::runExperiment(e, folder(name), false, listener, control); }));
            RunControl free;
            const report::RunReport report = engine::runExperiment(e, folder(name), true, listener, free);
            QVERIFY(student(name) == student(u"reference"_s));
            QCOMPARE(report.pseudoLabels->kept, m_report.pseudoLabels->kept);
        }
    }

    void withoutPseudoLabelsAllItemsStay() {
        auto e = experiment();
        e.data.labelled = 60;
        e.teacher.finetune.epochs = 40;  // 80 steps: enough to be sure of something
        e.distill.pseudoLabels.enabled = false;
        Listener listener;
        const report::RunReport report = run(e, u"soft"_s, listener);
        QVERIFY(!report.pseudoLabels.has_value());
        QVERIFY(!QFileInfo::exists(experiment::RunFolder(folder(u"soft"_s)).pseudoLabelsFile()));
        for (const report::StepMetrics& step : listener.steps) {
            if (step.phase == Phase::Distil) QCOMPARE(step.totalSteps, qint64{5 * 8});
        }
        QVERIFY2(report.student.scores.accuracy > 0.8, qPrintable(QString::number(report.student.scores.accuracy)));
    }

    void whatNobodyIsSureOfIsLeftOut() {
        auto e = experiment();
        e.data.labelled = 60;
        e.teacher.finetune.epochs = 40;  // 80 steps: enough to be sure of something
        e.distill.pseudoLabels.threshold = 1;
        e.distill.baseline = false;
        Listener listener;
        const report::RunReport report = run(e, u"none"_s, listener);
        QCOMPARE(report.pseudoLabels->kept, qint64{0});
        QVERIFY(std::isnan(report.pseudoLabels->accuracy));
        QCOMPARE(listener.steps.last().totalSteps, qint64{5 * 2});
    }

    void furtherTableIsLabelledToo() {
        auto e = experiment();
        e.data.unlabelled = m_scratch.filePath(u"more.csv"_s);
        writeFileAtomically(e.data.unlabelled,
                            "number,sentence\n7,\"the film is brilliant, \"\"funny\"\" and fresh\"\n");
        e.distill.pseudoLabels.threshold = 0.5;
        Listener listener;
        const report::RunReport report = run(e, u"further"_s, listener);
        QCOMPARE(report.pseudoLabels->rows, qint64{1});
        QCOMPARE(report.pseudoLabels->kept, qint64{1});
        QVERIFY(std::isnan(report.pseudoLabels->accuracy));
        const QByteArray csv = readFile(experiment::RunFolder(folder(u"further"_s)).pseudoLabelsFile());
        QVERIFY2(csv.contains("244,\"the film is brilliant, \"\"funny\"\" and fresh\",positive,"), csv.constData());
    }

    void copiesAreLearntFromWhateverTheirConfidence() {
        auto e = experiment();
        e.data.augment = {.copies = 2, .mask = 0.2, .ngram = 0.3};
        e.distill.pseudoLabels.threshold = 1;
        Listener listener;
        const report::RunReport report = run(e, u"copies"_s, listener);
        QVERIFY(!report.pseudoLabels.has_value());  // no row was without a label
        const qint64 copies = report.trainItems - 243;
        QVERIFY2(copies > 300 && copies < 486, qPrintable(QString::number(copies)));
        for (const report::StepMetrics& step : listener.steps) {
            if (step.phase == Phase::TeacherTrain) QCOMPARE(step.totalSteps, qint64{10 * 8});
            if (step.phase == Phase::Distil) QCOMPARE(step.totalSteps, qint64{5 * ((243 + copies + 31) / 32)});
        }
        QVERIFY2(report.student.scores.accuracy > 0.85, qPrintable(QString::number(report.student.scores.accuracy)));
        Listener again;
        run(e, u"copies-again"_s, again);
        QVERIFY(student(u"copies-again"_s) == student(u"copies"_s));
    }

    void unsureItemsAreDrawnMoreOftenAndARunResumes_data() {
        QTest::addColumn<int>("by");
        QTest::newRow("entropy") << static_cast<int>(experiment::SamplingBy::Entropy);
        QTest::newRow("disagreement") << static_cast<int>(experiment::SamplingBy::Disagreement);
    }
    void unsureItemsAreDrawnMoreOftenAndARunResumes() {
        QFETCH(int, by);
        auto e = experiment();
        e.data.labelled = 100;
        e.distill.pseudoLabels.threshold = 0.7;
        e.distill.sampling = {static_cast<experiment::SamplingBy>(by), 1};
        e.distill.baseline = false;
        const QString name = u"sampled-%1"_s.arg(by);
        Listener listener;
        const report::RunReport report = run(e, name, listener);
        QVERIFY(report.student.scores.accuracy > 0.7);
        const report::MetricsHistory history = report::readMetrics(folder(name));
        QCOMPARE(history.samplings.size(), qsizetype{5});
        for (const report::SamplingMetrics& sampling : history.samplings) {
            const auto sum = [](const QList<qint64>& counts) {
                return std::accumulate(counts.begin(), counts.end(), qint64{0});
            };
            QCOMPARE(sum(sampling.available), 100 + report.pseudoLabels->kept);
            QCOMPARE(sum(sampling.drawn), sum(sampling.available));
        }
        const report::SamplingMetrics& last = history.samplings.last();
        QCOMPARE(last.epoch, 5);
        QVERIFY(last.drawn.front() <= last.available.front());

        const qint64 stepsPerEpoch = listener.steps.last().totalSteps / 5;
        for (const qint64 stop : {stepsPerEpoch * 2 + 2, stepsPerEpoch * 3}) {
            const QString resumed = name + u'-' + QString::number(stop);
            RunControl control;
            Listener interrupted;
            interrupted.onStep = [&](const report::StepMetrics& metrics) {
                if (metrics.phase == Phase::Distil && metrics.step == stop) control.stop();
            };
            QVERIFY(caught<Stopped>([&] { engine::runExperiment(e, folder(resumed), false, interrupted, control); }));
            RunControl free;
            Listener rest;
            engine::runExperiment(e, folder(resumed), true, rest, free);
            QVERIFY(student(resumed) == student(name));
            QCOMPARE(report::readMetrics(folder(resumed)).samplings.size(), qsizetype{5});
            QCOMPARE(report::readMetrics(folder(resumed)).samplings.last().drawn, last.drawn);
        }
    }

    void picturesAreLabelledToo() {
        experiment::Experiment e;
        e.data.train = test::writeSyntheticIdx(m_scratch.filePath(u"pictures"_s), 300, 100, 5);
        e.data.labelled = 100;
        e.teacher.model = u"cnn-small"_s;
        e.teacher.width = 0.25;
        e.teacher.training.epochs = 2;
        e.teacher.training.batchSize = 20;
        e.distill.training.epochs = 1;
        e.distill.training.batchSize = 20;
        e.distill.pseudoLabels.threshold = 0.1;  // of ten classes one always has it
        e.data.shift = 1;                        // the teacher is asked per batch
        e.onnx.enabled = false;
        Listener listener;
        const report::RunReport report = run(e, u"pictures"_s, listener);
        QCOMPARE(report.pseudoLabels->rows, qint64{170});
        QCOMPARE(report.pseudoLabels->kept, qint64{170});
        const QByteArray csv = readFile(experiment::RunFolder(folder(u"pictures"_s)).pseudoLabelsFile());
        QVERIFY(csv.startsWith("row,label,confidence,kept\r\n101,"));
    }

private:
    experiment::Experiment experiment() const {
        auto e = experiment::Experiment::defaultsOf(experiment::kTextClassification);
        e.data.train = m_scratch.filePath(u"reviews.csv"_s);
        e.data.maxLength = 24;
        e.teacher.path = m_scratch.filePath(u"encoder"_s);
        e.teacher.finetune.epochs = 10;
        e.teacher.finetune.batchSize = 32;
        e.teacher.finetune.learningRate = 5e-3;
        e.student.model = u"bert-tiny"_s;
        e.distill.training.epochs = 5;
        e.distill.training.batchSize = 32;
        e.distill.training.learningRate = 3e-3;
        e.onnx.enabled = false;
        return e;
    }

    QString folder(const QString& name) const { return m_scratch.filePath(u"runs/"_s + name); }
    QByteArray student(const QString& name) const {
        return readFile(experiment::RunFolder(folder(name)).studentFolder() + u"/model.safetensors"_s);
    }

    report::RunReport run(const experiment::Experiment& e, const QString& name, Listener& listener) const {
        RunControl control;
        return engine::runExperiment(e, folder(name), false, listener, control);
    }

    QTemporaryDir m_scratch;
    report::RunReport m_report;
    Listener m_listener;
};

DISTILLAB_TEST(SamplesTest)
#include "samples_test.moc"
