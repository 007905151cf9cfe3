#include "core/deploy/time_model.h"

#include "core/base/proc.h"
#include "core/deploy/model_signature.h"
#include "core/deploy/onnx_model.h"
#include "core/deploy/timing_inputs.h"

#include <QThread>

#include <onnxruntime_cxx_api.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <random>

namespace distillab::deploy {
namespace {

using namespace Qt::Literals::StringLiterals;
using measure::Job;
using measure::kBatch;
using measure::Timing;

/// Shares of the job's seconds.
constexpr double kForOneThread = 0.45;
constexpr double kForAllThreads = 0.25;
constexpr double kForBatches = 0.3;
constexpr int kLeastRuns = 3;
/// More tell nothing new of the median, and of the 95th percentile little: what a fast model would need is spared.
constexpr int kMostRuns = 300;
/// A batch that takes this many times the seconds that there are is left out.
constexpr double kMuchTooLong = 4;
/// Of made-up texts: small, so that every vocabulary has them.
constexpr std::int64_t kTokens = 16;

double secondsSince(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// That this process has used up, on all its threads.
double processorSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Milliseconds of one answer after the other, until `seconds` are over.
std::vector<double> timesOf(OnnxModel& model, const std::vector<Inputs>& inputs, double seconds) {
    model.run(inputs.front());
    std::vector<double> milliseconds;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < kMostRuns && (i < kLeastRuns || secondsSince(begin) < seconds); ++i) {
        const auto before = std::chrono::steady_clock::now();
        model.run(inputs[static_cast<size_t>(i) % inputs.size()]);
        milliseconds.push_back(1000 * secondsSince(before));
    }
    return milliseconds;
}

/// By the median of the batches, so that what the machine did besides for a moment does not count.
double itemsPerSecond(OnnxModel& model, const std::vector<Inputs>& batches, double seconds) {
    std::vector<double> times = timesOf(model, batches, seconds);
    return 1000 * static_cast<double>(batches.front().front().shape.front()) / latencyOf(times).msP50;
}

Inputs madeUpTexts(const TextSignature& signature, std::int64_t count, int tokens) {
    const auto length = static_cast<size_t>(std::clamp(tokens, 1, signature.maxLength));
    std::vector<std::int64_t> ids(static_cast<size_t>(count) * length);
    for (size_t i = 0; i < ids.size(); ++i) ids[i] = 1 + static_cast<std::int64_t>(i) % kTokens;
    std::vector<std::int64_t> mask(ids.size(), 1);
    return signature.inputs(std::move(ids), std::move(mask), {}, length);
}

Inputs madeUpPictures(const ImageSignature& signature, std::int64_t count) {
    std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same pictures every time
    std::normal_distribution<float> values;
    std::vector<float> pixels(static_cast<size_t>(count) * signature.shape.size());
    std::ranges::generate(pixels, [&] { return values(random); });
    return signature.inputs(std::move(pixels));
}

TimingInputs madeUp(const OnnxModel& model, const Job& job) {
    if (readsText(model)) {
        const TextSignature signature = textSignatureOf(model);
        return {{madeUpTexts(signature, 1, job.generatedTokens)},
                {madeUpTexts(signature, kBatch, job.generatedTokens)}};
    }
    const ImageSignature signature = imageSignatureOf(model);
    return {{madeUpPictures(signature, 1)}, {madeUpPictures(signature, kBatch)}};
}

}  // namespace

Timing timeModel(const Job& job) {
    Timing timing;
    timing.runtime = u"ONNX Runtime "_s + QString::fromStdString(Ort::GetVersionString());
    timing.threads = std::max(QThread::idealThreadCount(), 1);
    TimingInputs inputs = job.inputs.isEmpty() ? TimingInputs() : readTimingInputs(job.inputs);
    timing.residentMib = processMemoryMib(QLatin1String("VmRSS"));
    {
        OnnxModel model(job.model, 1, OnnxOrigin::Anywhere);
        if (job.inputs.isEmpty()) inputs = madeUp(model, job);
        timing.ofTexts = readsText(model);
        timing.items = static_cast<qint64>(inputs.singles.size());
        const double processorBefore = processorSeconds();
        const auto begin = std::chrono::steady_clock::now();
        std::vector<double> times = timesOf(model, inputs.singles, kForOneThread * job.seconds);
        timing.processorShare = (processorSeconds() - processorBefore) / secondsSince(begin);
        timing.runs = static_cast<int>(times.size());
        const Latency latency = latencyOf(times);
        timing.oneThreadP50 = latency.msP50;
        timing.oneThreadP95 = latency.msP95;
        timing.peakMib = processMemoryMib(QLatin1String("VmHWM"));
    }
    OnnxModel model(job.model, timing.threads, OnnxOrigin::Anywhere);
    if (timing.threads > 1) {
        std::vector<double> times = timesOf(model, inputs.singles, kForAllThreads * job.seconds);
        const Latency latency = latencyOf(times);
        timing.allThreadsP50 = latency.msP50;
        timing.allThreadsP95 = latency.msP95;
    }
    const double secondsOfBatch = kBatch * timing.oneThreadP50 / 1000 / timing.threads;
    if (secondsOfBatch < kMuchTooLong * kForBatches * job.seconds) {
        timing.itemsPerSecond = itemsPerSecond(model, inputs.batches, kForBatches * job.seconds);
    }
    return timing;
}

}  // namespace distillab::deploy

void distillabTimeModel(const distillab::measure::Job& job, distillab::measure::Timing& timing) {
    timing = distillab::deploy::timeModel(job);
}
