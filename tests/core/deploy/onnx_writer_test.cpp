#include "core/deploy/onnx_writer.h"

#include "core/base/error.h"
#include "core/deploy/model_signature.h"
#include "core/deploy/onnx_check.h"
#include "core/models/registry.h"
#include "tests/core/deploy/reference_network.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <onnx/onnx_pb.h>

using namespace distillab;
using namespace distillab::deploy;
using namespace distillab::models;
using namespace Qt::Literals::StringLiterals;
using data::ImageShape;
using test::caught;
using test::randomValues;
using test::ReferenceNetwork;

namespace {

OnnxModelInfo infoFor(const LayerGraph& graph) {
    OnnxModelInfo info;
    info.name = u"model"_s;
    for (int i = 0; i < graph.classCount(); ++i) info.labels << u"class %1"_s.arg(i);
    return info;
}

data::Normalization normalizationFor(const LayerGraph& graph) {
    const auto channels = static_cast<size_t>(graph.inputShape().channels);
    return {std::vector<double>(channels, 0.25), std::vector<double>(channels, 0.5)};
}

QByteArray write(const ReferenceNetwork& network) {
    const LayerGraph& graph = network.graph();
    return writeOnnx(graph, network.tensors(), normalizationFor(graph), infoFor(graph));
}

onnx::ModelProto parse(const QByteArray& model) {
    onnx::ModelProto proto;
    if (!proto.ParseFromArray(model.constData(), static_cast<int>(model.size()))) qFatal("not an ONNX model");
    return proto;
}

/// What ONNX Runtime and the plain loops differ by at most on `count` random images, as one batch.
double largestDifference(const ReferenceNetwork& network, const QByteArray& model, size_t count) {
    const auto images = randomValues(count * network.graph().inputShape().size(), -2, 2, 99 + count);
    const std::vector<float> expected = network.logits(images, count);
    OnnxModel session(model, u"model"_s, 1);
    return test::differenceOf(session.run(imageSignatureOf(session).inputs(images)), expected);
}

/// Everything that the registry's models leave out: norms that cannot be folded, biases, groups, a closing dropout.
LayerGraph oddGraph() {
    LayerGraph graph({4, 13, 10});
    const int first = graph.add("first.bn", BatchNorm2d{4}, -1);
    const int twice = graph.add("twice.conv", Conv2d{4, 6, 3, 1, 1, 1, true}, first);
    int at = graph.add("twice.bn", BatchNorm2d{6}, twice);
    at = graph.add("twice.add", Add{}, at, twice);
    at = graph.add("relu6", Relu6{}, at);
    at = graph.add("biased.conv", Conv2d{6, 8, 5, 2, 2, 2, true}, at);
    at = graph.add("biased.bn", BatchNorm2d{8}, at);
    at = graph.add("dropout1", Dropout{0.5}, at);
    at = graph.add("plain.conv", Conv2d{8, 5, 1, 1, 0, 1, true}, at);
    at = graph.add("relu", Relu{}, at);
    at = graph.add("late.bn", BatchNorm2d{5}, at);
    at = graph.add("pool", MaxPool2d{3, 2}, at);
    at = graph.add("flatten", Flatten{}, at);
    at = graph.add("fc", Linear{30, 3}, at);
    graph.add("dropout2", Dropout{0.5}, at);
    return graph;
}

}  // namespace

class OnnxWriterTest : public QObject {
    Q_OBJECT

private slots:
    void exportsComputeTheSame_data();
    void exportsComputeTheSame();
    void oddGraphsComputeTheSame();
    void normsAreFoldedOnlyIntoTheirOwnConvolution();
    void graphIsCleanAndNamed();
    void tellsItsOrigin();
    void missingTensorsAreNamed();
    void misshapenTensorsAreNamed();
};

void OnnxWriterTest::exportsComputeTheSame_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<ImageShape>("shape");
    QTest::addColumn<double>("width");
    for (const ModelInfo& model : listModels()) {
        QTest::newRow(qPrintable(model.name + u" grey"_s)) << model.name << ImageShape{1, 28, 28} << 1.0;
        QTest::newRow(qPrintable(model.name + u" odd colour"_s)) << model.name << ImageShape{3, 33, 19} << 0.5;
    }
}

void OnnxWriterTest::exportsComputeTheSame() {
    QFETCH(QString, name);
    QFETCH(ImageShape, shape);
    QFETCH(double, width);
    const ReferenceNetwork network(buildModel(name, shape, 10, width), 2015);
    const QByteArray model = write(network);
    checkOnnx(model, name);
    for (const size_t count : {1, 3}) {
        const double difference = largestDifference(network, model, count);
        QVERIFY2(difference <= 1e-4, qPrintable(QString::number(difference)));
    }
}

void OnnxWriterTest::oddGraphsComputeTheSame() {
    const ReferenceNetwork network(oddGraph(), 7);
    const QByteArray model = write(network);
    checkOnnx(model, u"odd"_s);
    for (const size_t count : {1, 2, 7}) {
        const double difference = largestDifference(network, model, count);
        QVERIFY2(difference <= 1e-4, qPrintable(QString::number(difference)));
    }
}

