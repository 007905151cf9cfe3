#include "core/measure/untrained.h"

#include "core/base/error.h"
#include "core/deploy/onnx_check.h"
#include "core/deploy/untrained_model.h"
#include "core/models/registry.h"
#include "core/models/transformer_config.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using measure::UntrainedNetwork;

namespace {

const UntrainedNetwork kPictures = {.model = u"cnn-tiny"_s, .picture = {1, 28, 28}, .classes = 10};
const UntrainedNetwork kTexts = {.model = u"bert-tiny"_s, .vocabulary = 2000, .tokens = 24};

}  // namespace

/// With the real program that measures.
class UntrainedTest : public QObject {
    Q_OBJECT
private slots:
    void filesAreAsLargeAsTrainedOnes() {
        const auto graph = models::buildModel(kPictures.model, kPictures.picture, kPictures.classes);
        const QByteArray pictures = deploy::writeUntrained(kPictures, u"fp32"_s);
        deploy::checkOnnx(pictures, u"pictures"_s);
        QVERIFY(pictures.size() >= 4 * graph.parameterCount() * 9 / 10);  // batch norms are folded away
        const auto config = models::buildTextModel(kTexts.model, kTexts.vocabulary, {u"0"_s, u"1"_s});
        const QByteArray texts = deploy::writeUntrained(kTexts, u"fp32"_s);
        deploy::checkOnnx(texts, u"texts"_s);
        QVERIFY(texts.size() >= 4 * models::parameterCount(config));
        QVERIFY(deploy::writeUntrained(kTexts, u"int8"_s).size() < texts.size() / 3);
    }

    void eachIsMeasuredInBothPrecisions() {
        RunControl control;
        const report::Measurement m = measure::measureUntrained({kTexts}, control, {}, 0.6);
        QCOMPARE(m.models.size(), 2U);
        QCOMPARE(m.generatedTokens, kTexts.tokens);
        QVERIFY(m.ofTexts);
        for (const report::MeasuredModel& model : m.models) {
            QVERIFY2(model.isMeasured(), qPrintable(model.problem));
            QCOMPARE(model.file, u"bert-tiny"_s);
            QVERIFY(model.oneThreadP50.median > 0);
        }
        QCOMPARE(m.models[0].precision, u"fp32"_s);
        QCOMPARE(m.models[1].precision, u"int8"_s);
        QVERIFY(m.models[1].bytes < m.models[0].bytes / 3);
    }

    void whatCannotBeIsRefused() {
        QVERIFY(test::caught<RequestError>([] { deploy::writeUntrained({.model = u"cnn-huge"_s}, u"fp32"_s); }));
        QVERIFY(test::caught<RequestError>(
            [] { deploy::writeUntrained({.model = u"resnet-20"_s, .picture = {1, 1, 1}}, u"fp32"_s); }));
        RunControl control;
        control.stop();
        bool stopped = false;
        try {
            measure::measureUntrained({kPictures}, control);
        } catch (const Stopped&) {
            stopped = true;
        }
        QVERIFY(stopped);
    }
};

DISTILLAB_TEST(UntrainedTest)
#include "untrained_test.moc"
