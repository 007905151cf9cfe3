#include "core/models/transformer_config.h"

#include "core/base/error.h"
#include "core/base/limited_file.h"
#include "core/base/spelling.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace distillab::models {
namespace {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::TransformerConfig)
};

/// What an architecture is called in config.json.
struct Naming {
    Architecture architecture;
    const char* modelType;
    const char* className;  ///< of "<className>ForSequenceClassification"
};
constexpr std::array<Naming, 5> kNamings = {{{Architecture::Bert, "bert", "Bert"},
                                             {Architecture::Roberta, "roberta", "Roberta"},
                                             {Architecture::DistilBert, "distilbert", "DistilBert"},
                                             {Architecture::MobileBert, "mobilebert", "MobileBert"},
                                             {Architecture::Electra, "electra", "Electra"}}};

const Naming& namingOf(Architecture architecture) {
    return *std::find_if(kNamings.begin(), kNamings.end(),
                         [&](const Naming& naming) { return naming.architecture == architecture; });
}

/// Keys of config.json whose names differ between the architectures.
struct Keys {
    const char* hiddenSize = "hidden_size";
    const char* layers = "num_hidden_layers";
    const char* heads = "num_attention_heads";
    const char* intermediateSize = "intermediate_size";
    const char* activation = "hidden_act";
    const char* hiddenDropout = "hidden_dropout_prob";
    const char* attentionDropout = "attention_probs_dropout_prob";
    const char* classifierDropout = "classifier_dropout";
};
constexpr Keys kDistilBertKeys = {"dim",        "n_layers", "n_heads",           "hidden_dim",
                                  "activation", "dropout",  "attention_dropout", "seq_classif_dropout"};

Keys keysOf(Architecture architecture) { return architecture == Architecture::DistilBert ? kDistilBertKeys : Keys{}; }

bool hasNarrowEmbeddings(Architecture architecture) {
    return architecture == Architecture::MobileBert || architecture == Architecture::Electra;
}

/// The defaults of transformers' configuration classes.
TransformerConfig defaultsOf(Architecture architecture) {
    TransformerConfig config;
    config.architecture = architecture;
    switch (architecture) {
        case Architecture::Bert: break;
        case Architecture::Roberta:
            config.vocabularySize = 50265;
            config.padId = 1;
            break;
        case Architecture::DistilBert:
            config.layers = 6;
            config.typeVocabularySize = 0;
            config.classifierDropout = 0.2;
            break;
        case Architecture::MobileBert:
            config.hiddenSize = 512;
            config.layers = 24;
            config.heads = 4;
            config.intermediateSize = 512;
            config.embeddingSize = 128;
            config.hiddenDropout = 0;
            config.classifierDropout = 0;
            config.activation = u"relu"_s;
            break;
        case Architecture::Electra:
            config.hiddenSize = 256;
            config.heads = 4;
            config.intermediateSize = 1024;
            config.embeddingSize = 128;
            break;
    }
    return config;
}

/// Reads values out of config.json; every complaint names the file and the key.
class Reader {
public:
    Reader(const QByteArray& text, QString where) : m_where(std::move(where)) {
        try {
            m_json = ordered_json::parse(text.begin(), text.end());
        } catch (const nlohmann::json::exception& error) {
            fail(Text::tr("the model's config.json is no valid JSON: %1").arg(QString::fromUtf8(error.what())));
        }
        if (!m_json.is_object()) fail(Text::tr("the model's config.json holds no JSON object"));
    }

    /// Null when the key is missing or says null, as transformers has it.
    const ordered_json* find(const char* key) const {
        const auto found = m_json.find(key);
        return found == m_json.end() || found->is_null() ? nullptr : &*found;
    }

    void read(const char* key, int& value, int least = 1, int most = kMostSide) const {
        const ordered_json* found = find(key);
        if (!found) return;
        const auto number = found->is_number_integer() ? found->get<std::int64_t>() : std::int64_t{least} - 1;
        if (number < least || number > most) {
            failAt(key, Text::tr("must be a whole number from %1 to %2").arg(least).arg(most));
        }
        value = static_cast<int>(number);
    }

    void read(const char* key, bool& value) const {
        const ordered_json* found = find(key);
        if (!found) return;
        if (!found->is_boolean()) failAt(key, Text::tr("must be true or false"));
        value = found->get<bool>();
    }

