#include "core/models/registry.h"

#include "core/base/error.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <set>

using namespace distillab;
using namespace distillab::models;
using namespace Qt::Literals::StringLiterals;
using data::ImageShape;
using test::caught;

namespace {

const ImageShape kGrey28 = {1, 28, 28};
const ImageShape kColour32 = {3, 32, 32};

/// The shape of a named layer's value.
ImageShape shapeOf(const LayerGraph& graph, const std::string& name) {
    for (const Node& node : graph.nodes()) {
        if (node.name == name) return node.shape;
    }
    qFatal("there is no layer %s", name.c_str());
}

}  // namespace

class RegistryTest : public QObject {
    Q_OBJECT

private slots:
    void countsMatchThePapers_data();
    void countsMatchThePapers();
    void listsFromTheSmallestToTheLargest();
    void everyModelTakesImagesOfAnyShape_data();
    void everyModelTakesImagesOfAnyShape();
    void residualBlocksProjectOnlyWhereTheShapeChanges();
    void mobilenetKeepsSmallImagesLarge();
    void mobilenetChannelsAreMultiplesOfEight();
    void widthMultipliesChannels();
    void unknownNamesGetTheNearestOne();
    void imagesTooSmallAreRefused();
    void nonsenseIsRefused();
};

void RegistryTest::countsMatchThePapers_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("side");
    QTest::addColumn<int>("classes");
    QTest::addColumn<double>("width");
    QTest::addColumn<qint64>("parameters");
    QTest::addColumn<qint64>("multiplyAdds");

    // Worked out by hand: 784·128 + 128 + 128·64 + 64 + 64·10 + 10.
    QTest::newRow("mlp-small") << u"mlp-small"_s << 1 << 28 << 10 << 1.0 << qint64{109386} << qint64{109184};
    // (9 + 2)·8 + (72 + 2)·16 + (144 + 2)·32 + 513·10; on 14x14, 14x14 and 4x4 places.
    QTest::newRow("cnn-tiny") << u"cnn-tiny"_s << 1 << 28 << 10 << 1.0 << qint64{11074}
                              << qint64{72 * 196 + 1152 * 196 + 4608 * 16 + 5120};
    // (9 + 2)·32 + (288 + 2)·64 + (576 + 2)·128 + 1153·256 + 257·10; on 28x28, 14x14 and 7x7 places.
    QTest::newRow("cnn-small") << u"cnn-small"_s << 1 << 28 << 10 << 1.0 << qint64{390634}
                               << qint64{288 * 784 + 18432 * 196 + 73728 * 49 + 294912 + 2560};
    // He et al. with projections: 464 + 2·2336 + 14,528 + 57,728 + 650.
    QTest::newRow("resnet-8") << u"resnet-8"_s << 3 << 32 << 10 << 1.0 << qint64{78042} << qint64{12501632};
    // 0.27 M and 40.8 M in the literature.
    QTest::newRow("resnet-20") << u"resnet-20"_s << 3 << 32 << 10 << 1.0 << qint64{272474} << qint64{40813184};
    // torchvision.models.mobilenet_v2: 3,504,872 parameters, 300.8 M multiply-adds.
    QTest::newRow("mobilenet-v2") << u"mobilenet-v2"_s << 3 << 224 << 1000 << 1.0 << qint64{3504872}
                                  << qint64{300774272};
    QTest::newRow("mobilenet-v2 half") << u"mobilenet-v2"_s << 3 << 224 << 1000 << 0.5 << qint64{1968680}
                                       << qint64{97131840};
    QTest::newRow("mobilenet-v2 1.4") << u"mobilenet-v2"_s << 3 << 224 << 1000 << 1.4 << qint64{6108776}
                                      << qint64{582195824};
    QTest::newRow("mobilenet-v2 CIFAR") << u"mobilenet-v2"_s << 3 << 32 << 10 << 1.0 << qint64{2236682}
                                        << qint64{87976448};
}

void RegistryTest::countsMatchThePapers() {
    QFETCH(QString, name);
    QFETCH(int, channels);
    QFETCH(int, side);
    QFETCH(int, classes);
    QFETCH(double, width);
    const LayerGraph graph = buildModel(name, {channels, side, side}, classes, width);
    QTEST(static_cast<qint64>(graph.parameterCount()), "parameters");
    QTEST(static_cast<qint64>(graph.multiplyAdds()), "multiplyAdds");
}

void RegistryTest::listsFromTheSmallestToTheLargest() {
    std::int64_t last = 0;
    QStringList names;
    for (const ModelInfo& info : listModels()) {
        const std::int64_t count = buildModel(info.name, kGrey28, 10).parameterCount();
        QVERIFY2(count > last, qPrintable(info.name));
        QVERIFY(!info.summary.isEmpty());
        last = count;
        names << info.name;
    }
    names.sort();
    QCOMPARE(names, (QStringList{u"cnn-small"_s, u"cnn-tiny"_s, u"mlp-small"_s, u"mobilenet-v2"_s, u"resnet-20"_s,
                                 u"resnet-8"_s}));
}

void RegistryTest::everyModelTakesImagesOfAnyShape_data() {
    QTest::addColumn<QString>("name");
    for (const ModelInfo& info : listModels()) QTest::newRow(qPrintable(info.name)) << info.name;
}

