#include "core/deploy/model_signature.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace distillab::deploy {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ModelSignature)
};

[[noreturn]] void refuse(const OnnxModel& model, const QString& message) {
    throw RequestError(message, model.name(), Text::tr("Choose an ONNX file that DistilLab has exported."));
}

const OnnxModel::Input* find(const OnnxModel& model, const char* name) {
    const auto found = std::find_if(model.inputs().begin(), model.inputs().end(),
                                    [&](const OnnxModel::Input& input) { return input.name == name; });
    return found == model.inputs().end() ? nullptr : &*found;
}

std::vector<double> numbers(const OnnxModel& model, const char* key, int count) {
    const QJsonArray array = QJsonDocument::fromJson(model.metadata(key).value_or(QString()).toUtf8()).array();
    if (array.size() != count) {
        refuse(model,
               Text::tr("the model's metadata \"%1\" must be a list of %2 entries").arg(QLatin1String(key)).arg(count));
    }
    std::vector<double> values;
    for (const QJsonValue& value : array) values.push_back(value.toDouble());
    return values;
}

/// Token ids and the like: as many texts of as many tokens as one likes.
bool isTokens(const OnnxModel::Input& input) {
    return input.type == ElementType::I64 && input.shape.size() == 2 && input.shape[1] < 0;
}

}  // namespace

Inputs ImageSignature::inputs(std::vector<float> values) const {
    const auto count = static_cast<std::int64_t>(values.size() / shape.size());
    return {{kPixelValues, {count, shape.channels, shape.height, shape.width}, std::move(values)}};
}

Inputs TextSignature::inputs(std::vector<std::int64_t> ids, std::vector<std::int64_t> mask,
                             std::vector<std::int64_t> types, size_t length) const {
    const std::vector<std::int64_t> shape = {static_cast<std::int64_t>(ids.size() / length),
                                             static_cast<std::int64_t>(length)};
    if (types.empty()) types.assign(ids.size(), 0);
    Inputs inputs;
    inputs.push_back({kInputIds, shape, std::move(ids)});
    inputs.push_back({kAttentionMask, shape, std::move(mask)});
    if (tokenTypes) inputs.push_back({kTokenTypeIds, shape, std::move(types)});
    return inputs;
}

bool readsText(const OnnxModel& model) { return find(model, kInputIds) != nullptr; }

ImageSignature imageSignatureOf(const OnnxModel& model) {
    constexpr std::int64_t kLongestSide = 1 << 20;
    const auto isSide = [](std::int64_t side) { return side > 0 && side <= kLongestSide; };
    const OnnxModel::Input* pixels = model.inputs().size() == 1 ? &model.inputs()[0] : nullptr;
    if (!pixels || pixels->name != kPixelValues || pixels->type != ElementType::F32 || pixels->shape.size() != 4 ||
        !std::all_of(pixels->shape.begin() + 1, pixels->shape.end(), isSide)) {
        refuse(model, Text::tr("the model's input is no batch of images"));
    }
    ImageSignature signature;
    signature.shape = {static_cast<int>(pixels->shape[1]), static_cast<int>(pixels->shape[2]),
                       static_cast<int>(pixels->shape[3])};
    signature.normalization.mean = numbers(model, "image_mean", signature.shape.channels);
    signature.normalization.deviation = numbers(model, "image_std", signature.shape.channels);
    for (const double deviation : signature.normalization.deviation) {
        if (!(deviation > 0)) {
            refuse(model, Text::tr("the model's metadata \"image_std\" must hold numbers above 0"));
        }
    }
    return signature;
}

TextSignature textSignatureOf(const OnnxModel& model) {
    TextSignature signature;
    signature.tokenTypes = find(model, kTokenTypeIds) != nullptr;
    const size_t expected = signature.tokenTypes ? 3 : 2;
    if (!find(model, kInputIds) || !find(model, kAttentionMask) || model.inputs().size() != expected ||
        !std::all_of(model.inputs().begin(), model.inputs().end(), isTokens)) {
        refuse(model, Text::tr("the model's inputs are no batch of texts"));
    }
    signature.modelType = model.metadata("model_type").value_or(QString());
    signature.maxLength = model.metadata("max_length").value_or(QString()).toInt();
    if (signature.maxLength < 1) {
        refuse(model, Text::tr("the model's metadata \"max_length\" must be a number of tokens"));
    }
    return signature;
}

}  // namespace distillab::deploy
