#include "core/nn/network.h"

#include "core/base/error.h"
#include "core/models/registry.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <torch/torch.h>

#include <QTest>

using namespace distillab;
using namespace distillab::nn;
using namespace Qt::Literals::StringLiterals;
using test::caught;

namespace {

Network networkOf(const QString& model) { return {models::buildModel(model, {3, 32, 32}, 10), 5, torch::kCPU}; }

Batch images() {
    torch::manual_seed(2);
    return {torch::randn({4, 3, 32, 32}), {}, {}};
}

FeatureRequest everything(const Model& model) {
    FeatureRequest wanted{.embedding = true};
    const size_t stages = model.featureShapes().hiddenWidths.size();
    for (size_t i = 0; i < stages; ++i) wanted.hiddenStates.push_back(static_cast<int>(i));
    return wanted;
}

}  // namespace

class NetworkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stagesAreHiddenStates_data();
    void stagesAreHiddenStates();
    void wantedFeaturesChangeNoLogits_data() { stagesAreHiddenStates_data(); }
    void wantedFeaturesChangeNoLogits();
    void embeddingIsWhatTheHeadReads();
    void featuresTeachOnlyWhatLiesBelow();
    void unknownFeaturesAreRefused();
};

void NetworkTest::stagesAreHiddenStates_data() {
    QTest::addColumn<std::vector<std::int64_t>>("widths");
    QTest::addColumn<std::vector<std::int64_t>>("sides");
    QTest::addColumn<std::int64_t>("embeddingWidth");
    using List = std::vector<std::int64_t>;
    QTest::newRow("mlp-small") << List{} << List{} << std::int64_t{64};
    QTest::newRow("cnn-tiny") << List{16, 16, 32} << List{16, 8, 4} << std::int64_t{32};
    QTest::newRow("cnn-small") << List{32, 64, 128, 128} << List{32, 16, 8, 4} << std::int64_t{128};
    QTest::newRow("resnet-8") << List{16, 32, 64} << List{32, 16, 8} << std::int64_t{64};
    QTest::newRow("mobilenet-v2") << List{144, 192, 576, 1280} << List{32, 16, 8, 4} << std::int64_t{1280};
}

void NetworkTest::stagesAreHiddenStates() {
    QFETCH(std::vector<std::int64_t>, widths);
    QFETCH(std::vector<std::int64_t>, sides);
    QFETCH(std::int64_t, embeddingWidth);
    Network network = networkOf(QString::fromLatin1(QTest::currentDataTag()));
    const FeatureShapes shapes = network.featureShapes();
    QCOMPARE(shapes.hiddenWidths, widths);
    QVERIFY(shapes.attentionHeads.empty());
    QCOMPARE(shapes.embeddingWidth, embeddingWidth);
    const Features features = network.inferAnswer(images(), everything(network)).features;
    QCOMPARE(features.hiddenStates.size(), widths.size());
    for (size_t i = 0; i < widths.size(); ++i) {
        QCOMPARE(features.hiddenStates[i].sizes().vec(), (std::vector<std::int64_t>{4, widths[i], sides[i], sides[i]}));
    }
    QCOMPARE(features.embedding.sizes().vec(), (std::vector<std::int64_t>{4, embeddingWidth}));
    if (!widths.empty()) QVERIFY(torch::equal(features.embedding, features.hiddenStates.back().mean({2, 3})));
}

void NetworkTest::wantedFeaturesChangeNoLogits() {
    Network network = networkOf(QString::fromLatin1(QTest::currentDataTag()));
    const torch::Tensor plain = network.infer(images());
    QVERIFY(torch::equal(network.inferAnswer(images(), everything(network)).logits, plain));
}

/// The head of resnet-8, and the last layer of mlp-small, computed from the embedding give the logits.
void NetworkTest::embeddingIsWhatTheHeadReads() {
    const torch::NoGradGuard noGrad;
    for (const QString& model : {u"resnet-8"_s, u"mlp-small"_s}) {
        Network network = networkOf(model);
        const Answer answer = network.inferAnswer(images(), {.embedding = true});
        const size_t last = network.tensors().size() - 1;
        QCOMPARE(network.layout()[last].name, std::string("fc.bias"));
        const torch::Tensor logits =
            at::linear(answer.features.embedding, network.tensors()[last - 1], network.tensors()[last]);
        QVERIFY(torch::allclose(logits, answer.logits, 1e-5, 1e-6));
    }
}

void NetworkTest::featuresTeachOnlyWhatLiesBelow() {
    Network network = networkOf(u"resnet-8"_s);
    const Features features = network.answer(images(), true, {.hiddenStates = {2, 1}}).features;
    QCOMPARE(features.hiddenStates[0].size(1), 64);
    features.hiddenStates[1].pow(2).sum().backward();
    for (size_t i = 0; i < network.tensors().size(); ++i) {
        const models::TensorInfo& info = network.layout()[i];
        if (!info.trainable) continue;
        const bool above = info.name.starts_with("stage3") || info.name.starts_with("fc");
        QVERIFY2(network.tensors()[i].grad().defined() != above, info.name.c_str());
    }
}

void NetworkTest::unknownFeaturesAreRefused() {
    Network network = networkOf(u"resnet-8"_s);
    const auto stage = caught<RequestError>([&] { network.inferAnswer(images(), {.hiddenStates = {3}}); });
    QVERIFY(stage);
    QCOMPARE(stage->message(), u"the model has no hidden state number 3"_s);
    const auto attention = caught<RequestError>([&] { network.inferAnswer(images(), {.attentions = {0}}); });
    QVERIFY(attention);
    QCOMPARE(attention->message(), u"the model has no attention map number 0"_s);
}

DISTILLAB_TEST(NetworkTest)
#include "network_test.moc"
