#include "core/engine/pipeline.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/random.h"
#include "core/data/load.h"
#include "core/distill/checkpoint.h"
#include "core/distill/evaluator.h"
#include "core/distill/trainer.h"
#include "core/engine/machine.h"
#include "core/engine/onnx_export.h"
#include "core/engine/progress_meter.h"
#include "core/engine/run_models.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/models/registry.h"
#include "core/nn/inference.h"
#include "core/nn/model_folder.h"
#include "core/report/metrics_log.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>

#include <optional>

namespace distillab::engine {
namespace {

using namespace Qt::Literals::StringLiterals;
using report::Phase;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Pipeline)
};

/// Purposes of the seeds of one run. The baseline shares the student's, so that only the teacher differs.
enum SeedOf : std::uint64_t { kTeacherWeights = 1, kTeacherTraining, kStudentWeights, kStudentTraining };

/// Forward and backward cost about three forward passes.
constexpr double kTrainingCost = 3;
/// Rough work of phases that are not counted in multiply-adds, in forward passes over the test items.
constexpr double kEvaluationPasses = 3;

class Pipeline : private report::RunListener {
public:
    Pipeline(const experiment::Experiment& experiment, const QString& runFolder, bool resume,
             report::RunListener& listener, RunControl& control)
        : m_experiment(experiment),
          m_folder(runFolder),
          m_listener(listener),
          m_control(control),
          m_device(chooseDevice(experiment.device)) {
        if (resume) m_checkpoint = distill::loadCheckpoint(m_folder.checkpointFile());
        if (m_checkpoint) m_seconds = m_checkpoint->seconds;
    }

    report::RunReport run() {
        useThreads(m_experiment.threads);
        loadData();
        // Only now: a run whose data cannot be read leaves no folder behind that looks begun.
        writeFileAtomically(m_folder.experimentFile(), experiment::write(m_experiment));
        m_metrics.emplace(m_folder.metricsFile(), m_checkpoint ? m_checkpoint->metricsBytes : 0);
        prepareTeacher();
        computeTargets();
        trainStudents();
        evaluate();
        exportStudent();
        return finish();
    }

private:
    // Events of the trainer pass through here to be kept and to move the progress bar.
    void phaseStarted(Phase phase) override { m_listener.phaseStarted(phase); }
    void progressed(const report::Progress& progress) override { m_listener.progressed(progress); }
    void logged(const QString& line) override { m_listener.logged(line); }
    void stepDone(const report::StepMetrics& metrics) override {
        m_metrics->write(metrics);
        m_listener.stepDone(metrics);
        progressed(m_meter->at(static_cast<double>(metrics.step) / static_cast<double>(metrics.totalSteps)));
    }
    void epochDone(const report::EpochMetrics& metrics) override {
        m_metrics->write(metrics);
        m_listener.epochDone(metrics);
    }

    /// True when an interrupted run had already finished this phase.
    bool isBehind(Phase phase) const { return m_checkpoint && m_checkpoint->phase > phase; }

    /// @param share  of the phase that an earlier process did
    void begin(Phase phase, double share = 0) {
        m_phaseTimer.start();
        phaseStarted(phase);
        if (!m_meter) return;
        m_meter->begin(phase, share);
        progressed(m_meter->at(share));
    }

    /// @param seconds  spent in the phase, when a resumed part of it was not measured by this process
    void end(Phase phase, std::optional<double> seconds = std::nullopt) {
        m_seconds[report::phaseKey(phase)] =
            seconds.value_or(static_cast<double>(m_phaseTimer.elapsed()) / 1000);
    }

    void loadData() {
        begin(Phase::Data);
        m_splits = data::load(m_experiment.data);
        logged(m_splits.description);
        if (m_experiment.teacher.source != experiment::TeacherSource::Train) {
            m_teacher.emplace(loadTeacher(m_experiment.teacher.path, m_device));
            checkTeacherFits(*m_teacher, *m_splits.train.dataset, m_experiment.teacher.path);
            m_normalization = m_teacher->card.normalization;  // one input serves both networks
        } else {
            m_normalization = data::measureNormalization(m_splits.train);
        }
        planWork();
        end(Phase::Data);
    }

    models::LayerGraph graphOf(const QString& model, double width) const {
        const data::ImageDataset& dataset = *m_splits.train.dataset;
        return models::buildModel(model, dataset.shape, static_cast<int>(dataset.classCount()), width);
    }

