#include "core/deploy/onnx_model.h"

#include "core/base/error.h"
#include "core/deploy/onnx_runtime.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>
#include <numeric>

namespace distillab::deploy {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::OnnxModel)
};

/// Opens models of one origin; what it refuses it names.
struct Opener {
    QString name;
    OnnxOrigin origin;

    [[noreturn]] void refuse(const QString& message) const {
        throw RequestError(message, name,
                           origin == OnnxOrigin::DistilLab
                               ? Text::tr("Choose an ONNX file that DistilLab has exported.")
                               : Text::tr("Export the classifier with a free batch size and its scores as output, "
                                          "[batch, classes] in f32, the number of classes told."));
    }

    Ort::Session open(const QByteArray& model, int threads) const {
        return opened([&] {
            return Ort::Session(environment(), model.constData(), static_cast<size_t>(model.size()),
                                optionsFor(threads));
        });
    }

    /// By its path, so that ONNX Runtime finds the data of a large model beside it.
    Ort::Session openFile(int threads) const {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly)) {
            throw RequestError(Text::tr("the file cannot be read: %1").arg(file.errorString()), name,
                               Text::tr("Check the path and that you may read the file."));
        }
        return opened(
            [&] { return Ort::Session(environment(), QFile::encodeName(name).constData(), optionsFor(threads)); });
    }

private:
    template <typename Open>
    Ort::Session opened(const Open& open) const {
        try {
            return open();
        } catch (const Ort::Exception& error) {
            refuse(Text::tr("ONNX Runtime cannot open the model: %1").arg(QString::fromUtf8(error.what())));
        }
    }
};

std::optional<OnnxModel::Input> describe(const std::string& name, const Ort::TypeInfo& info) {
    if (info.GetONNXType() != ONNX_TYPE_TENSOR) return std::nullopt;
    const auto tensor = info.GetTensorTypeAndShapeInfo();
    switch (tensor.GetElementType()) {
        case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT: return OnnxModel::Input{name, ElementType::F32, tensor.GetShape()};
        case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64: return OnnxModel::Input{name, ElementType::I64, tensor.GetShape()};
        default: return std::nullopt;
    }
}

bool hasFreeBatch(const OnnxModel::Input& value) { return !value.shape.empty() && value.shape[0] < 0; }