    void read(const char* key, QString& value, const QStringList& known) const {
        const ordered_json* found = find(key);
        if (!found) return;
        const QString word = found->is_string() ? QString::fromStdString(found->get<std::string>()) : QString();
        if (!known.contains(word)) {
            failAt(
                key,
                Text::tr("must be one of %1, not %2").arg(known.join(u", "_s), QString::fromStdString(found->dump())));
        }
        value = word;
    }

    /// A number in [0, 1).
    void readShare(const char* key, double& value) const {
        const ordered_json* found = find(key);
        if (!found) return;
        value = found->is_number() ? found->get<double>() : -1;
        if (!(value >= 0 && value < 1)) failAt(key, Text::tr("must be a number from 0 to below 1"));
    }

    void readSmallPositive(const char* key, double& value) const {
        const ordered_json* found = find(key);
        if (!found) return;
        value = found->is_number() ? found->get<double>() : 0;
        if (!(value > 0 && value <= 1)) failAt(key, Text::tr("must be a number above 0, at most 1"));
    }

    void readLabels(QStringList& labels) const {
        int count = static_cast<int>(labels.size());
        read("num_labels", count);
        const ordered_json* found = find("id2label");
        if (!found) {
            labels.clear();
            for (int i = 0; i < count; ++i) labels << u"LABEL_%1"_s.arg(i);
            return;
        }
        const QString demand = Text::tr("must give each number from 0 on its label");
        if (!found->is_object() || found->empty()) failAt("id2label", demand);
        labels.clear();
        for (size_t i = 0; i < found->size(); ++i) {
            const auto label = found->find(std::to_string(i));
            if (label == found->end() || !label->is_string()) failAt("id2label", demand);
            labels << QString::fromStdString(label->get<std::string>());
        }
    }

    [[noreturn]] void fail(const QString& message) const {
        throw RequestError(
            message, m_where,
            Text::tr("Choose a folder with a model of one of these kinds: %1.").arg(knownTypes().join(u", "_s)));
    }
    [[noreturn]] void failAt(const char* key, const QString& message) const {
        throw RequestError(u"\"%1\" %2"_s.arg(QLatin1String(key), message), m_where,
                           Text::tr("Correct the file or choose another model."));
    }

    static QStringList knownTypes() {
        QStringList types;
        for (const Naming& naming : kNamings) types << QLatin1String(naming.modelType);
        return types;
    }

    static constexpr int kMostSide = 1 << 24;  ///< far beyond any model, and no product of two overflows

private:
    QString m_where;
    ordered_json m_json;
};

Architecture readArchitecture(const Reader& reader) {
    const ordered_json* type = reader.find("model_type");
    if (!type || !type->is_string()) reader.fail(Text::tr("\"model_type\" is missing"));
    const auto word = type->get<std::string>();
    for (const Naming& naming : kNamings) {
        if (word == naming.modelType) return naming.architecture;
    }
    reader.fail(Text::tr("\"model_type\" is \"%1\", which DistilLab cannot compute").arg(QString::fromStdString(word)));
}

void readMobileBert(const Reader& reader, TransformerConfig& config) {
    constexpr int kMostFeedforwards = 64;
    reader.read("intra_bottleneck_size", config.intraBottleneckSize);
    reader.read("use_bottleneck", config.useBottleneck);
    reader.read("use_bottleneck_attention", config.useBottleneckAttention);
    reader.read("key_query_shared_bottleneck", config.keyQuerySharedBottleneck);
    reader.read("num_feedforward_networks", config.feedforwardNetworks, 1, kMostFeedforwards);
    reader.read("normalization_type", config.normalization, {u"no_norm"_s, u"layer_norm"_s});
    reader.read("trigram_input", config.trigramInput);
    reader.read("classifier_activation", config.classifierActivation);
    // Queries would come from the wide side into a narrow layer.
    if (config.useBottleneck && !config.useBottleneckAttention && !config.keyQuerySharedBottleneck &&
        config.intraBottleneckSize != config.hiddenSize) {
        reader.failAt("key_query_shared_bottleneck",
                      Text::tr("cannot be false with \"use_bottleneck\" and without \"use_bottleneck_attention\""));
    }
}

