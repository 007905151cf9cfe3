#include "core/distill/trainer.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/distill/losses.h"
#include "core/distill/schedule.h"
#include "core/nn/inference.h"

#include <torch/utils.h>

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <utility>

namespace distillab::distill {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Trainer)
};

/// Purposes of the random streams of one training.
enum Stream : std::uint64_t { kOrderStream = 1, kAugmentationStream = 2, kDropoutStream = 3 };

/// At the longest this much work is lost when the machine goes down.
constexpr double kSecondsBetweenSaves = 30;

double secondsOf(const QElapsedTimer& timer) { return static_cast<double>(timer.nsecsElapsed()) * 1e-9; }

[[noreturn]] void throwDiverged(const report::StepMetrics& metrics, report::RunListener* listener) {
    if (listener != nullptr) listener->diverged(metrics);
    throw WorkError(Text::tr("the training diverged: the loss is no longer a usable number"),
                    Text::tr("%1, step %2").arg(report::phaseTitle(metrics.phase)).arg(metrics.step),
                    Text::tr("Lower the learning rate (it was %1 here) or set clip_norm to 1; the last good checkpoint "
                             "is kept in the run folder.")
                        .arg(metrics.learningRate, 0, 'g', 3));
}

std::vector<torch::Tensor> parametersOf(const TrainingJob& job) {
    std::vector<torch::Tensor> parameters = job.model.parameters();
    const auto& projections = job.objective.parameters();
    parameters.insert(parameters.end(), projections.begin(), projections.end());
    return parameters;
}

}  // namespace

Trainer::Trainer(TrainingJob job) : m_job(std::move(job)), m_optimizer(parametersOf(m_job), m_job.spec) {
    const auto items = static_cast<qint64>(m_job.train.count());
    const qint64 itemsPerStep = qint64{m_job.spec.batchSize} * m_job.spec.accumulate;
    m_stepsPerEpoch = (items + itemsPerStep - 1) / itemsPerStep;
    m_totalSteps = m_stepsPerEpoch * m_job.spec.epochs;
    m_validationLabels = m_job.validation.labels();
}

void Trainer::restore(const TrainerState& state) {
    m_job.model.restore(state.model);
    m_optimizer.restore(state.optimizer);
    const torch::NoGradGuard noGrad;
    const auto& projections = m_job.objective.parameters();
    TORCH_CHECK(projections.size() == state.objective.size(), "the state of another objective");
    for (size_t i = 0; i < projections.size(); ++i) torch::Tensor(projections[i]).copy_(state.objective[i]);
    if (m_job.sampler) m_job.sampler->restore(state.sampler);
    m_state = state;
    for (auto* copied : {&m_state.model, &m_state.optimizer, &m_state.objective, &m_state.sampler}) copied->clear();
}

TrainerState Trainer::currentState() const {
    TrainerState state = m_state;
    state.model = m_job.model.snapshot();
    state.optimizer = m_optimizer.state();
    state.objective = m_job.objective.parameters();
    if (m_job.sampler) state.sampler = m_job.sampler->state();
    return state;
}

std::vector<std::uint32_t> Trainer::orderOf(int epoch) {
    const auto batchSize = static_cast<size_t>(m_job.spec.batchSize);
    if (!m_job.sampler) return m_job.train.epochOrder(deriveSeed(m_job.seed, kOrderStream), epoch, batchSize);
    const bool isNew = m_state.step % m_stepsPerEpoch == 0;
    if (isNew) m_job.sampler->beginEpoch();
    std::vector<std::uint32_t> order = m_job.sampler->order(m_job.train, epoch, batchSize);
    if (isNew) {
        m_sampled = m_job.sampler->metrics(order, epoch);
        m_sampled->phase = m_job.phase;
    }
    return order;
}

std::span<const std::uint32_t> Trainer::nextItems() {
    const auto epoch = static_cast<int>(m_state.step / m_stepsPerEpoch);
    const auto batchSize = static_cast<size_t>(m_job.spec.batchSize);
    if (epoch != m_orderEpoch) {
        m_order = orderOf(epoch);
        m_orderEpoch = epoch;
    }
    const size_t items = batchSize * static_cast<size_t>(m_job.spec.accumulate);
    const size_t begin = static_cast<size_t>(m_state.step % m_stepsPerEpoch) * items;
    return std::span(m_order).subspan(begin, std::min(items, m_order.size() - begin));
}

LossValues Trainer::learnFrom(std::span<const std::uint32_t> positions, double share) {
    const std::uint64_t place = static_cast<std::uint64_t>(m_state.step * m_job.spec.accumulate + m_batchesDone++);
    const nn::Batch batch = m_job.train.loadForTraining(positions, deriveSeed(m_job.seed, kAugmentationStream, place));
    const torch::Tensor labels = m_job.train.labels(positions).to(m_job.model.device());
    if (m_job.model.usesDropout()) torch::manual_seed(deriveSeed(m_job.seed, kDropoutStream, place));

    const Objective& objective = m_job.objective;
    const double progress = static_cast<double>(m_state.step) / static_cast<double>(m_totalSteps);
    AskedAnswer teacher{objective.teacherFeatures(), {}};
    const bool watches = m_job.sampler && m_job.sampler->watchesStudent();
    if (watches || objective.asksTeacher(progress)) teacher.answer = m_job.guidance->targets.of(positions, batch);
    AskedAnswer student{objective.studentFeatures(progress), {}};
    student.answer = m_job.model.answer(batch, true, student.wanted);
    if (watches) m_job.sampler->watch(positions, student.answer.logits, teacher.answer.logits);
    LossValues loss = objective(student, teacher, labels, batch.attentionMask, progress);
    (share < 1 ? loss.total * share : loss.total).backward();
    return loss;
}