bool isScores(const std::optional<OnnxModel::Input>& output) {
    constexpr std::int64_t kMostClasses = 1 << 20;
    return output && output->type == ElementType::F32 && output->shape.size() == 2 && hasFreeBatch(*output) &&
           output->shape[1] > 0 && output->shape[1] <= kMostClasses;
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

struct OnnxModel::Private {
    Private(const Opener& from, Ort::Session opened) : opener(from), session(std::move(opened)) {
        try {
            readSignature();
            readLabels();
        } catch (const Ort::Exception& error) {
            opener.refuse(Text::tr("ONNX Runtime cannot describe the model: %1").arg(QString::fromUtf8(error.what())));
        }
    }

    void readSignature() {
        const Ort::AllocatorWithDefaultOptions allocator;
        for (size_t i = 0; i < session.GetInputCount(); ++i) {
            const std::string input = session.GetInputNameAllocated(i, allocator).get();
            const auto described = describe(input, session.GetInputTypeInfo(i));
            if (!described || !hasFreeBatch(*described)) {
                opener.refuse(Text::tr("the model's input \"%1\" is no batch of numbers that DistilLab writes")
                                  .arg(QString::fromStdString(input)));
            }
            inputs.push_back(*described);
        }
        if (inputs.empty()) opener.refuse(Text::tr("the model has no input"));
        readOutput(allocator);
    }

    void readOutput(const Ort::AllocatorWithDefaultOptions& allocator) {
        const size_t outputs = session.GetOutputCount();
        if (opener.origin == OnnxOrigin::DistilLab && outputs != 1) {
            opener.refuse(Text::tr("a classifier has one output, this model has %1").arg(outputs));
        }
        for (size_t i = 0; i < outputs; ++i) {
            const std::string output = session.GetOutputNameAllocated(i, allocator).get();
            const auto described = describe(output, session.GetOutputTypeInfo(i));
            if (!isScores(described) || (classes > 0 && output != "logits")) continue;
            outputName = output;
            classes = static_cast<int>(described->shape[1]);
        }
        if (classes == 0) opener.refuse(Text::tr("the model's output is no batch of class scores"));
    }

    std::optional<QString> metadata(const char* key) const {
        const Ort::AllocatorWithDefaultOptions allocator;
        const auto value = session.GetModelMetadata().LookupCustomMetadataMapAllocated(key, allocator);
        return value ? std::optional(QString::fromUtf8(value.get())) : std::nullopt;
    }

    void readLabels() {
        const QJsonArray array = QJsonDocument::fromJson(metadata("labels").value_or(QString()).toUtf8()).array();
        if (array.size() != classes) {
            if (opener.origin == OnnxOrigin::Anywhere) return;
            opener.refuse(Text::tr("the model's metadata \"labels\" must be a list of %1 entries").arg(classes));
        }
        for (const QJsonValue& label : array) labels << label.toString();
    }

    [[noreturn]] void fail(const QString& reason) const {
        throw WorkError(Text::tr("ONNX Runtime cannot run the model: %1").arg(reason), opener.name);
    }

    /// A view of the caller's values. The API has no read-only tensors; a session only reads its inputs.
    Ort::Value tensorOf(const NamedInput& input) const {
        return std::visit(
            [&]<typename T>(const std::vector<T>& values) {
                const auto elements =
                    std::accumulate(input.shape.begin(), input.shape.end(), std::int64_t{1}, std::multiplies<>());
                if (elements != static_cast<std::int64_t>(values.size())) {
                    fail(Text::tr("the input \"%1\" has %2 values, its shape has room for %3")
                             .arg(QString::fromStdString(input.name))
                             .arg(values.size())
                             .arg(elements));
                }
                return Ort::Value::CreateTensor<T>(memory, const_cast<T*>(values.data()), values.size(),
                                                   input.shape.data(), input.shape.size());
            },
            input.values);
    }

    std::vector<float> run(std::span<const NamedInput> given) {
        if (given.empty() || given[0].shape.empty() || given[0].shape[0] < 0) fail(Text::tr("there is no input"));
        const std::array<std::int64_t, 2> shape = {given[0].shape[0], classes};
        std::vector<float> logits(static_cast<size_t>(shape[0]) * static_cast<size_t>(classes));
        try {
            std::vector<const char*> names;
            std::vector<Ort::Value> values;
            for (const NamedInput& input : given) {
                names.push_back(input.name.c_str());
                values.push_back(tensorOf(input));
            }
            const char* outputs[] = {outputName.c_str()};
            auto output =
                Ort::Value::CreateTensor<float>(memory, logits.data(), logits.size(), shape.data(), shape.size());
            session.Run(Ort::RunOptions{nullptr}, names.data(), values.data(), values.size(), outputs, &output, 1);
        } catch (const Ort::Exception& error) {
            fail(QString::fromUtf8(error.what()));
        }
        return logits;
    }

    Opener opener;
    Ort::Session session;
    Ort::MemoryInfo memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
    std::vector<Input> inputs;
    std::string outputName;
    int classes = 0;
    QStringList labels;
};

OnnxModel::OnnxModel(const QString& path, int threads, OnnxOrigin origin)
    : d([&] {
          const Opener opener{path, origin};
          return std::make_unique<Private>(opener, opener.openFile(threads));
      }()) {}

OnnxModel::OnnxModel(const QByteArray& model, const QString& name, int threads, OnnxOrigin origin)
    : d([&] {
          const Opener opener{name, origin};
          return std::make_unique<Private>(opener, opener.open(model, threads));
      }()) {}

OnnxModel::~OnnxModel() = default;
OnnxModel::OnnxModel(OnnxModel&&) noexcept = default;

const QString& OnnxModel::name() const { return d->opener.name; }
const std::vector<OnnxModel::Input>& OnnxModel::inputs() const { return d->inputs; }
int OnnxModel::classCount() const { return d->classes; }
const QStringList& OnnxModel::labels() const { return d->labels; }
std::optional<QString> OnnxModel::metadata(const char* key) const { return d->metadata(key); }

std::vector<float> OnnxModel::run(std::span<const NamedInput> inputs) { return d->run(inputs); }

Latency OnnxModel::measureLatency(const std::vector<Inputs>& batches, int runs, RunControl& control) {
    using Clock = std::chrono::steady_clock;
    const auto batch = [&](int run) -> const Inputs& { return batches[static_cast<size_t>(run) % batches.size()]; };
    const int warmUp = runs / 10 + 1;
    for (int i = 0; i < warmUp; ++i) d->run(batch(i));
    std::vector<double> milliseconds;
    milliseconds.reserve(static_cast<size_t>(runs));
    for (int i = 0; i < runs; ++i) {
        control.obey();
        const auto begin = Clock::now();
        d->run(batch(i));
        milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    }
    return latencyOf(milliseconds);
}

}  // namespace distillab::deploy
