#include "core/memory/memory_estimate.h"

#include "core/base/error.h"
#include "core/report/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace distillab::memory {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::MemoryEstimate)
};

constexpr std::int64_t kFloat = sizeof(float);
constexpr std::int64_t kMebibyte = 1 << 20;

// Measured, see tests/bench/memory.sh.
/// The program with LibTorch and everything else that it links, before it has read anything.
constexpr std::int64_t kProgram = 155 * kMebibyte;
/// Kernels that oneDNN makes and keeps, buffers of the threads.
constexpr std::int64_t kWorkOnImages = 57 * kMebibyte;
constexpr std::int64_t kWorkOnTexts = 57 * kMebibyte;
/// Of pictures, what is freed in a training is not all of a shape to be used again: the allocator holds this much more.
constexpr double kFragments = 1.5;
/// Larger pieces come from the system and go back to it, mallopt(3): DEFAULT_MMAP_THRESHOLD_MAX.
constexpr std::int64_t kMostFromHeap = 32 * kMebibyte;
/// Of the largest value: its gradient, and the one that it is worked out from.
constexpr std::int64_t kGradientsAtOnce = 2;
/// Of a network's weights, beside itself: the file's bytes, the graph that holds them, ONNX Runtime's own.
constexpr double kCopiesOfExport = 2.5;
/// Of what the batches of a training took, the allocator does not give back this much.
constexpr double kHeldBack = 0.8;

// Values that an operation keeps of an item for its backward pass.

template <typename Other>
std::int64_t keptBy(const Other&, size_t /*in*/, size_t /*out*/) {
    return 0;
}
std::int64_t keptBy(const models::BatchNorm2d&, size_t in, size_t) { return static_cast<std::int64_t>(in); }
std::int64_t keptBy(const models::Relu&, size_t, size_t out) { return static_cast<std::int64_t>(out); }
std::int64_t keptBy(const models::Relu6&, size_t in, size_t) { return static_cast<std::int64_t>(in); }
/// Which of the inputs was the largest: a position in 64 bits.
std::int64_t keptBy(const models::MaxPool2d&, size_t, size_t out) { return 3 * static_cast<std::int64_t>(out); }
std::int64_t keptBy(const models::Dropout&, size_t, size_t out) { return 2 * static_cast<std::int64_t>(out); }
/// Its input, where what made it does not keep it already.
std::int64_t keptBy(const models::Conv2d&, size_t in, size_t) { return static_cast<std::int64_t>(in); }

bool keepsItsValue(const models::Operation& operation) {
    return std::holds_alternative<models::Relu>(operation) || std::holds_alternative<models::MaxPool2d>(operation);
}

std::int64_t momentsOf(experiment::Optimizer optimizer) { return optimizer == experiment::Optimizer::AdamW ? 2 : 1; }

std::int64_t share(double factor, std::int64_t bytes) {
    return static_cast<std::int64_t>(factor * static_cast<double>(bytes));
}

/// What a step has in memory of its network: weights, gradients, the optimizer's moments, the best weights so far.
std::int64_t learningBytes(const Training& training) {
    return training.network.weights * (2 + momentsOf(training.optimizer) + (training.hasBest ? 1 : 0));
}

/// The same while a checkpoint is written: the best weights and those of the checkpoint, and no batch.
std::int64_t savingBytes(const Training& training) {
    return training.network.weights * (4 + momentsOf(training.optimizer));
}

std::int64_t activationBytes(const Training& training, const RunNeed& run) {
    const NetworkNeed& network = training.network;
    double kept = static_cast<double>(network.keptPerItem);
    const bool isFromHeap = training.itemsAtOnce * network.largestPerItem <= kMostFromHeap;
    if (!run.isText && isFromHeap) kept *= kFragments;
    if (run.inHalfProducts) kept *= 1.5;  // beside each input of a product the same in bf16
    return share(kept + static_cast<double>(kGradientsAtOnce * network.largestPerItem), training.itemsAtOnce);
}

/// Answering keeps nothing: the value at work and what it is made from.
std::int64_t answeringBytes(const NetworkNeed& network, std::int64_t itemsAtOnce) {
    return 3 * itemsAtOnce * network.largestPerItem;
}

Estimate whileTraining(const RunNeed& run, const Training& training) {
    Estimate moment;
    moment.training = learningBytes(training);
    moment.activations = activationBytes(training, run);
    const std::int64_t saving = savingBytes(training);
    if (saving > moment.training + moment.activations) {
        moment.training = saving;
        moment.activations = 0;
    }
    return moment;
}

}  // namespace

NetworkNeed needOf(const models::LayerGraph& graph) {
    NetworkNeed need;
    for (const models::TensorInfo& tensor : graph.tensors()) need.weights += tensor.elements() * kFloat;
    for (const models::Node& node : graph.nodes()) {
        const size_t in = graph.shapeOf(node.input).size();
        const size_t out = node.shape.size();
        const bool isKeptAlready = node.input >= 0 && std::holds_alternative<models::Conv2d>(node.operation) &&
                                   keepsItsValue(graph.nodes()[static_cast<size_t>(node.input)].operation);
        if (!isKeptAlready) {
            need.keptPerItem +=
                kFloat * std::visit([&](const auto& known) { return keptBy(known, in, out); }, node.operation);
        }
        need.largestPerItem = std::max(need.largestPerItem, kFloat * static_cast<std::int64_t>(std::max(in, out)));
    }
    return need;
}

