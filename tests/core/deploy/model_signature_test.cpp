#include "core/deploy/model_signature.h"

#include "core/base/error.h"
#include "core/deploy/onnx_writer.h"
#include "core/models/registry.h"
#include "tests/core/deploy/reference_network.h"
#include "tests/core/deploy/tiny_transformer.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <onnx/onnx_pb.h>

#include <functional>

using namespace distillab;
using namespace distillab::deploy;
using namespace Qt::Literals::StringLiterals;
using data::ImageShape;
using test::caught;
using test::TinyTransformer;

using Change = std::function<void(onnx::ModelProto&)>;
Q_DECLARE_METATYPE(Change)

namespace {

QByteArray imageModel() {
    const test::ReferenceNetwork network(models::buildModel(u"cnn-tiny"_s, {3, 12, 16}, 4), 1);
    return writeOnnx(network.graph(), network.tensors(), {{0.1, 0.2, 0.3}, {0.4, 0.5, 0.6}},
                     {u"m"_s, {u"a"_s, u"b"_s, u"c"_s, u"d"_s}, u"r"_s});
}

OnnxModel changed(const QByteArray& model, const Change& change) {
    onnx::ModelProto proto;
    if (!proto.ParseFromArray(model.constData(), static_cast<int>(model.size()))) qFatal("not an ONNX model");
    change(proto);
    return OnnxModel(QByteArray::fromStdString(proto.SerializeAsString()), u"foreign.onnx"_s, 1);
}

Change setMetadata(const char* key, const char* value) {
    return [key, value](onnx::ModelProto& model) {
        for (auto& entry : *model.mutable_metadata_props()) {
            if (entry.key() == key) entry.set_value(value);
        }
    };
}

/// A graph input and all who read it get another name.
Change renameInput(const char* from, const char* to) {
    return [from, to](onnx::ModelProto& model) {
        for (auto& input : *model.mutable_graph()->mutable_input()) {
            if (input.name() == from) input.set_name(to);
        }
        for (auto& node : *model.mutable_graph()->mutable_node()) {
            for (auto& input : *node.mutable_input()) {
                if (input == from) input = to;
            }
        }
    };
}

void addRow(const char* name, const Change& change, const QString& complaint) {
    QTest::newRow(name) << change << complaint;
}

}  // namespace

class ModelSignatureTest : public QObject {
    Q_OBJECT

private slots:
    void imagesAreDescribed();
    void textsAreDescribed();
    void inputsHaveTheModelsNamesAndShapes();
    void modelsThatReadNoImagesAreRefused_data();
    void modelsThatReadNoImagesAreRefused();
    void modelsThatReadNoTextsAreRefused_data();
    void modelsThatReadNoTextsAreRefused();
};

void ModelSignatureTest::imagesAreDescribed() {
    const OnnxModel model(imageModel(), u"m"_s, 1);
    QVERIFY(!readsText(model));
    const ImageSignature signature = imageSignatureOf(model);
    QCOMPARE(signature.shape, (ImageShape{3, 12, 16}));
    QCOMPARE(signature.normalization.mean, (std::vector<double>{0.1, 0.2, 0.3}));
    QCOMPARE(signature.normalization.deviation, (std::vector<double>{0.4, 0.5, 0.6}));
}

void ModelSignatureTest::textsAreDescribed() {
    const OnnxModel bert(TinyTransformer(u"bert"_s).onnx(), u"m"_s, 1);
    QVERIFY(readsText(bert));
    QCOMPARE(textSignatureOf(bert).modelType, u"bert"_s);
    QCOMPARE(textSignatureOf(bert).maxLength, 20);
    QVERIFY(textSignatureOf(bert).tokenTypes);
    QVERIFY(!textSignatureOf(OnnxModel(TinyTransformer(u"distilbert"_s).onnx(), u"m"_s, 1)).tokenTypes);
}

void ModelSignatureTest::inputsHaveTheModelsNamesAndShapes() {
    const Inputs images = ImageSignature{{3, 2, 2}, {}}.inputs(std::vector<float>(24));
    QCOMPARE(images.size(), size_t{1});
    QCOMPARE(images[0].shape, (std::vector<std::int64_t>{2, 3, 2, 2}));

    const Inputs two = TextSignature{u"roberta"_s, 8, false}.inputs({1, 2, 3, 4, 5, 6}, {1, 1, 1, 1, 1, 0}, {}, 3);
    QCOMPARE(two.size(), size_t{2});
    const Inputs three = TextSignature{u"bert"_s, 8, true}.inputs({1, 2, 3, 4, 5, 6}, {1, 1, 1, 1, 1, 0}, {}, 3);
    QCOMPARE(three.size(), size_t{3});
    QCOMPARE(three[2].name, std::string("token_type_ids"));
    QCOMPARE(three[2].shape, (std::vector<std::int64_t>{2, 3}));
    QCOMPARE(std::get<std::vector<std::int64_t>>(three[2].values), std::vector<std::int64_t>(6, 0));
}

void ModelSignatureTest::modelsThatReadNoImagesAreRefused_data() {
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("complaint");
    addRow("a mean for one channel of three", setMetadata("image_mean", "[0.5]"), u"image_mean"_s);
    addRow("a deviation of 0", setMetadata("image_std", "[1,0,1]"), u"image_std"_s);
    addRow("an input of another name", renameInput("pixel_values", "waveform"), u"images"_s);
}

void ModelSignatureTest::modelsThatReadNoImagesAreRefused() {
    QFETCH(Change, change);
    QFETCH(QString, complaint);
    const OnnxModel model = changed(imageModel(), change);
    const auto error = caught<RequestError>([&] { imageSignatureOf(model); });
    QVERIFY(error);
    QCOMPARE(error->where(), u"foreign.onnx"_s);
    QVERIFY2(error->message().contains(complaint), qPrintable(error->message()));
    QVERIFY(caught<RequestError>([&] { imageSignatureOf(OnnxModel(TinyTransformer(u"bert"_s).onnx(), u"t"_s, 1)); }));
}

void ModelSignatureTest::modelsThatReadNoTextsAreRefused_data() {
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("complaint");
    addRow("no length", setMetadata("max_length", ""), u"max_length"_s);
    addRow("a length of 0", setMetadata("max_length", "0"), u"max_length"_s);
    addRow("no ids", renameInput("input_ids", "tokens"), u"texts"_s);
    addRow("no mask", renameInput("attention_mask", "mask"), u"texts"_s);
    addRow("an input that we do not know", renameInput("token_type_ids", "position_ids"), u"texts"_s);
}

void ModelSignatureTest::modelsThatReadNoTextsAreRefused() {
    QFETCH(Change, change);
    QFETCH(QString, complaint);
    const OnnxModel model = changed(TinyTransformer(u"bert"_s).onnx(), change);
    const auto error = caught<RequestError>([&] { textSignatureOf(model); });
    QVERIFY(error);
    QCOMPARE(error->where(), u"foreign.onnx"_s);
    QVERIFY2(error->message().contains(complaint), qPrintable(error->message()));
    QVERIFY(caught<RequestError>([&] { textSignatureOf(OnnxModel(imageModel(), u"i"_s, 1)); }));
}

DISTILLAB_TEST(ModelSignatureTest)
#include "model_signature_test.moc"