void checkWhole(const Reader& reader, const TransformerConfig& config) {
    if (config.trueHiddenSize() % config.heads != 0) {
        reader.failAt(
            keysOf(config.architecture).heads,
            Text::tr("is %1, which does not divide the width of %2").arg(config.heads).arg(config.trueHiddenSize()));
    }
    if (config.padId >= config.vocabularySize) {
        reader.failAt("pad_token_id", Text::tr("lies outside the vocabulary of %1").arg(config.vocabularySize));
    }
    if (config.maxTokens() < 1) reader.failAt("max_position_embeddings", Text::tr("leaves no room for a token"));
}

// The parameters, module by module.

class TensorList {
public:
    void weight(const std::string& name, std::vector<std::int64_t> shape) {
        m_tensors.push_back({name + ".weight", std::move(shape)});
    }
    void linear(const std::string& name, int in, int out) {
        weight(name, {out, in});
        m_tensors.push_back({name + ".bias", {out}});
    }
    void norm(const std::string& name, int width) {
        weight(name, {width});
        m_tensors.push_back({name + ".bias", {width}});
    }
    /// What transformers has in its files and never reads.
    void unusedLinear(const std::string& name, int in, int out) {
        linear(name, in, out);
        freezeLast();
    }
    void unusedNorm(const std::string& name, int width) {
        norm(name, width);
        freezeLast();
    }
    std::vector<TensorInfo> take() { return std::move(m_tensors); }

private:
    void freezeLast() { m_tensors[m_tensors.size() - 2].trainable = m_tensors.back().trainable = false; }

    std::vector<TensorInfo> m_tensors;
};

void addEmbeddings(TensorList& list, const TransformerConfig& config) {
    const std::string prefix = encoderPrefix(config.architecture) + "embeddings.";
    const bool mobile = config.architecture == Architecture::MobileBert;
    const int width = mobile ? config.hiddenSize : config.embeddingSize;
    list.weight(prefix + "word_embeddings", {config.vocabularySize, config.embeddingSize});
    list.weight(prefix + "position_embeddings", {config.maxPositions, width});
    if (config.typeVocabularySize > 0) {
        list.weight(prefix + "token_type_embeddings", {config.typeVocabularySize, width});
    }
    if (mobile && (config.trigramInput || config.embeddingSize != width)) {
        list.linear(prefix + "embedding_transformation", config.embeddingSize * (config.trigramInput ? 3 : 1), width);
    } else if (mobile) {
        list.unusedLinear(prefix + "embedding_transformation", width, width);
    }
    list.norm(prefix + "LayerNorm", width);
    if (config.architecture == Architecture::Electra && config.embeddingSize != config.hiddenSize) {
        list.linear(encoderPrefix(config.architecture) + "embeddings_project", config.embeddingSize, config.hiddenSize);
    }
}

void addLayer(TensorList& list, const TransformerConfig& config, int index) {
    const LayerNames names = layerNames(config.architecture, index);
    const int width = config.hiddenSize;
    for (const std::string& projection : {names.query, names.key, names.value}) list.linear(projection, width, width);
    list.linear(names.attentionOutput, width, width);
    list.norm(names.attentionNorm, width);
    list.linear(names.intermediate, width, config.intermediateSize);
    list.linear(names.output, config.intermediateSize, width);
    list.norm(names.outputNorm, width);
}

void addMobileBertLayer(TensorList& list, const TransformerConfig& config, int index) {
    const LayerNames names = layerNames(config.architecture, index);
    const int wide = config.hiddenSize;
    const int width = config.trueHiddenSize();
    list.linear(names.query, width, width);
    list.linear(names.key, width, width);
    list.linear(names.value, config.useBottleneckAttention ? width : wide, width);
    list.linear(names.attentionOutput, width, width);
    list.norm(names.attentionNorm, width);
    list.linear(names.intermediate, width, config.intermediateSize);
    list.linear(names.output, config.intermediateSize, width);
    list.norm(names.outputNorm, width);
    if (config.useBottleneck) {
        list.linear(names.prefix + "output.bottleneck.dense", width, wide);
        list.norm(names.prefix + "output.bottleneck.LayerNorm", wide);
        list.linear(names.prefix + "bottleneck.input.dense", wide, width);
        list.norm(names.prefix + "bottleneck.input.LayerNorm", width);
        if (config.keyQuerySharedBottleneck && config.useBottleneckAttention) {
            list.unusedLinear(names.prefix + "bottleneck.attention.dense", wide, width);
            list.unusedNorm(names.prefix + "bottleneck.attention.LayerNorm", width);
        } else if (config.keyQuerySharedBottleneck) {
            list.linear(names.prefix + "bottleneck.attention.dense", wide, width);
            list.norm(names.prefix + "bottleneck.attention.LayerNorm", width);
        }
    }
    for (int i = 0; i + 1 < config.feedforwardNetworks; ++i) {
        const std::string ffn = names.prefix + "ffn." + std::to_string(i) + '.';
        list.linear(ffn + "intermediate.dense", width, config.intermediateSize);
        list.linear(ffn + "output.dense", config.intermediateSize, width);
        list.norm(ffn + "output.LayerNorm", width);
    }
}