    void planWork() {
        const auto items = static_cast<double>(m_splits.train.count());
        const auto testItems = static_cast<double>(m_splits.test.count());
        const bool trainsTeacher = m_experiment.teacher.source == experiment::TeacherSource::Train;
        const models::LayerGraph teacherGraph = trainsTeacher
                                                    ? graphOf(m_experiment.teacher.model, m_experiment.teacher.width)
                                                    : m_teacher->network.graph();
        const auto teacher = static_cast<double>(teacherGraph.multiplyAdds());
        const auto student =
            static_cast<double>(graphOf(m_experiment.student.model, m_experiment.student.width).multiplyAdds());
        const double passes = items * m_experiment.distill.training.epochs;
        const bool perBatch = m_experiment.data.augmented() && m_experiment.distill.alpha > 0;
        QMap<Phase, double> work;
        if (trainsTeacher) {
            work[Phase::TeacherTrain] = items * m_experiment.teacher.training.epochs * teacher * kTrainingCost;
        }
        work[Phase::TeacherTargets] = perBatch ? 0 : items * teacher;
        work[Phase::Distil] = passes * (student * kTrainingCost + (perBatch ? teacher : 0));
        if (m_experiment.distill.baseline) work[Phase::Baseline] = passes * student * kTrainingCost;
        work[Phase::Evaluate] = testItems * (teacher + student) * kEvaluationPasses;
        if (m_experiment.onnx.enabled) work[Phase::Export] = work[Phase::Evaluate];
        m_meter.emplace(work);
    }

    nn::ModelCard cardOf(const QString& model, double width) const {
        const data::ImageDataset& dataset = *m_splits.train.dataset;
        return {model, width, dataset.shape, dataset.classNames, m_normalization};
    }

    void saveCheckpoint(Phase phase, const distill::TrainerState* training) {
        distill::Checkpoint checkpoint;
        checkpoint.phase = phase;
        if (training != nullptr) checkpoint.training = *training;
        checkpoint.metricsBytes = m_metrics->bytes();
        checkpoint.seconds = m_seconds;
        distill::saveCheckpoint(m_folder.checkpointFile(), checkpoint);
    }

    /// Trains a network, or goes on with the one that the checkpoint holds, and saves its best weights in `folder`.
    void train(distill::TrainingJob job, const nn::ModelCard& card, const QString& folder) {
        const Phase phase = job.phase;
        nn::Network& network = job.network;
        distill::Trainer trainer(std::move(job));
        double share = 0;
        if (m_checkpoint && m_checkpoint->phase == phase && m_checkpoint->training) {
            trainer.restore(*m_checkpoint->training);
            share = static_cast<double>(m_checkpoint->training->step) / static_cast<double>(trainer.totalSteps());
        }
        begin(phase, share);
        trainer.run(*this, m_control,
                    [&](const distill::TrainerState& state) { saveCheckpoint(phase, &state); });
        nn::saveModel(folder, network, card);
        end(phase, trainer.seconds());
    }

    distill::TrainingJob jobFor(Phase phase, nn::Network& network, const experiment::TrainingSpec& spec,
                                SeedOf seed) const {
        return {phase,
                network,
                m_splits.train,
                m_splits.validation,
                m_normalization,
                {m_experiment.data.shift, m_experiment.data.flip},
                spec,
                deriveSeed(m_experiment.data.seed, seed),
                std::nullopt};
    }

    void prepareTeacher() {
        const experiment::TeacherSpec& spec = m_experiment.teacher;
        if (spec.source != experiment::TeacherSource::Train) return;
        if (isBehind(Phase::TeacherTrain)) {
            m_teacher.emplace(nn::loadModel(m_folder.teacherFolder(), m_device));
            return;
        }
        const nn::ModelCard card = cardOf(spec.model, spec.width);
        m_teacher.emplace(nn::LoadedModel{
            card,
            nn::Network(graphOf(spec.model, spec.width), deriveSeed(m_experiment.data.seed, kTeacherWeights), m_device),
            0});
        train(jobFor(Phase::TeacherTrain, m_teacher->network, spec.training, kTeacherTraining), card,
              m_folder.teacherFolder());
        m_teacher->bytes = QFileInfo(m_folder.teacherFolder() + u"/model.safetensors"_s).size();
        saveCheckpoint(Phase::TeacherTargets, nullptr);
    }

    void computeTargets() {
        if (isBehind(Phase::Baseline)) return;
        begin(Phase::TeacherTargets);
        nn::Network& teacher = m_teacher->network;
        m_teacherAnswers = nn::computeLogits(teacher, m_splits.validation, m_normalization, m_control).argmax(1);
        if (m_experiment.data.augmented()) {
            logged(Text::tr("The pictures change from epoch to epoch, so the teacher is asked for every batch."));
        } else if (m_experiment.distill.alpha > 0) {
            const auto items = static_cast<double>(m_splits.train.count());
            m_targets = nn::computeLogits(teacher, m_splits.train, m_normalization, m_control, [&](size_t done) {
                progressed(m_meter->at(static_cast<double>(done) / items));
            });
            logged(Text::tr("The teacher's answers for all %L1 training items are computed and kept.").arg(items));
        }
        end(Phase::TeacherTargets);
    }

    distill::TeacherGuidance guidance() {
        return {m_targets.defined() ? teachers::TeacherTargets::cached(m_targets)
                                    : teachers::TeacherTargets::perBatch(m_teacher->network),
                m_experiment.distill.temperature, m_experiment.distill.alpha, m_teacherAnswers};
    }

    void trainStudents() {
        trainStudent(Phase::Distil, m_folder.studentFolder(), m_student);
        if (m_experiment.distill.baseline) trainStudent(Phase::Baseline, m_folder.baselineFolder(), m_baseline);
    }

