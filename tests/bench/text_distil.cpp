#include "core/base/error.h"
#include "core/base/run_control.h"
#include "core/data/batch.h"
#include "core/data/load_text.h"
#include "core/distill/losses.h"
#include "core/distill/optimizer.h"
#include "core/distill/trainer.h"
#include "core/experiment/samples.h"
#include "core/nn/inference.h"
#include "core/nn/text_model_folder.h"
#include "core/nn/text_source.h"
#include "core/tokenizers/tokenizer.h"
#include "tests/bench/run_benchmarks.h"
#include "tests/bench/speed.h"

#include <benchmark/benchmark.h>
#include <torch/torch.h>

#include <QCoreApplication>

#include <cstdio>
#include <numeric>
#include <optional>
#include <thread>

/// Sentences a second of distillation on the sample movie-reviews: 1,000 sentences, batches of 16, AdamW, T 2,
/// alpha 0.6, teacher MiniLM-L6 with a new head, students of two sizes.
///
/// tutorial: every batch padded to 128 tokens, the teacher asked at every step. Our model leaves out what the mask says
///           is padding; "padding_computed" has no mask, so that it computes all 128 tokens as the tutorial's Python.
/// ours:     batches of like length, the teacher's answers kept. "with_targets" counts the pass that computes them,
///           spread over three epochs.
///
/// Beside it, teacher and student by themselves. `share_of_peak` is what the multiplications of the tokens that were
/// really computed would take at the speed of one large matrix product, over the time that all of the step took.
/// text_distil.py does the same work in Python.
namespace {

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using bench::secondsOf;

constexpr int kBatch = 16;
constexpr int kMaxLength = 128;
constexpr int kEpochs = 3;
constexpr size_t kSentences = 1000;
constexpr double kTemperature = 2;
constexpr double kAlpha = 0.6;
constexpr int kStepsPerEpoch = (kSentences + kBatch - 1) / kBatch;
const QStringList kLabels = {u"negative"_s, u"positive"_s};

/// Every tenth sentence of the file: text_distil.py takes the same.
data::TextSubset sentences() {
    static const data::TextSubset chosen = [] {
        data::TextSubset subset{data::loadText(experiment::sampleExperiment(u"movie-reviews"_s).data).train.dataset,
                                {}};
        for (std::uint32_t i = 0; i < kSentences; ++i) subset.indices.push_back(10 * i);
        return subset;
    }();
    return chosen;
}

QString teacherFolder() { return experiment::sampleExperiment(u"movie-reviews"_s).teacher.path; }

std::unique_ptr<nn::Transformer> makeTeacher() {
    return nn::loadTextModel(teacherFolder(), kLabels, 1, torch::kCPU).model;
}

nn::Transformer makeStudent(const QString& name, const nn::Transformer& teacher) {
    return {models::buildTextModel(name, teacher.config().vocabularySize, kLabels), 1, torch::kCPU};
}

enum class Batches { PaddedWithMask, PaddedAllComputed, OfLikeLength };

/// The sentences in one kind of batches, with a count of the tokens that a model computes of them.
class CountedSource : public nn::ItemSource {
public:
    explicit CountedSource(Batches batches)
        : m_batches(batches),
          m_texts(sentences(), tokenizers::Tokenizer::load(teacherFolder()), kMaxLength, torch::kCPU) {}

    size_t count() const override { return m_texts.count(); }
    std::int64_t label(size_t position) const override { return m_texts.label(position); }
    std::vector<std::uint32_t> inferenceOrder() const override { return m_texts.inferenceOrder(); }
    size_t inferenceBatchSize() const override { return m_texts.inferenceBatchSize(); }
    void addContentTo(ContentHash& hash) const override { m_texts.addContentTo(hash); }

    std::vector<std::uint32_t> arranged(std::vector<std::uint32_t> drawn, std::uint64_t seed, int epoch,
                                        size_t batchSize) const override {
        return m_batches == Batches::OfLikeLength ? m_texts.arranged(std::move(drawn), seed, epoch, batchSize)
                                                  : std::move(drawn);
    }

