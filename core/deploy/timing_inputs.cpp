#include "core/deploy/timing_inputs.h"

#include "core/base/error.h"
#include "core/models/safetensors.h"

#include <QCoreApplication>
#include <QStringList>

#include <cstring>
#include <map>
#include <span>

namespace distillab::deploy {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::TimingInputs)
};

constexpr const char* kSingle = "single";
constexpr const char* kBatchOf = "batch";

/// Named "single/3/input_ids".
void add(std::vector<models::TensorView>& tensors, const char* kind, const std::vector<Inputs>& all) {
    for (size_t i = 0; i < all.size(); ++i) {
        for (const NamedInput& input : all[i]) {
            models::TensorView tensor;
            tensor.name = std::string(kind) + '/' + std::to_string(i) + '/' + input.name;
            tensor.shape = input.shape;
            std::visit(
                [&]<typename T>(const std::vector<T>& values) {
                    tensor.type = std::is_same_v<T, float> ? models::DType::F32 : models::DType::I64;
                    tensor.bytes = std::as_bytes(std::span(values));
                },
                input.values);
            tensors.push_back(std::move(tensor));
        }
    }
}

template <typename T>
std::vector<T> valuesOf(std::span<const std::byte> bytes) {
    std::vector<T> values(bytes.size() / sizeof(T));
    std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
    return values;
}

NamedInput inputOf(const std::string& name, const models::TensorView& tensor) {
    NamedInput input{name, tensor.shape, {}};
    if (tensor.type == models::DType::F32) {
        input.values = valuesOf<float>(tensor.bytes);
    } else {
        input.values = valuesOf<std::int64_t>(tensor.bytes);
    }
    return input;
}

std::vector<Inputs> inOrder(std::map<int, Inputs> byNumber) {
    std::vector<Inputs> all;
    for (auto& [number, inputs] : byNumber) all.push_back(std::move(inputs));
    return all;
}

}  // namespace

void writeTimingInputs(const QString& path, const TimingInputs& inputs) {
    std::vector<models::TensorView> tensors;
    add(tensors, kSingle, inputs.singles);
    add(tensors, kBatchOf, inputs.batches);
    models::writeSafetensors(path, tensors);
}

TimingInputs readTimingInputs(const QString& path) {
    const models::TensorFile file = models::readSafetensors(path);
    std::map<QString, std::map<int, Inputs>> found;
    for (const auto& [name, tensor] : file.tensors) {
        const QStringList parts = QString::fromStdString(name).split(u'/');
        const bool known = tensor.type == models::DType::F32 || tensor.type == models::DType::I64;
        if (parts.size() != 3 || !known) {
            throw RequestError(Text::tr("“%1” is no input to measure with").arg(QString::fromStdString(name)), path);
        }
        found[parts[0]][parts[1].toInt()].push_back(inputOf(parts[2].toStdString(), tensor));
    }
    TimingInputs inputs{inOrder(std::move(found[QLatin1String(kSingle)])),
                        inOrder(std::move(found[QLatin1String(kBatchOf)]))};
    if (inputs.singles.empty() || inputs.batches.empty()) {
        throw RequestError(Text::tr("the file holds no inputs to measure with"), path);
    }
    return inputs;
}

}  // namespace distillab::deploy
