#include "core/deploy/onnx_check.h"

#include "core/base/error.h"
#include "core/deploy/onnx_writer.h"
#include "core/models/registry.h"
#include "tests/core/deploy/reference_network.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <onnx/onnx_pb.h>

using namespace distillab;
using namespace distillab::deploy;
using namespace Qt::Literals::StringLiterals;
using test::caught;

class OnnxCheckTest : public QObject {
    Q_OBJECT

private slots:
    void soundModelsPass();
    void bytesThatAreNoModelAreRefused();
    void faultsAreFound_data();
    void faultsAreFound();
};

namespace {

using Change = std::function<void(onnx::ModelProto&)>;

onnx::ModelProto soundModel() {
    const test::ReferenceNetwork network(models::buildModel(u"cnn-tiny"_s, {1, 28, 28}, 3), 1);
    const QByteArray bytes = writeOnnx(network.graph(), network.tensors(), {}, {u"m"_s, {}, {}});
    onnx::ModelProto proto;
    if (!proto.ParseFromArray(bytes.constData(), static_cast<int>(bytes.size()))) qFatal("not an ONNX model");
    return proto;
}

QByteArray bytesOf(const onnx::ModelProto& proto) { return QByteArray::fromStdString(proto.SerializeAsString()); }

}  // namespace

Q_DECLARE_METATYPE(Change)

void OnnxCheckTest::soundModelsPass() { checkOnnx(bytesOf(soundModel()), u"student.onnx"_s); }

void OnnxCheckTest::bytesThatAreNoModelAreRefused() {
    for (const QByteArray& bytes :
         {QByteArray(), QByteArray("not an ONNX model"), QByteArray(1000, '\xFF'), bytesOf(soundModel()).left(500)}) {
        const auto error = caught<WorkError>([&] { checkOnnx(bytes, u"student.onnx"_s); });
        QVERIFY(error);
        QCOMPARE(error->where(), u"student.onnx"_s);
    }
}

void OnnxCheckTest::faultsAreFound_data() {
    QTest::addColumn<Change>("change");
    const auto row = [](const char* name, Change change) { QTest::newRow(name) << change; };
    row("unknown operator", [](onnx::ModelProto& m) { m.mutable_graph()->mutable_node(0)->set_op_type("Convolve"); });
    row("no opset", [](onnx::ModelProto& m) { m.clear_opset_import(); });
    row("a value that nobody makes",
        [](onnx::ModelProto& m) { m.mutable_graph()->mutable_node(1)->set_input(0, "nowhere"); });
    row("nodes out of order", [](onnx::ModelProto& m) { m.mutable_graph()->mutable_node()->SwapElements(0, 1); });
    row("weights for another number of classes", [](onnx::ModelProto& m) {
        auto& weight = *m.mutable_graph()->mutable_initializer(6);
        weight.set_dims(0, 4);
        weight.mutable_raw_data()->resize(4 * 512 * sizeof(float));
    });
    row("an output of another shape", [](onnx::ModelProto& m) {
        auto& type = *m.mutable_graph()->mutable_output(0)->mutable_type()->mutable_tensor_type();
        type.mutable_shape()->mutable_dim(1)->set_dim_value(4);
    });
    row("an output of another type", [](onnx::ModelProto& m) {
        auto& type = *m.mutable_graph()->mutable_output(0)->mutable_type()->mutable_tensor_type();
        type.set_elem_type(onnx::TensorProto::INT64);
    });
}

void OnnxCheckTest::faultsAreFound() {
    QFETCH(Change, change);
    onnx::ModelProto proto = soundModel();
    change(proto);
    const auto error = caught<WorkError>([&] { checkOnnx(bytesOf(proto), u"student.onnx"_s); });
    QVERIFY(error);
    QCOMPARE(error->where(), u"student.onnx"_s);
    QVERIFY(!error->remedy().isEmpty());
}

DISTILLAB_TEST(OnnxCheckTest)
#include "onnx_check_test.moc"
