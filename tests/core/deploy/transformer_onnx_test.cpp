#include "core/deploy/transformer_onnx.h"

#include "core/base/error.h"
#include "core/deploy/model_signature.h"
#include "core/deploy/onnx_check.h"
#include "tests/core/deploy/reference_network.h"
#include "tests/core/deploy/tiny_transformer.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <onnx/onnx_pb.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <set>

using namespace distillab;
using namespace distillab::deploy;
using namespace Qt::Literals::StringLiterals;
using models::Architecture;
using models::TensorInfo;
using models::TransformerConfig;
using test::caught;
using test::differenceOf;
using test::TinyTexts;
using test::TinyTransformer;

Q_DECLARE_METATYPE(TransformerConfig)

namespace {

/// 1e-4 for logits of a usual size; one variant's are so large that f32 itself rounds them by more.
double toleranceOf(const std::vector<float>& logits) {
    const auto smaller = [](float a, float b) { return std::abs(a) < std::abs(b); };
    return std::max(1e-4, 1e-5 * std::abs(*std::max_element(logits.begin(), logits.end(), smaller)));
}

onnx::ModelProto parse(const QByteArray& model) {
    onnx::ModelProto proto;
    if (!proto.ParseFromArray(model.constData(), static_cast<int>(model.size()))) qFatal("not an ONNX model");
    return proto;
}

QStringList sidesOf(const onnx::ValueInfoProto& value) {
    QStringList list;
    for (const auto& side : value.type().tensor_type().shape().dim()) {
        list << (side.has_dim_param() ? QString::fromStdString(side.dim_param()) : QString::number(side.dim_value()));
    }
    return list;
}

const onnx::TensorProto* initializer(const onnx::ModelProto& model, const std::string& name) {
    for (const auto& tensor : model.graph().initializer()) {
        if (tensor.name() == name) return &tensor;
    }
    return nullptr;
}

std::vector<float> valuesOf(const onnx::TensorProto& tensor) {
    std::vector<float> values(tensor.raw_data().size() / sizeof(float));
    std::memcpy(values.data(), tensor.raw_data().data(), tensor.raw_data().size());
    return values;
}

void addModels() {
    QTest::addColumn<QString>("name");
    for (const QString& name : TinyTransformer::names()) QTest::newRow(qPrintable(name)) << name;
}

}  // namespace

class TransformerOnnxTest : public QObject {
    Q_OBJECT

private slots:
    void computesWhatTransformersComputes_data() { addModels(); }
    void computesWhatTransformersComputes();
    void paddingChangesNothing_data();
    void paddingChangesNothing();
    void textsOfOneTokenAndOfTheLongestLengthPass_data() { addModels(); }
    void textsOfOneTokenAndOfTheLongestLengthPass();
    void everyNodeAndConstantIsReadAndNamedOnce_data() { addModels(); }
    void everyNodeAndConstantIsReadAndNamedOnce();
    void inputsBearHuggingFaceNames();
    void theSignatureIsTheFiles_data() { addModels(); }
    void theSignatureIsTheFiles();
    void linearWeightsAreTransposedOnce();
    void tellsItsOrigin();
    void missingTensorsAreNamed();
    void misshapenTensorsAreNamed();
    void everyStudentThatCanBeChosenIsWritten_data();
    void everyStudentThatCanBeChosenIsWritten();
};

void TransformerOnnxTest::computesWhatTransformersComputes() {
    QFETCH(QString, name);
    const TinyTransformer tiny(name);
    const QByteArray model = tiny.onnx();
    checkOnnx(model, name);
    OnnxModel session(model, name, 1);
    for (const auto& [batch, texts] : TinyTransformer::batches()) {
        const std::vector<float> recorded = tiny.recordedLogits(batch);
        const double difference = differenceOf(session.run(tiny.inputs(texts)), recorded);
        QVERIFY2(difference <= toleranceOf(recorded), qPrintable(u"%1: %2"_s.arg(batch).arg(difference)));
    }
}

void TransformerOnnxTest::paddingChangesNothing_data() {
    QTest::addColumn<QString>("name");
    for (const QString& name : TinyTransformer::names()) {
        // MobileBERT's trigrams see the padding behind a text: so has transformers trained the weights.
        const TransformerConfig config = TinyTransformer(name).config();
        if (config.architecture == Architecture::MobileBert && config.trigramInput) continue;
        QTest::newRow(qPrintable(name)) << name;
    }
}

