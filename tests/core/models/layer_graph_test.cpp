#include "core/models/layer_graph.h"

#include "core/base/error.h"
#include "core/models/registry.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab;
using namespace distillab::models;
using namespace Qt::Literals::StringLiterals;
using data::ImageShape;
using test::caught;

class LayerGraphTest : public QObject {
    Q_OBJECT

private slots:
    void convolutionsAndPoolsShrinkAsInPyTorch();
    void flatLayersHaveNoSides();
    void tensorsAreNamedAndOrderedAsInPyTorch();
    void countsOnlyTrainableValues();
    void countsMultiplyAddsOfGroupedConvolutions();
    void imagesTooSmallAreRefusedWithLayerAndSize();
    void stagesEndWhereTheResolutionDoes();
    void stagesOfKnownModels_data();
    void stagesOfKnownModels();
};

void LayerGraphTest::convolutionsAndPoolsShrinkAsInPyTorch() {
    LayerGraph graph({3, 33, 18});
    int at = graph.add("same", Conv2d{3, 8, 3, 1, 1}, -1);
    QCOMPARE(graph.shapeOf(at), (ImageShape{8, 33, 18}));
    at = graph.add("half", Conv2d{8, 16, 3, 2, 1}, at);  // floor((33 + 2 - 3) / 2) + 1, floor((18 + 2 - 3) / 2) + 1
    QCOMPARE(graph.shapeOf(at), (ImageShape{16, 17, 9}));
    at = graph.add("wide", Conv2d{16, 4, 5, 1, 0}, at);
    QCOMPARE(graph.shapeOf(at), (ImageShape{4, 13, 5}));
    at = graph.add("pool", MaxPool2d{3, 2}, at);
    QCOMPARE(graph.shapeOf(at), (ImageShape{4, 6, 2}));
    at = graph.add("relu", Relu{}, at);
    QCOMPARE(graph.shapeOf(at), (ImageShape{4, 6, 2}));
    QCOMPARE(graph.shapeOf(-1), (ImageShape{3, 33, 18}));
}

void LayerGraphTest::flatLayersHaveNoSides() {
    LayerGraph graph({3, 5, 7});
    const int flat = graph.add("flatten", Flatten{}, -1);
    QCOMPARE(graph.shapeOf(flat), (ImageShape{105, 0, 0}));
    const int pooled = graph.add("pool", GlobalAveragePool{}, -1);
    QCOMPARE(graph.shapeOf(pooled), (ImageShape{3, 0, 0}));
    graph.add("fc", Linear{3, 11}, pooled);
    QCOMPARE(graph.classCount(), 11);
}

void LayerGraphTest::tensorsAreNamedAndOrderedAsInPyTorch() {
    LayerGraph graph({2, 4, 4});
    int at = graph.add("stem.conv", Conv2d{2, 6, 3, 1, 1, 2, true}, -1);
    at = graph.add("stem.bn", BatchNorm2d{6}, at);
    at = graph.add("pool", GlobalAveragePool{}, at);
    graph.add("fc", Linear{6, 10}, at);

    using Shape = std::vector<std::int64_t>;
    const std::vector<std::pair<std::string, Shape>> expected = {{"stem.conv.weight", {6, 1, 3, 3}},
                                                                 {"stem.conv.bias", {6}},
                                                                 {"stem.bn.weight", {6}},
                                                                 {"stem.bn.bias", {6}},
                                                                 {"stem.bn.running_mean", {6}},
                                                                 {"stem.bn.running_var", {6}},
                                                                 {"fc.weight", {10, 6}},
                                                                 {"fc.bias", {10}}};
    const std::vector<TensorInfo> tensors = graph.tensors();
    QCOMPARE(tensors.size(), expected.size());
    for (size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(tensors[i].name, expected[i].first);
        QCOMPARE(tensors[i].shape, expected[i].second);
        QCOMPARE(tensors[i].trainable, expected[i].first.find("running") == std::string::npos);
    }
}

void LayerGraphTest::countsOnlyTrainableValues() {
    LayerGraph graph({1, 8, 8});
    const int conv = graph.add("conv", Conv2d{1, 4}, -1);
    const int norm = graph.add("bn", BatchNorm2d{4}, conv);
    const int flat = graph.add("flatten", Flatten{}, norm);
    graph.add("fc", Linear{256, 3}, flat);
    QCOMPARE(graph.parameterCount(), 36 + 8 + 768 + 3);
}