    nn::Batch load(std::span<const std::uint32_t> positions) override {
        nn::Batch batch = m_texts.load(positions);
        const torch::Tensor mask =
            batch.attentionMask.defined() ? batch.attentionMask : torch::ones_like(batch.input, torch::kBool);
        if (m_batches != Batches::OfLikeLength) {
            const std::int64_t missing = kMaxLength - batch.input.size(1);
            batch.input = at::constant_pad_nd(batch.input, {0, missing});  // BERT pads with id 0
            batch.attentionMask = at::constant_pad_nd(mask, {0, missing});
        }
        if (m_batches == Batches::PaddedAllComputed) batch.attentionMask.reset();
        const torch::Tensor tokens = mask.sum(1);
        for (std::int64_t i = 0; i < batch.count(); ++i) {
            const bool all = m_batches == Batches::PaddedAllComputed;
            m_lengths.push_back(all ? kMaxLength : static_cast<int>(tokens.const_data_ptr<std::int64_t>()[i]));
        }
        return batch;
    }

    void forget() { m_lengths.clear(); }
    /// Of each sentence loaded since forget().
    const std::vector<int>& lengths() const { return m_lengths; }
    double forwardFlop(const models::TransformerConfig& config) const {
        double sum = 0;
        for (const int length : m_lengths) sum += 2 * bench::executedMultiplyAdds(config, length);
        return sum;
    }

private:
    Batches m_batches;
    nn::TextSource m_texts;
    std::vector<int> m_lengths;
};

/// A stopwatch around all of a benchmark's iterations, and what they come to.
class Measured {
public:
    explicit Measured(CountedSource& items) : m_items(items), m_peak(bench::sgemmPeak()) { m_items.forget(); }

    template <typename Work>
    void add(const Work& work) {
        m_seconds += secondsOf(work);
    }

    double secondsPerSentence() const { return m_seconds / static_cast<double>(m_items.lengths().size()); }

