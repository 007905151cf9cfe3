#include "core/deploy/rounded_export.h"

#include "core/base/error.h"
#include "core/deploy/model_signature.h"
#include "core/deploy/onnx_data_file.h"
#include "core/deploy/onnx_writer.h"
#include "core/deploy/verified_export.h"
#include "tests/core/deploy/reference_network.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace distillab;
using namespace distillab::deploy;
using namespace Qt::Literals::StringLiterals;
using test::caught;
using test::ReferenceNetwork;

namespace {

constexpr int kClasses = 10;
constexpr size_t kItems = 200;
constexpr size_t kSamples = 40;
constexpr int kWidth = 96;
const data::ImageShape kShape = {1, 12, 12};

/// Three linear layers, of which the last two may be made such that int8 ruins them.
models::LayerGraph network() {
    models::LayerGraph graph(kShape);
    int at = graph.add("flatten", models::Flatten{}, -1);
    at = graph.add("fc1", models::Linear{144, kWidth}, at);
    at = graph.add("relu1", models::Relu{}, at);
    at = graph.add("fc2", models::Linear{kWidth, kWidth}, at);
    at = graph.add("relu2", models::Relu{}, at);
    graph.add("fc3", models::Linear{kWidth, kClasses}, at);
    return graph;
}

}  // namespace

class RoundedExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_network = std::make_unique<ReferenceNetwork>(network(), 5);
        m_control.reset();
        m_written = 0;
        m_images = test::randomValues(kItems * kShape.size(), -2, 2, 8);
        m_samples = test::randomValues(kSamples * kShape.size(), -2, 2, 9);
    }

    void aSoundInt8FileIsMeasuredAgainstF32() {
        const ProvenFile proven = run(2);
        QVERIFY(!proven.bytes.isEmpty());
        const report::OnnxFileReport& report = proven.report;
        QCOMPARE(report.precision, u"int8"_s);
        QCOMPARE(report.file, u"model.int8.onnx"_s);
        QCOMPARE(report.bytes, proven.bytes.size());
        QVERIFY(report.bytes < 0.45 * static_cast<double>(request().model.size()));
        QVERIFY(report.accuracy >= 0.98);  // the targets are what the network itself answers
        QVERIFY(report.agreement >= 0.98);
        QVERIFY(std::abs(report.agreement - report.accuracy) < 1e-9);
        QCOMPARE(report.checkedItems, static_cast<qint64>(kItems));
        QVERIFY(report.maxAbsDiff > 1e-4 && report.maxAbsDiff < 0.5);
        QVERIFY(report.latencyMsP50 > 0 && report.latencyMsP95 >= report.latencyMsP50);
        QCOMPARE(report.weightBits, 8);
        QVERIFY(std::ranges::any_of(report.fusions, [](const report::Fusion& fusion) {
            return fusion.op == u"DynamicQuantizeMatMul" || fusion.op == u"MatMulIntegerToFloat";
        }));
        QCOMPARE(report.layers.size(), size_t{3});
        QCOMPARE(report.layers[0].precision, u"int8"_s);
        QVERIFY(std::isnan(report.layers[0].sensitivity));
        QCOMPARE(report.layers[2].precision, u"fp32"_s);  // 960 weights
        QCOMPARE(m_written, 1);
    }

    void theLayerThatInt8RuinsReturnsToF32() {
        ruin("fc1", "fc2");
        const ProvenFile proven = run(0.5);
        QVERIFY(!proven.bytes.isEmpty());
        QVERIFY(proven.report.accuracy >= 0.99);
        const auto& layers = proven.report.layers;
        QCOMPARE(layers[0].precision, u"int8"_s);
        QVERIFY(layers[0].why.isEmpty());
        QCOMPARE(layers[1].name, u"fc2"_s);
        QCOMPARE(layers[1].precision, u"fp32"_s);
        QVERIFY(layers[1].sensitivity > 10 * layers[0].sensitivity);
        QVERIFY2(layers[1].why.contains(u"KL"_s), qPrintable(layers[1].why));
        // The file is what the report says of it.
        OnnxModel session(proven.bytes, u"model"_s, 1);
        QVERIFY(test::differenceOf(session.run(imageSignatureOf(session).inputs(m_images)),
                                   m_network->logits(m_images, kItems)) < 1);
    }

    void whatNoChoiceOfLayersSavesIsNotKept() {
        ruin("fc1", "fc2");
        ruinInput();
        const ProvenFile proven = run(0.5);
        QVERIFY(proven.bytes.isEmpty());
        QVERIFY(proven.report.file.isEmpty());
        QVERIFY(proven.report.accuracy < 0.9);  // of the file with every layer in int8
        QCOMPARE(proven.report.layers[0].precision, u"int8"_s);
        QVERIFY(proven.report.layers[0].sensitivity > 0);
    }

    void aWideLimitKeepsEveryLayer() {
        ruin("fc1", "fc2");
        const ProvenFile proven = run(100);
        QVERIFY(!proven.bytes.isEmpty());
        QCOMPARE(proven.report.layers[1].precision, u"int8"_s);
        QCOMPARE(m_written, 1);
    }

    void aModelOfSmallLayersHasNoInt8File() {
        RoundedRequest rounded = roundedRequest(2);
        rounded.plan.fewestWeights = 1 << 20;
        const ExportRequest whole = request();
        const ProvenFile proven = proveRounded(whole, rounded, u"/folder/model.int8.onnx"_s, m_control);
        QVERIFY(proven.bytes.isEmpty());
        QVERIFY(std::isnan(proven.report.accuracy));
        QCOMPARE(proven.report.layers.size(), size_t{3});
    }

    void aModelWithItsDataBesideItIsJudgedAsWell() {
        const QTemporaryDir folder;
        OnnxDataFile data(folder.path(), u"model.onnx"_s);
        ExportRequest large = request();
        large.model = write({}, &data).bytes;
        data.complete(large.model);
        large.data = &data;
        const ProvenFile proven = proveRounded(large, roundedRequest(2), u"/folder/model.int8.onnx"_s, m_control);
        QVERIFY(proven.bytes == run(2).bytes);
        QVERIFY(proven.data == nullptr);  // it has room in one file
        QVERIFY(proven.report.agreement >= 0.98);

        ruin("fc1", "fc2");
        m_written = 0;
        const ProvenFile lossy = proveRounded(large, roundedRequest(0.5), u"/folder/model.int8.onnx"_s, m_control);
        QVERIFY(lossy.bytes.isEmpty());
        QCOMPARE(m_written, 1);  // no layer is tried alone
    }

    void aModelWithoutRoomInOneFileIsNotTried() {
        RoundedRequest rounded = roundedRequest(2);
        rounded.write = [write = rounded.write](const WeightPlan& plan) {
            return WrittenModel{{}, write(plan).layers};
        };
        const ProvenFile proven = proveRounded(request(), rounded, u"/folder/model.int8.onnx"_s, m_control);
        QVERIFY(proven.report.file.isEmpty());
        QVERIFY(std::isnan(proven.report.accuracy));
        QVERIFY(proven.report.layers.empty());
    }

    void halfPrecisionIsJudgedAsWell() {
        RoundedRequest rounded = roundedRequest(0.5);
        rounded.plan.precision = WeightPrecision::F16;
        const ExportRequest whole = request();
        const ProvenFile proven = proveRounded(whole, rounded, u"/folder/model.fp16.onnx"_s, m_control);
        QCOMPARE(proven.report.precision, u"fp16"_s);
        QVERIFY(proven.report.bytes < 0.56 * static_cast<double>(whole.model.size()));
        QVERIFY(proven.report.agreement >= 0.99);
        QCOMPARE(proven.report.weightBits, 0);
        QVERIFY(proven.report.layers.empty());
    }

    void aStopIsObeyedAtEveryPoint() {
        ruin("fc1", "fc2");
        for (const int after : {0, 1, 2, 3}) {
            init();
            ruin("fc1", "fc2");
            RoundedRequest rounded = roundedRequest(0.5);
            rounded.write = [&, write = rounded.write](const WeightPlan& plan) {
                if (m_written == after) m_control.stop();
                return write(plan);
            };
            const ExportRequest whole = request();
            QVERIFY(caught<Stopped>([&] { proveRounded(whole, rounded, u"/f/model.int8.onnx"_s, m_control); }));
        }
    }