report::StepMetrics Trainer::step(report::RunListener* listener) {
    QElapsedTimer timer;
    timer.start();
    const std::span<const std::uint32_t> items = nextItems();
    const auto count = static_cast<double>(items.size());
    const auto batchSize = static_cast<size_t>(m_job.spec.batchSize);

    report::StepMetrics metrics;
    metrics.phase = m_job.phase;
    metrics.step = m_state.step + 1;
    metrics.totalSteps = m_totalSteps;
    metrics.epoch = static_cast<double>(metrics.step) / static_cast<double>(m_stepsPerEpoch);
    metrics.learningRate = learningRateAt(m_job.spec, m_state.step, m_totalSteps);

    m_optimizer.zeroGradients();
    m_batchesDone = 0;
    for (size_t begin = 0; begin < items.size(); begin += batchSize) {
        const auto positions = items.subspan(begin, std::min(batchSize, items.size() - begin));
        const double share = static_cast<double>(positions.size()) / count;
        const LossValues loss = learnFrom(positions, share);
        metrics.loss += share * loss.total.item<double>();
        for (size_t i = 0; i < loss.parts.size(); ++i) {
            const auto& [name, value] = loss.parts[i];
            if (begin == 0) metrics.parts << report::LossPart{name, 0};
            metrics.parts[static_cast<qsizetype>(i)].value += share * value.item<double>();
        }
    }

    const double norm = m_optimizer.clipGradients(m_job.spec.clipNorm);
    const double progress = static_cast<double>(m_state.step) / static_cast<double>(m_totalSteps);
    const bool isSound = std::isfinite(norm) && metrics.loss < m_job.objective.divergedAbove(progress);
    if (!isSound) throwDiverged(metrics, listener);
    m_optimizer.step(metrics.learningRate);

    const double seconds = secondsOf(timer);
    m_state.step += 1;
    m_state.seconds += seconds;
    m_state.epochLoss += metrics.loss * count;
    metrics.itemsPerSecond = count / std::max(seconds, 1e-9);
    metrics.seconds = m_state.seconds;
    return metrics;
}

report::EpochMetrics Trainer::validate(RunControl& control) {
    QElapsedTimer timer;
    timer.start();
    const torch::NoGradGuard noGrad;
    const torch::Tensor logits = nn::computeLogits(m_job.model, m_job.validation, control);
    const torch::Tensor answers = logits.argmax(1);

    report::EpochMetrics metrics;
    metrics.phase = m_job.phase;
    metrics.epoch = static_cast<int>(m_state.step / m_stepsPerEpoch);
    metrics.epochs = m_job.spec.epochs;
    metrics.step = m_state.step;
    metrics.trainLoss = m_state.epochLoss / static_cast<double>(m_job.train.count());
    metrics.validationLoss = hardLabelLoss(logits, m_validationLabels).item<double>();
    metrics.validationAccuracy = answers.eq(m_validationLabels).to(torch::kFloat64).mean().item<double>();
    if (m_job.guidance) {
        const torch::Tensor& teacher = m_job.guidance->validationAnswers;
        metrics.agreement = answers.eq(teacher).to(torch::kFloat64).mean().item<double>();
        metrics.teacherAccuracy = teacher.eq(m_validationLabels).to(torch::kFloat64).mean().item<double>();
    }
    metrics.best = metrics.validationAccuracy > m_state.bestAccuracy ||
                   (metrics.validationAccuracy == m_state.bestAccuracy && metrics.validationLoss < m_state.bestLoss);
    if (metrics.best) {
        m_state.bestAccuracy = metrics.validationAccuracy;
        m_state.bestLoss = metrics.validationLoss;
        m_state.best = m_job.model.snapshot();
    }
    m_state.epochLoss = 0;
    m_state.epochsValidated = metrics.epoch;
    m_state.seconds += secondsOf(timer);
    metrics.seconds = m_state.seconds;
    return metrics;
}

report::StepMetrics Trainer::lastStep(const report::EpochMetrics& epoch) const {
    report::StepMetrics metrics;
    metrics.phase = epoch.phase;
    metrics.step = epoch.step;
    metrics.totalSteps = m_totalSteps;
    metrics.epoch = epoch.epoch;
    metrics.loss = epoch.validationLoss;
    metrics.learningRate = learningRateAt(m_job.spec, m_state.step - 1, m_totalSteps);
    metrics.seconds = epoch.seconds;
    return metrics;
}

void Trainer::run(report::RunListener& listener, RunControl& control, const SaveState& save) {
    QElapsedTimer sinceSave;
    sinceSave.start();
    try {
        while (true) {
            const bool epochEnds = m_state.step == (m_state.epochsValidated + 1) * m_stepsPerEpoch;
            if (epochEnds) {
                const report::EpochMetrics done = validate(control);
                // The last step can have spoilt the weights after its own loss was taken.
                if (!std::isfinite(done.validationLoss)) throwDiverged(lastStep(done), &listener);
                listener.epochDone(done);
            }
            if (epochEnds || secondsOf(sinceSave) > kSecondsBetweenSaves) {
                save(currentState());
                sinceSave.restart();
            }
            if (m_state.step == m_totalSteps) break;
            if (control.pauseRequested()) save(currentState());
            control.obey();
            const report::StepMetrics done = step(&listener);
            if (m_sampled) listener.sampled(*std::exchange(m_sampled, std::nullopt));
            listener.stepDone(done);
        }
    } catch (const Stopped&) {
        save(currentState());
        throw;
    }
    m_job.model.restore(m_state.best);
    m_optimizer.zeroGradients();  // as large as the model: a teacher that only answers from now on needs none
}

}  // namespace distillab::distill
