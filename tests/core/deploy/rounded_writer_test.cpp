#include "core/deploy/onnx_check.h"
#include "core/deploy/onnx_writer.h"
#include "core/deploy/transformer_onnx.h"
#include "core/models/registry.h"
#include "tests/core/deploy/reference_network.h"
#include "tests/core/deploy/tiny_transformer.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <onnx/onnx_pb.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace distillab;
using namespace distillab::deploy;
using namespace Qt::Literals::StringLiterals;
using test::randomValues;
using test::ReferenceNetwork;
using test::TinyTransformer;

namespace {

const data::Normalization kNormalization = {{0}, {1}};

/// Every layer in int8, however small.
const WeightPlan kAllInt8 = {.precision = WeightPrecision::Int8, .fewestWeights = 1};
const WeightPlan kHalf = {.precision = WeightPrecision::F16};

onnx::ModelProto parse(const QByteArray& model) {
    onnx::ModelProto proto;
    if (!proto.ParseFromArray(model.constData(), static_cast<int>(model.size()))) qFatal("not an ONNX model");
    return proto;
}

std::map<std::string, int> operatorsOf(const onnx::ModelProto& model) {
    std::map<std::string, int> count;
    for (const auto& node : model.graph().node()) ++count[node.op_type()];
    return count;
}

WrittenModel write(const TinyTransformer& model, const WeightPlan& plan) {
    return writeTransformerOnnx(model.config(), model.tensors(), model.config().maxTokens(),
                                {u"tiny"_s, model.config().labels, {}}, plan);
}

WrittenModel write(const ReferenceNetwork& network, const WeightPlan& plan) {
    OnnxModelInfo info{u"model"_s, {}, {}};
    for (int i = 0; i < network.graph().classCount(); ++i) info.labels << QString::number(i);
    return writeOnnx(network.graph(), network.tensors(), kNormalization, info, plan);
}

/// The difference, in shares of the largest logit.
double relativeDifference(const std::vector<float>& a, const std::vector<float>& b) {
    float largest = 0;
    for (const float value : b) largest = std::max(largest, std::abs(value));
    return test::differenceOf(a, b) / largest;
}

}  // namespace

