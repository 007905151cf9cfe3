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
using experiment::Loss;

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
/// Of texts it is less, whatever the size: each batch has its own, and seldom fits into the holes of the one before.
constexpr double kFragmentsOfTexts = 1.15;
/// With products in bf16 their inputs are kept in that, with a copy each for query, key and value: of the 8 widths and
/// 2 inner ones of BERT's layer, whose inner width is four widths, 7.5 and 1.5. The weights are kept in bf16 beside.
constexpr double kKeptInHalf = 13.5 / 16;
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

/// What a transformer's layer keeps of a token.
std::int64_t keptByLayer(const models::TransformerConfig& config) {
    const std::int64_t width = config.trueHiddenSize();
    const std::int64_t inner = config.intermediateSize;
    const bool isBottleneck = config.architecture == models::Architecture::MobileBert && config.useBottleneck;
    const std::int64_t networks =
        config.architecture == models::Architecture::MobileBert ? config.feedforwardNetworks : 1;
    // Query, key and value, what attention gives, the first sum and its norm; of each feed-forward network the value
    // before and after the activation (a ReLU needs the one after alone), the sum and its norm.
    const std::int64_t activation = config.activation == u"relu" ? inner : 2 * inner;
    const std::int64_t kept = 6 * width + networks * (activation + 2 * width);
    // The ways into the bottleneck and out of it.
    return isBottleneck ? kept + 3 * width + 2 * config.hiddenSize : kept;
}

/// The head reads the last layer's first tokens alone: of all others there are key and value.
std::int64_t keptByLastLayer(const models::TransformerConfig& config) { return 2 * config.trueHiddenSize(); }

std::int64_t keptByEmbeddings(const models::TransformerConfig& config) {
    const bool areProjected = config.embeddingSize != config.hiddenSize;
    return 3 * config.embeddingSize + (areProjected ? 2 * config.hiddenSize : 0);
}

/// @param wholeLayers  of which all tokens are read: all layers, or all but the last
NetworkNeed needOf(const models::TransformerConfig& config, int wholeLayers) {
    NetworkNeed need;
    for (const models::TensorInfo& tensor : models::transformerTensors(config)) {
        need.weights += tensor.elements() * kFloat;
    }
    need.keptPerItem = kFloat * (wholeLayers * keptByLayer(config) + keptByEmbeddings(config) +
                                 (config.layers - wholeLayers) * keptByLastLayer(config));
    need.keptPerPair = kFloat * wholeLayers * config.heads;
    need.largestPerItem = kFloat * std::max<std::int64_t>(config.intermediateSize, 3 * config.trueHiddenSize());
    return need;
}

/// The layers that a loss compares; none where it compares no layers, or such that there are not, as the run will say.
experiment::LayerPairs pairsOf(const experiment::LossSpec& spec, std::size_t student, std::size_t teacher) {
    if (!experiment::comparesLayers(spec.loss)) return {};
    try {
        return experiment::layerPairs(spec.layers, static_cast<int>(student), static_cast<int>(teacher));
    } catch (const RequestError&) {
        return {};
    }
}

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
    const Batch& batch = training.batch;
    double values = static_cast<double>(network.keptPerItem) * static_cast<double>(batch.items);
    if (run.inHalfProducts) values *= kKeptInHalf;
    const double maps = static_cast<double>(network.keptPerPair) * static_cast<double>(batch.pairs);
    const bool isFromHeap = batch.items * network.largestPerItem <= kMostFromHeap;
    const double fragments = run.isText ? kFragmentsOfTexts : isFromHeap ? kFragments : 1;
    return share(fragments, static_cast<std::int64_t>(values + maps)) +
           kGradientsAtOnce * network.largestPerItem * batch.items + (run.inHalfProducts ? network.weights / 2 : 0);
}

/// Answering keeps nothing: the value at work and what it is made from.
std::int64_t answeringBytes(const NetworkNeed& network, const Batch& batch) {
    return 3 * batch.items * network.largestPerItem;
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

NetworkNeed needOf(const models::TransformerConfig& config) { return needOf(config, std::max(config.layers - 1, 0)); }

NetworkNeed needOf(const models::LayerGraph& student, const models::LayerGraph& teacher,
                   const std::vector<experiment::LossSpec>& losses) {
    NetworkNeed need = needOf(student);
    const std::vector<int> own = student.stages();
    const std::vector<int> other = teacher.stages();
    for (const experiment::LossSpec& spec : losses) {
        for (const auto& [mine, theirs] : pairsOf(spec, own.size(), other.size())) {
            const data::ImageShape ours = student.shapeOf(own[static_cast<size_t>(mine)]);
            const data::ImageShape maps = teacher.shapeOf(other[static_cast<size_t>(theirs)]);
            need.keptPerItem += kFloat * static_cast<std::int64_t>(maps.size());
            if (spec.loss == Loss::HiddenStates && ours.channels != maps.channels) {
                need.keptPerItem += kFloat * maps.channels * ours.height * ours.width;  // projected to its channels
            }
        }
    }
    return need;
}

NetworkNeed needOf(const models::TransformerConfig& student, const models::TransformerConfig& teacher,
                   const std::vector<experiment::LossSpec>& losses) {
    std::int64_t perItem = 0;
    std::int64_t perPair = 0;
    int wholeLayers = std::max(student.layers - 1, 0);
    for (const experiment::LossSpec& spec : losses) {
        const bool comparesMaps = spec.loss == Loss::AttentionMaps;
        const int more = comparesMaps ? 0 : 1;  // the embeddings are the first hidden state
        for (const auto& [mine, theirs] : pairsOf(spec, student.layers + more, teacher.layers + more)) {
            wholeLayers = std::max(wholeLayers, mine + 1 - more);
            if (comparesMaps) {
                // The scores and what is made of them to compare, of both; query and key that they come from.
                perPair += 2 * (student.heads + teacher.heads);
                perItem += 2 * student.trueHiddenSize();
                continue;
            }
            perItem += teacher.hiddenSize;
            if (student.hiddenSize != teacher.hiddenSize) perItem += teacher.hiddenSize;  // projected to its width
            // Both at length 1.
            if (spec.distance == experiment::HiddenDistance::Cosine) perItem += 2 * teacher.hiddenSize;
        }
    }
    NetworkNeed need = needOf(student, wholeLayers);
    need.keptPerItem += kFloat * perItem;
    need.keptPerPair += kFloat * perPair;
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
    answering.activations = std::max(
        {answeringBytes(run.teacher, run.answered), answeringBytes(run.student.network, run.answered), heldBack});
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
