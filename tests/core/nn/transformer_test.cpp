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

#include <algorithm>
#include <functional>
#include <limits>
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

/// All there is of the inside.
FeatureRequest everything(const Model& model) {
    const FeatureShapes shapes = model.featureShapes();
    FeatureRequest wanted{.embedding = true};
    for (size_t i = 0; i < shapes.hiddenWidths.size(); ++i) wanted.hiddenStates.push_back(static_cast<int>(i));
    for (size_t i = 0; i < shapes.attentionHeads.size(); ++i) wanted.attentions.push_back(static_cast<int>(i));
    return wanted;
}

/// Text `row` of a batch alone, without padding.
Batch alone(const Batch& batch, std::int64_t row) {
    const std::int64_t length = batch.attentionMask[row].sum().item<std::int64_t>();
    const auto cut = [&](const torch::Tensor& rows) {
        return rows.narrow(0, row, 1).narrow(1, 0, length).contiguous();
    };
    return {cut(batch.input), {}, batch.tokenTypes.defined() ? cut(batch.tokenTypes) : torch::Tensor()};
}

/// Scores grow with the hidden states, which models without norms let grow large.
double scoreDifference(const torch::Tensor& a, const torch::Tensor& b) {
    return difference(a, b) / std::max(1.0, b.abs().max().item<double>());
}

torch::Tensor rowsOf(const std::vector<float>& values, std::int64_t width) {
    return torch::tensor(values).view({-1, width});
}

QString miniLmFolder() { return QStringLiteral(DISTILLAB_SOURCE_DIR) + u"/.deps/minilm"_s; }

}  // namespace

class TransformerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void logitsEqualThoseOfTransformers_data();
    void logitsEqualThoseOfTransformers();
    void featuresEqualThoseOfTransformers_data() { everyModel(); }
    void featuresEqualThoseOfTransformers();
    void featuresOfABatchAreThoseOfItsTexts_data() { everyModel(); }
    void featuresOfABatchAreThoseOfItsTexts();
    void featuresOfManyTokensLeaveOutTheFilling();
    void featuresComeInTheOrderAsked();
    void featuresTeachOnlyWhatLiesBelow();
    void wantedFeaturesChangeNoLogits_data() { everyModel(); }
    void wantedFeaturesChangeNoLogits();
    void unknownFeaturesAreRefused();
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

void TransformerTest::featuresEqualThoseOfTransformers() {
    QFETCH(QString, model);
    Transformer transformer = tinyModel(model.toStdString());
    const Batch batch = tinyBatch(u"padded"_s, transformer.config());
    const torch::Tensor mask = batch.attentionMask;
    const torch::Tensor expectedHidden = rowsOf(kTinyHidden.at(model.toStdString()), 21);
    const torch::Tensor expectedPlaces = rowsOf(kTinyAttentions.at(model.toStdString()), 21);
    const FeatureShapes shapes = transformer.featureShapes();
    QCOMPARE(shapes.hiddenWidths, (std::vector<std::int64_t>{24, 24, 24, 24}));
    QCOMPARE(shapes.attentionHeads, (std::vector<std::int64_t>{3, 3, 3}));
    QCOMPARE(shapes.embeddingWidth, 24);

    const Features features = transformer.inferAnswer(batch, everything(transformer)).features;
    const torch::Tensor probe = test::formulaTensor({"probe", {24}});
    for (std::int64_t i = 0; i < 4; ++i) {
        const torch::Tensor& hidden = features.hiddenStates[static_cast<size_t>(i)];
        QCOMPARE(hidden.sizes().vec(), (std::vector<std::int64_t>{21, 24}));
        const double worst = difference(at::matmul(hidden, probe), expectedHidden[i]);
        QVERIFY2(worst <= kTolerance, qPrintable(u"hidden state %1: %2"_s.arg(i).arg(worst)));
    }
    QVERIFY(torch::equal(features.embedding[0], features.hiddenStates[3][0]));
    QVERIFY(torch::equal(features.embedding[1], features.hiddenStates[3][11]));

    // Recorded is the place that each token looks at in the mean, the heads counted 1, 2, 3 fold.
    const torch::Tensor places = torch::arange(11, torch::kFloat32);
    const torch::Tensor heads = torch::arange(1, 4, torch::kFloat32).view({1, 3, 1});
    for (std::int64_t i = 0; i < 3; ++i) {
        const torch::Tensor& scores = features.attentions[static_cast<size_t>(i)];
        QCOMPARE(scores.sizes().vec(), (std::vector<std::int64_t>{4, 3, 11, 11}));
        const torch::Tensor seen =
            scores.masked_fill(mask.logical_not().view({4, 1, 1, 11}), -std::numeric_limits<float>::infinity());
        const torch::Tensor looked = (at::matmul(at::softmax(seen, -1), places) * heads).sum(1);
        const double worst = difference(looked.masked_select(mask), expectedPlaces[i]);
        QVERIFY2(worst <= 1e-3, qPrintable(u"layer %1: %2"_s.arg(i).arg(worst)));
    }
}