void LayerGraphTest::countsMultiplyAddsOfGroupedConvolutions() {
    LayerGraph graph({4, 6, 6});
    const int depthwise = graph.add("depthwise", Conv2d{4, 4, 3, 2, 1, 4}, -1);  // 3x3 values, each of a 3x3 window
    const int pooled = graph.add("pool", GlobalAveragePool{}, depthwise);
    graph.add("fc", Linear{4, 5}, pooled);
    QCOMPARE(graph.multiplyAdds(), 4 * 3 * 3 * 9 + 20);
}

void LayerGraphTest::imagesTooSmallAreRefusedWithLayerAndSize() {
    LayerGraph graph({1, 5, 9});
    const auto large = caught<RequestError>([&] { graph.add("stage7.conv", Conv2d{1, 1, 7, 1, 0}, -1); });
    QVERIFY(large);
    QVERIFY2(large->text().contains(u"stage7.conv"_s), qPrintable(large->text()));
    QVERIFY2(large->text().contains(u"9 x 5"_s), qPrintable(large->text()));
    QVERIFY(large->remedy().contains(u"data.image_size"_s));

    LayerGraph line({1, 1, 9});
    QVERIFY(caught<RequestError>([&] { line.add("pool", MaxPool2d{2, 2}, -1); }));
    QVERIFY(caught<RequestError>([&] { line.add("half", Conv2d{1, 1, 3, 2, 1}, -1); }));
    line.add("same", Conv2d{1, 1, 3, 1, 1}, -1);
    QCOMPARE(line.nodes().size(), size_t{1});
}

void LayerGraphTest::stagesEndWhereTheResolutionDoes() {
    LayerGraph graph({3, 8, 8});
    QVERIFY(graph.stages().empty());
    int at = graph.add("wide", Conv2d{3, 4}, -1);
    const int relu = at = graph.add("relu", Relu{}, at);
    const int half = at = graph.add("half", Conv2d{4, 6, 3, 2}, at);
    QCOMPARE(graph.stages(), (std::vector<int>{relu, half}));
    QCOMPARE(graph.embeddingNode(), half);
    at = graph.add("flatten", Flatten{}, at);
    at = graph.add("fc1", Linear{96, 5}, at);
    graph.add("fc", Linear{5, 2}, at);
    QCOMPARE(graph.stages(), (std::vector<int>{relu, half}));
    QCOMPARE(graph.embeddingNode(), half);

    LayerGraph flat({3, 2, 2});
    at = flat.add("flatten", Flatten{}, -1);
    at = flat.add("fc1", Linear{12, 5}, at);
    const int inner = flat.add("fc1.relu", Relu{}, at);
    flat.add("fc", Linear{5, 2}, inner);
    QVERIFY(flat.stages().empty());
    QCOMPARE(flat.embeddingNode(), inner);
}

void LayerGraphTest::stagesOfKnownModels_data() {
    QTest::addColumn<int>("side");
    QTest::addColumn<QStringList>("stages");
    QTest::newRow("mlp-small") << 28 << QStringList{};
    QTest::newRow("cnn-tiny") << 28 << QStringList{u"stage2.relu"_s, u"stage2.pool"_s, u"stage3.relu"_s};
    QTest::newRow("cnn-small") << 28
                               << QStringList{u"stage1.relu"_s, u"stage2.relu"_s, u"stage3.relu"_s, u"stage3.pool"_s};
    QTest::newRow("resnet-8") << 32
                              << QStringList{u"stage1.block0.relu2"_s, u"stage2.block0.relu2"_s,
                                             u"stage3.block0.relu2"_s};
    // Each halving comes in the middle of a block: the stage before it ends with the block's widening.
    QTest::newRow("mobilenet-v2") << 32
                                  << QStringList{u"stage3.block0.expand.relu"_s, u"stage4.block0.expand.relu"_s,
                                                 u"stage6.block0.expand.relu"_s, u"head.relu"_s};
}

void LayerGraphTest::stagesOfKnownModels() {
    QFETCH(int, side);
    QFETCH(QStringList, stages);
    const LayerGraph graph = buildModel(QString::fromLatin1(QTest::currentDataTag()), {3, side, side}, 10);
    QStringList names;
    for (const int node : graph.stages()) {
        names.append(QString::fromStdString(graph.nodes().at(static_cast<size_t>(node)).name));
    }
    QCOMPARE(names, stages);
}

DISTILLAB_TEST(LayerGraphTest)
#include "layer_graph_test.moc"