void addHead(TensorList& list, const TransformerConfig& config) {
    const int width = config.hiddenSize;
    const int classes = static_cast<int>(config.labels.size());
    switch (config.architecture) {
        case Architecture::Bert:
            list.linear("bert.pooler.dense", width, width);
            list.linear("classifier", width, classes);
            break;
        case Architecture::MobileBert:
            if (config.classifierActivation) list.linear("mobilebert.pooler.dense", width, width);
            list.linear("classifier", width, classes);
            break;
        case Architecture::DistilBert:
            list.linear("pre_classifier", width, width);
            list.linear("classifier", width, classes);
            break;
        case Architecture::Roberta:
        case Architecture::Electra:
            list.linear("classifier.dense", width, width);
            list.linear("classifier.out_proj", width, classes);
            break;
    }
}

// The presets.

struct Preset {
    ModelInfo info;
    TransformerConfig config;
};

TransformerConfig bertOf(int layers, int width, int heads, int intermediate) {
    TransformerConfig config = defaultsOf(Architecture::Bert);
    config.layers = layers;
    config.hiddenSize = config.embeddingSize = width;
    config.heads = heads;
    config.intermediateSize = intermediate;
    return config;
}

std::vector<Preset> presets() {
    return {
        {{u"bert-tiny"_s, Text::tr("BERT of 2 layers, 128 wide (Turc et al. 2019): the fastest, a good first student")},
         bertOf(2, 128, 2, 512)},
        {{u"bert-mini"_s, Text::tr("BERT of 4 layers, 256 wide: small and quick")}, bertOf(4, 256, 4, 1024)},
        {{u"tinybert-4"_s, Text::tr("TinyBERT of 4 layers, 312 wide (Jiao et al. 2020): made for distillation")},
         bertOf(4, 312, 12, 1200)},
        {{u"minilm-l6"_s,
          Text::tr("MiniLM of 6 layers, 384 wide (Wang et al. 2020): close to BERT, five times smaller")},
         bertOf(6, 384, 12, 1536)},
        {{u"mobilebert"_s,
          Text::tr("MobileBERT of 24 thin layers (Sun et al. 2020): nearly BERT's accuracy, made for phones")},
         defaultsOf(Architecture::MobileBert)},
        {{u"bert-small"_s, Text::tr("BERT of 4 layers, 512 wide: between tiny and base")}, bertOf(4, 512, 8, 2048)},
        {{u"distilbert"_s, Text::tr("DistilBERT of 6 layers, 768 wide (Sanh et al. 2019): half of BERT base")},
         defaultsOf(Architecture::DistilBert)},
        {{u"bert-base"_s, Text::tr("BERT base of 12 layers, 768 wide (Devlin et al. 2018): large; rather a teacher")},
         defaultsOf(Architecture::Bert)},
    };
}

void checkTask(int vocabularySize, const QStringList& labels) {
    if (vocabularySize < 1 || vocabularySize > Reader::kMostSide) {
        throw RequestError(Text::tr("a vocabulary of %1 words cannot be").arg(vocabularySize), {},
                           Text::tr("Choose another tokenizer."));
    }
    if (labels.size() < 2) {
        throw RequestError(
            Text::tr("a classifier needs at least two labels, here is %n", nullptr, static_cast<int>(labels.size())),
            {}, Text::tr("Check the label column of the data."));
    }
}

}  // namespace

