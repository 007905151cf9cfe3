#include "core/nn/text_source.h"

#include "core/data/load_text.h"
#include "core/experiment/experiment.h"
#include "tests/support/small_encoder.h"
#include "tests/support/synthetic_texts.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

class TextSourceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tokensAndTheirPairsAreCounted() {
        const QTemporaryDir scratch;
        experiment::DataSpec spec;
        spec.train = test::writeSyntheticReviews(scratch.filePath(u"reviews.csv"_s), 60, 3);
        test::writeSyntheticVocabulary(scratch.path());
        nn::TextSource texts(data::loadText(spec).train, tokenizers::Tokenizer::load(scratch.path()), 8, torch::kCPU);
        QVERIFY(texts.count() > 40);
        std::int64_t tokens = 0;
        std::int64_t pairs = 0;
        for (std::uint32_t i = 0; i < texts.count(); ++i) {
            const std::int64_t length = texts.load({&i, 1}).input.size(1);
            tokens += length;
            pairs += length * length;
        }
        QCOMPARE(texts.tokenCount(), tokens);
        QCOMPARE(texts.pairCount(), pairs);
        QVERIFY(pairs < 8 * tokens);  // they are not all as long as a text can be
    }
};

DISTILLAB_TEST(TextSourceTest)
#include "text_source_test.moc"
