#pragma once

#include "core/base/files.h"
#include "core/models/transformer_config.h"
#include "core/nn/text_model_folder.h"
#include "tests/support/synthetic_texts.h"

#include <QString>
#include <QStringList>

#include <cstdint>

namespace distillab::test {

/// vocab.txt with the words of the synthetic reviews.
inline void writeSyntheticVocabulary(const QString& folder) {
    writeFileAtomically(folder + QStringLiteral("/vocab.txt"),
                        syntheticVocabulary().join(QLatin1Char('\n')).toUtf8() + '\n');
}

/// A transformer for the synthetic reviews, as a user brings one: width 32, two layers, fresh weights.
inline models::TransformerConfig smallEncoderConfig(const QStringList& labels) {
    models::TransformerConfig config;
    config.vocabularySize = static_cast<int>(syntheticVocabulary().size());
    config.hiddenSize = config.embeddingSize = 32;
    config.layers = 2;
    config.heads = 2;
    config.intermediateSize = 64;
    config.maxPositions = 32;
    config.labels = labels;
    return config;
}

/// A folder with it and its vocabulary.
inline void writeSmallEncoder(const QString& folder, const models::TransformerConfig& config, std::uint64_t seed = 7) {
    writeSyntheticVocabulary(folder);
    nn::saveTextModel(folder, nn::Transformer(config, seed, torch::kCPU));
}

}  // namespace distillab::test