NetworkNeed needOf(const models::TransformerConfig& config) {
    const std::int64_t width = config.trueHiddenSize();
    const std::int64_t inner = config.intermediateSize;
    // Per layer: its input, query, key and value, what attention gives, its projection, the first sum, the second
    // projection; and before and after the activation. MobileBERT has several feed-forward networks and bottlenecks.
    std::int64_t perLayer = 8 * width + 2 * inner;
    if (config.architecture == models::Architecture::MobileBert) {
        perLayer += (config.feedforwardNetworks - 1) * (2 * width + 2 * inner) + 4 * config.hiddenSize;
    }
    NetworkNeed need;
    for (const models::TensorInfo& tensor : models::transformerTensors(config)) {
        need.weights += tensor.elements() * kFloat;
    }
    need.keptPerItem = kFloat * (config.layers * perLayer + 3 * config.embeddingSize);
    need.largestPerItem = kFloat * std::max(inner, 3 * width);
    return need;
}

Estimate estimate(const RunNeed& run) {
    std::vector<Estimate> moments;
    const std::int64_t teacher = run.teacher.weights;
    if (run.teacherTraining) {
        Estimate moment = whileTraining(run, *run.teacherTraining);
        moment.isTeacherAtWork = true;
        moments.push_back(moment);
    }
    Estimate student = whileTraining(run, run.student);
    student.data = run.targets;
    student.networks = teacher;
    if (run.hasBaseline) student.networks += run.student.network.weights;
    moments.push_back(student);

    const std::int64_t both = teacher + run.student.network.weights * (run.hasBaseline ? 2 : 1);
    std::int64_t heldBack = 0;
    for (const Estimate& moment : moments) heldBack = std::max(heldBack, share(kHeldBack, moment.activations));
    Estimate answering;
    answering.networks = both;
    answering.activations = std::max({answeringBytes(run.teacher, run.answeredAtOnce),
                                      answeringBytes(run.student.network, run.answeredAtOnce), heldBack});
    moments.push_back(answering);
    if (run.exports) {
        Estimate exporting = answering;
        const std::int64_t largest =
            std::max(run.student.network.weights, run.measuresTeacher ? teacher : std::int64_t{0});
        exporting.exporting = share(kCopiesOfExport, largest);
        moments.push_back(exporting);
    }
    Estimate fullest = *std::max_element(moments.begin(), moments.end(),
                                         [](const Estimate& a, const Estimate& b) { return a.total() < b.total(); });
    fullest.runtime = kProgram + (run.isText ? kWorkOnTexts : kWorkOnImages);
    fullest.data += run.data;
    return fullest;
}

QString whatToLower(const Estimate& estimate, const experiment::Experiment& experiment) {
    const bool isText = experiment.learnsFromText();
    const QString part = !estimate.isTeacherAtWork ? u"distill"_s : isText ? u"teacher.finetune"_s : u"teacher"_s;
    const int batchSize = !estimate.isTeacherAtWork ? experiment.distill.training.batchSize
                          : isText                  ? experiment.teacher.finetune.batchSize
                                                    : experiment.teacher.training.batchSize;
    std::vector<std::pair<std::int64_t, QString>> ways;
    const QString batch = isText ? Text::tr("%1.batch_size (now %2) or data.max_length (now %3)")
                                       .arg(part)
                                       .arg(batchSize)
                                       .arg(experiment.data.maxLength)
                                 : Text::tr("%1.batch_size (now %2)").arg(part).arg(batchSize);
    ways.emplace_back(estimate.activations, batch);
    const bool isGiven = experiment.teacher.source != experiment::TeacherSource::Train;
    const QString network = !estimate.isTeacherAtWork ? Text::tr("the size of the student")
                            : isGiven                 ? Text::tr("the size of the teacher")
                                                      : Text::tr("the size of the teacher (teacher.model)");
    ways.emplace_back(estimate.training + estimate.exporting, network);
    ways.emplace_back(estimate.data, u"data.limit"_s);
    ways.emplace_back(estimate.networks, Text::tr("the number or size of the teachers"));
    std::stable_sort(ways.begin(), ways.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    QStringList worthIt;
    for (const auto& [bytes, words] : ways) {
        const bool gains = static_cast<double>(bytes) > 0.1 * static_cast<double>(estimate.total());
        if (worthIt.isEmpty() || (gains && worthIt.size() < 2)) worthIt << words;
    }
    return Text::tr("Lower %1, or close other programs.").arg(worthIt.join(Text::tr(", or ")));
}

void requireRoom(const Estimate& estimate, std::int64_t available, const experiment::Experiment& experiment) {
    if (available <= 0 || estimate.total() <= available) return;
    throw RequestError(Text::tr("the run would take about %1 of memory, of which %2 are left")
                           .arg(report::bytesText(estimate.total()), report::bytesText(available)),
                       {}, whatToLower(estimate, experiment));
}

}  // namespace distillab::memory