int TransformerConfig::trueHiddenSize() const {
    return architecture == Architecture::MobileBert && useBottleneck ? intraBottleneckSize : hiddenSize;
}

int TransformerConfig::maxTokens() const {
    return architecture == Architecture::Roberta ? maxPositions - padId - 1 : maxPositions;
}

QStringList knownActivations() {
    return {u"gelu"_s, u"gelu_new"_s, u"gelu_pytorch_tanh"_s, u"relu"_s, u"silu"_s, u"swish"_s};
}

TransformerConfig readTransformerConfig(const QString& path) {
    return parseTransformerConfig(readFileUpTo(path, kMostConfigBytes), path);
}

TransformerConfig parseTransformerConfig(const QByteArray& json, const QString& where) {
    constexpr int kMostLayers = 1024;
    const Reader reader(json, where);
    const Architecture architecture = readArchitecture(reader);
    const Keys keys = keysOf(architecture);
    TransformerConfig config = defaultsOf(architecture);
    reader.read("vocab_size", config.vocabularySize);
    reader.read(keys.hiddenSize, config.hiddenSize);
    reader.read(keys.layers, config.layers, 0, kMostLayers);
    reader.read(keys.heads, config.heads);
    reader.read(keys.intermediateSize, config.intermediateSize);
    reader.read("max_position_embeddings", config.maxPositions);
    if (architecture != Architecture::DistilBert) {
        reader.read("type_vocab_size", config.typeVocabularySize);
        reader.readSmallPositive("layer_norm_eps", config.layerNormEps);
    }
    config.embeddingSize = hasNarrowEmbeddings(architecture) ? config.embeddingSize : config.hiddenSize;
    if (hasNarrowEmbeddings(architecture)) reader.read("embedding_size", config.embeddingSize);
    reader.read("pad_token_id", config.padId, 0);
    reader.readShare(keys.hiddenDropout, config.hiddenDropout);
    reader.readShare(keys.attentionDropout, config.attentionDropout);
    if (architecture != Architecture::DistilBert) config.classifierDropout = config.hiddenDropout;
    reader.readShare(keys.classifierDropout, config.classifierDropout);
    reader.readSmallPositive("initializer_range", config.initializerRange);
    reader.read(keys.activation, config.activation, knownActivations());
    QString positions;
    reader.read("position_embedding_type", positions, {u"absolute"_s});
    if (architecture == Architecture::MobileBert) readMobileBert(reader, config);
    reader.readLabels(config.labels);
    checkWhole(reader, config);
    return config;
}

QByteArray writeTransformerConfig(const TransformerConfig& config, DType weights) {
    const Naming& naming = namingOf(config.architecture);
    const Keys keys = keysOf(config.architecture);
    ordered_json json = {{"architectures", {std::string(naming.className) + "ForSequenceClassification"}},
                         {"model_type", naming.modelType},
                         {"vocab_size", config.vocabularySize},
                         {keys.hiddenSize, config.hiddenSize},
                         {keys.layers, config.layers},
                         {keys.heads, config.heads},
                         {keys.intermediateSize, config.intermediateSize},
                         {keys.activation, config.activation.toStdString()},
                         {keys.hiddenDropout, config.hiddenDropout},
                         {keys.attentionDropout, config.attentionDropout},
                         {keys.classifierDropout, config.classifierDropout},
                         {"max_position_embeddings", config.maxPositions},
                         {"initializer_range", config.initializerRange},
                         {"pad_token_id", config.padId}};
    if (config.architecture == Architecture::DistilBert) {
        json["sinusoidal_pos_embds"] = false;
    } else {
        json["type_vocab_size"] = config.typeVocabularySize;
        json["layer_norm_eps"] = config.layerNormEps;
        json["position_embedding_type"] = "absolute";
    }
    if (hasNarrowEmbeddings(config.architecture)) json["embedding_size"] = config.embeddingSize;
    if (config.architecture == Architecture::MobileBert) {
        json["intra_bottleneck_size"] = config.intraBottleneckSize;
        json["use_bottleneck"] = config.useBottleneck;
        json["use_bottleneck_attention"] = config.useBottleneckAttention;
        json["key_query_shared_bottleneck"] = config.keyQuerySharedBottleneck;
        json["num_feedforward_networks"] = config.feedforwardNetworks;
        json["normalization_type"] = config.normalization.toStdString();
        json["trigram_input"] = config.trigramInput;
        json["classifier_activation"] = config.classifierActivation;
    }
    ordered_json labelOf = ordered_json::object();
    ordered_json idOf = ordered_json::object();
    for (qsizetype i = 0; i < config.labels.size(); ++i) {
        labelOf[std::to_string(i)] = config.labels[i].toStdString();
        idOf[config.labels[i].toStdString()] = i;
    }
    json["id2label"] = labelOf;
    json["label2id"] = idOf;
    json["problem_type"] = "single_label_classification";
    json["torch_dtype"] = configNameOf(weights);
    return QByteArray::fromStdString(json.dump(2) + '\n');
}