    /// @param flop  of the multiplications in all that was measured
    void report(benchmark::State& state, double flop) const {
        const auto& lengths = m_items.lengths();
        // A machine that was slower at first is no reason for a share above its due.
        const double peak = std::max(m_peak, bench::sgemmPeak());
        state.counters["sentences/s"] = 1 / secondsPerSentence();
        state.counters["tokens"] =
            std::accumulate(lengths.begin(), lengths.end(), 0.0) / static_cast<double>(lengths.size());
        state.counters["share_of_peak"] = flop / m_seconds / peak;
        state.counters["peak_GFLOPS"] = peak * 1e-9;
    }

private:
    CountedSource& m_items;
    double m_peak;
    double m_seconds = 0;
};

experiment::TrainingSpec recipe() { return experiment::TrainingSpec::forTransformers(kEpochs); }

distill::Objective objectiveOf(double alpha) {
    return distill::Objective({.temperature = kTemperature, .alpha = alpha}, {}, {}, 1, torch::kCPU);
}

void warmUp(distill::Trainer& trainer) {
    for (int i = 0; i < 3; ++i) trainer.step();
}

void tutorial(benchmark::State& state, const QString& name, Batches batches) {
    const auto teacher = makeTeacher();
    nn::Transformer student = makeStudent(name, *teacher);
    CountedSource items(batches);
    distill::Trainer trainer({report::Phase::Distil, student, items, items, recipe(), 1, objectiveOf(kAlpha),
                              distill::TeacherGuidance{teachers::TeacherTargets::perBatch(*teacher), {}}});
    warmUp(trainer);
    Measured measured(items);
    for (auto _ : state) measured.add([&] { trainer.step(); });
    measured.report(state, 3 * items.forwardFlop(student.config()) + items.forwardFlop(teacher->config()));
}

torch::Tensor targetsOf(nn::Transformer& teacher, CountedSource& items) {
    RunControl control;
    return nn::computeLogits(teacher, items, control);
}

void ours(benchmark::State& state, const QString& name) {
    const auto teacher = makeTeacher();
    nn::Transformer student = makeStudent(name, *teacher);
    CountedSource items(Batches::OfLikeLength);
    torch::Tensor targets = targetsOf(*teacher, items);
    const double targetSeconds = secondsOf([&] { targets = targetsOf(*teacher, items); });
    distill::Trainer trainer({report::Phase::Distil, student, items, items, recipe(), 1, objectiveOf(kAlpha),
                              distill::TeacherGuidance{teachers::TeacherTargets::cached(targets), {}}});
    warmUp(trainer);
    Measured measured(items);
    for (auto _ : state) measured.add([&] { trainer.step(); });
    measured.report(state, 3 * items.forwardFlop(student.config()));
    state.counters["with_targets"] = 1 / (measured.secondsPerSentence() + targetSeconds / (kEpochs * kSentences));
}

void fineTuneTeacher(benchmark::State& state) {
    const auto teacher = makeTeacher();
    CountedSource items(Batches::OfLikeLength);
    distill::Trainer trainer({report::Phase::TeacherTrain, *teacher, items, items, recipe(), 1, objectiveOf(0), {}});
    warmUp(trainer);
    Measured measured(items);
    for (auto _ : state) measured.add([&] { trainer.step(); });
    measured.report(state, 3 * items.forwardFlop(teacher->config()));
}

void teacherTargets(benchmark::State& state) {
    const auto teacher = makeTeacher();
    CountedSource items(Batches::OfLikeLength);
    targetsOf(*teacher, items);
    Measured measured(items);
    for (auto _ : state) measured.add([&] { targetsOf(*teacher, items); });
    measured.report(state, items.forwardFlop(teacher->config()));
}

/// Where a student's step goes besides forward and backward: the optimizer passes over the whole table of words,
/// whatever the batch holds of it.
void stepByParts(benchmark::State& state, const QString& name) {
    const auto teacher = makeTeacher();
    nn::Transformer student = makeStudent(name, *teacher);
    CountedSource items(Batches::OfLikeLength);
    distill::Optimizer optimizer(student.parameters(), recipe());
    const std::vector<std::uint32_t> order = items.epochOrder(1, 0, kBatch);
    Measured passes(items);
    double clipSeconds = 0;
    double optimizerSeconds = 0;
    size_t begin = 0;
    for (auto _ : state) {
        const auto positions = std::span(order).subspan(begin, kBatch);
        begin = (begin + kBatch) % (order.size() / kBatch * kBatch);
        const nn::Batch batch = items.load(positions);
        const torch::Tensor labels = items.labels(positions);
        optimizer.zeroGradients();
        passes.add([&] { distill::hardLabelLoss(student.forward(batch, true), labels).backward(); });
        clipSeconds += secondsOf([&] { optimizer.clipGradients(1); });
        optimizerSeconds += secondsOf([&] { optimizer.step(1e-5); });
    }
    passes.report(state, 3 * items.forwardFlop(student.config()));
    const auto steps = static_cast<double>(state.iterations());
    state.counters["passes_ms"] =
        passes.secondsPerSentence() * static_cast<double>(items.lengths().size()) / steps * 1e3;
    state.counters["clip_ms"] = clipSeconds / steps * 1e3;
    state.counters["optimizer_ms"] = optimizerSeconds / steps * 1e3;
}

void registerAll() {
    const auto add = [](const std::string& line, int iterations, auto work) {
        benchmark::RegisterBenchmark(line.c_str(), work)
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime()
            ->Iterations(iterations);
    };
    for (const char* word : {"bert-tiny", "bert-small"}) {
        const QString name = QLatin1String(word);
        const std::string title = word;
        add("tutorial_padding_computed/" + title, 12,
            [=](benchmark::State& state) { tutorial(state, name, Batches::PaddedAllComputed); });
        add("tutorial/" + title, 30, [=](benchmark::State& state) { tutorial(state, name, Batches::PaddedWithMask); });
        add("ours/" + title, kStepsPerEpoch, [=](benchmark::State& state) { ours(state, name); });
        add("ours_by_parts/" + title, kStepsPerEpoch, [=](benchmark::State& state) { stepByParts(state, name); });
    }
    add("teacher_fine_tuned/minilm-l6", kStepsPerEpoch, fineTuneTeacher);
    add("teacher_targets/minilm-l6", 2, teacherTargets);
}

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    at::set_num_threads(static_cast<int>(std::thread::hardware_concurrency()));
    registerAll();
    return distillab::bench::runBenchmarks(argc, argv);
}
