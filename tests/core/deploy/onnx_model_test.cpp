#include "core/deploy/onnx_model.h"

#include "core/base/error.h"
#include "core/deploy/model_signature.h"
#include "core/deploy/onnx_check.h"
#include "core/deploy/onnx_writer.h"
#include "core/models/registry.h"
#include "tests/core/deploy/reference_network.h"
#include "tests/core/deploy/tiny_transformer.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <onnx/onnx_pb.h>

#include <numeric>

using namespace distillab;
using namespace distillab::deploy;
using namespace Qt::Literals::StringLiterals;
using data::ImageShape;
using test::caught;
using test::randomValues;
using test::TinyTransformer;

using Change = std::function<void(onnx::ModelProto&)>;
using InputChange = std::function<void(Inputs&)>;
Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(InputChange)

namespace {

const ImageShape kShape = {3, 12, 16};

Inputs imagesOf(std::vector<float> values) { return ImageSignature{kShape, {}}.inputs(std::move(values)); }

}  // namespace

class OnnxModelTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void latencyIsTheNearestRank();
    void describesItsModel();
    void batchesOfAnySizeGiveTheSameLogits();
    void wrongImagesAreRefused();
    void wrongTextsAreRefused_data();
    void wrongTextsAreRefused();
    void latencyIsMeasured();
    void aStopEndsTheMeasuring();
    void everyTruncationIsRefused();
    void filesThatAreNoModelAreRefused();
    void modelsThatClassifyNothingAreRefused_data();
    void modelsThatClassifyNothingAreRefused();
    void filesOfOtherProgramsNeedNotTellLabels();
    void parametersAreCounted();

private:
    QString written(const QByteArray& content) const {
        QFile file(m_folder.filePath(u"model.onnx"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) qFatal("the disk refuses");
        return file.fileName();
    }

    QTemporaryDir m_folder;
    QByteArray m_model;
};

void OnnxModelTest::initTestCase() {
    const test::ReferenceNetwork network(models::buildModel(u"cnn-tiny"_s, kShape, 4), 1);
    m_model = writeOnnx(network.graph(), network.tensors(), {{0.1, 0.2, 0.3}, {0.4, 0.5, 0.6}},
                        {u"m"_s, {u"a"_s, u"b"_s, u"c"_s, u"d"_s}, u"r"_s});
}

void OnnxModelTest::latencyIsTheNearestRank() {
    std::vector<double> times(20);
    std::iota(times.rbegin(), times.rend(), 1.0);  // 20 … 1
    QCOMPARE(latencyOf(times).msP50, 10.0);
    QCOMPARE(latencyOf(times).msP95, 19.0);
    std::vector<double> three = {3, 1, 2};
    QCOMPARE(latencyOf(three).msP50, 2.0);
    QCOMPARE(latencyOf(three).msP95, 3.0);
    std::vector<double> one = {5};
    QCOMPARE(latencyOf(one).msP50, 5.0);
    QCOMPARE(latencyOf(one).msP95, 5.0);
}

