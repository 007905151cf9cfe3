#include "core/deploy/fusions.h"

#include "core/deploy/onnx_writer.h"
#include "core/models/registry.h"
#include "core/report/wording.h"
#include "tests/core/deploy/reference_network.h"
#include "tests/core/deploy/tiny_transformer.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <map>

using namespace distillab;
using namespace distillab::deploy;
using namespace Qt::Literals::StringLiterals;
using test::TinyTransformer;

namespace {

std::map<QString, int> countsOf(const QByteArray& model) {
    std::map<QString, int> counts;
    for (const report::Fusion& fusion : fusionsOf(model)) counts[fusion.op] = fusion.count;
    return counts;
}

}  // namespace

class FusionsTest : public QObject {
    Q_OBJECT

private slots:
    void textModelsAreFused_data();
    void textModelsAreFused();
    void convolutionsTakeTheirActivationsIn();
    void whatIsNoModelHasNone();
    void theyAreToldInWords();
};

void FusionsTest::textModelsAreFused_data() {
    QTest::addColumn<QString>("name");
    for (const QString& name : TinyTransformer::names()) QTest::newRow(qPrintable(name)) << name;
}

void FusionsTest::textModelsAreFused() {
    QFETCH(QString, name);
    const TinyTransformer tiny(name);
    const std::map<QString, int> counts = countsOf(tiny.onnx());
    const auto count = [&](const char* op) {
        const auto found = counts.find(QLatin1String(op));
        return found == counts.end() ? 0 : found->second;
    };
    const int layers = tiny.config().layers;
    // The division by √d goes into the product of queries and keys of every layer.
    QCOMPARE(count("FusedMatMul"), layers);
    if (tiny.config().activation == u"gelu") {
        // The last layer's is one of single vectors, whose bias is its product's already.
        QVERIFY(count("Gelu") + count("BiasGelu") >= layers);
    }
    if (tiny.config().activation == u"gelu_new") QVERIFY(count("FastGelu") >= layers);
    const bool isMobile = tiny.config().architecture == models::Architecture::MobileBert;
    if (!isMobile || tiny.config().normalization != u"no_norm") {
        QVERIFY(count("LayerNormalization") >= 2 * layers);
    }
    // Slower on a CPU, and so kept from coming about.
    QCOMPARE(count("SkipLayerNormalization"), 0);
}

void FusionsTest::convolutionsTakeTheirActivationsIn() {
    const test::ReferenceNetwork network(models::buildModel(u"cnn-tiny"_s, {1, 28, 28}, 3), 1);
    const std::map<QString, int> counts = countsOf(writeOnnx(network.graph(), network.tensors(), {}, {u"m"_s, {}, {}}));
    int convolutions = 0;
    for (const auto& [op, count] : counts) {
        if (op.endsWith(u"Conv"_s)) convolutions += count;
    }
    // Their blocked form where the processor has one, else those of the shape that they are.
    QCOMPARE(convolutions, 3);
}

void FusionsTest::whatIsNoModelHasNone() { QVERIFY(fusionsOf("not a model").empty()); }

void FusionsTest::theyAreToldInWords() {
    report::OnnxFileReport file;
    file.file = u"model.onnx"_s;
    QVERIFY(report::fusionsSentence(file).isEmpty());
    file.fusions = {{u"BiasGelu"_s, 5}, {u"FusedMatMul"_s, 6}};
    QCOMPARE(report::fusionsSentence(file), u"model.onnx as ONNX Runtime runs it: 5 × BiasGelu, 6 × FusedMatMul."_s);
}

DISTILLAB_TEST(FusionsTest)
#include "fusions_test.moc"
