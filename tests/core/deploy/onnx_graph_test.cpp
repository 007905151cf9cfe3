#include "core/deploy/onnx_writer.h"
#include "core/models/registry.h"
#include "tests/core/deploy/reference_network.h"
#include "tests/core/deploy/tiny_transformer.h"
#include "tests/support/test_main.h"

#include <QRegularExpression>
#include <QTest>

#include <onnx/onnx_pb.h>

#include <algorithm>
#include <map>
#include <set>

using namespace distillab;
using namespace distillab::deploy;
using namespace Qt::Literals::StringLiterals;
using test::ReferenceNetwork;
using test::TinyTransformer;

namespace {

onnx::GraphProto graphOf(const QByteArray& model) {
    onnx::ModelProto proto;
    if (!proto.ParseFromArray(model.constData(), static_cast<int>(model.size()))) qFatal("not an ONNX model");
    return proto.graph();
}

QByteArray onnxOf(const ReferenceNetwork& network) {
    return writeOnnx(network.graph(), network.tensors(), {{0.5}, {0.5}}, {u"m"_s, {}, {}});
}

QByteArray exported(const QString& name, bool isText) {
    if (isText) return TinyTransformer(name).onnx();
    return onnxOf(ReferenceNetwork(models::buildModel(name, {3, 32, 32}, 10), 1));
}

/// Everything of a node but its names.
std::string workOf(onnx::NodeProto node) {
    node.clear_name();
    node.clear_output();
    return node.SerializeAsString();
}

std::string contentOf(onnx::TensorProto tensor) {
    tensor.clear_name();
    return tensor.SerializeAsString();
}

}  // namespace

/// The files as a viewer shows them: every architecture, the graph that is written.
class OnnxGraphTest : public QObject {
    Q_OBJECT

private slots:
    void everythingIsRead_data() { everyArchitecture(); }
    void everythingIsRead();
    void nothingIsThereTwice_data() { everyArchitecture(); }
    void nothingIsThereTwice();
    void constantsAreFolded_data() { everyArchitecture(); }
    void constantsAreFolded();
    void namesAreCleanAndUnique_data() { everyArchitecture(); }
    void namesAreCleanAndUnique();

private:
    static void everyArchitecture() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isText");
        for (const QString& name : TinyTransformer::names()) QTest::newRow(qPrintable(name)) << name << true;
        for (const models::ModelInfo& model : models::listModels()) {
            QTest::newRow(qPrintable(model.name)) << model.name << false;
        }
    }
    static onnx::GraphProto graph() {
        QFETCH(QString, name);
        QFETCH(bool, isText);
        return graphOf(exported(name, isText));
    }
};

void OnnxGraphTest::everythingIsRead() {
    const onnx::GraphProto graph = OnnxGraphTest::graph();
    std::set<std::string> read;
    for (const auto& output : graph.output()) read.insert(output.name());
    for (const auto& node : graph.node()) read.insert(node.input().begin(), node.input().end());
    for (const auto& node : graph.node()) {
        for (const std::string& output : node.output()) QVERIFY2(read.contains(output), output.c_str());
    }
    for (const auto& tensor : graph.initializer()) QVERIFY2(read.contains(tensor.name()), tensor.name().c_str());
    for (const auto& input : graph.input()) QVERIFY2(read.contains(input.name()), input.name().c_str());
}

void OnnxGraphTest::nothingIsThereTwice() {
    const onnx::GraphProto graph = OnnxGraphTest::graph();
    // Weights of one size may well have the same values: it is shapes, axes and factors that have to be shared.
    constexpr int kFew = 16;
    std::map<std::string, std::string> tensors;
    for (const auto& tensor : graph.initializer()) {
        if (tensor.dims_size() > 1 || (tensor.dims_size() == 1 && tensor.dims(0) > kFew)) continue;
        if (tensor.name().ends_with(".bias") || tensor.name().ends_with(".weight")) continue;
        const auto [first, isNew] = tensors.emplace(contentOf(tensor), tensor.name());
        QVERIFY2(isNew, (tensor.name() + " is " + first->second).c_str());
    }
    std::map<std::string, std::string> work;
    for (const auto& node : graph.node()) {
        const auto [first, isNew] = work.emplace(workOf(node), node.name());
        QVERIFY2(isNew, (node.name() + " does what " + first->second + " has done").c_str());
    }
}

void OnnxGraphTest::constantsAreFolded() {
    const onnx::GraphProto graph = OnnxGraphTest::graph();
    std::set<std::string> known;
    for (const auto& tensor : graph.initializer()) known.insert(tensor.name());
    for (const auto& node : graph.node()) {
        const bool computesAConstant = std::all_of(node.input().begin(), node.input().end(),
                                                   [&](const auto& name) { return known.contains(name); });
        QVERIFY2(!computesAConstant, node.name().c_str());
        for (const char* idle : {"Identity", "Dropout", "Constant"})
            QVERIFY2(node.op_type() != idle, node.name().c_str());
    }
}

void OnnxGraphTest::namesAreCleanAndUnique() {
    const onnx::GraphProto graph = OnnxGraphTest::graph();
    static const QRegularExpression clean(uR"(^[a-z][A-Za-z0-9_./]*$)"_s);
    std::set<std::string> names;
    std::set<std::string> values;
    const auto verify = [&](std::set<std::string>& taken, const std::string& name) {
        QVERIFY2(clean.match(QString::fromStdString(name)).hasMatch(), name.c_str());
        QVERIFY2(taken.insert(name).second, name.c_str());
    };
    for (const auto& input : graph.input()) verify(values, input.name());
    for (const auto& tensor : graph.initializer()) verify(values, tensor.name());
    for (const auto& node : graph.node()) {
        verify(names, node.name());
        for (const std::string& output : node.output()) verify(values, output);
    }
}

DISTILLAB_TEST(OnnxGraphTest)
#include "onnx_graph_test.moc"
