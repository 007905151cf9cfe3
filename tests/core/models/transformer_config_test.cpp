#include "core/models/transformer_config.h"

#include "core/base/error.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <set>

using namespace distillab;
using namespace distillab::models;
using namespace Qt::Literals::StringLiterals;
using test::caught;

namespace {

const QStringList kTwo = {u"bad"_s, u"good"_s};

TransformerConfig parsed(const QByteArray& json) { return parseTransformerConfig(json, u"config.json"_s); }

TransformerConfig configOf(Architecture architecture) {
    switch (architecture) {
        case Architecture::Bert:
            return parsed(R"({"model_type": "bert", "hidden_size": 24, "num_attention_heads": 3})");
        case Architecture::Roberta: return parsed(R"({"model_type": "roberta", "max_position_embeddings": 514})");
        case Architecture::DistilBert:
            return parsed(R"({"model_type": "distilbert", "dim": 24, "n_heads": 3, "activation": "relu"})");
        case Architecture::MobileBert:
            return parsed(R"({"model_type": "mobilebert", "normalization_type": "layer_norm"})");
        case Architecture::Electra: return parsed(R"({"model_type": "electra", "embedding_size": 64})");
    }
    Q_UNREACHABLE();
}

std::vector<std::int64_t> shapeOf(const TransformerConfig& config, const std::string& name) {
    for (const TensorInfo& tensor : transformerTensors(config)) {
        if (tensor.name == name) return tensor.shape;
    }
    qFatal("there is no tensor %s", name.c_str());
}

}  // namespace

class TransformerConfigTest : public QObject {
    Q_OBJECT

private slots:
    void presetsHaveTheParametersOfTransformers_data();
    void presetsHaveTheParametersOfTransformers();
    void presetsAreListedFromTheSmallestToTheLargest();
    void multiplyAddsAreThoseOfTheFormula();
    void unknownPresetsGetTheNearestOne();
    void tasksThatCannotBeAreRefused();
    void readsAConfigOfABareEncoder();
    void whatIsLeftOutHasTheDefaultsOfTransformers();
    void readsLabelsInTheOrderOfTheirNumbers();
    void whatIsWrittenIsReadBack();
    void faultyConfigsAreRefusedWithTheirKey_data();
    void faultyConfigsAreRefusedWithTheirKey();
    void unknownKindsAreToldTheKnownOnes();
    void namesAreThoseOfTransformers();
    void unusedTensorsAreNotTrained();
};

void TransformerConfigTest::presetsHaveTheParametersOfTransformers_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<qint64>("parameters");
    QTest::addColumn<int>("tensors");
    // sum(p.numel() for p in model.parameters()) of transformers 5.24 with the same sizes and two labels.
    QTest::newRow("bert-tiny") << u"bert-tiny"_s << qint64{4386178} << 41;
    QTest::newRow("bert-mini") << u"bert-mini"_s << qint64{11171074} << 73;
    QTest::newRow("tinybert-4") << u"tinybert-4"_s << qint64{14350874} << 73;
    QTest::newRow("minilm-l6") << u"minilm-l6"_s << qint64{22713986} << 105;
    QTest::newRow("mobilebert") << u"mobilebert"_s << qint64{24845570} << 1115;
    QTest::newRow("bert-small") << u"bert-small"_s << qint64{28764674} << 73;
    QTest::newRow("distilbert") << u"distilbert"_s << qint64{66955010} << 104;
    QTest::newRow("bert-base") << u"bert-base"_s << qint64{109483778} << 201;
}

void TransformerConfigTest::presetsHaveTheParametersOfTransformers() {
    QFETCH(QString, name);
    QFETCH(qint64, parameters);
    QFETCH(int, tensors);
    const TransformerConfig config = buildTextModel(name, 30522, kTwo);
    QCOMPARE(qint64{parameterCount(config)}, parameters);
    QCOMPARE(transformerTensors(config).size(), static_cast<size_t>(tensors));
    std::set<std::string> names;
    for (const TensorInfo& tensor : transformerTensors(config)) names.insert(tensor.name);
    QCOMPARE(names.size(), static_cast<size_t>(tensors));
}