private:
    /// One output of `first` is far larger than all others, and `second` does not look at it: quantised with one scale,
    /// its other inputs vanish.
    void ruin(const std::string& first, const std::string& second) {
        m_network->values(first + ".bias")[0] = 3000;
        std::vector<float>& weight = m_network->values(second + ".weight");
        for (size_t row = 0; row < weight.size() / kWidth; ++row) weight[row * kWidth] = 0;
    }
    /// The same with the first pixel.
    void ruinInput() {
        for (std::vector<float>* images : {&m_images, &m_samples}) {
            for (size_t i = 0; i < images->size(); i += kShape.size()) (*images)[i] = 1000;
        }
        std::vector<float>& weight = m_network->values("fc1.weight");
        for (size_t row = 0; row < kWidth; ++row) weight[row * kShape.size()] = 0;
    }

    ExportRequest request() const {
        ExportRequest request;
        request.model = write({}).bytes;
        request.classCount = kClasses;
        const std::vector<float> logits = m_network->logits(m_images, kItems);
        for (size_t i = 0; i < kItems; ++i) {
            const auto row = logits.begin() + static_cast<std::ptrdiff_t>(i * kClasses);
            request.targets.push_back(std::max_element(row, row + kClasses) - row);
        }
        request.inputs = [this](size_t first, size_t count) { return inputsOf(m_images, first, count); };
        request.engineLogits = [=](size_t first, size_t count) {
            const auto begin = logits.begin() + static_cast<std::ptrdiff_t>(first * kClasses);
            return std::vector<float>(begin, begin + static_cast<std::ptrdiff_t>(count * kClasses));
        };
        return request;
    }

    RoundedRequest roundedRequest(double maxDrop) {
        RoundedRequest rounded;
        rounded.plan.precision = WeightPrecision::Int8;
        rounded.maxDrop = maxDrop;
        rounded.write = [this](const WeightPlan& plan) {
            ++m_written;
            return write(plan);
        };
        rounded.samples = kSamples;
        rounded.sample = [this](size_t index) { return inputsOf(m_samples, index, 1); };
        return rounded;
    }

    ProvenFile run(double maxDrop) {
        const ExportRequest whole = request();
        const RoundedRequest rounded = roundedRequest(maxDrop);
        return proveRounded(whole, rounded, u"/folder/model.int8.onnx"_s, m_control);
    }

    static Inputs inputsOf(const std::vector<float>& images, size_t first, size_t count) {
        const auto begin = images.begin() + static_cast<std::ptrdiff_t>(first * kShape.size());
        const auto end = begin + static_cast<std::ptrdiff_t>(count * kShape.size());
        return ImageSignature{kShape, {{0}, {1}}}.inputs({begin, end});
    }

    WrittenModel write(const WeightPlan& plan, OnnxDataFile* data = nullptr) const {
        OnnxModelInfo info{u"model"_s, {}, {}};
        for (int i = 0; i < kClasses; ++i) info.labels << QString::number(i);
        return writeOnnx(m_network->graph(), m_network->tensors(), {{0}, {1}}, info, plan, data);
    }

    std::unique_ptr<ReferenceNetwork> m_network;
    std::vector<float> m_images;
    std::vector<float> m_samples;
    RunControl m_control;
    int m_written = 0;
};

DISTILLAB_TEST(RoundedExportTest)
#include "rounded_export_test.moc"
