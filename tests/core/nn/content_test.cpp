#include "core/base/content_hash.h"
#include "core/base/files.h"
#include "core/data/load.h"
#include "core/data/load_text.h"
#include "core/models/registry.h"
#include "core/nn/image_source.h"
#include "core/nn/network.h"
#include "core/nn/text_source.h"
#include "core/nn/transformer.h"
#include "tests/support/synthetic_images.h"
#include "tests/support/synthetic_texts.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

namespace {

template <typename Content>
QString digestOf(const Content& content) {
    ContentHash hash;
    content.addContentTo(hash);
    return toHex(hash.digest());
}

}  // namespace

/// What names a teacher's answers: everything they depend on, nothing else.
class ContentTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_scratch.isValid()); }

    void digestIsThatOfTheReference() {
        // xxh128sum of an empty file and of the three letters.
        ContentHash hash;
        QCOMPARE(toHex(hash.digest()), u"99aa06d3014798d86001c324468d497f"_s);
        for (const char letter : {'a', 'b', 'c'}) hash.addBytes(std::as_bytes(std::span(&letter, 1)));
        QCOMPARE(toHex(hash.digest()), u"06b05ab6733a618578af5f94892f3950"_s);
    }

    void bordersOfPiecesCount() {
        ContentHash one;
        one.add(std::string_view("ab"));
        one.add(std::string_view("c"));
        ContentHash other;
        other.add(std::string_view("a"));
        other.add(std::string_view("bc"));
        QVERIFY(one.digest() != other.digest());
    }

    void textsCountAsTheTeacherReadsThem() {
        const QString table = test::writeSyntheticReviews(m_scratch.filePath(u"reviews.csv"_s), 60, 3);
        const QString folder = m_scratch.filePath(u"words"_s);
        writeFileAtomically(folder + u"/vocab.txt"_s, test::syntheticVocabulary().join(u'\n').toUtf8() + '\n');
        const QString turned = m_scratch.filePath(u"turned"_s);
        QStringList words = test::syntheticVocabulary();
        std::swap(words[words.size() - 1], words[words.size() - 2]);
        writeFileAtomically(turned + u"/vocab.txt"_s, words.join(u'\n').toUtf8() + '\n');
        experiment::DataSpec spec;
        spec.train = table;
        const auto digest = [&](const QString& vocabulary, int maxLength) {
            const data::TextSplits splits = data::loadText(spec);
            const nn::TextSource source(splits.train, tokenizers::Tokenizer::load(vocabulary), maxLength, torch::kCPU);
            return digestOf(source);
        };
        const QString first = digest(folder, 24);
        QCOMPARE(digest(folder, 24), first);
        QCOMPARE(digest(folder, 32), first);  // the longest has fewer tokens: nothing changes
        QVERIFY(digest(folder, 6) != first);
        QVERIFY(digest(turned, 24) != first);
        spec.seed = 43;
        QVERIFY(digest(folder, 24) != first);
    }

    void picturesCountWithTheirNormalization() {
        experiment::DataSpec spec;
        spec.train = test::writeSyntheticIdx(m_scratch.filePath(u"images"_s), 60, 10, 1);
        const data::Splits splits = data::load(spec);
        const auto digest = [](const data::Subset& subset, double mean) {
            return digestOf(nn::ImageSource(subset, {{mean}, {0.5}}, {}, torch::kCPU));
        };
        const QString first = digest(splits.train, 0.25);
        QCOMPARE(digest(splits.train, 0.25), first);
        QVERIFY(digest(splits.train, 0.26) != first);
        QVERIFY(digest(splits.validation, 0.25) != first);
        data::Subset turned = splits.train;
        std::swap(turned.indices[0], turned.indices[1]);
        QVERIFY(digest(turned, 0.25) != first);
        auto dotted = std::make_shared<data::ImageDataset>(*splits.train.dataset);
        dotted->pixels[splits.train.indices[0] * dotted->shape.size()] ^= 1;
        QVERIFY(digest({dotted, splits.train.indices}, 0.25) != first);
        dotted->pixels[splits.train.indices[0] * dotted->shape.size()] ^= 1;
        dotted->labels[0] += 1;  // what it is called does not matter to the teacher
        QCOMPARE(digest({dotted, splits.train.indices}, 0.25), first);
    }

    void everyWeightOfATransformerCounts() {
        models::TransformerConfig config;
        config.vocabularySize = 50;
        config.hiddenSize = config.embeddingSize = 16;
        config.layers = 1;
        config.heads = 2;
        config.intermediateSize = 32;
        config.maxPositions = 16;
        nn::Transformer model(config, 7, torch::kCPU);
        const QString first = digestOf(model);
        QCOMPARE(digestOf(nn::Transformer(config, 7, torch::kCPU)), first);
        QVERIFY(digestOf(nn::Transformer(config, 8, torch::kCPU)) != first);
        const torch::NoGradGuard noGrad;
        for (const torch::Tensor& tensor : model.tensors()) {
            const torch::Tensor kept = tensor.clone();
            tensor.view({-1})[tensor.numel() - 1] += 1;
            QVERIFY(digestOf(model) != first);
            tensor.copy_(kept);
        }
        QCOMPARE(digestOf(model), first);
        models::TransformerConfig other = config;
        other.heads = 4;  // the same tensors, another answer
        QVERIFY(digestOf(nn::Transformer(other, 7, torch::kCPU)) != first);
        model.setProductType(nn::ProductType::Bf16);
        QVERIFY(digestOf(model) != first);
    }

    void graphAndWeightsOfANetworkCount() {
        const auto graph = [](int stride) {
            models::LayerGraph graph({1, 8, 8});
            graph.add("conv", models::Conv2d{1, 4, 3, stride, 1, 1, true}, -1);
            graph.add("pool", models::GlobalAveragePool{}, 0);
            graph.add("head", models::Linear{4, 3}, 1);
            return graph;
        };
        const QString first = digestOf(nn::Network(graph(1), 7, torch::kCPU));
        QCOMPARE(digestOf(nn::Network(graph(1), 7, torch::kCPU)), first);
        QVERIFY(digestOf(nn::Network(graph(2), 7, torch::kCPU)) != first);
        QVERIFY(digestOf(nn::Network(graph(1), 8, torch::kCPU)) != first);
    }

private:
    QTemporaryDir m_scratch;
};

DISTILLAB_TEST(ContentTest)
#include "content_test.moc"