void TransformerConfigTest::presetsAreListedFromTheSmallestToTheLargest() {
    std::int64_t last = 0;
    QCOMPARE(listTextModels().size(), size_t{8});
    for (const ModelInfo& info : listTextModels()) {
        const std::int64_t own = parameterCount(buildTextModel(info.name, 30522, kTwo));
        QVERIFY(own > last);
        QVERIFY(!info.summary.isEmpty());
        last = own;
    }
}

void TransformerConfigTest::multiplyAddsAreThoseOfTheFormula() {
    // Two layers, each 12·128² per token and 2·128·100² of attention; pooler and classifier once.
    QCOMPARE(multiplyAdds(buildTextModel(u"bert-tiny"_s, 30522, kTwo), 100),
             std::int64_t{2} * (12 * 128 * 128 * 100 + 2 * 128 * 100 * 100) + 128 * 128 + 2 * 128);
    // MobileBERT: 20,054,016 weights in its layers, 384·512 in the embeddings' transformation.
    QCOMPARE(multiplyAdds(buildTextModel(u"mobilebert"_s, 30522, kTwo), 10),
             std::int64_t{10} * (20054016 + 384 * 512) + 24 * 2 * 128 * 100 + 512 * 512 + 2 * 512);
}

void TransformerConfigTest::unknownPresetsGetTheNearestOne() {
    const auto error = caught<RequestError>([] { buildTextModel(u"bert-tinny"_s, 100, kTwo); });
    QVERIFY(error);
    QVERIFY(error->message().contains(u"bert-tinny"_s));
    QVERIFY(error->remedy().contains(u"\"bert-tiny\""_s));
    QVERIFY(error->remedy().contains(u"mobilebert"_s));
}

void TransformerConfigTest::tasksThatCannotBeAreRefused() {
    QVERIFY(caught<RequestError>([] { buildTextModel(u"bert-tiny"_s, 0, kTwo); }));
    QVERIFY(caught<RequestError>([] { buildTextModel(u"bert-tiny"_s, 100, {u"only"_s}); }));
}

void TransformerConfigTest::readsAConfigOfABareEncoder() {
    const TransformerConfig config = parsed(R"({
        "architectures": ["BertModel"], "attention_probs_dropout_prob": 0.2, "classifier_dropout": null,
        "gradient_checkpointing": false, "hidden_act": "gelu_new", "hidden_dropout_prob": 0.3, "hidden_size": 384,
        "initializer_range": 0.02, "intermediate_size": 1536, "layer_norm_eps": 1e-5, "max_position_embeddings": 256,
        "model_type": "bert", "num_attention_heads": 12, "num_hidden_layers": 6, "pad_token_id": 3,
        "position_embedding_type": "absolute", "type_vocab_size": 1, "use_cache": true, "vocab_size": 21128})");
    TransformerConfig expected;
    expected.vocabularySize = 21128;
    expected.hiddenSize = expected.embeddingSize = 384;
    expected.layers = 6;
    expected.intermediateSize = 1536;
    expected.maxPositions = 256;
    expected.typeVocabularySize = 1;
    expected.padId = 3;
    expected.layerNormEps = 1e-5;
    expected.hiddenDropout = expected.classifierDropout = 0.3;
    expected.attentionDropout = 0.2;
    expected.activation = u"gelu_new"_s;
    QVERIFY(config == expected);
    QCOMPARE(config.maxTokens(), 256);
}

void TransformerConfigTest::whatIsLeftOutHasTheDefaultsOfTransformers() {
    const TransformerConfig mobile = parsed(R"({"model_type": "mobilebert"})");
    const QStringList numbered = {u"LABEL_0"_s, u"LABEL_1"_s};
    QVERIFY(mobile == buildTextModel(u"mobilebert"_s, 30522, numbered));
    QCOMPARE(mobile.trueHiddenSize(), 128);
    QCOMPARE(mobile.hiddenDropout, 0.0);
    const TransformerConfig roberta = parsed(R"({"model_type": "roberta", "max_position_embeddings": 514})");
    QCOMPARE(roberta.padId, 1);
    QCOMPARE(roberta.maxTokens(), 512);
    QCOMPARE(parsed(R"({"model_type": "distilbert"})").classifierDropout, 0.2);
    QCOMPARE(parsed(R"({"model_type": "electra"})").embeddingSize, 128);
}