void TransformerTest::featuresOfABatchAreThoseOfItsTexts() {
    QFETCH(QString, model);
    TransformerConfig config = tinyConfig(model.toStdString());
    config.trigramInput = false;  // reads the neighbour in the padded row: a text alone has none
    Transformer transformer(config, test::formulaTensors(config), torch::kCPU);
    const Batch batch = tinyBatch(u"padded"_s, config);
    const FeatureRequest wanted = everything(transformer);
    const Features together = transformer.inferAnswer(batch, wanted).features;
    std::int64_t first = 0;
    for (std::int64_t row = 0; row < batch.count(); ++row) {
        const Batch text = alone(batch, row);
        const std::int64_t length = text.input.size(1);
        const Features own = transformer.inferAnswer(text, wanted).features;
        QVERIFY(difference(together.embedding[row], own.embedding[0]) <= kTolerance);
        for (size_t i = 0; i < wanted.hiddenStates.size(); ++i) {
            QVERIFY(difference(together.hiddenStates[i].narrow(0, first, length), own.hiddenStates[i]) <= kTolerance);
        }
        for (size_t i = 0; i < wanted.attentions.size(); ++i) {
            const torch::Tensor scores = together.attentions[i][row].narrow(1, 0, length).narrow(2, 0, length);
            QVERIFY(scoreDifference(scores, own.attentions[i][0]) <= 1e-5);
        }
        first += length;
    }
}

/// From 64 tokens on, several threads fill the rows up to a multiple of 64.
void TransformerTest::featuresOfManyTokensLeaveOutTheFilling() {
    const int threads = at::get_num_threads();
    const auto restore = qScopeGuard([=] { at::set_num_threads(threads); });
    Transformer transformer = tinyModel("bert");
    const FeatureRequest wanted = everything(transformer);
    for (const bool anyPadded : {true, false}) {
        const std::vector<std::int64_t> lengths = {17, 17, 17, 17, anyPadded ? 3 : 17};
        const Batch batch = tinyBatch(lengths, 17, transformer.config());
        at::set_num_threads(1);
        const Features plain = transformer.inferAnswer(batch, wanted).features;
        at::set_num_threads(2);
        const Features filled = transformer.inferAnswer(batch, wanted).features;
        QCOMPARE(filled.embedding.size(0), 5);
        QVERIFY(difference(filled.embedding, plain.embedding) <= kTolerance);
        for (size_t i = 0; i < wanted.hiddenStates.size(); ++i) {
            QCOMPARE(filled.hiddenStates[i].size(0), anyPadded ? 71 : 85);
            QVERIFY(difference(filled.hiddenStates[i], plain.hiddenStates[i]) <= kTolerance);
        }
        for (size_t i = 0; i < wanted.attentions.size(); ++i) {
            QCOMPARE(filled.attentions[i].sizes().vec(), (std::vector<std::int64_t>{5, 3, 17, 17}));
            QVERIFY(difference(filled.attentions[i], plain.attentions[i]) <= kTolerance);
        }
    }
}

