#include "tests/support/small_text_model.h"

#include "core/base/files.h"
#include "core/base/random.h"
#include "core/models/safetensors.h"
#include "core/models/transformer_config.h"
#include "tests/support/synthetic_texts.h"

#include <QDir>

#include <vector>

namespace distillab::test {

void writeSmallTextModel(const QString& folder, const QStringList& labels, bool withHead) {
    QDir().mkpath(folder);
    const QStringList vocabulary = syntheticVocabulary();
    models::TransformerConfig config;
    config.vocabularySize = static_cast<int>(vocabulary.size());
    config.hiddenSize = config.embeddingSize = 16;
    config.layers = 2;
    config.heads = 2;
    config.intermediateSize = 32;
    config.maxPositions = 64;
    config.labels = labels;
    writeFileAtomically(folder + QStringLiteral("/vocab.txt"), vocabulary.join(u'\n').toUtf8() + '\n');
    writeFileAtomically(folder + QStringLiteral("/config.json"), models::writeTransformerConfig(config));

    SplitMix64 random(1);
    std::vector<std::vector<float>> values;
    std::vector<models::TensorView> tensors;
    for (const models::TensorInfo& info : models::transformerTensors(config)) {
        if (!withHead && info.name.find("classifier") != std::string::npos) continue;
        std::vector<float>& value = values.emplace_back(static_cast<size_t>(info.elements()));
        for (float& each : value) each = static_cast<float>(random.below(1000)) / 10000.0F - 0.05F;
        tensors.push_back({info.name, models::DType::F32, info.shape, std::as_bytes(std::span(value))});
    }
    models::writeSafetensors(folder + QStringLiteral("/model.safetensors"), tensors);
}

}  // namespace distillab::test
