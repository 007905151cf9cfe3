#include "core/nn/transformer.h"

#include "core/base/error.h"
#include "core/nn/text_model_folder.h"
#include "tests/core/nn/formula.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <torch/torch.h>

#include <QFileInfo>
#include <QScopeGuard>
#include <QTest>

#include <map>

using namespace distillab;
using namespace distillab::nn;
using namespace Qt::Literals::StringLiterals;
using models::Architecture;
using models::TransformerConfig;
using test::caught;

namespace {

#include "tests/core/nn/recorded_logits.inc"

constexpr double kTolerance = 1e-4;

/// Token ids of several texts, padded on the right.
Batch padded(const std::vector<std::vector<std::int64_t>>& texts, std::int64_t length, int padId) {
    const auto count = static_cast<std::int64_t>(texts.size());
    Batch batch{torch::full({count, length}, padId, torch::kInt64), torch::zeros({count, length}, torch::kBool), {}};
    bool anyPadded = false;
    for (std::int64_t row = 0; row < count; ++row) {
        const std::vector<std::int64_t>& text = texts[static_cast<size_t>(row)];
        const auto own = static_cast<std::int64_t>(text.size());
        batch.input[row].narrow(0, 0, own).copy_(torch::tensor(text, torch::kInt64));
        batch.attentionMask[row].narrow(0, 0, own).fill_(true);
        anyPadded = anyPadded || own < length;
    }
    if (!anyPadded) batch.attentionMask.reset();
    return batch;
}

/// The batches of record_logits.py.
Batch tinyBatch(const std::vector<std::int64_t>& lengths, std::int64_t width, const TransformerConfig& config) {
    std::vector<std::vector<std::int64_t>> texts;
    torch::Tensor types = torch::zeros({static_cast<std::int64_t>(lengths.size()), width}, torch::kInt64);
    for (std::int64_t row = 0; row < types.size(0); ++row) {
        texts.emplace_back();
        const std::int64_t length = lengths[static_cast<size_t>(row)];
        for (std::int64_t column = 0; column < length; ++column) {
            texts.back().push_back(2 + (row * 17 + column * 7) % 48);
            types[row][column] = column * 2 > length ? 1 : 0;
        }
    }
    Batch batch = padded(texts, width, config.padId);
    if (config.typeVocabularySize > 1) batch.tokenTypes = types;
    return batch;
}

/// The texts of record_logits.py: words of a small vocabulary, of several lengths.
Batch tinyBatch(const QString& kind, const TransformerConfig& config) {
    if (kind == u"full"_s) return tinyBatch({5, 5}, 5, config);
    if (kind == u"roomy"_s) return tinyBatch({6, 3}, 14, config);
    return tinyBatch({11, 2, 7, 1}, 11, config);
}

TransformerConfig tinyConfig(const std::string& name) {
    return models::parseTransformerConfig(kTinyConfigs.at(name), QString::fromStdString(name));
}

Transformer tinyModel(const std::string& name) {
    const TransformerConfig config = tinyConfig(name);
    return Transformer(config, test::formulaTensors(config), torch::kCPU);
}

double difference(const torch::Tensor& a, const torch::Tensor& b) { return (a - b).abs().max().item<double>(); }

torch::Tensor rowsOf(const std::vector<float>& values, std::int64_t width) {
    return torch::tensor(values).view({-1, width});
}

/// The last hidden states, [n, length, width]; 0 where the mask says padding.
torch::Tensor paddedHidden(Transformer& transformer, const Batch& batch) {
    const torch::Tensor rows =
        transformer.inferAnswer(batch, {.hiddenStates = {transformer.config().layers}}).features.hiddenStates[0];
    const std::int64_t count = batch.input.size(0);
    const std::int64_t length = batch.input.size(1);
    const torch::Tensor mask = batch.attentionMask.defined() ? batch.attentionMask.reshape({-1})
                                                             : torch::ones({count * length}, torch::kBool);
    return torch::zeros({count * length, rows.size(1)})
        .index_copy_(0, mask.nonzero().squeeze(1), rows)
        .view({count, length, -1});
}

QString miniLmFolder() { return QStringLiteral(DISTILLAB_SOURCE_DIR) + u"/.deps/minilm"_s; }

}  // namespace

class TransformerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void logitsEqualThoseOfTransformers_data();
    void logitsEqualThoseOfTransformers();
    void miniLmEqualsTransformers();
    void textsPaddedOnTheLeftAreMasked_data() { everyModel(); }
    void textsPaddedOnTheLeftAreMasked();
    void paddingChangesNothing();
    void gradientsEqualFiniteDifferences_data() { everyModel(); }
    void gradientsEqualFiniteDifferences();
    void everyParameterLearns_data() { everyModel(); }
    void everyParameterLearns();
    void dropoutWorksInTrainingOnly_data() { everyModel(); }
    void dropoutWorksInTrainingOnly();
    void sameSeedGivesTheSameWeights();
    void freshWeightsAreThoseOfTransformers();
    void halfPrecisionProductsStayClose();
    void int8StaysClose_data() { everyModel(); }
    void int8StaysClose();
    void int8AnswersDoNotDependOnTheBatch();
    void int8IsGoneWithoutTrace();
    void int8FollowsTheWeights();
    void int8LeavesTrainingAlone();
    void textsBeyondTheLimitAreRefused();

private:
    void everyModel();
};

void TransformerTest::everyModel() {
    QTest::addColumn<QString>("model");
    for (const auto& [name, config] : kTinyConfigs) {
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
}

void TransformerTest::logitsEqualThoseOfTransformers_data() {
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("batch");
    for (const auto& [name, logits] : kTinyLogits) {
        const QStringList words = QString::fromStdString(name).split(u' ');
        QTest::newRow(name.c_str()) << words[0] << words[1];
    }
}

void TransformerTest::logitsEqualThoseOfTransformers() {
    QFETCH(QString, model);
    QFETCH(QString, batch);
    Transformer transformer = tinyModel(model.toStdString());
    const torch::Tensor expected = rowsOf(kTinyLogits.at((model + u' ' + batch).toStdString()), 3);
    const Batch input = tinyBatch(batch, transformer.config());
    const double worst = difference(transformer.infer(input), expected);
    QVERIFY2(worst <= kTolerance, qPrintable(QString::number(worst)));
    // The same with gradients: other code computes them.
    const double inTraining = difference(transformer.forward(input, false), expected);
    QVERIFY2(inTraining <= kTolerance, qPrintable(QString::number(inTraining)));
}

void TransformerTest::miniLmEqualsTransformers() {
    if (!QFileInfo::exists(miniLmFolder())) QSKIP("./dev setup fetches the model");
    LoadedTextModel loaded = loadTextModel(miniLmFolder(), {u"bad"_s, u"good"_s}, 1, torch::kCPU);
    QVERIFY(loaded.headIsNew);
    QCOMPARE(loaded.differences.missing, (QStringList{u"classifier.weight"_s, u"classifier.bias"_s}));
    QVERIFY2(loaded.differences.extra.isEmpty(), qPrintable(loaded.differences.extra.join(u' ')));
    {
        const torch::NoGradGuard noGrad;
        for (size_t i = 0; i < loaded.model->layout().size(); ++i) {
            const models::TensorInfo& info = loaded.model->layout()[i];
            if (info.name.starts_with("classifier")) loaded.model->tensors()[i].copy_(test::formulaTensor(info));
        }
    }
    const Batch batch = padded(kMiniLmIds, 64, 0);
    QCOMPARE(kMiniLmIds.back().size(), size_t{64});  // truncated
    QCOMPARE(kMiniLmIds[1].size(), size_t{2});       // empty
    const double logits = difference(loaded.model->infer(batch), rowsOf(kMiniLmLogits, 2));
    QVERIFY2(logits <= kTolerance, qPrintable(QString::number(logits)));

    const torch::Tensor hidden = paddedHidden(*loaded.model, batch);
    QCOMPARE(hidden.sizes().vec(), (std::vector<std::int64_t>{6, 64, 384}));
    for (std::int64_t row = 0; row < hidden.size(0); ++row) {
        const auto last = static_cast<std::int64_t>(kMiniLmIds[static_cast<size_t>(row)].size()) - 1;
        QVERIFY(difference(hidden[row][0].narrow(0, 0, 4), rowsOf(kMiniLmFirst, 4)[row]) <= kTolerance);
        QVERIFY(difference(hidden[row][last].narrow(0, 0, 4), rowsOf(kMiniLmLast, 4)[row]) <= kTolerance);
        if (last + 1 < 64) QCOMPARE(hidden[row].narrow(0, last + 1, 63 - last).abs().max().item<float>(), 0.0F);
    }
}

/// A batch with a text padded on the left goes another way (it cannot be packed); its other texts show that both ways
/// agree.
void TransformerTest::textsPaddedOnTheLeftAreMasked() {
    QFETCH(QString, model);
    Transformer transformer = tinyModel(model.toStdString());
    Batch batch = tinyBatch(u"padded"_s, transformer.config());
    const torch::Tensor packed = transformer.infer(batch);
    const torch::Tensor packedHidden = paddedHidden(transformer, batch);
    batch.attentionMask[1][0] = false;
    const torch::Tensor masked = transformer.infer(batch);
    const torch::Tensor maskedHidden = paddedHidden(transformer, batch);
    for (const int row : {0, 2, 3}) {
        QVERIFY(difference(packed[row], masked[row]) <= kTolerance);
        QVERIFY(difference(packedHidden[row], maskedHidden[row]) <= kTolerance);
    }
    QVERIFY(difference(packed[1], masked[1]) > kTolerance);
}

void TransformerTest::paddingChangesNothing() {
    Transformer transformer = tinyModel("bert");
    const TransformerConfig& config = transformer.config();
    const torch::Tensor tight = transformer.infer(tinyBatch({11, 2, 7, 1}, 11, config));
    const torch::Tensor roomy = transformer.infer(tinyBatch({11, 2, 7, 1}, 20, config));
    QVERIFY(difference(tight, roomy) <= 1e-6);
}

void TransformerTest::gradientsEqualFiniteDifferences() {
    QFETCH(QString, model);
    Transformer transformer = tinyModel(model.toStdString());
    const Batch batch = tinyBatch(u"padded"_s, transformer.config());
    const int threads = at::get_num_threads();
    at::set_num_threads(1);  // a thousand passes too small for two
    const auto restore = qScopeGuard([=] { at::set_num_threads(threads); });
    const torch::Tensor weights = torch::linspace(-1, 1, 12).view({4, 3});
    const auto loss = [&] { return (transformer.forward(batch, false) * weights).sum(); };
    loss().backward();
    for (size_t i = 0; i < transformer.tensors().size(); ++i) {
        const torch::Tensor& tensor = transformer.tensors()[i];
        if (!tensor.requires_grad()) continue;
        // Along the gradient the loss must change by its length: one direction tells of all values.
        const torch::NoGradGuard noGrad;
        const torch::Tensor gradient = tensor.grad();
        const double length = gradient.norm().item<double>();
        const std::string& name = transformer.layout()[i].name;
        // A key's bias moves all scores of a query alike, which softmax does not see: its gradient is 0.
        if (length < 1e-4) {
            QVERIFY2(name.ends_with("key.bias") || name.ends_with("k_lin.bias"), name.c_str());
            continue;
        }
        const double step = 2e-3 / (1 + length);
        const torch::Tensor original = tensor.clone();
        tensor.copy_(original + gradient * (step / length));
        const double above = loss().item<double>();
        tensor.copy_(original - gradient * (step / length));
        const double below = loss().item<double>();
        tensor.copy_(original);
        const double measured = (above - below) / (2 * step);
        QVERIFY2(std::abs(measured - length) <= 0.03 * length + 2e-3,
                 qPrintable(u"%1: %2, measured %3"_s.arg(QString::fromStdString(name)).arg(length).arg(measured)));
    }
}

void TransformerTest::everyParameterLearns() {
    QFETCH(QString, model);
    TransformerConfig config = tinyConfig(model.toStdString());
    Transformer transformer(config, 3, torch::kCPU);
    torch::manual_seed(5);
    at::cross_entropy_loss(transformer.forward(tinyBatch(u"padded"_s, config), true), torch::tensor({0, 1, 2, 0}))
        .backward();
    for (size_t i = 0; i < transformer.tensors().size(); ++i) {
        const torch::Tensor& tensor = transformer.tensors()[i];
        QCOMPARE(tensor.requires_grad(), transformer.layout()[i].trainable);
        if (tensor.requires_grad()) QVERIFY2(tensor.grad().defined(), transformer.layout()[i].name.c_str());
    }
}

void TransformerTest::dropoutWorksInTrainingOnly() {
    QFETCH(QString, model);
    Transformer transformer = tinyModel(model.toStdString());
    const Batch batch = tinyBatch(u"padded"_s, transformer.config());
    QVERIFY(transformer.usesDropout());
    const torch::Tensor calm = transformer.forward(batch, false);
    QVERIFY(torch::equal(calm, transformer.forward(batch, false)));

    torch::manual_seed(1);
    const torch::Tensor first = transformer.forward(batch, true);
    QVERIFY(difference(first, calm) > 1e-3);
    QVERIFY(difference(transformer.forward(batch, true), first) > 1e-3);
    torch::manual_seed(1);
    QVERIFY(torch::equal(transformer.forward(batch, true), first));
}

void TransformerTest::sameSeedGivesTheSameWeights() {
    const TransformerConfig config = tinyConfig("electra");
    const Transformer a(config, 7, torch::kCPU);
    const Transformer b(config, 7, torch::kCPU);
    const Transformer c(config, 8, torch::kCPU);
    for (size_t i = 0; i < a.tensors().size(); ++i) QVERIFY(torch::equal(a.tensors()[i], b.tensors()[i]));
    QVERIFY(!torch::equal(a.tensors()[0], c.tensors()[0]));
    QVERIFY(!torch::equal(a.tensors()[7], a.tensors()[9]));
}

void TransformerTest::freshWeightsAreThoseOfTransformers() {
    const Transformer model(models::buildTextModel(u"bert-tiny"_s, 3000, {u"a"_s, u"b"_s}), 1, torch::kCPU);
    const TransformerConfig& config = model.config();
    for (size_t i = 0; i < model.tensors().size(); ++i) {
        const std::string& name = model.layout()[i].name;
        const torch::Tensor tensor = model.tensors()[i].detach();
        if (name.ends_with(".bias")) {
            QCOMPARE(tensor.abs().max().item<float>(), 0.0F);
        } else if (tensor.dim() == 1) {
            QVERIFY(torch::equal(tensor, torch::ones_like(tensor)));
        } else if (tensor.numel() > 5000) {
            QVERIFY(std::abs(tensor.std().item<double>() - config.initializerRange) < 1e-3);
        }
    }
    QCOMPARE(model.tensors()[0][config.padId].abs().max().item<float>(), 0.0F);
}

void TransformerTest::halfPrecisionProductsStayClose() {
    Transformer transformer(models::buildTextModel(u"bert-tiny"_s, 300, {u"a"_s, u"b"_s}), 1, torch::kCPU);
    const Batch batch = padded({{5, 6, 7, 8, 9}, {10, 11}}, 5, 0);
    const torch::Tensor exact = transformer.forward(batch, false);
    transformer.setProductType(ProductType::Bf16);
    const torch::Tensor coarse = transformer.forward(batch, false);
    QCOMPARE(coarse.scalar_type(), torch::kFloat32);
    QVERIFY(!torch::equal(exact, coarse));
    QVERIFY(difference(exact, coarse) < 0.02);
    coarse.sum().backward();
    QCOMPARE(transformer.tensors()[5].grad().scalar_type(), torch::kFloat32);
}

void TransformerTest::int8StaysClose() {
    QFETCH(QString, model);
    Transformer transformer = tinyModel(model.toStdString());
    const Batch batch = tinyBatch(u"padded"_s, transformer.config());
    const torch::Tensor exact = transformer.infer(batch);
    transformer.setProductType(ProductType::Int8);
    const torch::Tensor coarse = transformer.infer(batch);
    QVERIFY(!torch::equal(exact, coarse));
    QVERIFY(torch::equal(coarse, transformer.infer(batch)));
    const double worst = difference(exact, coarse) / exact.abs().max().item<double>();
    // The tiny MobileBERTs are 12 wide and many products deep: there rounding weighs most.
    QVERIFY2(worst < 0.1, qPrintable(QString::number(worst)));
    QVERIFY(!torch::equal(coarse, torch::zeros_like(coarse)));
}

void TransformerTest::int8AnswersDoNotDependOnTheBatch() {
    Transformer transformer(models::buildTextModel(u"bert-tiny"_s, 300, {u"a"_s, u"b"_s}), 1, torch::kCPU);
    transformer.setProductType(ProductType::Int8);
    const std::vector<std::int64_t> text = {5, 6, 7, 8, 9};
    const torch::Tensor alone = transformer.infer(padded({text}, 5, 0));
    const torch::Tensor among = transformer.infer(padded({{10, 11}, text, {250, 7, 90, 91, 14, 3, 77, 20, 21}}, 9, 0));
    QVERIFY(difference(alone[0], among[1]) <= 1e-5);
}

void TransformerTest::int8IsGoneWithoutTrace() {
    Transformer transformer = tinyModel("bert");
    const Batch batch = tinyBatch(u"padded"_s, transformer.config());
    const torch::Tensor exact = transformer.infer(batch);
    transformer.setProductType(ProductType::Int8);
    QVERIFY(!torch::equal(transformer.infer(batch), exact));
    transformer.setProductType(ProductType::F32);
    QVERIFY(torch::equal(transformer.infer(batch), exact));
}

void TransformerTest::int8FollowsTheWeights() {
    Transformer transformer = tinyModel("bert");
    const Batch batch = tinyBatch(u"padded"_s, transformer.config());
    const Transformer other(transformer.config(), 3, torch::kCPU);
    transformer.setProductType(ProductType::Int8);
    const torch::Tensor before = transformer.infer(batch);
    const std::vector<torch::Tensor> own = transformer.snapshot();
    transformer.restore(other.snapshot());
    Transformer expected(transformer.config(), other.snapshot(), torch::kCPU);
    expected.setProductType(ProductType::Int8);
    QVERIFY(torch::equal(transformer.infer(batch), expected.infer(batch)));
    transformer.restore(own);
    QVERIFY(torch::equal(transformer.infer(batch), before));
}

void TransformerTest::int8LeavesTrainingAlone() {
    Transformer transformer = tinyModel("bert");
    const Batch batch = tinyBatch(u"padded"_s, transformer.config());
    const auto step = [&] {
        for (const torch::Tensor& parameter : transformer.parameters()) parameter.mutable_grad().reset();
        torch::manual_seed(4);
        const torch::Tensor logits = transformer.forward(batch, true);
        logits.square().sum().backward();
        return std::pair(logits.detach(), transformer.parameters()[5].grad().clone());
    };
    const auto exact = step();
    transformer.setProductType(ProductType::Int8);
    transformer.infer(batch);
    const auto asInt8 = step();
    QVERIFY(torch::equal(exact.first, asInt8.first));
    QVERIFY(torch::equal(exact.second, asInt8.second));
}

void TransformerTest::textsBeyondTheLimitAreRefused() {
    Transformer transformer = tinyModel("roberta");
    QCOMPARE(transformer.config().maxTokens(), 18);
    transformer.infer(tinyBatch({18, 18}, 18, transformer.config()));
    const Batch batch = tinyBatch({19, 19}, 19, transformer.config());
    const auto error = caught<RequestError>([&] { transformer.infer(batch); });
    QVERIFY(error);
    QVERIFY(error->message().contains(u"18"_s));
    QVERIFY(error->remedy().contains(u"data.max_length"_s));
}

DISTILLAB_TEST(TransformerTest)
#include "transformer_test.moc"
