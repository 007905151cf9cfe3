#include "core/deploy/onnx_session.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <onnxruntime_cxx_api.h>
#include <onnxruntime_session_options_config_keys.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <string>

namespace distillab::deploy {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::OnnxSession)
};

/// ONNX Runtime wants one environment per process, made before the first session and kept to the end.
const Ort::Env& environment() {
    static const Ort::Env environment(ORT_LOGGING_LEVEL_ERROR, "distillab");
    return environment;
}

Ort::SessionOptions optionsFor(int threads) {
    Ort::SessionOptions options;
    options.SetGraphOptimizationLevel(GraphOptimizationLevel::ORT_ENABLE_ALL);
    options.SetIntraOpNumThreads(threads);
    options.SetInterOpNumThreads(1);
    // Threads that spin while they wait would take the cores from Torch's threads and from the window.
    options.AddConfigEntry(kOrtSessionOptionsConfigAllowIntraOpSpinning, "0");
    return options;
}

[[noreturn]] void refuse(const QString& name, const QString& message) {
    throw RequestError(message, name, Text::tr("Choose an ONNX file that DistilLab has exported."));
}

Ort::Session open(const QByteArray& model, const QString& name, int threads) {
    try {
        return Ort::Session(environment(), model.constData(), static_cast<size_t>(model.size()), optionsFor(threads));
    } catch (const Ort::Exception& error) {
        refuse(name, Text::tr("ONNX Runtime cannot open the model: %1").arg(QString::fromUtf8(error.what())));
    }
}

/// Shape of a float tensor, empty for anything else.
std::vector<std::int64_t> floatShape(const Ort::TypeInfo& info) {
    if (info.GetONNXType() != ONNX_TYPE_TENSOR) return {};
    const auto tensor = info.GetTensorTypeAndShapeInfo();
    if (tensor.GetElementType() != ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT) return {};
    return tensor.GetShape();
}

/// A free batch dimension before sides of known size.
bool isBatchOf(const std::vector<std::int64_t>& shape, size_t rank) {
    constexpr std::int64_t kLongestSide = 1 << 20;
    return shape.size() == rank && shape[0] < 0 && std::all_of(shape.begin() + 1, shape.end(), [](std::int64_t side) {
               return side > 0 && side <= kLongestSide;
           });
}

}  // namespace

Latency latencyOf(std::vector<double>& milliseconds) {
    if (milliseconds.empty()) return {};
    std::sort(milliseconds.begin(), milliseconds.end());
    const auto nearestRank = [&](double share) {
        const auto rank = static_cast<size_t>(std::ceil(share * static_cast<double>(milliseconds.size())));
        return milliseconds[std::max<size_t>(rank, 1) - 1];
    };
    return {nearestRank(0.50), nearestRank(0.95)};
}

struct OnnxSession::Private {
    Private(const QByteArray& model, const QString& name, int threads)
        : name(name), session(open(model, name, threads)) {
        try {
            readSignature();
            readMetadata();
        } catch (const Ort::Exception& error) {
            refuse(name, Text::tr("ONNX Runtime cannot describe the model: %1").arg(QString::fromUtf8(error.what())));
        }
    }

    void readSignature() {
        if (session.GetInputCount() != 1 || session.GetOutputCount() != 1) {
            refuse(name, Text::tr("an image classifier has one input and one output, this model has %1 and %2")
                             .arg(session.GetInputCount())
                             .arg(session.GetOutputCount()));
        }
        const auto input = floatShape(session.GetInputTypeInfo(0));
        const auto output = floatShape(session.GetOutputTypeInfo(0));
        if (!isBatchOf(input, 4)) refuse(name, Text::tr("the model's input is no batch of images"));
        if (!isBatchOf(output, 2)) refuse(name, Text::tr("the model's output is no batch of class scores"));
        shape = {static_cast<int>(input[1]), static_cast<int>(input[2]), static_cast<int>(input[3])};
        classes = static_cast<int>(output[1]);
        const Ort::AllocatorWithDefaultOptions allocator;
        inputName = session.GetInputNameAllocated(0, allocator).get();
        outputName = session.GetOutputNameAllocated(0, allocator).get();
    }

