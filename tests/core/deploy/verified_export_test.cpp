#include "core/deploy/verified_export.h"

#include "core/base/error.h"
#include "core/data/batch.h"
#include "core/deploy/model_signature.h"
#include "core/deploy/onnx_writer.h"
#include "core/models/registry.h"
#include "tests/core/deploy/reference_network.h"
#include "tests/core/deploy/tiny_transformer.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

using namespace distillab;
using namespace distillab::deploy;
using namespace Qt::Literals::StringLiterals;
using test::caught;
using test::ReferenceNetwork;
using test::TinyTexts;
using test::TinyTransformer;

namespace {

constexpr int kClasses = 10;
constexpr size_t kItems = 300;  // more than are checked
const data::ImageShape kShape = {1, 28, 28};
const data::Normalization kNormalization = {{0.5}, {0.3}};

using EngineLogits = std::function<std::vector<float>(size_t first, size_t count)>;

data::Subset randomImages(size_t count) {
    auto dataset = std::make_shared<data::ImageDataset>();
    dataset->shape = kShape;
    for (int i = 0; i < kClasses; ++i) dataset->classNames << u"class %1"_s.arg(i);
    SplitMix64 random(5);
    for (size_t i = 0; i < count * kShape.size(); ++i)
        dataset->pixels.push_back(static_cast<std::uint8_t>(random.below(256)));
    for (size_t i = 0; i < count; ++i) dataset->labels.push_back(random.below(kClasses));
    data::Subset subset{dataset, std::vector<std::uint32_t>(count)};
    std::iota(subset.indices.rbegin(), subset.indices.rend(), 0U);  // an order that is not the data set's
    return subset;
}

}  // namespace

class VerifiedExportTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void aSoundExportIsWrittenAndMeasured();
    void fewTestItemsAreAllChecked();
    void aSmallDifferenceIsAFailure();
    void everyCheckedItemCounts();
    void itemsThatAnswerOtherwiseAloneAreAFailure();
    void anotherAnswerIsAFailureHoweverSmall();
    void engineValuesThatAreNoNumbersAreAFailure();
    void weightsThatAreNoNumbersAreAFailure_data();
    void weightsThatAreNoNumbersAreAFailure();
    void testDataOfAnotherKindIsAFailure();
    void textsAreCheckedWithTheirPadding();
    void anEarlierFileSurvivesAFailure();
    void aStopLeavesNothing();
    void aFolderThatCannotBeMadeIsReported();

