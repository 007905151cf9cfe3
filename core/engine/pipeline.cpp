#include "core/engine/pipeline.h"

#include "core/advice/advice.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/random.h"
#include "core/base/sentences.h"
#include "core/distill/checkpoint.h"
#include "core/distill/evaluator.h"
#include "core/distill/trainer.h"
#include "core/engine/assistants.h"
#include "core/engine/known_latency.h"
#include "core/engine/machine.h"
#include "core/engine/measure_run.h"
#include "core/engine/memory_need.h"
#include "core/engine/onnx_export.h"
#include "core/engine/progress_meter.h"
#include "core/engine/pseudo_labels.h"
#include "core/engine/quantise_teacher.h"
#include "core/engine/task.h"
#include "core/engine/teacher_answers.h"
#include "core/engine/test_answers.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/experiment/validate.h"
#include "core/memory/available_memory.h"
#include "core/nn/inference.h"
#include "core/report/html_page.h"
#include "core/report/measurement_words.h"
#include "core/report/metrics_log.h"
#include "core/report/wording.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

namespace distillab::engine {
namespace {

using namespace Qt::Literals::StringLiterals;
using report::Phase;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Pipeline)
};

/// Purposes of the seeds of one run. The baseline shares the student's, so that only the teacher differs.
enum SeedOf : std::uint64_t {
    kTeacherWeights = 1,
    kTeacherTraining,
    kStudentWeights,
    kStudentTraining,
    kProjections,
    kSampling
};

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
        try {
            return allPhases();
        } catch (const Stopped&) {
            throw;
        } catch (...) {
            // Whatever else is missing then: that the folder is gone is what the user has to know.
            if (m_metrics) m_metrics->requireInPlace();
            throw;
        }
    }