void TransformerOnnxTest::paddingChangesNothing() {
    QFETCH(QString, name);
    const TinyTransformer tiny(name);
    OnnxModel session(tiny.onnx(), name, 1);
    const TinyTexts texts = {{9, 2, 7, 1}, 9};
    const std::vector<float> logits = session.run(tiny.inputs(texts));
    QVERIFY(differenceOf(session.run(tiny.inputs({texts.lengths, 17})), logits) < 1e-5);
    const size_t classes = logits.size() / texts.lengths.size();
    for (size_t i = 0; i < texts.lengths.size(); ++i) {
        const std::vector<float> alone = session.run(tiny.inputs({texts.lengths, texts.lengths[i]}, i, 1));
        const auto row = logits.begin() + static_cast<std::ptrdiff_t>(i * classes);
        QVERIFY(differenceOf(alone, {row, row + static_cast<std::ptrdiff_t>(classes)}) < 1e-5);
    }
}

void TransformerOnnxTest::textsOfOneTokenAndOfTheLongestLengthPass() {
    QFETCH(QString, name);
    const TinyTransformer tiny(name);
    OnnxModel session(tiny.onnx(), name, 1);
    const std::int64_t longest = tiny.config().maxTokens();
    QCOMPARE(session.run(tiny.inputs({{1}, 1})).size(), size_t{3});
    QCOMPARE(session.run(tiny.inputs({{longest, 1}, longest})).size(), size_t{6});
    const auto error = caught<WorkError>([&] { session.run(tiny.inputs({{longest + 1}, longest + 1})); });
    QVERIFY(error);
    QCOMPARE(error->where(), name);
}

void TransformerOnnxTest::everyNodeAndConstantIsReadAndNamedOnce() {
    QFETCH(QString, name);
    const auto proto = parse(TinyTransformer(name).onnx());
    QCOMPARE(proto.ir_version(), 8);
    QCOMPARE(proto.opset_import_size(), 1);
    QCOMPARE(proto.opset_import(0).domain(), std::string());
    QCOMPARE(proto.opset_import(0).version(), 17);
    std::set<std::string> read = {kLogits};
    std::set<std::string> named;
    for (const auto& node : proto.graph().node()) {
        read.insert(node.input().begin(), node.input().end());
        QVERIFY2(named.insert(node.name()).second, node.name().c_str());
        QVERIFY2(node.op_type() != "Identity" && node.op_type() != "Dropout", node.name().c_str());
    }
    for (const auto& node : proto.graph().node()) QVERIFY2(read.contains(node.output(0)), node.name().c_str());
    for (const auto& tensor : proto.graph().initializer())
        QVERIFY2(read.contains(tensor.name()), tensor.name().c_str());
    for (const auto& input : proto.graph().input()) QVERIFY2(read.contains(input.name()), input.name().c_str());
}

void TransformerOnnxTest::inputsBearHuggingFaceNames() {
    const std::map<QString, QStringList> expected = {
        {u"bert"_s, {u"input_ids"_s, u"attention_mask"_s, u"token_type_ids"_s}},
        {u"electra"_s, {u"input_ids"_s, u"attention_mask"_s, u"token_type_ids"_s}},
        {u"mobilebert"_s, {u"input_ids"_s, u"attention_mask"_s, u"token_type_ids"_s}},
        {u"roberta"_s, {u"input_ids"_s, u"attention_mask"_s}},
        {u"distilbert"_s, {u"input_ids"_s, u"attention_mask"_s}}};
    for (const auto& [name, inputs] : expected) {
        const auto proto = parse(TinyTransformer(name).onnx());
        QStringList found;
        for (const auto& input : proto.graph().input()) {
            found << QString::fromStdString(input.name());
            QCOMPARE(sidesOf(input), (QStringList{u"batch"_s, u"sequence"_s}));
            QVERIFY(input.type().tensor_type().elem_type() == onnx::TensorProto::INT64);
        }
        QCOMPARE(found, inputs);
        QCOMPARE(proto.graph().output_size(), 1);
        QCOMPARE(proto.graph().output(0).name(), std::string("logits"));
        QCOMPARE(sidesOf(proto.graph().output(0)), (QStringList{u"batch"_s, u"3"_s}));
    }
}

void TransformerOnnxTest::theSignatureIsTheFiles() {
    QFETCH(QString, name);
    const TinyTransformer tiny(name);
    const TextSignature told = textSignatureOf(tiny.config(), tiny.config().maxTokens());
    const TextSignature read = textSignatureOf(OnnxModel(tiny.onnx(), name, 1));
    QCOMPARE(told.modelType, read.modelType);
    QCOMPARE(told.maxLength, read.maxLength);
    QCOMPARE(told.tokenTypes, read.tokenTypes);
}

void TransformerOnnxTest::linearWeightsAreTransposedOnce() {
    TinyTransformer tiny(u"bert"_s);
    const std::string name = "bert.encoder.layer.1.intermediate.dense.weight";  // [40, 24]
    const std::vector<float>& weight = tiny.values(name);
    const auto proto = parse(tiny.onnx());
    const auto* stored = initializer(proto, name);
    QVERIFY(stored);
    QCOMPARE(stored->dims(0), 24);
    QCOMPARE(stored->dims(1), 40);
    QCOMPARE(valuesOf(*stored)[5 * 40 + 7], weight[7 * 24 + 5]);
    for (const auto& node : proto.graph().node()) {
        if (node.op_type() == "Transpose") QVERIFY2(!initializer(proto, node.input(0)), node.name().c_str());
    }
}