    void readMetadata() {
        for (const QJsonValue& label : metadataArray("labels", classes)) labels << label.toString();
        for (const QJsonValue& mean : metadataArray("image_mean", shape.channels)) {
            normalization.mean.push_back(mean.toDouble());
        }
        for (const QJsonValue& deviation : metadataArray("image_std", shape.channels)) {
            normalization.deviation.push_back(deviation.toDouble());
            if (!(normalization.deviation.back() > 0)) {
                refuse(name, Text::tr("the model's metadata \"image_std\" must hold numbers above 0"));
            }
        }
    }

    QJsonArray metadataArray(const char* key, int size) const {
        const Ort::AllocatorWithDefaultOptions allocator;
        const auto value = session.GetModelMetadata().LookupCustomMetadataMapAllocated(key, allocator);
        const QJsonArray array = value ? QJsonDocument::fromJson(QByteArray(value.get())).array() : QJsonArray();
        if (array.size() != size) {
            refuse(
                name,
                Text::tr("the model's metadata \"%1\" must be a list of %2 entries").arg(QLatin1String(key)).arg(size));
        }
        return array;
    }

    /// Computes straight from and into the caller's memory.
    void run(std::span<const float> batch, size_t count, std::span<float> logits) {
        const auto items = static_cast<std::int64_t>(count);
        const std::array<std::int64_t, 4> inputShape = {items, shape.channels, shape.height, shape.width};
        const std::array<std::int64_t, 2> outputShape = {items, classes};
        const char* inputs[] = {inputName.c_str()};
        const char* outputs[] = {outputName.c_str()};
        try {
            // The API has no read-only tensors; a session only reads its inputs.
            const auto input = Ort::Value::CreateTensor<float>(memory, const_cast<float*>(batch.data()), batch.size(),
                                                               inputShape.data(), inputShape.size());
            auto output = Ort::Value::CreateTensor<float>(memory, logits.data(), logits.size(), outputShape.data(),
                                                          outputShape.size());
            session.Run(Ort::RunOptions{nullptr}, inputs, &input, 1, outputs, &output, 1);
        } catch (const Ort::Exception& error) {
            throw WorkError(Text::tr("ONNX Runtime cannot run the model: %1").arg(QString::fromUtf8(error.what())),
                            name);
        }
    }

    QString name;
    Ort::Session session;
    Ort::MemoryInfo memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
    std::string inputName;
    std::string outputName;
    data::ImageShape shape;
    int classes = 0;
    QStringList labels;
    data::Normalization normalization;
};

OnnxSession::OnnxSession(const QString& path, int threads) : OnnxSession(readFile(path), path, threads) {}

OnnxSession::OnnxSession(const QByteArray& model, const QString& name, int threads)
    : d(std::make_unique<Private>(model, name, threads)) {}

OnnxSession::~OnnxSession() = default;
OnnxSession::OnnxSession(OnnxSession&&) noexcept = default;

data::ImageShape OnnxSession::inputShape() const { return d->shape; }
int OnnxSession::classCount() const { return d->classes; }
QStringList OnnxSession::labels() const { return d->labels; }
data::Normalization OnnxSession::normalization() const { return d->normalization; }

std::vector<float> OnnxSession::run(std::span<const float> batch, size_t count) {
    std::vector<float> logits(count * static_cast<size_t>(d->classes));
    d->run(batch, count, logits);
    return logits;
}

Latency OnnxSession::measureLatency(std::span<const float> image, int runs) {
    using Clock = std::chrono::steady_clock;
    std::vector<float> logits(static_cast<size_t>(d->classes));
    const int warmUp = runs / 10 + 1;
    for (int i = 0; i < warmUp; ++i) d->run(image, 1, logits);
    std::vector<double> milliseconds;
    milliseconds.reserve(static_cast<size_t>(runs));
    for (int i = 0; i < runs; ++i) {
        const auto begin = Clock::now();
        d->run(image, 1, logits);
        milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    }
    return latencyOf(milliseconds);
}

}  // namespace distillab::deploy