private:
    report::RunReport allPhases() {
        useThreads(m_experiment.threads);
        loadData();
        // Only now: a run whose data cannot be read leaves no folder behind that looks begun. The measurements first:
        // their lock keeps other programs out.
        m_metrics.emplace(m_folder.metricsFile(), m_checkpoint ? m_checkpoint->metricsBytes : 0);
        keep([&] { writeFileAtomically(m_folder.experimentFile(), experiment::write(m_experiment)); });
        prepareTeacher();
        teachAssistants();
        report::RunListener& events = *this;
        m_answers.emplace(*m_task, m_experiment, allTeachers(), events, m_control);
        if (m_assistant) {
            const std::vector<TeacherAnswers::Teacher> alone = {{m_assistant.get()}};
            m_assistantAnswers.emplace(*m_task, m_experiment, alone, events, m_control);
        }
        computeTargets();
        trainStudents();
        evaluate();
        exportStudent();
        return finish();
    }

    /// All that a run writes into its folder goes through here: it waits while the disk takes nothing, and ends where
    /// the folder is gone. What `writing` writes is whole or not there, so that it can be done again.
    void keep(const std::function<void()>& writing) {
        m_control.insist([&] {
            m_metrics->requireInPlace();
            writing();
        });
    }

    // Events of the trainer pass through here to be kept and to move the progress bar.
    void phaseStarted(Phase phase) override { m_listener.phaseStarted(phase); }
    void progressed(const report::Progress& progress) override { m_listener.progressed(progress); }
    void logged(const QString& line) override { m_listener.logged(line); }
    void stepDone(const report::StepMetrics& metrics) override {
        keep([&] { m_metrics->write(metrics); });
        m_listener.stepDone(metrics);
        progressed(m_meter->at(static_cast<double>(metrics.step) / static_cast<double>(metrics.totalSteps)));
    }
    void epochDone(const report::EpochMetrics& metrics) override {
        keep([&] { m_metrics->write(metrics); });
        m_listener.epochDone(metrics);
    }
    void sampled(const report::SamplingMetrics& metrics) override {
        keep([&] { m_metrics->write(metrics); });
        m_listener.sampled(metrics);
    }
    void diverged(const report::StepMetrics& metrics) override {
        keep([&] { m_metrics->writeDiverged(metrics); });
        m_listener.diverged(metrics);
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
        m_seconds[report::phaseKey(phase)] = seconds.value_or(static_cast<double>(m_phaseTimer.elapsed()) / 1000);
    }

    void loadData() {
        begin(Phase::Data);
        // Large data goes to a scratch file, for which there may be no room.
        m_control.insist([&] { m_task = openTask(m_experiment, m_device); });
        requireSameData();
        logged(m_task->description());
        if (const QString note = report::teacherExportNote(m_experiment); !note.isEmpty()) logged(note);
        m_teacher = m_task->makeTeacher(seedOf(kTeacherWeights), *this, m_control);
        for (const experiment::FurtherTeacher& further : m_experiment.teacher.also) {
            m_furtherTeachers.push_back(m_task->openFurtherTeacher(further.path));
        }
        requireSameModels();
        planWork();
        requireMemory();
        end(Phase::Data);
    }

    /// A run that goes on with other data would end as something that no experiment describes.
    void requireSameData() {
        ContentHash hash;
        m_task->addDataTo(hash);
        m_data = toHex(hash.digest());
        if (!m_checkpoint || m_checkpoint->data.isEmpty() || m_checkpoint->data == m_data) return;
        throw RequestError(Text::tr("the data has changed since this run began"), m_experiment.data.train,
                           Text::tr("Put the earlier data back to go on with the run, or start a new one."));
    }

    /// A run that goes on with another teacher would mix what both of them say; a student's words would lose their
    /// meaning with another tokenizer.
    void requireSameModels() {
        const experiment::TeacherSpec& teacher = m_experiment.teacher;
        const experiment::StudentSpec& student = m_experiment.student;
        const QString changedTeacher = Text::tr("the teacher has changed since this run began");
        if (m_task->asksTeacher()) {
            // Of it nothing is here but the tokenizer that its student uses.
            const QString folder = student.tokenizer.isEmpty() ? student.path : student.tokenizer;
            requireSame(u"student.tokenizer"_s, *m_teacher, folder,
                        Text::tr("the tokenizer has changed since this run began"));
        } else if (teacher.source != experiment::TeacherSource::Train) {
            const bool isFromHub = teacher.source == experiment::TeacherSource::Hub;
            requireSame(u"teacher"_s, *m_teacher, isFromHub ? teacher.model : teacher.path, changedTeacher);
        }
        for (size_t i = 0; i < m_furtherTeachers.size(); ++i) {
            requireSame(u"teacher.also[%1]"_s.arg(i), *m_furtherTeachers[i], teacher.also[i].path, changedTeacher);
        }
        if (const auto given = m_task->openGivenStudent(seedOf(kStudentWeights))) {
            requireSame(u"student"_s, *given, student.path,
                        Text::tr("the model that the student begins with has changed since this run began"));
        }
    }

    /// @param key  the item of the experiment that names the model
    void requireSame(const QString& key, RunModel& model, const QString& where, const QString& message) {
        ContentHash hash;
        model.addContentTo(hash);
        const QString digest = toHex(hash.digest());
        m_models.insert(key, digest);
        if (!m_checkpoint || m_checkpoint->models.value(key, digest) == digest) return;
        throw RequestError(message, where,
                           Text::tr("Put the earlier one back to go on with the run, or start a new one."));
    }

    /// Before the run leaves anything on disk.
    void requireMemory() {
        if (!m_device.is_cpu()) return;
        const memory::Estimate estimate = memoryEstimateOf(*m_task, m_experiment, *m_teacher, m_furtherTeachers);
        logged(Text::tr("The run will take about %1 of memory.").arg(report::bytesText(estimate.total())));
        memory::requireRoom(estimate, memory::memoryBudget(), m_experiment);
    }

    void planWork() {
        const auto items = static_cast<double>(m_task->count(Split::Train));
        const auto labelled = static_cast<double>(m_task->labelledCount());
        const auto testItems = static_cast<double>(m_task->count(Split::Test));
        const double oneTeacher = m_task->teacherCost();
        const double teacher = oneTeacher * static_cast<double>(1 + m_furtherTeachers.size());
        const double student = m_task->learnerCost(m_experiment.student, *m_teacher);
        const double passes = items * m_experiment.distill.training.epochs;
        const bool perBatch = m_experiment.data.augmented() && m_experiment.distill.listensToTeacher();
        QMap<Phase, double> work;
        if (m_task->trainsTeacher()) {
            work[Phase::TeacherTrain] = labelled * m_task->teacherTraining().epochs * oneTeacher * kTrainingCost;
        }
        double tutor = teacher;
        const std::vector<experiment::AssistantSpec>& assistants = m_experiment.teacher.assistants;
        for (size_t i = 0; i < assistants.size(); ++i) {
            const double own = assistantCost(i);
            const double ownPasses = assistants[i].epochs > 0 ? items * assistants[i].epochs : passes;
            work[Phase::Assistants] += ownPasses * (own * kTrainingCost + (perBatch ? tutor : 0));
            if (!perBatch) work[Phase::Assistants] += items * tutor;
            tutor = own;
        }
        work[Phase::TeacherTargets] = perBatch ? 0 : items * tutor;
        work[Phase::Distil] = passes * (student * kTrainingCost + (perBatch ? tutor : 0));
        if (m_experiment.distill.baseline) work[Phase::Baseline] = passes * student * kTrainingCost;
        work[Phase::Evaluate] = testItems * (teacher + student) * kEvaluationPasses;
        if (m_experiment.onnx.enabled) work[Phase::Export] = work[Phase::Evaluate];
        m_meter.emplace(work);
    }

    /// @throws RequestError naming the key where there is no such model
    double assistantCost(size_t index) const {
        try {
            return m_task->learnerCost(m_experiment.teacher.assistants[index].student, *m_teacher);
        } catch (const RequestError& error) {
            throw RequestError(error.message(), u"teacher.assistants[%1].model"_s.arg(index), error.remedy());
        }
    }

    std::uint64_t seedOf(SeedOf purpose) const { return deriveSeed(m_experiment.data.seed, purpose); }

    void saveCheckpoint(Phase phase, const distill::TrainerState* training) {
        distill::Checkpoint checkpoint;
        checkpoint.phase = phase;
        if (training != nullptr) checkpoint.training = *training;
        checkpoint.metricsBytes = m_metrics->bytes();
        checkpoint.seconds = m_seconds;
        checkpoint.data = m_data;
        checkpoint.models = m_models;
        keep([&] { distill::saveCheckpoint(m_folder.checkpointFile(), checkpoint); });
    }

    /// Trains a model, or goes on with the one that the checkpoint holds, and saves its best weights in `folder`.
    void train(Phase phase, RunModel& model, std::unique_ptr<nn::ItemSource> items,
               const experiment::TrainingSpec& spec, SeedOf seed, distill::Objective objective,
               std::optional<distill::TeacherGuidance> guidance, const QString& folder) {
        const auto validation = m_task->items(model, Split::Validation);
        distill::Trainer trainer({phase, model.model(), *items, *validation, spec, seedOf(seed), std::move(objective),
                                  std::move(guidance), phase == Phase::Distil ? sampler() : std::nullopt});
        double share = 0;
        if (m_checkpoint && m_checkpoint->phase == phase && m_checkpoint->training) {
            trainer.restore(*m_checkpoint->training);
            share = static_cast<double>(m_checkpoint->training->step) / static_cast<double>(trainer.totalSteps());
            m_checkpoint->training.reset();  // as large as the network, four times
        }
        begin(phase, share);
        model.model().setProductType(chooseProductType(m_experiment.precision));
        trainer.run(*this, m_control, [&](const distill::TrainerState& state) { saveCheckpoint(phase, &state); });
        model.model().setProductType(nn::ProductType::F32);
        keep([&] { model.save(folder, weightType(phase)); });
        end(phase, trainer.seconds());
    }

    /// The student is judged as it is written, and so is the baseline beside it.
    models::DType weightType(Phase phase) const {
        const bool half = m_experiment.student.precision == experiment::WeightFormat::Fp16;
        const bool ofStudent = phase == Phase::Distil || phase == Phase::Baseline;
        return half && ofStudent ? models::DType::F16 : models::DType::F32;
    }

    void prepareTeacher() {
        if (!m_task->trainsTeacher()) return;
        if (isBehind(Phase::TeacherTrain)) {
            m_teacher = m_task->open(Role::Teacher, m_folder.teacherFolder());
            return;
        }
        const experiment::Recipe labelsAlone = experiment::Recipe().withoutTeacher();
        train(Phase::TeacherTrain, *m_teacher, trainingItems(*m_teacher, labelledChoice(m_task->labelledCount())),
              m_task->teacherTraining(), kTeacherTraining, objectiveOf(labelsAlone, *m_teacher), std::nullopt,
              m_folder.teacherFolder());
        saveCheckpoint(Phase::Assistants, nullptr);
    }

    /// Each assistant is taught in a run of its own, by the one before it; the last one teaches the student.
    void teachAssistants() {
        const size_t count = m_experiment.teacher.assistants.size();
        if (count == 0) return;
        if (!isBehind(Phase::Assistants)) {
            const bool goesOn = m_checkpoint && m_checkpoint->phase == Phase::Assistants;
            if (!goesOn) saveCheckpoint(Phase::Assistants, nullptr);  // vouches for what lies in their folders
            begin(Phase::Assistants);
            report::AssistantCourse course;
            for (size_t i = 0; i < count; ++i) {
                teachAssistant(i, goesOn, course);
                course.follow(report::readMetrics(assistantFolder(i).path()));
            }
        }
        double seconds = 0;
        for (size_t i = 0; i < count; ++i) {
            const report::RunReport run = report::readReport(assistantFolder(i).path());
            m_report.assistants.push_back(run.student);
            if (i == 0) m_report.quantisedTeacher = run.quantisedTeacher;
            for (const double phase : run.seconds) seconds += phase;
        }
        m_assistant = m_task->open(Role::Teacher, assistantFolder(count - 1).studentFolder());
        if (isBehind(Phase::Assistants)) return;
        end(Phase::Assistants, seconds);
        saveCheckpoint(Phase::TeacherTargets, nullptr);
    }

    experiment::RunFolder assistantFolder(size_t index) const {
        return experiment::RunFolder(m_folder.assistantFolder(static_cast<int>(index) + 1));
    }

    /// @param goesOn  an earlier process may have begun with it, or finished it
    void teachAssistant(size_t index, bool goesOn, const report::AssistantCourse& course) {
        const experiment::RunFolder folder = assistantFolder(index);
        if (goesOn && folder.isFinished()) return;
        QFile::remove(folder.reportJson());  // whatever lay there before this run began
        const auto count = static_cast<double>(m_experiment.teacher.assistants.size());
        const auto share = [&](double done) { progressed(m_meter->at((static_cast<double>(index) + done) / count)); };
        const QString name = count == 1 ? Text::tr("Assistant") : Text::tr("Assistant %1").arg(index + 1);
        AssistantListener listener(m_listener, course, name, share);
        const auto run = assistantExperiment(m_experiment, index, m_folder.path(), m_task->trainsTeacher());
        Pipeline(run, folder.path(), goesOn && folder.isRun(), listener, m_control).run();
    }

    /// Who teaches the student.
    RunModel& tutor() { return m_assistant ? *m_assistant : *m_teacher; }
    TeacherAnswers& tutorAnswers() { return m_assistantAnswers ? *m_assistantAnswers : *m_answers; }

    torch::Tensor logitsOf(RunModel& model, Split split) {
        return nn::computeLogits(model.model(), *m_task->items(model, split), m_control);
    }

    /// The first teacher and those beside it.
    std::vector<TeacherAnswers::Teacher> allTeachers() const {
        std::vector<TeacherAnswers::Teacher> all = {{m_teacher.get()}};
        for (size_t i = 0; i < m_furtherTeachers.size(); ++i) {
            all.push_back({m_furtherTeachers[i].get(), m_experiment.teacher.also[i].weight});
        }
        return all;
    }

    void askTeacher() {
        const bool asBefore = m_checkpoint && m_checkpoint->phase > Phase::TeacherTargets;
        const auto share = [this](double done) { progressed(m_meter->at(done)); };
        keep([&] {
            m_answers->take(
                m_task->askTeacher(*m_teacher, m_folder.unansweredFile(), asBefore, *this, m_control, share));
        });
    }

    void computeTargets() {
        // What pseudo-labels there were is told at the end, whatever is done by then; and what a teacher said that is
        // asked is judged at the end.
        if (isBehind(Phase::Baseline) && !hasUnlabelled() && !m_task->asksTeacher()) return;
        const nn::FeatureRequest wanted = wantedFeatures();
        begin(Phase::TeacherTargets);
        if (m_task->asksTeacher()) askTeacher();
        m_teacherAnswers = m_answers->logits(Split::Validation).argmax(1);
        if (labelsQuantised()) {
            const auto items = m_task->items(*m_teacher, Split::Train);
            const QString cached = m_experiment.teacher.cache ? measurementFile(m_teacher->model(), *items) : QString();
            keep([&] {
                quantiseTeacher(m_teacher->model(), *items, m_folder.quantisedTeacherFile(), m_checkpoint.has_value(),
                                cached, *this, m_control);
            });
        }
        if (m_experiment.distill.listensToTeacher()) {
            m_targets = tutorAnswers().targets(wanted, [this](double share) { progressed(m_meter->at(share)); });
        }
        if (hasUnlabelled()) chooseItems();
        end(Phase::TeacherTargets);
    }

    /// A teacher that is asked over the network has no layers here; one with assistants labels for the first of them.
    bool labelsQuantised() const { return m_experiment.teacher.quantised && !m_task->asksTeacher() && !m_assistant; }

    bool hasUnlabelled() const { return m_task->labelledCount() < m_task->count(Split::Train); }

    /// What the student learns from where not all training items have labels.
    void chooseItems() {
        const size_t labelled = m_task->labelledCount();
        const size_t all = m_task->count(Split::Train);
        const size_t copies = all - m_task->copyCount();
        const bool asksForLabels = m_experiment.distill.pseudoLabels.enabled && labelled < copies;
        m_choice = asksForLabels ? labelledByTeacher(labelled, copies) : labelledItems(*m_task, labelled);
        // Without a label, and without a teacher to listen to, an item says nothing.
        if (!m_experiment.distill.listensToTeacher()) return;
        addUnlabelled(*m_choice, asksForLabels ? copies : labelled, all);
    }

    /// The labelled items, and those from `begin` to before `end` of whose label the teacher is sure.
    nn::Choice labelledByTeacher(size_t begin, size_t end) {
        const double threshold = m_experiment.distill.pseudoLabels.threshold;
        const std::vector<PseudoLabel> labels = pseudoLabels(tutorAnswers().trainingLogits(), begin, end, threshold);
        keep([&] { writeFileAtomically(m_folder.pseudoLabelsFile(), toCsv(labels, *m_task)); });
        const report::PseudoLabelReport summary = summaryOf(labels, *m_task, threshold);
        QString line = Text::tr("%L1 of %L2 unlabelled items were labelled by the teacher with at least %3 %.")
                           .arg(summary.kept)
                           .arg(summary.rows)
                           .arg(100 * threshold, 0, 'g', 4);
        if (!std::isnan(summary.accuracy)) {
            line = joinSentences(
                {line, Text::tr("Of these labels %1 % are right.").arg(100 * summary.accuracy, 0, 'f', 1)});
        }
        logged(line);
        m_report.pseudoLabels = summary;
        return withPseudoLabels(*m_task, labels);
    }

    size_t studentItems() const { return m_choice ? m_choice->count() : m_task->count(Split::Train); }

    /// The labelled items, `count` in all; nothing when that is the whole split.
    std::optional<nn::Choice> labelledChoice(size_t count) const {
        return hasUnlabelled() ? std::optional(labelledItems(*m_task, count)) : std::nullopt;
    }

    std::unique_ptr<nn::ItemSource> trainingItems(RunModel& model, std::optional<nn::Choice> choice) {
        auto items = m_task->items(model, Split::Train);
        if (!choice) return items;
        return std::make_unique<nn::ChosenItems>(std::move(items), *std::move(choice));
    }

    distill::Objective objectiveOf(const experiment::Recipe& recipe, RunModel& learner) {
        return distill::Objective(recipe, learner.model().featureShapes(), tutor().model().featureShapes(),
                                  seedOf(kProjections), m_device);
    }

    /// What of the teacher's inside the losses need besides its logits.
    nn::FeatureRequest wantedFeatures() {
        const std::vector<experiment::LossSpec>& losses = m_experiment.distill.losses;
        const bool comparesInsides = std::any_of(losses.begin(), losses.end(), [](const experiment::LossSpec& spec) {
            return experiment::groupOf(spec.loss) == experiment::LossGroup::Insides;
        });
        if (!comparesInsides) return {};
        m_beginner = m_task->makeStudent(seedOf(kStudentWeights), tutor(), Upbringing::Taught);
        return objectiveOf(m_experiment.distill, *m_beginner).teacherFeatures();
    }

    /// What draws the student's items; nothing when all count alike.
    std::optional<distill::Sampler> sampler() {
        const experiment::SamplingSpec& spec = m_experiment.distill.sampling;
        if (spec.by == experiment::SamplingBy::Uniform || !m_targets) return std::nullopt;
        torch::Tensor logits = tutorAnswers().trainingLogits();
        if (m_choice) {
            const std::vector<std::int64_t> rows(m_choice->positions.begin(), m_choice->positions.end());
            logits = logits.index_select(0, torch::tensor(rows, torch::kInt64));
        }
        return distill::Sampler(spec, logits, seedOf(kSampling));
    }

    distill::TeacherGuidance guidance() {
        auto targets = m_targets.value_or(teachers::TeacherTargets::cached({}));
        if (m_choice) targets = teachers::TeacherTargets::chosen(std::move(targets), m_choice->positions);
        return {std::move(targets), m_teacherAnswers};
    }

    void trainStudents() {
        trainStudent(Phase::Distil, m_folder.studentFolder(), m_student);
        if (m_experiment.distill.baseline) trainStudent(Phase::Baseline, m_folder.baselineFolder(), m_baseline);
    }

    void trainStudent(Phase phase, const QString& folder, std::unique_ptr<RunModel>& student) {
        if (!isBehind(phase)) {
            const Upbringing upbringing = phase == Phase::Baseline ? Upbringing::Alone : Upbringing::Taught;
            const experiment::DistillSpec& recipe = m_experiment.distill;
            const bool isTaught = upbringing == Upbringing::Taught;
            const auto beginner = isTaught && m_beginner
                                      ? std::move(m_beginner)
                                      : m_task->makeStudent(seedOf(kStudentWeights), tutor(), upbringing);
            train(phase, *beginner, trainingItems(*beginner, isTaught ? m_choice : labelledChoice(studentItems())),
                  recipe.training, kStudentTraining,
                  objectiveOf(isTaught ? experiment::Recipe(recipe) : recipe.withoutTeacher(), *beginner), guidance(),
                  folder);
            const bool baselineFollows = phase == Phase::Distil && m_experiment.distill.baseline;
            saveCheckpoint(baselineFollows ? Phase::Baseline : Phase::Evaluate, nullptr);
        }
        student = m_task->open(Role::Student, folder);
    }

    report::ModelReport reportOn(RunModel& model, nn::ItemSource& items, const torch::Tensor& logits,
                                 const std::optional<distill::EngineLatency>& known = std::nullopt) {
        m_control.obey();
        return describeModel(model, items, distill::score(logits, items.labels(), m_task->classNames()), known);
    }

    report::ModelReport reportOnFirstTeacher(const torch::Tensor& logits) {
        const auto items = m_task->items(*m_teacher, Split::Test);
        if (m_task->asksTeacher()) {
            // Its size and speed are not known.
            const torch::Tensor labels = m_answers->judged(items->labels());
            return {m_teacher->name(), 0, 0, 0, 0, distill::score(logits, labels, m_task->classNames())};
        }
        return reportOn(*m_teacher, *items, logits, knownTeacherLatency(m_experiment, m_teacher->parameterCount()));
    }

    /// Several teachers are as large, and as slow, as all of them together.
    report::ModelReport reportOnTeachers(const torch::Tensor& logits) {
        report::ModelReport report = reportOnFirstTeacher(logits);
        for (const auto& further : m_furtherTeachers) {
            const report::ModelReport other = reportOn(*further, *m_task->items(*further, Split::Test), logits);
            report.name += u" + "_s + other.name;
            report.parameters += other.parameters;
            report.bytes += other.bytes;
            report.latencyMsP50 += other.latencyMsP50;
            report.latencyMsP95 += other.latencyMsP95;
        }
        return report;
    }

    void evaluate() {
        begin(Phase::Evaluate);
        m_teacher->model().setProductType(nn::ProductType::F32);  // a quantised one only labels
        const torch::Tensor teacherLogits = m_answers->logits(Split::Test);
        progressed(m_meter->at(0.4));
        const auto items = m_task->items(*m_student, Split::Test);
        const torch::Tensor studentLogits = nn::computeLogits(m_student->model(), *items, m_control);
        m_report.teacher = reportOnTeachers(teacherLogits);
        m_report.student = reportOn(*m_student, *items, studentLogits);
        m_report.agreement = distill::agreement(m_answers->judged(studentLogits), teacherLogits);
        const report::TestAnswers answers =
            testAnswersOf(*m_task, items->labels(), studentLogits, teacherLogits, m_answers->judgedItems());
        keep([&] { report::writeTestAnswers(m_folder.path(), answers); });
        if (m_baseline) {
            const torch::Tensor logits = nn::computeLogits(m_baseline->model(), *items, m_control);
            m_report.baseline = reportOn(*m_baseline, *items, logits);
        }
        end(Phase::Evaluate);
    }

    /// One that can be written as ONNX itself, and held against its student.
    bool isTeacherOneNetwork() const { return m_teacher->isOurs() && m_furtherTeachers.empty(); }

    void exportStudent() {
        if (!m_experiment.onnx.enabled) return;
        begin(Phase::Export);
        report::OnnxReport onnx;
        keep(
            [&] { onnx = engine::exportStudent(*m_student, *m_task, m_experiment, m_folder.onnxFolder(), m_control); });
        for (report::OnnxFileReport& file : onnx.files) file.file = u"onnx/"_s + file.file;
        progressed(m_meter->at(0.5));
        if (isTeacherOneNetwork()) {
            onnx.teacher = measureOnnx(*m_teacher, *m_task->items(*m_teacher, Split::Test), m_control);
        }
        m_report.onnx = onnx;
        logged(Text::tr("ONNX verified: ONNX Runtime and the engine differ by at most %1 on %2 test items.")
                   .arg(onnx.files.front().maxAbsDiff, 0, 'g', 2)
                   .arg(onnx.files.front().checkedItems));
        for (const report::OnnxFileReport& file : onnx.files) {
            if (!file.isExact()) logged(report::onnxSentence(onnx, file));
        }
        for (const report::OnnxFileReport& file : onnx.notKept) logged(report::notKeptSentence(onnx, file));
        if (m_experiment.goal.isSet()) measure(onnx);  // it is held against what was measured
        end(Phase::Export);
    }

    /// A run whose files cannot be measured is a good run all the same.
    void measure(const report::OnnxReport& onnx) {
        const auto share = [this](double done) { progressed(m_meter->at(0.5 + done / 2)); };
        try {
            m_measurement = measureExports(*m_task, *m_student, isTeacherOneNetwork() ? m_teacher.get() : nullptr, onnx,
                                           m_folder.path(), m_report.teacher.scores.accuracy, m_control, share);
            keep([&] { report::writeMeasurement(m_folder.path(), *m_measurement); });
            const QString headline = report::measuredHeadline(*m_measurement);
            if (!headline.isEmpty()) logged(headline);
        } catch (const Error& error) {
            logged(Text::tr("The ONNX files were not measured: %1").arg(error.text()));
        }
    }

    report::RunReport finish() {
        m_report.experiment = m_experiment;
        m_report.runFolder = m_folder.path();
        m_report.dataDescription = m_task->description();
        m_report.trainItems = static_cast<qint64>(m_task->count(Split::Train));
        m_report.validationItems = static_cast<qint64>(m_task->count(Split::Validation));
        m_report.testItems = static_cast<qint64>(m_task->count(Split::Test));
        if (labelsQuantised()) {
            m_report.quantisedTeacher =
                report::quantisedFromJson(readFile(m_folder.quantisedTeacherFile()), m_folder.quantisedTeacherFile());
        }
        m_report.seconds = m_seconds;
        m_report.peakRssMib = peakRssMib();
        m_report.machine = machineDescription();
        saveCheckpoint(Phase::Export, nullptr);
        const report::MetricsHistory history = report::readMetrics(m_folder.path());
        const std::optional<report::TestAnswers> answers = report::readTestAnswers(m_folder.path());
        m_report.advice = advice::adviceFor({m_experiment, history, m_folder.path(), m_report, answers});
        report::Mistakes mistakes;
        if (answers) mistakes = report::mistakesOf(*answers, report::kMistakesShown);
        report::addPictures(mistakes, [this](qint64 row) { return m_task->pictureOf(static_cast<size_t>(row)); });
        const QByteArray page = report::toHtml(m_report, history, mistakes, m_measurement);
        keep([&] { writeFileAtomically(m_folder.reportHtml(), page); });
        // Last: a folder with report.json counts as finished.
        keep([&] { writeFileAtomically(m_folder.reportJson(), report::toJson(m_report)); });
        return m_report;
    }

    const experiment::Experiment m_experiment;
    const experiment::RunFolder m_folder;
    report::RunListener& m_listener;
    RunControl& m_control;
    const torch::Device m_device;
    std::optional<distill::Checkpoint> m_checkpoint;
    QString m_data;                   ///< digest of what was read
    QMap<QString, QString> m_models;  ///< digests of the models that were given, by the key that names them
    std::optional<report::MetricsLog> m_metrics;
    std::optional<ProgressMeter> m_meter;
    QElapsedTimer m_phaseTimer;
    QMap<QString, double> m_seconds;
    std::unique_ptr<Task> m_task;
    std::unique_ptr<RunModel> m_teacher;
    std::vector<std::unique_ptr<RunModel>> m_furtherTeachers;  ///< as teacher.also names them
    std::unique_ptr<RunModel> m_assistant;                     ///< the last one, when there are any
    std::unique_ptr<RunModel> m_beginner;  ///< the taught student before its first step, once it is made
    std::unique_ptr<RunModel> m_student;
    std::unique_ptr<RunModel> m_baseline;
    std::optional<TeacherAnswers> m_answers;            ///< of the teachers, once they are ready
    std::optional<TeacherAnswers> m_assistantAnswers;   ///< of the last assistant, when there are any
    std::optional<teachers::TeacherTargets> m_targets;  ///< for the training items, when the teacher is listened to
    std::optional<nn::Choice> m_choice;                 ///< what the student learns from; nothing: all training items
    torch::Tensor m_teacherAnswers;                     ///< the teachers' argmax for the validation items
    report::RunReport m_report;
    std::optional<report::Measurement> m_measurement;
};

}  // namespace

report::RunReport runExperiment(const experiment::Experiment& experiment, const QString& runFolder, bool resume,
                                report::RunListener& listener, RunControl& control) {
    experiment::validate(experiment);
    return Pipeline(experiment, runFolder, resume, listener, control).run();
}

}  // namespace distillab::engine