void TransformerOnnxTest::tellsItsOrigin() {
    const TinyTransformer tiny(u"roberta"_s);
    OnnxModelInfo info;
    info.name = u"学生"_s;
    info.labels = {u"negative"_s, u"\"so-so\""_s, u"好"_s};
    info.recipe = u"version: 1\n"_s;
    const QByteArray bytes = writeTransformerOnnx(tiny.config(), tiny.tensors(), 12, info);
    const OnnxModel model(bytes, u"m"_s, 1);
    QCOMPARE(model.labels(), info.labels);
    QCOMPARE(model.metadata("recipe").value(), info.recipe);
    QCOMPARE(model.metadata("producer").value(), u"DistilLab"_s);
    QVERIFY(readsText(model));
    const TextSignature signature = textSignatureOf(model);
    QCOMPARE(signature.modelType, u"roberta"_s);
    QCOMPARE(signature.maxLength, 12);
    QVERIFY(!signature.tokenTypes);
    QCOMPARE(QString::fromStdString(parse(bytes).graph().name()), info.name);
}

void TransformerOnnxTest::missingTensorsAreNamed() {
    for (const QString& name : {u"bert"_s, u"distilbert"_s, u"electra"_s, u"roberta"_s, u"mobilebert"_s}) {
        const TinyTransformer tiny(name);
        for (const TensorInfo& info : models::transformerTensors(tiny.config())) {
            auto tensors = tiny.tensors();
            tensors.erase(info.name);
            const auto error = caught<WorkError>([&] { writeTransformerOnnx(tiny.config(), tensors, 8, {}); });
            QVERIFY2(error && error->message().contains(QString::fromStdString(info.name)), info.name.c_str());
        }
    }
}

void TransformerOnnxTest::misshapenTensorsAreNamed() {
    const TinyTransformer tiny(u"bert"_s);
    const auto complains = [&](const std::string& name, auto change) {
        auto tensors = tiny.tensors();
        change(tensors.at(name));
        const auto error = caught<WorkError>([&] { writeTransformerOnnx(tiny.config(), tensors, 8, {}); });
        return error && error->message().contains(QString::fromStdString(name));
    };
    QVERIFY(complains("bert.encoder.layer.0.output.dense.weight",
                      [](models::TensorView& view) { std::swap(view.shape[0], view.shape[1]); }));
    QVERIFY(complains("bert.embeddings.word_embeddings.weight",
                      [](models::TensorView& view) { view.type = models::DType::F64; }));
    QVERIFY(complains("classifier.bias", [](models::TensorView& view) { view.bytes = view.bytes.first(8); }));
}

void TransformerOnnxTest::everyStudentThatCanBeChosenIsWritten_data() {
    QTest::addColumn<TransformerConfig>("config");
    const QStringList labels{u"no"_s, u"yes"_s};
    for (const models::ModelInfo& model : models::listTextModels()) {
        QTest::newRow(qPrintable(model.name)) << models::buildTextModel(model.name, 50, labels);
    }
    for (const QString& activation : models::knownActivations()) {
        TransformerConfig config = models::buildTextModel(models::listTextModels().front().name, 50, labels);
        config.activation = activation;
        QTest::newRow(qPrintable(activation)) << config;
    }
}

/// No student can train and then not be exported: who adds an architecture adds its writer.
void TransformerOnnxTest::everyStudentThatCanBeChosenIsWritten() {
    QFETCH(TransformerConfig, config);
    config.layers = std::min(config.layers, 2);  // the others are like them
    std::map<std::string, models::TensorView> tensors;
    std::int64_t largest = 0;
    for (const TensorInfo& info : models::transformerTensors(config)) largest = std::max(largest, info.elements());
    const std::vector<float> zeros(static_cast<size_t>(largest));
    for (const TensorInfo& info : models::transformerTensors(config)) {
        const auto values = std::span(zeros).first(static_cast<size_t>(info.elements()));
        tensors[info.name] = {info.name, models::DType::F32, info.shape, std::as_bytes(values)};
    }
    const QByteArray model = writeTransformerOnnx(config, tensors, config.maxTokens(), {u"m"_s, config.labels, {}});
    checkOnnx(model, u"m"_s);
    QCOMPARE(OnnxModel(model, u"m"_s, 1).classCount(), int(config.labels.size()));
}

DISTILLAB_TEST(TransformerOnnxTest)
#include "transformer_onnx_test.moc"
