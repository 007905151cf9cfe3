#pragma once

#include "core/models/registry.h"
#include "core/models/tensor.h"
#include "core/models/tensor_info.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <string>
#include <vector>

/// Text classifiers as Hugging Face describes them: config.json, the names and shapes of the parameters, the presets.
/// Torch-free: the window counts with it, the ONNX writer follows it, core/nn computes by it.
namespace distillab::models {

enum class Architecture {
    Bert,        ///< Devlin et al. 2018; MiniLM, TinyBERT and Chinese BERT are BERTs of other sizes
    Roberta,     ///< Liu et al. 2019: BERT with positions counted from behind the padding, and a head of two layers
    DistilBert,  ///< Sanh et al. 2019: BERT without token types and pooler
    MobileBert,  ///< Sun et al. 2020: thin layers between bottlenecks
    Electra      ///< Clark et al. 2020: BERT with narrow embeddings and RoBERTa's head with GELU
};

/// config.json of an encoder with a sequence-classification head; the defaults are BERT base.
struct TransformerConfig {
    Architecture architecture = Architecture::Bert;
    int vocabularySize = 30522;
    int hiddenSize = 768;
    int layers = 12;
    int heads = 12;
    int intermediateSize = 3072;
    int maxPositions = 512;      ///< rows of the position table; RoBERTa loses padId + 1 of them
    int typeVocabularySize = 2;  ///< 0 for DistilBERT
    int embeddingSize = 768;     ///< differs from hiddenSize for ELECTRA and MobileBERT only
    int padId = 0;
    double layerNormEps = 1e-12;
    double hiddenDropout = 0.1;
    double attentionDropout = 0.1;
    double classifierDropout = 0.1;
    double initializerRange = 0.02;               ///< standard deviation of fresh weights
    QString activation = QStringLiteral("gelu");  ///< one of knownActivations()

    // MobileBERT alone.
    int intraBottleneckSize = 128;
    bool useBottleneck = true;
    bool useBottleneckAttention = false;  ///< values too come from the bottleneck
    bool keyQuerySharedBottleneck = true;
    int feedforwardNetworks = 4;                        ///< per layer, the last one included
    QString normalization = QStringLiteral("no_norm");  ///< or "layer_norm"
    bool trigramInput = true;                           ///< each token sees its neighbours' embeddings
    bool classifierActivation = true;                   ///< a dense layer with tanh before the classifier

    QStringList labels = {QStringLiteral("LABEL_0"), QStringLiteral("LABEL_1")};  ///< id2label, in the order of ids

    /// Width between a MobileBERT layer's bottlenecks, hiddenSize elsewhere.
    int trueHiddenSize() const;
    /// The longest sentence in tokens.
    int maxTokens() const;

    bool operator==(const TransformerConfig&) const = default;
};

/// "gelu" is exact, "gelu_new" and "gelu_pytorch_tanh" are its tanh approximation.
QStringList knownActivations();

/// Reads a Hugging Face config.json; what it leaves out has the defaults of transformers.
/// @param where  the file, for complaints
/// @throws RequestError naming file and key: no JSON, unknown model_type, values that cannot be
TransformerConfig parseTransformerConfig(const QByteArray& json, const QString& where);

/// Longest config.json read: 16 MiB. Those that name 20,000 classes have 1 MiB.
inline constexpr qint64 kMostConfigBytes = 16 << 20;

/// @param path  of a config.json
TransformerConfig readTransformerConfig(const QString& path);

/// config.json that transformers reads with AutoModelForSequenceClassification.
QByteArray writeTransformerConfig(const TransformerConfig& config, DType weights = DType::F32);

/// Where an architecture keeps its encoder: "bert." in "bert.encoder.layer.0.output.dense.weight". Folders of a bare
/// encoder leave it out.
std::string encoderPrefix(Architecture architecture);

/// The modules of one layer, as prefixes of their ".weight" and ".bias".
struct LayerNames {
    std::string query, key, value, attentionOutput, attentionNorm;
    std::string intermediate, output, outputNorm;
    std::string prefix;  ///< of the layer itself, with its dot: MobileBERT's further modules lie below it
};
LayerNames layerNames(Architecture architecture, int layer);

/// Name and shape of every parameter of XForSequenceClassification: embeddings, layers, head. Not trainable are those
/// that a variant of MobileBERT carries and never reads.
std::vector<TensorInfo> transformerTensors(const TransformerConfig& config);

/// True for what lies behind the encoder: pooler and classifier.
bool belongsToHead(const std::string& tensor, Architecture architecture);

/// Number of trainable values.
std::int64_t parameterCount(const TransformerConfig& config);

/// Multiply-adds of one sentence of that many tokens: linear layers and attention.
std::int64_t multiplyAdds(const TransformerConfig& config, int sequenceLength);

/// The presets for students, from the smallest to the largest.
std::vector<ModelInfo> listTextModels();

/// @throws RequestError for an unknown name (with the nearest known one), an empty vocabulary or fewer than two labels
TransformerConfig buildTextModel(const QString& name, int vocabularySize, const QStringList& labels);

}  // namespace distillab::models