/// Graphs with int8 and half-precision weights, in ONNX Runtime.
class RoundedWriterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textModelsAnswerAlmostTheSame_data() {
        QTest::addColumn<QString>("name");
        for (const QString& name : TinyTransformer::names()) QTest::newRow(qPrintable(name)) << name;
    }
    void textModelsAnswerAlmostTheSame() {
        QFETCH(QString, name);
        const TinyTransformer model(name);
        for (const auto& [plan, allowed] : {std::pair(kAllInt8, 0.1), std::pair(kHalf, 0.005)}) {
            const WrittenModel written = write(model, plan);
            checkOnnx(written.bytes, name);
            OnnxModel session(written.bytes, name, 1);
            for (const auto& [batch, texts] : TinyTransformer::batches()) {
                const double difference =
                    relativeDifference(session.run(model.inputs(texts)), model.recordedLogits(batch));
                QVERIFY2(difference <= allowed, qPrintable(u"%1 %2"_s.arg(batch).arg(difference)));
            }
        }
    }

    void theFormOfLinearLayersIsTheOneThatOnnxRuntimeFuses() {
        const TinyTransformer model(u"bert"_s);
        const WrittenModel written = write(model, kAllInt8);
        const onnx::ModelProto proto = parse(written.bytes);
        auto operators = operatorsOf(proto);
        const int layers = model.config().layers;
        const auto kind = [&](const char* name) {
            return std::ranges::count(written.layers, QString::fromLatin1(name), &report::LayerChoice::kind);
        };
        QCOMPARE(operators["MatMulInteger"], 6 * layers + 2);
        QCOMPARE(kind("linear"), 6 * layers + 2);
        QCOMPARE(kind("embedding"), 3);
        QCOMPARE(operators["Gemm"], 0);
        // Query, key and value of a layer share their quantised input; in the last one the query reads another.
        QCOMPARE(operators["DynamicQuantizeLinear"], 4 * layers + 1 + 2);
        std::map<std::string, std::vector<const onnx::NodeProto*>> readers;
        std::map<std::string, const onnx::TensorProto*> tensors;
        for (const auto& tensor : proto.graph().initializer()) tensors[tensor.name()] = &tensor;
        for (const auto& node : proto.graph().node()) {
            for (const auto& input : node.input()) readers[input].push_back(&node);
        }
        for (const auto& node : proto.graph().node()) {
            if (node.op_type() != "MatMulInteger") continue;
            QVERIFY(tensors.at(node.input(1))->data_type() == onnx::TensorProto::INT8);
            const onnx::NodeProto* at = &node;
            for (const char* next : {"Cast", "Mul", "Add"}) {
                QCOMPARE(readers[at->output(0)].size(), size_t{1});
                at = readers[at->output(0)].front();
                QCOMPARE(at->op_type(), std::string(next));
            }
        }
    }

    void smallLayersStayInF32AndSayWhy() {
        const WrittenModel written =
            write(TinyTransformer(u"bert"_s), {.precision = WeightPrecision::Int8, .fewestWeights = 900});
        std::map<QString, report::LayerChoice> layers;
        for (const report::LayerChoice& layer : written.layers) layers[layer.name] = layer;
        QCOMPARE(layers.at(u"bert.embeddings.word_embeddings"_s).precision, u"int8"_s);  // 50 · 24
        QCOMPARE(layers.at(u"bert.embeddings.token_type_embeddings"_s).precision, u"fp32"_s);
        QVERIFY(layers.at(u"bert.embeddings.token_type_embeddings"_s).why.contains(u"few weights"_s));
        QCOMPARE(layers.at(u"classifier"_s).precision, u"fp32"_s);
        QCOMPARE(layers.at(u"bert.encoder.layer.0.intermediate.dense"_s).precision, u"int8"_s);  // 24 · 40
        QVERIFY(layers.at(u"bert.encoder.layer.0.intermediate.dense"_s).why.isEmpty());
    }

    void layersThatThePlanKeepsStayInF32() {
        WeightPlan plan = kAllInt8;
        plan.inF32 = {"bert.pooler.dense", "bert.embeddings.word_embeddings"};
        const WrittenModel written = write(TinyTransformer(u"bert"_s), plan);
        for (const report::LayerChoice& layer : written.layers) {
            QCOMPARE(layer.precision, plan.inF32.contains(layer.name.toStdString()) ? u"fp32"_s : u"int8"_s);
        }
        QCOMPARE(operatorsOf(parse(written.bytes))["Gemm"], 1);
    }

    void pictureModelsAnswerAlmostTheSame_data() {
        QTest::addColumn<QString>("name");
        for (const auto& model : models::listModels()) QTest::newRow(qPrintable(model.name)) << model.name;
    }
    void pictureModelsAnswerAlmostTheSame() {
        QFETCH(QString, name);
        const ReferenceNetwork network(models::buildModel(name, {1, 28, 28}, 10), 2015);
        const auto images = randomValues(3 * network.graph().inputShape().size(), -2, 2, 99);
        const std::vector<float> expected = network.logits(images, 3);
        for (const auto& [plan, allowed] : {std::pair(kAllInt8, 0.2), std::pair(kHalf, 0.03)}) {
            const WrittenModel written = write(network, plan);
            checkOnnx(written.bytes, name);
            OnnxModel session(written.bytes, name, 1);
            const double difference =
                relativeDifference(session.run(imageSignatureOf(session).inputs(images)), expected);
            QVERIFY2(difference <= allowed, qPrintable(QString::number(difference)));
            for (const report::LayerChoice& layer : written.layers) {
                QCOMPARE(layer.precision, u"int8"_s);
                QCOMPARE(layer.why.isEmpty(), layer.kind == u"linear");
            }
        }
    }

    void halfPrecisionLosesNothingOfHalves() {
        ReferenceNetwork network(models::buildModel(u"resnet-8"_s, {1, 28, 28}, 10), 3);
        for (const auto& info : network.graph().tensors()) {
            for (float& value : network.values(info.name)) value = std::nearbyint(value * 256) / 256;
        }
        const auto images = randomValues(3 * network.graph().inputShape().size(), -2, 2, 99);
        const WrittenModel written = write(network, kHalf);
        OnnxModel session(written.bytes, u"model"_s, 1);
        const double difference =
            test::differenceOf(session.run(imageSignatureOf(session).inputs(images)), network.logits(images, 3));
        QVERIFY2(difference <= 1e-4, qPrintable(QString::number(difference)));
        QVERIFY(written.layers.empty());
    }

    void filesShrinkToAQuarterAndAHalf() {
        const ReferenceNetwork network(models::buildModel(u"cnn-small"_s, {1, 28, 28}, 10), 3);
        const auto whole = static_cast<double>(write(network, {}).bytes.size());
        const double int8 =
            static_cast<double>(write(network, {.precision = WeightPrecision::Int8}).bytes.size()) / whole;
        const double half = static_cast<double>(write(network, kHalf).bytes.size()) / whole;
        QVERIFY2(int8 < 0.27, qPrintable(QString::number(int8)));
        QVERIFY2(half < 0.51, qPrintable(QString::number(half)));
    }
};

DISTILLAB_TEST(RoundedWriterTest)
#include "rounded_writer_test.moc"