void OnnxWriterTest::normsAreFoldedOnlyIntoTheirOwnConvolution() {
    const auto proto = parse(write(ReferenceNetwork(oddGraph(), 7)));
    QStringList operations;
    for (const auto& node : proto.graph().node()) operations << QString::fromStdString(node.op_type());
    const QString expected =
        u"BatchNormalization Conv BatchNormalization Add Clip Conv Conv Relu BatchNormalization "
        "MaxPool Flatten Gemm"_s;
    QCOMPARE(operations.join(u' '), expected);

    const auto residual = parse(write(ReferenceNetwork(buildModel(u"mobilenet-v2"_s, {3, 32, 32}, 10), 1)));
    for (const auto& node : residual.graph().node()) {
        QVERIFY(node.op_type() != "BatchNormalization" && node.op_type() != "Dropout");
    }
}

void OnnxWriterTest::graphIsCleanAndNamed() {
    const auto proto = parse(write(ReferenceNetwork(buildModel(u"cnn-tiny"_s, {1, 28, 28}, 10), 1)));
    QCOMPARE(proto.ir_version(), 8);
    QCOMPARE(proto.opset_import_size(), 1);
    QCOMPARE(proto.opset_import(0).domain(), std::string());
    QCOMPARE(proto.opset_import(0).version(), 17);
    QCOMPARE(proto.graph().name(), std::string("model"));

    const auto sides = [](const onnx::ValueInfoProto& value) {
        QStringList list;
        for (const auto& side : value.type().tensor_type().shape().dim()) {
            list << (side.has_dim_param() ? QString::fromStdString(side.dim_param())
                                          : QString::number(side.dim_value()));
        }
        return list.join(u' ');
    };
    QCOMPARE(proto.graph().input_size(), 1);
    QCOMPARE(proto.graph().input(0).name(), std::string("pixel_values"));
    QCOMPARE(sides(proto.graph().input(0)), u"batch 1 28 28"_s);
    QCOMPARE(proto.graph().output_size(), 1);
    QCOMPARE(proto.graph().output(0).name(), std::string("logits"));
    QCOMPARE(sides(proto.graph().output(0)), u"batch 10"_s);

    std::vector<std::string> names;
    for (const auto& tensor : proto.graph().initializer()) names.push_back(tensor.name());
    const std::vector<std::string> expected = {
        "stage1.conv.weight", "stage1.conv.bias", "stage2.conv.weight", "stage2.conv.bias",
        "stage3.conv.weight", "stage3.conv.bias", "fc.weight",          "fc.bias"};
    QCOMPARE(names, expected);
    QCOMPARE(proto.graph().node(0).name(), std::string("stage1.conv"));
}

void OnnxWriterTest::tellsItsOrigin() {
    const ReferenceNetwork network(buildModel(u"cnn-tiny"_s, {3, 32, 32}, 2), 1);
    OnnxModelInfo info;
    info.name = u"学生"_s;
    info.labels = {u"T-shirt/top, \"short\""_s, u"连衣裙"_s};
    const data::Normalization normalization = {{0.1, 1.0 / 3, 0.2860405969887955}, {0.35302424451492237, 1e-9, 1}};
    info.recipe = u"version: 1\nname: \"衣服\"\n"_s;
    const QByteArray model = writeOnnx(network.graph(), network.tensors(), normalization, info);

    const OnnxModel session(model, u"model"_s, 1);
    QCOMPARE(session.labels(), info.labels);
    QCOMPARE(imageSignatureOf(session).normalization.mean, normalization.mean);
    QCOMPARE(imageSignatureOf(session).normalization.deviation, normalization.deviation);

    std::map<std::string, std::string> metadata;
    const auto proto = parse(model);
    for (const auto& entry : proto.metadata_props()) metadata[entry.key()] = entry.value();
    QCOMPARE(proto.producer_name(), std::string("DistilLab"));
    QCOMPARE(metadata.at("producer"), std::string("DistilLab"));
    QCOMPARE(QString::fromStdString(metadata.at("recipe")), info.recipe);
    QCOMPARE(QString::fromStdString(metadata.at("labels")), u"[\"T-shirt/top, \\\"short\\\"\",\"连衣裙\"]"_s);
    QCOMPARE(QString::fromStdString(proto.graph().name()), info.name);
}

void OnnxWriterTest::missingTensorsAreNamed() {
    const ReferenceNetwork network(oddGraph(), 7);
    for (const TensorInfo& info : network.graph().tensors()) {
        auto tensors = network.tensors();
        tensors.erase(info.name);
        const auto error =
            caught<WorkError>([&] { writeOnnx(network.graph(), tensors, {}, infoFor(network.graph())); });
        QVERIFY2(error && error->message().contains(QString::fromStdString(info.name)), info.name.c_str());
    }
}

void OnnxWriterTest::misshapenTensorsAreNamed() {
    const ReferenceNetwork network(oddGraph(), 7);
    const auto complaint = [&](const std::string& name, auto change) {
        auto tensors = network.tensors();
        change(tensors.at(name));
        const auto error =
            caught<WorkError>([&] { writeOnnx(network.graph(), tensors, {}, infoFor(network.graph())); });
        return error ? error->message() : QString();
    };
    QVERIFY(complaint("fc.weight", [](TensorView& view) {
                std::swap(view.shape[0], view.shape[1]);
            }).contains(u"fc.weight"_s));
    QVERIFY(complaint("biased.bn.running_var", [](TensorView& view) {
                view.type = DType::F64;
            }).contains(u"biased.bn.running_var"_s));
    QVERIFY(complaint("twice.conv.bias", [](TensorView& view) {
                view.bytes = view.bytes.first(20);
            }).contains(u"twice.conv.bias"_s));
}

DISTILLAB_TEST(OnnxWriterTest)
#include "onnx_writer_test.moc"