    void trainStudent(Phase phase, const QString& folder, std::optional<nn::LoadedModel>& student) {
        const experiment::StudentSpec& spec = m_experiment.student;
        if (!isBehind(phase)) {
            const nn::ModelCard card = cardOf(spec.model, spec.width);
            nn::Network network(graphOf(spec.model, spec.width), deriveSeed(m_experiment.data.seed, kStudentWeights),
                                m_device);
            distill::TrainingJob job = jobFor(phase, network, m_experiment.distill.training, kStudentTraining);
            job.guidance = guidance();
            if (phase == Phase::Baseline) job.guidance->alpha = 0;
            train(std::move(job), card, folder);
            const bool baselineFollows = phase == Phase::Distil && m_experiment.distill.baseline;
            saveCheckpoint(baselineFollows ? Phase::Baseline : Phase::Evaluate, nullptr);
        }
        student.emplace(nn::loadModel(folder, m_device));
    }

    report::ModelReport reportOn(nn::LoadedModel& model, const torch::Tensor& logits, const torch::Tensor& labels) {
        m_control.obey();
        return describeModel(model, distill::score(logits, labels, m_splits.test.dataset->classNames));
    }

    void evaluate() {
        begin(Phase::Evaluate);
        const torch::Tensor labels = distill::labelsOf(m_splits.test);
        const auto logitsOf = [&](nn::LoadedModel& model) {
            return nn::computeLogits(model.network, m_splits.test, m_normalization, m_control);
        };
        const torch::Tensor teacherLogits = logitsOf(*m_teacher);
        progressed(m_meter->at(0.4));
        const torch::Tensor studentLogits = logitsOf(*m_student);
        m_report.teacher = reportOn(*m_teacher, teacherLogits, labels);
        m_report.student = reportOn(*m_student, studentLogits, labels);
        m_report.agreement = distill::agreement(studentLogits, teacherLogits);
        if (m_baseline) m_report.baseline = reportOn(*m_baseline, logitsOf(*m_baseline), labels);
        end(Phase::Evaluate);
    }

    void exportStudent() {
        if (!m_experiment.onnx.enabled) return;
        begin(Phase::Export);
        const QString recipe = QString::fromUtf8(experiment::write(m_experiment));
        report::OnnxReport onnx;
        onnx.folder = m_folder.onnxFolder();
        onnx.files.push_back(exportNetwork(*m_student, recipe, m_splits.test, m_folder.onnxFolder(), m_control));
        onnx.files.back().file = u"onnx/"_s + onnx.files.back().file;
        progressed(m_meter->at(0.3));
        const QTemporaryDir scratch;  // the teacher's file is measured, not kept
        onnx.teacher = exportNetwork(*m_teacher, recipe, m_splits.test, scratch.path(), m_control);
        onnx.teacher->file.clear();
        m_report.onnx = onnx;
        logged(Text::tr("ONNX verified: ONNX Runtime and the engine differ by at most %1 on %2 test items.")
                   .arg(onnx.files.back().maxAbsDiff, 0, 'g', 2)
                   .arg(onnx.files.back().checkedItems));
        end(Phase::Export);
    }

    report::RunReport finish() {
        m_report.experiment = m_experiment;
        m_report.runFolder = m_folder.path();
        m_report.dataDescription = m_splits.description;
        m_report.trainItems = static_cast<qint64>(m_splits.train.count());
        m_report.validationItems = static_cast<qint64>(m_splits.validation.count());
        m_report.testItems = static_cast<qint64>(m_splits.test.count());
        m_report.seconds = m_seconds;
        m_report.peakRssMib = peakRssMib();
        m_report.machine = machineDescription();
        saveCheckpoint(Phase::Export, nullptr);
        writeFileAtomically(m_folder.reportHtml(), report::toHtml(m_report, report::readMetrics(m_folder.path())));
        // Last: a folder with report.json counts as finished.
        writeFileAtomically(m_folder.reportJson(), report::toJson(m_report));
        return m_report;
    }

    const experiment::Experiment m_experiment;
    const experiment::RunFolder m_folder;
    report::RunListener& m_listener;
    RunControl& m_control;
    const torch::Device m_device;
    std::optional<distill::Checkpoint> m_checkpoint;
    std::optional<report::MetricsLog> m_metrics;
    std::optional<ProgressMeter> m_meter;
    QElapsedTimer m_phaseTimer;
    QMap<QString, double> m_seconds;
    data::Splits m_splits;
    data::Normalization m_normalization;
    std::optional<nn::LoadedModel> m_teacher;
    std::optional<nn::LoadedModel> m_student;
    std::optional<nn::LoadedModel> m_baseline;
    torch::Tensor m_targets;         ///< the teacher's logits for the training items, when they can be kept
    torch::Tensor m_teacherAnswers;  ///< its argmax for the validation items
    report::RunReport m_report;
};

}  // namespace

report::RunReport runExperiment(const experiment::Experiment& experiment, const QString& runFolder, bool resume,
                                report::RunListener& listener, RunControl& control) {
    experiment::validate(experiment);
    return Pipeline(experiment, runFolder, resume, listener, control).run();
}

}  // namespace distillab::engine