void OnnxModelTest::describesItsModel() {
    const OnnxModel model(written(m_model), 2);
    QCOMPARE(model.name(), m_folder.filePath(u"model.onnx"_s));
    QCOMPARE(model.inputs().size(), size_t{1});
    QCOMPARE(model.inputs()[0].name, std::string("pixel_values"));
    QVERIFY(model.inputs()[0].type == ElementType::F32);
    QCOMPARE(model.inputs()[0].shape, (std::vector<std::int64_t>{-1, 3, 12, 16}));
    QCOMPARE(model.classCount(), 4);
    QCOMPARE(model.labels(), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    QCOMPARE(model.metadata("recipe"), std::optional(u"r"_s));
    QCOMPARE(model.metadata("model_type"), std::optional<QString>());

    const OnnxModel text(TinyTransformer(u"bert"_s).onnx(), u"t"_s, 1);
    QCOMPARE(text.inputs().size(), size_t{3});
    QVERIFY(text.inputs()[2].type == ElementType::I64);
    QCOMPARE(text.inputs()[2].shape, (std::vector<std::int64_t>{-1, -1}));
}

void OnnxModelTest::batchesOfAnySizeGiveTheSameLogits() {
    OnnxModel model(m_model, u"m"_s, 2);
    const size_t size = kShape.size();
    const std::vector<float> images = randomValues(5 * size, -1, 1, 3);
    const std::vector<float> together = model.run(imagesOf(images));
    QCOMPARE(together.size(), size_t{20});
    for (size_t i = 0; i < 5; ++i) {
        const auto image = images.begin() + static_cast<std::ptrdiff_t>(i * size);
        const std::vector<float> alone = model.run(imagesOf({image, image + static_cast<std::ptrdiff_t>(size)}));
        for (size_t c = 0; c < 4; ++c) QVERIFY(std::abs(alone[c] - together[i * 4 + c]) < 1e-5F);
    }
}

void OnnxModelTest::wrongImagesAreRefused() {
    OnnxModel model(m_model, u"student.onnx"_s, 1);
    const auto refused = [&](const Inputs& inputs) {
        const auto error = caught<WorkError>([&] { model.run(inputs); });
        return error && error->where() == u"student.onnx"_s;
    };
    QVERIFY(refused({}));
    QVERIFY(refused({{"pixel_values", {1, 3, 12, 16}, std::vector<float>(100)}}));
    QVERIFY(refused({{"pixel_values", {1, 3, 12, 16}, std::vector<float>(10 * kShape.size())}}));
    QVERIFY(refused({{"pixel_values", {1, 3, 16, 12}, std::vector<float>(kShape.size())}}));
    QVERIFY(refused({{"pixel_values", {-1, 3, 12, -16}, std::vector<float>(kShape.size())}}));
    QVERIFY(refused({{"pixel_values", {1, 3, 12, 16}, std::vector<std::int64_t>(kShape.size())}}));
}

void OnnxModelTest::wrongTextsAreRefused_data() {
    QTest::addColumn<InputChange>("change");
    const auto row = [](const char* name, InputChange change) { QTest::newRow(name) << change; };
    using Tokens = std::vector<std::int64_t>;
    row("ids that are too few for their shape", [](Inputs& inputs) { std::get<Tokens>(inputs[0].values).pop_back(); });
    row("ids that are too many for their shape", [](Inputs& inputs) { inputs[0].shape = {2, 4}; });
    row("ids of one axis", [](Inputs& inputs) { inputs[0].shape = {10}; });
    row("ids of three axes", [](Inputs& inputs) { inputs[0].shape = {2, 5, 1}; });
    row("a mask of another length", [](Inputs& inputs) {
        inputs[1].shape = {2, 4};
        inputs[1].values = Tokens(8, 1);
    });
    row("types for another count of texts", [](Inputs& inputs) {
        inputs[2].shape = {3, 5};
        inputs[2].values = Tokens(15, 0);
    });
    row("a mask of floats", [](Inputs& inputs) { inputs[1].values = std::vector<float>(10, 1); });
    row("no mask", [](Inputs& inputs) { inputs.erase(inputs.begin() + 1); });
    row("an input that the model does not know", [](Inputs& inputs) { inputs[2].name = "position_ids"; });
    row("an id outside the vocabulary", [](Inputs& inputs) { std::get<Tokens>(inputs[0].values)[3] = 50; });
}

void OnnxModelTest::wrongTextsAreRefused() {
    QFETCH(InputChange, change);
    const TinyTransformer tiny(u"bert"_s);
    OnnxModel model(tiny.onnx(), u"student.onnx"_s, 1);
    Inputs inputs = tiny.inputs({{5, 5}, 5});
    model.run(inputs);
    change(inputs);
    const auto error = caught<WorkError>([&] { model.run(inputs); });
    QVERIFY(error);
    QCOMPARE(error->where(), u"student.onnx"_s);
}

void OnnxModelTest::latencyIsMeasured() {
    OnnxModel model(m_model, u"m"_s, 1);
    RunControl control;
    const std::vector<Inputs> images = {imagesOf(std::vector<float>(kShape.size())),
                                        imagesOf(std::vector<float>(kShape.size(), 1))};
    const Latency latency = model.measureLatency(images, 20, control);
    QVERIFY(latency.msP50 > 0);
    QVERIFY(latency.msP95 >= latency.msP50);
}

void OnnxModelTest::aStopEndsTheMeasuring() {
    OnnxModel model(m_model, u"m"_s, 1);
    RunControl control;
    control.stop();
    QVERIFY(caught<Stopped>([&] { model.measureLatency({imagesOf(std::vector<float>(kShape.size()))}, 20, control); }));
}

void OnnxModelTest::everyTruncationIsRefused() {
    for (qsizetype length = 0; length < m_model.size(); length += length < 200 ? 1 : m_model.size() / 50) {
        const QString file = written(m_model.left(length));
        const auto error = caught<RequestError>([&] { OnnxModel session(file, 1); });
        QVERIFY2(error, qPrintable(QString::number(length)));
        QCOMPARE(error->where(), file);
    }
}

void OnnxModelTest::filesThatAreNoModelAreRefused() {
    QVERIFY(caught<RequestError>([&] { OnnxModel(written("# YAML\nversion: 1\n"), 1); }));
    QVERIFY(caught<RequestError>([&] { OnnxModel(written(QByteArray(4096, '\xA5')), 1); }));
    QVERIFY(caught<RequestError>([&] { OnnxModel(m_folder.filePath(u"nowhere.onnx"_s), 1); }));
}

void OnnxModelTest::modelsThatClassifyNothingAreRefused_data() {
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("complaint");
    const auto setLabels = [](const char* value) {
        return [value](onnx::ModelProto& model) {
            for (auto& entry : *model.mutable_metadata_props()) {
                if (entry.key() == "labels") entry.set_value(value);
            }
        };
    };
    const auto row = [](const char* name, Change change, const QString& complaint) {
        QTest::newRow(name) << change << complaint;
    };
    row("no metadata", [](onnx::ModelProto& m) { m.clear_metadata_props(); }, u"labels"_s);
    row("too few labels", setLabels("[\"a\"]"), u"labels"_s);
    row("labels that are no list", setLabels("a, b, c, d"), u"labels"_s);
    row(
        "a batch of fixed size",
        [](onnx::ModelProto& m) {
            for (auto* value : {m.mutable_graph()->mutable_input(0), m.mutable_graph()->mutable_output(0)}) {
                value->mutable_type()->mutable_tensor_type()->mutable_shape()->mutable_dim(0)->set_dim_value(1);
            }
        },
        u"pixel_values"_s);
    row(
        "two outputs",
        [](onnx::ModelProto& m) {
            auto& second = *m.mutable_graph()->add_output();
            second = m.graph().output(0);
            second.set_name("second");
            auto& node = *m.mutable_graph()->add_node();
            node.set_op_type("Identity");
            node.add_input("logits");
            node.add_output("second");
        },
        u"has 2"_s);
    row(
        "an output that is no list of scores",
        [](onnx::ModelProto& m) {
            m.mutable_graph()->clear_node();
            auto& node = *m.mutable_graph()->add_node();
            node.set_op_type("Relu");
            node.add_input("pixel_values");
            node.add_output("logits");
            *m.mutable_graph()->mutable_output(0)->mutable_type() = m.graph().input(0).type();
        },
        u"output"_s);
}

void OnnxModelTest::modelsThatClassifyNothingAreRefused() {
    QFETCH(Change, change);
    QFETCH(QString, complaint);
    onnx::ModelProto proto;
    QVERIFY(proto.ParseFromArray(m_model.constData(), static_cast<int>(m_model.size())));
    change(proto);
    const QByteArray changed = QByteArray::fromStdString(proto.SerializeAsString());
    const auto error = caught<RequestError>([&] { OnnxModel(changed, u"foreign.onnx"_s, 1); });
    QVERIFY(error);
    QCOMPARE(error->where(), u"foreign.onnx"_s);
    QVERIFY2(error->message().contains(complaint), qPrintable(error->message()));
}

void OnnxModelTest::filesOfOtherProgramsNeedNotTellLabels() {
    onnx::ModelProto proto;
    QVERIFY(proto.ParseFromArray(m_model.constData(), static_cast<int>(m_model.size())));
    proto.clear_metadata_props();
    // In front of the logits another output of class scores.
    const onnx::ValueInfoProto logits = proto.graph().output(0);
    proto.mutable_graph()->mutable_output(0)->set_name("probabilities");
    *proto.mutable_graph()->add_output() = logits;
    auto& node = *proto.mutable_graph()->add_node();
    node.set_op_type("Softmax");
    node.add_input("logits");
    node.add_output("probabilities");
    const QByteArray foreign = QByteArray::fromStdString(proto.SerializeAsString());
    OnnxModel model(foreign, u"foreign.onnx"_s, 1, OnnxOrigin::Anywhere);
    QVERIFY(model.labels().isEmpty());
    QCOMPARE(model.classCount(), 4);
    const std::vector<float> images = randomValues(2 * kShape.size(), -1, 1, 3);
    QCOMPARE(model.run(imagesOf(images)), OnnxModel(m_model, u"m"_s, 1).run(imagesOf(images)));
}

void OnnxModelTest::parametersAreCounted() {
    const models::LayerGraph graph = models::buildModel(u"cnn-tiny"_s, kShape, 4);
    // Norms are folded into the layers before them, or bring their means and variances along.
    QVERIFY(std::abs(countParameters(m_model) - graph.parameterCount()) <= graph.parameterCount() / 20);
    QCOMPARE(countParameters("no model"), std::int64_t{0});
}

DISTILLAB_TEST(OnnxModelTest)
#include "onnx_model_test.moc"