std::string encoderPrefix(Architecture architecture) { return std::string(namingOf(architecture).modelType) + '.'; }

LayerNames layerNames(Architecture architecture, int layer) {
    if (architecture == Architecture::DistilBert) {
        const std::string prefix = "distilbert.transformer.layer." + std::to_string(layer) + '.';
        return {prefix + "attention.q_lin",   prefix + "attention.k_lin",   prefix + "attention.v_lin",
                prefix + "attention.out_lin", prefix + "sa_layer_norm",     prefix + "ffn.lin1",
                prefix + "ffn.lin2",          prefix + "output_layer_norm", prefix};
    }
    const std::string prefix = encoderPrefix(architecture) + "encoder.layer." + std::to_string(layer) + '.';
    return {prefix + "attention.self.query",   prefix + "attention.self.key",         prefix + "attention.self.value",
            prefix + "attention.output.dense", prefix + "attention.output.LayerNorm", prefix + "intermediate.dense",
            prefix + "output.dense",           prefix + "output.LayerNorm",           prefix};
}

std::vector<TensorInfo> transformerTensors(const TransformerConfig& config) {
    TensorList list;
    addEmbeddings(list, config);
    for (int i = 0; i < config.layers; ++i) {
        if (config.architecture == Architecture::MobileBert) {
            addMobileBertLayer(list, config, i);
        } else {
            addLayer(list, config, i);
        }
    }
    addHead(list, config);
    return list.take();
}

bool belongsToHead(const std::string& tensor, Architecture architecture) {
    const std::string prefix = encoderPrefix(architecture);
    return !tensor.starts_with(prefix) || tensor.starts_with(prefix + "pooler.");
}

std::int64_t parameterCount(const TransformerConfig& config) {
    std::int64_t count = 0;
    for (const TensorInfo& tensor : transformerTensors(config)) count += tensor.trainable ? tensor.elements() : 0;
    return count;
}

std::int64_t multiplyAdds(const TransformerConfig& config, int sequenceLength) {
    std::int64_t perToken = 0;
    std::int64_t perSentence = 0;
    for (const TensorInfo& tensor : transformerTensors(config)) {
        const bool multiplies = tensor.shape.size() == 2 && !tensor.name.ends_with("_embeddings.weight");
        if (!multiplies || !tensor.trainable) continue;
        (belongsToHead(tensor.name, config.architecture) ? perSentence : perToken) += tensor.elements();
    }
    const std::int64_t length = sequenceLength;
    const std::int64_t attention = 2 * length * length * config.trueHiddenSize() * config.layers;
    return perToken * length + attention + perSentence;
}

std::vector<ModelInfo> listTextModels() {
    std::vector<ModelInfo> list;
    for (const Preset& preset : presets()) list.push_back(preset.info);
    return list;
}

TransformerConfig buildTextModel(const QString& name, int vocabularySize, const QStringList& labels) {
    checkTask(vocabularySize, labels);
    QStringList names;
    for (const Preset& preset : presets()) {
        names << preset.info.name;
        if (preset.info.name != name) continue;
        TransformerConfig config = preset.config;
        config.vocabularySize = vocabularySize;
        config.labels = labels;
        return config;
    }
    const QString nearest = nearestWord(name, names);
    const QString known = Text::tr("The text models are: %1.").arg(names.join(u", "_s));
    throw RequestError(Text::tr("there is no text model called \"%1\"").arg(name), {},
                       nearest.isEmpty() ? known : Text::tr("Did you mean \"%1\"? %2").arg(nearest, known));
}

}  // namespace distillab::models