void TransformerTest::featuresComeInTheOrderAsked() {
    Transformer transformer = tinyModel("bert");
    const Batch batch = tinyBatch(u"padded"_s, transformer.config());
    const Features all = transformer.inferAnswer(batch, everything(transformer)).features;
    const Features some = transformer.inferAnswer(batch, {.hiddenStates = {2, 0, 2}, .attentions = {1, 0}}).features;
    QCOMPARE(some.hiddenStates.size(), size_t{3});
    QVERIFY(difference(some.hiddenStates[0], all.hiddenStates[2]) == 0);
    QVERIFY(difference(some.hiddenStates[1], all.hiddenStates[0]) == 0);
    QVERIFY(difference(some.hiddenStates[2], all.hiddenStates[2]) == 0);
    QCOMPARE(some.attentions.size(), size_t{2});
    QVERIFY(difference(some.attentions[0], all.attentions[1]) == 0);
    QVERIFY(difference(some.attentions[1], all.attentions[0]) == 0);
    QVERIFY(!some.embedding.defined());
}

void TransformerTest::featuresTeachOnlyWhatLiesBelow() {
    const auto learners = [](const FeatureRequest& wanted, const std::function<torch::Tensor(const Features&)>& loss) {
        Transformer transformer = tinyModel("bert");
        const Batch batch = tinyBatch(u"padded"_s, transformer.config());
        loss(transformer.answer(batch, true, wanted).features).backward();
        QStringList names;
        for (size_t i = 0; i < transformer.tensors().size(); ++i) {
            const torch::Tensor gradient = transformer.tensors()[i].grad();
            if (!gradient.defined() || gradient.abs().max().item<float>() == 0) continue;
            names.append(QString::fromStdString(transformer.layout()[i].name));
        }
        return names;
    };
    const auto has = [](const QStringList& names, const QString& part) { return names.join(u' ').contains(part); };

    const QStringList ofHidden =
        learners({.hiddenStates = {1}}, [](const Features& features) { return features.hiddenStates[0].pow(2).sum(); });
    QVERIFY(has(ofHidden, u"word_embeddings"_s));
    QVERIFY(has(ofHidden, u"layer.0.output.dense.weight"_s));
    QVERIFY(!has(ofHidden, u"layer.1."_s));
    QVERIFY(!has(ofHidden, u"classifier"_s));

    const QStringList ofScores =
        learners({.attentions = {1}}, [](const Features& features) { return features.attentions[0].pow(2).sum(); });
    QVERIFY(has(ofScores, u"layer.0.output.dense.weight"_s));
    QVERIFY(has(ofScores, u"layer.1.attention.self.query.weight"_s));
    QVERIFY(has(ofScores, u"layer.1.attention.self.key.weight"_s));
    QVERIFY(!has(ofScores, u"layer.1.attention.self.value"_s));
    QVERIFY(!has(ofScores, u"layer.1.output"_s));

    const QStringList ofEmbedding =
        learners({.embedding = true}, [](const Features& features) { return features.embedding.pow(3).sum(); });
    QVERIFY(has(ofEmbedding, u"layer.2.output.dense.weight"_s));
    QVERIFY(!has(ofEmbedding, u"pooler"_s));
}

void TransformerTest::wantedFeaturesChangeNoLogits() {
    QFETCH(QString, model);
    Transformer transformer = tinyModel(model.toStdString());
    const Batch batch = tinyBatch(u"padded"_s, transformer.config());
    const torch::Tensor plain = transformer.infer(batch);
    QVERIFY(difference(transformer.inferAnswer(batch, everything(transformer)).logits, plain) <= kTolerance);
    QVERIFY(torch::equal(transformer.inferAnswer(batch, {.hiddenStates = {1}, .embedding = true}).logits, plain));
}