void TransformerConfigTest::readsLabelsInTheOrderOfTheirNumbers() {
    QCOMPARE(parsed(R"({"model_type": "bert", "id2label": {"10": "k", "0": "a", "1": "b", "2": "c", "3": "d", "4": "e",
                        "5": "f", "6": "g", "7": "h", "8": "i", "9": "j"}})")
                 .labels.join(QString()),
             u"abcdefghijk"_s);
    QCOMPARE(parsed(R"({"model_type": "bert", "num_labels": 3})").labels,
             (QStringList{u"LABEL_0"_s, u"LABEL_1"_s, u"LABEL_2"_s}));
}

void TransformerConfigTest::whatIsWrittenIsReadBack() {
    for (const Architecture architecture : {Architecture::Bert, Architecture::Roberta, Architecture::DistilBert,
                                            Architecture::MobileBert, Architecture::Electra}) {
        TransformerConfig config = configOf(architecture);
        config.labels = {u"差评"_s, u"\"good\""_s, u"c"_s};
        const QByteArray json = writeTransformerConfig(config);
        QVERIFY2(parsed(json) == config, json.constData());
        QVERIFY(json.contains("ForSequenceClassification"));
        QVERIFY(json.contains(R"("problem_type": "single_label_classification")"));
        QVERIFY(json.contains("\"label2id\""));
    }
}

void TransformerConfigTest::faultyConfigsAreRefusedWithTheirKey_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("complaint");
    const auto row = [](const char* name, const QByteArray& entry, const QString& complaint) {
        QTest::newRow(name) << R"({"model_type": "bert", )" + entry + '}' << complaint;
    };
    QTest::newRow("no JSON") << QByteArray("{\"model_type\":") << u"JSON"_s;
    QTest::newRow("a list") << QByteArray("[]") << u"JSON"_s;
    QTest::newRow("no type") << QByteArray("{}") << u"model_type"_s;
    QTest::newRow("a number for a type") << QByteArray(R"({"model_type": 3})") << u"model_type"_s;
    row("a word for a size", R"("hidden_size": "large")", u"hidden_size"_s);
    row("a fraction", R"("num_hidden_layers": 2.5)", u"num_hidden_layers"_s);
    row("a negative size", R"("vocab_size": -1)", u"vocab_size"_s);
    row("a size beyond all", R"("intermediate_size": 99999999999)", u"intermediate_size"_s);
    row("a size beyond 64 bits", R"("intermediate_size": 99999999999999999999)", u"intermediate_size"_s);
    row("too many layers", R"("num_hidden_layers": 100000)", u"num_hidden_layers"_s);
    row("heads that do not divide", R"("num_attention_heads": 7)", u"num_attention_heads"_s);
    row("unknown activation", R"("hidden_act": "mish")", u"mish"_s);
    row("all dropped", R"("hidden_dropout_prob": 1.0)", u"hidden_dropout_prob"_s);
    row("no epsilon", R"("layer_norm_eps": 0)", u"layer_norm_eps"_s);
    row("relative positions", R"("position_embedding_type": "relative_key")", u"position_embedding_type"_s);
    row("labels with a hole", R"("id2label": {"0": "a", "2": "b"})", u"id2label"_s);
    row("labels that are numbers", R"("id2label": {"0": 1})", u"id2label"_s);
    row("labels in a list", R"("id2label": ["a", "b"])", u"id2label"_s);
    row("padding outside", R"("pad_token_id": 30522)", u"pad_token_id"_s);
    QTest::newRow("no room for a token") << QByteArray(R"({"model_type": "roberta", "max_position_embeddings": 2})")
                                         << u"max_position_embeddings"_s;
    QTest::newRow("a bottleneck that fits nothing")
        << QByteArray(R"({"model_type": "mobilebert", "key_query_shared_bottleneck": false})")
        << u"key_query_shared_bottleneck"_s;
    QTest::newRow("a word for a truth") << QByteArray(R"({"model_type": "mobilebert", "use_bottleneck": "yes"})")
                                        << u"use_bottleneck"_s;
    QTest::newRow("DistilBERT's own key")
        << QByteArray(R"({"model_type": "distilbert", "n_heads": 5})") << u"n_heads"_s;
}