void RegistryTest::everyModelTakesImagesOfAnyShape() {
    QFETCH(QString, name);
    for (const ImageShape shape : {kGrey28, kColour32, ImageShape{3, 33, 17}, ImageShape{1, 64, 96}}) {
        const LayerGraph graph = buildModel(name, shape, 7);
        QCOMPARE(graph.inputShape(), shape);
        QCOMPARE(graph.nodes().back().shape, (ImageShape{7, 0, 0}));
        QCOMPARE(graph.nodes().back().name, std::string("fc"));
        std::set<std::string> names;
        for (const Node& node : graph.nodes()) QVERIFY2(names.insert(node.name).second, node.name.c_str());
        for (const TensorInfo& tensor : graph.tensors()) QVERIFY2(tensor.elements() > 0, tensor.name.c_str());
    }
}

void RegistryTest::residualBlocksProjectOnlyWhereTheShapeChanges() {
    const LayerGraph graph = buildModel(u"resnet-20"_s, kColour32, 10);
    QStringList shortcuts;
    for (const Node& node : graph.nodes()) {
        if (node.name.ends_with("shortcut.conv")) shortcuts << QString::fromStdString(node.name);
    }
    QCOMPARE(shortcuts, (QStringList{u"stage2.block0.shortcut.conv"_s, u"stage3.block0.shortcut.conv"_s}));
    QCOMPARE(shapeOf(graph, "stage1.block2.add"), (ImageShape{16, 32, 32}));
    QCOMPARE(shapeOf(graph, "stage2.block2.add"), (ImageShape{32, 16, 16}));
    QCOMPARE(shapeOf(graph, "stage3.block2.add"), (ImageShape{64, 8, 8}));
}

void RegistryTest::mobilenetKeepsSmallImagesLarge() {
    QCOMPARE(shapeOf(buildModel(u"mobilenet-v2"_s, kGrey28, 10), "head.relu"), (ImageShape{1280, 4, 4}));
    QCOMPARE(shapeOf(buildModel(u"mobilenet-v2"_s, kColour32, 10), "stage2.block1.add"), (ImageShape{24, 32, 32}));
    QCOMPARE(shapeOf(buildModel(u"mobilenet-v2"_s, {3, 64, 64}, 10), "stage2.block1.add"), (ImageShape{24, 16, 16}));
    QCOMPARE(shapeOf(buildModel(u"mobilenet-v2"_s, {3, 224, 224}, 10), "head.relu"), (ImageShape{1280, 7, 7}));
}

void RegistryTest::mobilenetChannelsAreMultiplesOfEight() {
    const LayerGraph graph = buildModel(u"mobilenet-v2"_s, kColour32, 10, 0.35);
    QCOMPARE(shapeOf(graph, "stem.conv").channels, 16);  // 11.2: 8 would lose more than a tenth
    QCOMPARE(shapeOf(graph, "stage1.block0.project.conv").channels, 8);
    QCOMPARE(shapeOf(graph, "stage5.block0.project.conv").channels, 32);  // 33.6
    QCOMPARE(shapeOf(graph, "head.conv").channels, 1280);                 // never narrower
    for (const Node& node : graph.nodes()) {
        if (std::holds_alternative<Conv2d>(node.operation)) QCOMPARE(node.shape.channels % 8, 0);
    }
}

void RegistryTest::widthMultipliesChannels() {
    QCOMPARE(shapeOf(buildModel(u"resnet-8"_s, kColour32, 10, 0.5), "stage3.block0.add").channels, 32);
    QCOMPARE(shapeOf(buildModel(u"mlp-small"_s, kGrey28, 10, 1.5), "fc1").channels, 192);
    QCOMPARE(shapeOf(buildModel(u"cnn-tiny"_s, kGrey28, 10, 0.05), "stage1.conv").channels, 1);
}

void RegistryTest::unknownNamesGetTheNearestOne() {
    const auto error = caught<RequestError>([] { buildModel(u"resnet-21"_s, kGrey28, 10); });
    QVERIFY(error);
    QVERIFY(error->message().contains(u"resnet-21"_s));
    QVERIFY2(error->remedy().contains(u"\"resnet-20\""_s), qPrintable(error->remedy()));
    QVERIFY(error->remedy().contains(u"mobilenet-v2"_s));
}

void RegistryTest::imagesTooSmallAreRefused() {
    for (const QString& name : {u"cnn-tiny"_s, u"cnn-small"_s, u"resnet-8"_s, u"resnet-20"_s, u"mobilenet-v2"_s}) {
        const auto error = caught<RequestError>([&] { buildModel(name, {3, 1, 40}, 10); });
        QVERIFY2(error, qPrintable(name));
        QVERIFY2(error->text().contains(u"40 x 1"_s), qPrintable(error->text()));
    }
    QCOMPARE(buildModel(u"mlp-small"_s, {3, 1, 40}, 10).classCount(), 10);
}

void RegistryTest::nonsenseIsRefused() {
    QVERIFY(caught<RequestError>([] { buildModel(u"cnn-tiny"_s, {0, 28, 28}, 10); }));
    QVERIFY(caught<RequestError>([] { buildModel(u"mlp-small"_s, {3, 60000, 60000}, 10); }));
    QVERIFY(caught<RequestError>([] { buildModel(u"cnn-tiny"_s, kGrey28, 0); }));
    for (const double width : {0.0, -1.0, 8.5, qQNaN()}) {
        QVERIFY(caught<RequestError>([&] { buildModel(u"cnn-tiny"_s, kGrey28, 10, width); }));
    }
}

DISTILLAB_TEST(RegistryTest)
#include "registry_test.moc"
