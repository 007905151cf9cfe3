#pragma once

#include "core/deploy/named_input.h"
#include "core/models/safetensors.h"
#include "core/models/transformer_config.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <map>
#include <string>
#include <vector>

namespace distillab::test {

/// Texts as token ids, padded on the right to one length.
struct TinyTexts {
    std::vector<std::int64_t> lengths;
    std::int64_t width = 0;
};

/// A tiny text classifier whose weights and logits are those of tests/core/nn/record_logits.py.
class TinyTransformer {
public:
    /// Every architecture and variant that was recorded.
    static QStringList names();
    /// The batches that were recorded of each.
    static std::map<QString, TinyTexts> batches();

    explicit TinyTransformer(const QString& name);

    const models::TransformerConfig& config() const { return m_config; }
    /// Views into this model, by name.
    std::map<std::string, models::TensorView> tensors() const;
    /// To be changed by a test.
    std::vector<float>& values(const std::string& name) { return m_values.at(name); }

    QByteArray onnx() const;

    /// Row `first` of the texts onwards, `count` of them, padded to `texts.width`: a row's tokens do not depend on it.
    deploy::Inputs inputs(const TinyTexts& texts) const { return inputs(texts, 0, texts.lengths.size()); }
    deploy::Inputs inputs(const TinyTexts& texts, size_t first, size_t count) const;

    /// What transformers computes for batches().at(batch).
    std::vector<float> recordedLogits(const QString& batch) const;

private:
    QString m_name;
    models::TransformerConfig m_config;
    std::map<std::string, std::vector<float>> m_values;
};

}  // namespace distillab::test