private:
    std::vector<float> honest(size_t first, size_t count) const {
        return m_network->logits(images(first, count), count);
    }
    std::vector<float> images(size_t first, size_t count) const {
        std::vector<float> values(count * kShape.size());
        data::BatchWriter(*m_test.dataset, kNormalization)
            .write(std::span(m_test.indices).subspan(first, count), values.data());
        return values;
    }
    /// The request for the first `items` test items.
    ExportRequest request(const EngineLogits& engine, size_t items = kItems) const {
        ExportRequest request;
        request.model = writeOnnx(m_network->graph(), m_network->tensors(), kNormalization, m_info);
        request.classCount = kClasses;
        for (size_t i = 0; i < items; ++i) request.targets.push_back(m_test.label(i));
        request.inputs = [this](size_t first, size_t count) {
            return ImageSignature{kShape, kNormalization}.inputs(images(first, count));
        };
        request.engineLogits = engine;
        return request;
    }
    report::OnnxFileReport run(const EngineLogits& engine, size_t items = kItems) {
        return run(request(engine, items));
    }
    report::OnnxFileReport run(const ExportRequest& request) {
        const QString path = m_folder->filePath(u"student.onnx"_s);
        const ProvenFile proven = prove(request, path, m_control);
        writeProven(proven, path);
        return proven.report;
    }
    /// What the failure of this engine says; empty when it did not fail or left something behind.
    QString failureOf(const EngineLogits& engine, size_t items = kItems) { return failureOf(request(engine, items)); }
    QString failureOf(const ExportRequest& request) {
        const auto error = caught<WorkError>([&] { run(request); });
        return error && files().isEmpty() ? error->text() : QString();
    }
    QStringList files() const {
        return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    EngineLogits honestEngine() {
        return [this](size_t first, size_t count) { return honest(first, count); };
    }

    const data::Subset m_test = randomImages(kItems);
    RunControl m_control;
    OnnxModelInfo m_info;
    std::unique_ptr<ReferenceNetwork> m_network;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void VerifiedExportTest::init() {
    m_control.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_network = std::make_unique<ReferenceNetwork>(models::buildModel(u"cnn-tiny"_s, kShape, kClasses, 0.5), 11);
    m_info = {u"student"_s, m_test.dataset->classNames, u"version: 1\n"_s};
}

void VerifiedExportTest::aSoundExportIsWrittenAndMeasured() {
    std::set<size_t> together;
    std::set<size_t> alone;
    const report::OnnxFileReport report = run([&](size_t first, size_t count) {
        for (size_t i = first; i < first + count; ++i) (count > 1 ? together : alone).insert(i);
        return honest(first, count);
    });
    QCOMPARE(files(), QStringList{u"student.onnx"_s});
    const QString path = m_folder->filePath(u"student.onnx"_s);
    QCOMPARE(report.file, u"student.onnx"_s);
    QCOMPARE(report.precision, u"fp32"_s);
    QCOMPARE(report.bytes, QFile(path).size());
    QCOMPARE(report.checkedItems, 256);
    QCOMPARE(together.size(), size_t{256});
    QCOMPARE(*together.begin(), size_t{0});
    QCOMPARE(*together.rbegin(), kItems - 1);
    QCOMPARE(alone.size(), size_t{32});
    QVERIFY(report.sameAnswers);
    QVERIFY(report.maxAbsDiff > 0 && report.maxAbsDiff <= 1e-4);
    QVERIFY(report.latencyMsP50 > 0 && report.latencyMsP95 >= report.latencyMsP50);

    const std::vector<float> logits = honest(0, kItems);
    double right = 0;
    for (size_t i = 0; i < kItems; ++i) {
        const auto row = logits.begin() + static_cast<std::ptrdiff_t>(i * kClasses);
        right += std::max_element(row, row + kClasses) - row == m_test.label(i) ? 1 : 0;
    }
    QCOMPARE(report.accuracy, right / kItems);
    QVERIFY(right > 0);
    QCOMPARE(OnnxModel(path, 1).labels(), m_info.labels);
}

void VerifiedExportTest::fewTestItemsAreAllChecked() {
    QCOMPARE(run(honestEngine(), 1).checkedItems, 1);
    QCOMPARE(run(honestEngine(), 3).checkedItems, 3);
    QCOMPARE(run(honestEngine(), 70).checkedItems, 70);
}

void VerifiedExportTest::aSmallDifferenceIsAFailure() {
    const QString text = failureOf([&](size_t first, size_t count) {
        std::vector<float> logits = honest(first, count);
        for (float& logit : logits) logit += 1e-3F;
        return logits;
    });
    QVERIFY2(text.contains(u"0.001"_s), qPrintable(text));
    QVERIFY(text.contains(m_folder->filePath(u"student.onnx"_s)));
}

void VerifiedExportTest::everyCheckedItemCounts() {
    for (const size_t wrong : {size_t{0}, size_t{160}, kItems - 1}) {
        const QString text = failureOf([&](size_t first, size_t count) {
            std::vector<float> logits = honest(first, count);
            if (count > 1 && first <= wrong && wrong < first + count) logits[(wrong - first) * kClasses] -= 2e-4F;
            return logits;
        });
        QVERIFY2(text.contains(u"differ"_s), qPrintable(text));
    }
}

void VerifiedExportTest::itemsThatAnswerOtherwiseAloneAreAFailure() {
    const QString text = failureOf([&](size_t first, size_t count) {
        std::vector<float> logits = honest(first, count);
        if (count == 1) logits[0] += 2e-4F;
        return logits;
    });
    QVERIFY2(text.contains(u"differ"_s), qPrintable(text));
}

void VerifiedExportTest::anotherAnswerIsAFailureHoweverSmall() {
    // Two classes that always lead, with 5e-5 between them.
    std::vector<float>& weight = m_network->values("fc.weight");
    std::vector<float>& bias = m_network->values("fc.bias");
    const size_t inputs = weight.size() / kClasses;
    std::copy_n(weight.begin(), inputs, weight.begin() + static_cast<std::ptrdiff_t>(inputs));
    std::fill_n(weight.begin(), 2 * inputs, 0.0F);
    bias[0] = 100.0F;
    bias[1] = 100.0F + 5e-5F;
    QVERIFY(bias[1] > bias[0]);
    QCOMPARE(run(honestEngine()).sameAnswers, true);
    QFile::remove(m_folder->filePath(u"student.onnx"_s));

    const QString text = failureOf([&](size_t first, size_t count) {
        std::vector<float> logits = honest(first, count);
        for (size_t row = 0; row < count; ++row) std::swap(logits[row * kClasses], logits[row * kClasses + 1]);
        return logits;
    });
    QVERIFY2(text.contains(u"answers"_s) && text.contains(u"256"_s), qPrintable(text));
}

void VerifiedExportTest::engineValuesThatAreNoNumbersAreAFailure() {
    for (const float value : {std::nanf(""), INFINITY, -INFINITY}) {
        const QString text = failureOf([&](size_t first, size_t count) {
            std::vector<float> logits = honest(first, count);
            logits[logits.size() / 2] = value;
            return logits;
        });
        QVERIFY2(text.contains(u"engine computes values that are no numbers"_s), qPrintable(text));
    }
}

void VerifiedExportTest::weightsThatAreNoNumbersAreAFailure_data() {
    QTest::addColumn<QString>("tensor");
    QTest::addColumn<double>("value");
    QTest::newRow("bias NaN") << u"fc.bias"_s << qQNaN();
    QTest::newRow("bias infinite") << u"fc.bias"_s << qInf();
    QTest::newRow("convolution NaN") << u"stage1.conv.weight"_s << qQNaN();
    QTest::newRow("variance NaN") << u"stage2.bn.running_var"_s << qQNaN();
    QTest::newRow("variance negative") << u"stage2.bn.running_var"_s << -1.0;
}

void VerifiedExportTest::weightsThatAreNoNumbersAreAFailure() {
    QFETCH(QString, tensor);
    QFETCH(double, value);
    m_network->values(tensor.toStdString())[3] = static_cast<float>(value);
    const QString text = failureOf([](size_t, size_t count) { return std::vector<float>(count * kClasses); });
    QVERIFY2(text.contains(u"no number"_s), qPrintable(text));
}

void VerifiedExportTest::testDataOfAnotherKindIsAFailure() {
    QVERIFY(failureOf(honestEngine(), 0).contains(u"no test items"_s));
    ExportRequest sized = request(honestEngine());
    sized.inputs = [](size_t, size_t count) {
        return ImageSignature{{1, 27, 28}, kNormalization}.inputs(std::vector<float>(count * 27 * 28));
    };
    QVERIFY(!failureOf(sized).isEmpty());
    ExportRequest classes = request(honestEngine());
    classes.classCount = 9;
    QVERIFY(failureOf(classes).contains(u"10 classes, the engine 9"_s));
    const QString few = failureOf([&](size_t, size_t count) { return std::vector<float>(count * 9); });
    QVERIFY2(few.contains(u"another size"_s), qPrintable(few));
}

void VerifiedExportTest::textsAreCheckedWithTheirPadding() {
    const TinyTransformer tiny(u"bert"_s);
    const QByteArray model = tiny.onnx();
    OnnxModel engine(model, u"engine"_s, 1);
    const TinyTexts texts = {{9, 1, 4, 12, 2, 3, 3, 17, 8, 6}, 17};
    ExportRequest request;
    request.model = model;
    request.classCount = 3;
    std::set<std::int64_t> widths;
    request.inputs = [&](size_t first, size_t count) {
        const auto begin = texts.lengths.begin() + static_cast<std::ptrdiff_t>(first);
        const std::int64_t width = *std::max_element(begin, begin + static_cast<std::ptrdiff_t>(count));
        widths.insert(width);
        return tiny.inputs({texts.lengths, width}, first, count);
    };
    // The engine pads to another length: padding has to be without effect on both sides.
    double shift = 0;
    request.engineLogits = [&](size_t first, size_t count) {
        std::vector<float> logits = engine.run(tiny.inputs(texts, first, count));
        if (count == 1) logits[2] += static_cast<float>(shift);
        return logits;
    };
    const std::vector<float> logits = engine.run(tiny.inputs(texts));
    for (size_t i = 0; i < texts.lengths.size(); ++i) {
        const auto row = logits.begin() + static_cast<std::ptrdiff_t>(i * 3);
        request.targets.push_back(std::max_element(row, row + 3) - row);
    }
    request.targets[4] = (request.targets[4] + 1) % 3;
    const report::OnnxFileReport report = run(request);
    QCOMPARE(report.accuracy, 0.9);
    QCOMPARE(report.checkedItems, 10);
    QVERIFY(report.latencyMsP50 > 0);
    QVERIFY(widths.contains(17) && widths.contains(1) && widths.contains(4));
    QCOMPARE(files(), QStringList{u"student.onnx"_s});
    QFile::remove(m_folder->filePath(u"student.onnx"_s));

    shift = 1e-3;
    QVERIFY(failureOf(request).contains(u"differ"_s));
}

void VerifiedExportTest::anEarlierFileSurvivesAFailure() {
    run(honestEngine());
    const auto content = [&] {
        QFile file(m_folder->filePath(u"student.onnx"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray before = content();
    QVERIFY(!before.isEmpty());
    m_network->values("fc.bias")[0] += 1;
    QVERIFY(caught<WorkError>([&] { run([](size_t, size_t count) { return std::vector<float>(count * kClasses); }); }));
    QCOMPARE(content(), before);
    QCOMPARE(files(), QStringList{u"student.onnx"_s});
    run(honestEngine());
    QVERIFY(content() != before);
}

void VerifiedExportTest::aStopLeavesNothing() {
    m_control.stop();
    QVERIFY(caught<Stopped>([&] { run(honestEngine()); }));
    m_control.reset();
    int calls = 0;
    QVERIFY(caught<Stopped>([&] {
        run([&](size_t first, size_t count) {
            if (count > 1 && ++calls == 2) m_control.stop();
            return honest(first, count);
        });
    }));
    QCOMPARE(calls, 2);
    QVERIFY(files().isEmpty());
}

void VerifiedExportTest::aFolderThatCannotBeMadeIsReported() {
    QFile file(m_folder->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto error = caught<WorkError>([&] { writeProven({{}, "model"}, file.fileName() + u"/x.onnx"_s); });
    QVERIFY(error);
    QVERIFY(error->where().startsWith(file.fileName()));
}

DISTILLAB_TEST(VerifiedExportTest)
#include "verified_export_test.moc"
