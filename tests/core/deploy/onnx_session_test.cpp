#include "core/deploy/onnx_session.h"

#include "core/base/error.h"
#include "core/deploy/onnx_writer.h"
#include "core/models/registry.h"
#include "tests/core/deploy/reference_network.h"
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

using Change = std::function<void(onnx::ModelProto&)>;
Q_DECLARE_METATYPE(Change)

class OnnxSessionTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void latencyIsTheNearestRank();
    void describesItsModel();
    void batchesOfAnySizeGiveTheSameLogits();
    void wrongCountsOfValuesAreRefused();
    void latencyIsMeasured();
    void everyTruncationIsRefused();
    void filesThatAreNoModelAreRefused();
    void modelsThatClassifyNoImagesAreRefused_data();
    void modelsThatClassifyNoImagesAreRefused();

private:
    QString written(const QByteArray& content) const {
        QFile file(m_folder.filePath(u"model.onnx"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) qFatal("the disk refuses");
        return file.fileName();
    }

    QTemporaryDir m_folder;
    QByteArray m_model;
};

void OnnxSessionTest::initTestCase() {
    const test::ReferenceNetwork network(models::buildModel(u"cnn-tiny"_s, {3, 12, 16}, 4), 1);
    m_model = writeOnnx(network.graph(), network.tensors(),
                        {u"m"_s, {u"a"_s, u"b"_s, u"c"_s, u"d"_s}, {{0.1, 0.2, 0.3}, {0.4, 0.5, 0.6}}, u"r"_s});
}

void OnnxSessionTest::latencyIsTheNearestRank() {
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

void OnnxSessionTest::describesItsModel() {
    const OnnxSession session(written(m_model), 2);
    QCOMPARE(session.inputShape(), (ImageShape{3, 12, 16}));
    QCOMPARE(session.classCount(), 4);
    QCOMPARE(session.labels(), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    QCOMPARE(session.normalization().mean, (std::vector<double>{0.1, 0.2, 0.3}));
    QCOMPARE(session.normalization().deviation, (std::vector<double>{0.4, 0.5, 0.6}));
}

void OnnxSessionTest::batchesOfAnySizeGiveTheSameLogits() {
    OnnxSession session(m_model, u"m"_s, 2);
    const size_t size = session.inputShape().size();
    const std::vector<float> images = randomValues(5 * size, -1, 1, 3);
    const std::vector<float> together = session.run(images, 5);
    QCOMPARE(together.size(), size_t{20});
    for (size_t i = 0; i < 5; ++i) {
        const std::vector<float> alone = session.run(std::span(images).subspan(i * size, size), 1);
        for (size_t c = 0; c < 4; ++c) QVERIFY(std::abs(alone[c] - together[i * 4 + c]) < 1e-5F);
    }
}

void OnnxSessionTest::wrongCountsOfValuesAreRefused() {
    OnnxSession session(m_model, u"student.onnx"_s, 1);
    const auto error = caught<WorkError>([&] { session.run(std::vector<float>(100), 1); });
    QVERIFY(error);
    QCOMPARE(error->where(), u"student.onnx"_s);
}

void OnnxSessionTest::latencyIsMeasured() {
    OnnxSession session(m_model, u"m"_s, 1);
    const Latency latency = session.measureLatency(std::vector<float>(session.inputShape().size()), 20);
    QVERIFY(latency.msP50 > 0);
    QVERIFY(latency.msP95 >= latency.msP50);
}

void OnnxSessionTest::everyTruncationIsRefused() {
    for (qsizetype length = 0; length < m_model.size(); length += length < 200 ? 1 : m_model.size() / 50) {
        const QString file = written(m_model.left(length));
        const auto error = caught<RequestError>([&] { OnnxSession session(file, 1); });
        QVERIFY2(error, qPrintable(QString::number(length)));
        QCOMPARE(error->where(), file);
    }
}

void OnnxSessionTest::filesThatAreNoModelAreRefused() {
    QVERIFY(caught<RequestError>([&] { OnnxSession(written("# YAML\nversion: 1\n"), 1); }));
    QVERIFY(caught<RequestError>([&] { OnnxSession(written(QByteArray(4096, '\xA5')), 1); }));
    QVERIFY(caught<RequestError>([&] { OnnxSession(m_folder.filePath(u"nowhere.onnx"_s), 1); }));
}

void OnnxSessionTest::modelsThatClassifyNoImagesAreRefused_data() {
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("complaint");
    const auto setMetadata = [](const char* key, const char* value) {
        return [key, value](onnx::ModelProto& model) {
            for (auto& entry : *model.mutable_metadata_props()) {
                if (entry.key() == key) entry.set_value(value);
            }
        };
    };
    const auto row = [](const char* name, Change change, const QString& complaint) {
        QTest::newRow(name) << change << complaint;
    };
    row(
        "no metadata", [](onnx::ModelProto& m) { m.clear_metadata_props(); }, u"labels"_s);
    row("too few labels", setMetadata("labels", "[\"a\"]"), u"labels"_s);
    row("labels that are no list", setMetadata("labels", "a, b, c, d"), u"labels"_s);
    row("a mean for one channel of three", setMetadata("image_mean", "[0.5]"), u"image_mean"_s);
    row("a deviation of 0", setMetadata("image_std", "[1,0,1]"), u"image_std"_s);
    row(
        "a batch of fixed size",
        [](onnx::ModelProto& m) {
            for (auto* value : {m.mutable_graph()->mutable_input(0), m.mutable_graph()->mutable_output(0)}) {
                value->mutable_type()->mutable_tensor_type()->mutable_shape()->mutable_dim(0)->set_dim_value(1);
            }
        },
        u"input"_s);
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
        u"1 and 2"_s);
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

void OnnxSessionTest::modelsThatClassifyNoImagesAreRefused() {
    QFETCH(Change, change);
    QFETCH(QString, complaint);
    onnx::ModelProto proto;
    QVERIFY(proto.ParseFromArray(m_model.constData(), static_cast<int>(m_model.size())));
    change(proto);
    const QByteArray changed = QByteArray::fromStdString(proto.SerializeAsString());
    const auto error = caught<RequestError>([&] { OnnxSession(changed, u"foreign.onnx"_s, 1); });
    QVERIFY(error);
    QCOMPARE(error->where(), u"foreign.onnx"_s);
    QVERIFY2(error->message().contains(complaint), qPrintable(error->message()));
}

DISTILLAB_TEST(OnnxSessionTest)
#include "onnx_session_test.moc"