void TransformerTest::unknownFeaturesAreRefused() {
    Transformer transformer = tinyModel("bert");
    const Batch batch = tinyBatch(u"full"_s, transformer.config());
    const auto hidden = caught<RequestError>([&] { transformer.inferAnswer(batch, {.hiddenStates = {0, 4}}); });
    QVERIFY(hidden);
    QCOMPARE(hidden->message(), u"the model has no hidden state number 4"_s);
    QVERIFY(hidden->remedy().contains(u"It has 4"_s));
    const auto attention = caught<RequestError>([&] { transformer.inferAnswer(batch, {.attentions = {-1}}); });
    QVERIFY(attention);
    QCOMPARE(attention->message(), u"the model has no attention map number -1"_s);
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

    const FeatureRequest lastLayer{.hiddenStates = {loaded.model->config().layers}};
    const torch::Tensor hidden = loaded.model->inferAnswer(batch, lastLayer).features.hiddenStates[0];
    std::int64_t first = 0;
    for (size_t row = 0; row < kMiniLmIds.size(); ++row) {
        const auto length = static_cast<std::int64_t>(kMiniLmIds[row].size());
        const auto index = static_cast<std::int64_t>(row);
        QVERIFY(difference(hidden[first].narrow(0, 0, 4), rowsOf(kMiniLmFirst, 4)[index]) <= kTolerance);
        QVERIFY(difference(hidden[first + length - 1].narrow(0, 0, 4), rowsOf(kMiniLmLast, 4)[index]) <= kTolerance);
        first += length;
    }
    QCOMPARE(hidden.sizes().vec(), (std::vector<std::int64_t>{first, 384}));
}

/// A batch with a text padded on the left goes another way (it cannot be packed); its other texts show that both ways
/// agree.
void TransformerTest::textsPaddedOnTheLeftAreMasked() {
    QFETCH(QString, model);
    Transformer transformer = tinyModel(model.toStdString());
    Batch batch = tinyBatch(u"padded"_s, transformer.config());
    const FeatureRequest wanted = everything(transformer);
    const Answer packed = transformer.inferAnswer(batch, wanted);
    batch.attentionMask[1][0] = false;
    const Answer masked = transformer.inferAnswer(batch, wanted);
    for (const int row : {0, 2, 3}) {
        const std::int64_t length = batch.attentionMask[row].sum().item<std::int64_t>();
        const std::int64_t first = batch.attentionMask.narrow(0, 0, row).sum().item<std::int64_t>();
        QVERIFY(difference(packed.logits[row], masked.logits[row]) <= kTolerance);
        QVERIFY(difference(packed.features.embedding[row], masked.features.embedding[row]) <= kTolerance);
        for (size_t i = 0; i < wanted.hiddenStates.size(); ++i) {
            // The masked batch has one token less, in the second text.
            const torch::Tensor a = packed.features.hiddenStates[i].narrow(0, first + (row > 1 ? 1 : 0), length);
            const torch::Tensor b = masked.features.hiddenStates[i].narrow(0, first, length);
            QVERIFY(difference(a, b) <= kTolerance);
        }
        for (size_t i = 0; i < wanted.attentions.size(); ++i) {
            const auto real = [&](const Answer& answer) {
                return answer.features.attentions[i][row].narrow(1, 0, length).narrow(2, 0, length);
            };
            QVERIFY(scoreDifference(real(packed), real(masked)) <= 1e-5);
        }
    }
    QVERIFY(difference(packed.logits[1], masked.logits[1]) > kTolerance);
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
    const Features features = transformer.inferAnswer(batch, everything(transformer)).features;
    for (const torch::Tensor& hidden : features.hiddenStates) QCOMPARE(hidden.scalar_type(), torch::kFloat32);
    for (const torch::Tensor& scores : features.attentions) QCOMPARE(scores.scalar_type(), torch::kFloat32);
    QCOMPARE(features.embedding.scalar_type(), torch::kFloat32);
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
