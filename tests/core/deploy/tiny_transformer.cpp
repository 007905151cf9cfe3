#include "tests/core/deploy/tiny_transformer.h"

#include "core/deploy/transformer_onnx.h"
#include "tests/support/formula_weights.h"

namespace distillab::test {
namespace {

#include "tests/core/nn/recorded_logits.inc"

}  // namespace

using namespace Qt::Literals::StringLiterals;

QStringList TinyTransformer::names() {
    QStringList names;
    for (const auto& [name, config] : kTinyConfigs) names << QString::fromStdString(name);
    return names;
}

std::map<QString, TinyTexts> TinyTransformer::batches() {
    return {{u"padded"_s, {{11, 2, 7, 1}, 11}}, {u"full"_s, {{5, 5}, 5}}, {u"roomy"_s, {{6, 3}, 14}}};
}

TinyTransformer::TinyTransformer(const QString& name)
    : m_name(name), m_config(models::parseTransformerConfig(kTinyConfigs.at(name.toStdString()), name)) {
    for (const models::TensorInfo& info : models::transformerTensors(m_config)) {
        m_values[info.name] = formulaWeights(info);
    }
}

std::map<std::string, models::TensorView> TinyTransformer::tensors() const {
    std::map<std::string, models::TensorView> views;
    for (const models::TensorInfo& info : models::transformerTensors(m_config)) {
        views[info.name] = {info.name, models::DType::F32, info.shape,
                            std::as_bytes(std::span(m_values.at(info.name)))};
    }
    return views;
}

QByteArray TinyTransformer::onnx() const {
    return deploy::writeTransformerOnnx(m_config, tensors(), m_config.maxTokens(),
                                        {m_name, m_config.labels, u"version: 1\n"_s});
}

deploy::Inputs TinyTransformer::inputs(const TinyTexts& texts, size_t first, size_t count) const {
    const auto width = static_cast<size_t>(texts.width);
    std::vector<std::int64_t> ids(count * width, m_config.padId);
    std::vector<std::int64_t> mask(count * width, 0);
    std::vector<std::int64_t> types(count * width, 0);
    for (size_t i = 0; i < count; ++i) {
        const std::int64_t length = texts.lengths[first + i];
        for (std::int64_t column = 0; column < length; ++column) {
            const size_t at = i * width + static_cast<size_t>(column);
            ids[at] = 2 + (static_cast<std::int64_t>(first + i) * 17 + column * 7) % 48;
            mask[at] = 1;
            types[at] = column * 2 > length ? 1 : 0;
        }
    }
    const deploy::TextSignature signature = deploy::textSignatureOf(m_config, m_config.maxTokens());
    return signature.inputs(std::move(ids), std::move(mask), std::move(types), width);
}

std::vector<float> TinyTransformer::recordedLogits(const QString& batch) const {
    return kTinyLogits.at((m_name + u' ' + batch).toStdString());
}

}  // namespace distillab::test