void TransformerConfigTest::faultyConfigsAreRefusedWithTheirKey() {
    QFETCH(QByteArray, json);
    QFETCH(QString, complaint);
    const auto error = caught<RequestError>([&] { parsed(json); });
    QVERIFY(error);
    QVERIFY2(error->message().contains(complaint), qPrintable(error->message()));
    QCOMPARE(error->where(), u"config.json"_s);
    QVERIFY(!error->remedy().isEmpty());
}

void TransformerConfigTest::unknownKindsAreToldTheKnownOnes() {
    const auto error = caught<RequestError>([] { parsed(R"({"model_type": "llama"})"); });
    QVERIFY(error);
    QVERIFY(error->message().contains(u"llama"_s));
    for (const QString& kind : {u"bert"_s, u"roberta"_s, u"distilbert"_s, u"mobilebert"_s, u"electra"_s}) {
        QVERIFY(error->remedy().contains(kind));
    }
}

void TransformerConfigTest::namesAreThoseOfTransformers() {
    using Shape = std::vector<std::int64_t>;
    const TransformerConfig distil = buildTextModel(u"distilbert"_s, 100, kTwo);
    QCOMPARE(shapeOf(distil, "distilbert.transformer.layer.5.ffn.lin2.weight"), (Shape{768, 3072}));
    QCOMPARE(shapeOf(distil, "pre_classifier.weight"), (Shape{768, 768}));
    const TransformerConfig mobile = buildTextModel(u"mobilebert"_s, 100, kTwo);
    QCOMPARE(shapeOf(mobile, "mobilebert.embeddings.embedding_transformation.weight"), (Shape{512, 384}));
    QCOMPARE(shapeOf(mobile, "mobilebert.encoder.layer.23.attention.self.value.weight"), (Shape{128, 512}));
    QCOMPARE(shapeOf(mobile, "mobilebert.encoder.layer.0.ffn.2.output.LayerNorm.bias"), (Shape{128}));
    QCOMPARE(shapeOf(mobile, "mobilebert.encoder.layer.0.output.bottleneck.dense.weight"), (Shape{512, 128}));
    QCOMPARE(shapeOf(configOf(Architecture::Electra), "electra.embeddings_project.weight"), (Shape{256, 64}));
    QCOMPARE(shapeOf(configOf(Architecture::Roberta), "classifier.out_proj.weight"), (Shape{2, 768}));
    QVERIFY(belongsToHead("bert.pooler.dense.weight", Architecture::Bert));
    QVERIFY(belongsToHead("classifier.bias", Architecture::Bert));
    QVERIFY(!belongsToHead("bert.embeddings.LayerNorm.bias", Architecture::Bert));
}

void TransformerConfigTest::unusedTensorsAreNotTrained() {
    TransformerConfig config = buildTextModel(u"mobilebert"_s, 100, kTwo);
    const std::int64_t before = parameterCount(config);
    config.useBottleneckAttention = true;  // the bottleneck of queries and keys is carried along
    std::int64_t idle = 0;
    for (const TensorInfo& tensor : transformerTensors(config)) {
        if (tensor.trainable) continue;
        QVERIFY(tensor.name.find("bottleneck.attention") != std::string::npos);
        idle += tensor.elements();
    }
    QCOMPARE(idle, std::int64_t{24} * (128 * 512 + 3 * 128));
    QVERIFY(parameterCount(config) < before);
}

DISTILLAB_TEST(TransformerConfigTest)
#include "transformer_config_test.moc"
