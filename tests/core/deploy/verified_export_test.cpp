#include "core/deploy/verified_export.h"

#include "core/base/error.h"
#include "core/deploy/onnx_session.h"
#include "core/models/registry.h"
#include "tests/core/deploy/reference_network.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace distillab;
using namespace distillab::deploy;
using namespace Qt::Literals::StringLiterals;
using test::caught;
using test::ReferenceNetwork;

namespace {

constexpr int kClasses = 10;
constexpr size_t kItems = 300;  // more than are checked
const data::ImageShape kShape = {1, 28, 28};

data::Subset randomImages(size_t count, data::ImageShape shape = kShape, int classes = kClasses) {
    auto dataset = std::make_shared<data::ImageDataset>();
    dataset->shape = shape;
    for (int i = 0; i < classes; ++i) dataset->classNames << u"class %1"_s.arg(i);
    SplitMix64 random(5);
    for (size_t i = 0; i < count * shape.size(); ++i)
        dataset->pixels.push_back(static_cast<std::uint8_t>(random.below(256)));
    for (size_t i = 0; i < count; ++i) dataset->labels.push_back(random.below(static_cast<std::uint32_t>(classes)));
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
    void theLastCheckedItemCounts();
    void anotherAnswerIsAFailureHoweverSmall();
    void engineValuesThatAreNoNumbersAreAFailure();
    void weightsThatAreNoNumbersAreAFailure_data();
    void weightsThatAreNoNumbersAreAFailure();
    void missingTensorsAreAFailure();
    void testDataOfAnotherKindIsAFailure();
    void anEarlierFileSurvivesAFailure();
    void aStopLeavesNothing();
    void aFolderThatCannotBeMadeIsReported();

private:
    std::vector<float> honest(std::span<const float> batch, size_t count) const {
        return m_network->logits(batch, count);
    }
    report::OnnxFileReport run(const EngineLogits& engine) { return run(engine, m_test); }
    report::OnnxFileReport run(const EngineLogits& engine, const data::Subset& test) {
        const auto tensors = m_network->tensors();
        return exportVerified({m_network->graph(), tensors, m_info, test, engine}, m_folder->path(), u"student.onnx"_s,
                              m_control);
    }
    /// What the failure of this engine says; empty when it did not fail or left something behind.
    QString failureOf(const EngineLogits& engine) { return failureOf(engine, m_test); }
    QString failureOf(const EngineLogits& engine, const data::Subset& test) {
        const auto error = caught<WorkError>([&] { run(engine, test); });
        return error && files().isEmpty() ? error->text() : QString();
    }
    QStringList files() const {
        return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    EngineLogits honestEngine() {
        return [this](std::span<const float> batch, size_t count) { return honest(batch, count); };
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
    m_info = {u"student"_s, m_test.dataset->classNames, {{0.5}, {0.3}}, u"version: 1\n"_s};
}

void VerifiedExportTest::aSoundExportIsWrittenAndMeasured() {
    size_t asked = 0;
    const report::OnnxFileReport report = run([&](std::span<const float> batch, size_t count) {
        asked += count;
        return honest(batch, count);
    });
    QCOMPARE(files(), QStringList{u"student.onnx"_s});
    const QString path = m_folder->filePath(u"student.onnx"_s);
    QCOMPARE(report.file, u"student.onnx"_s);
    QCOMPARE(report.precision, u"fp32"_s);
    QCOMPARE(report.bytes, QFile(path).size());
    QCOMPARE(report.checkedItems, 256);
    QCOMPARE(asked, size_t{256});
    QVERIFY(report.sameAnswers);
    QVERIFY(report.maxAbsDiff > 0 && report.maxAbsDiff <= 1e-4);
    QVERIFY(report.latencyMsP50 > 0 && report.latencyMsP95 >= report.latencyMsP50);

    std::vector<float> images(kItems * kShape.size());
    for (size_t i = 0; i < kItems; ++i) {
        const auto pixels = m_test.dataset->image(m_test.indices[i]);
        std::transform(pixels.begin(), pixels.end(), images.begin() + static_cast<std::ptrdiff_t>(i * kShape.size()),
                       [](std::uint8_t pixel) { return static_cast<float>((pixel / 255.0 - 0.5) / 0.3); });
    }
    const std::vector<float> logits = m_network->logits(images, kItems);
    double right = 0;
    for (size_t i = 0; i < kItems; ++i) {
        const auto row = logits.begin() + static_cast<std::ptrdiff_t>(i * kClasses);
        right += std::max_element(row, row + kClasses) - row == m_test.label(i) ? 1 : 0;
    }
    QCOMPARE(report.accuracy, right / kItems);
    QVERIFY(right > 0);
    QCOMPARE(OnnxSession(path, 1).labels(), m_info.labels);
}

void VerifiedExportTest::fewTestItemsAreAllChecked() {
    QCOMPARE(run(honestEngine(), randomImages(3)).checkedItems, 3);
    QCOMPARE(run(honestEngine(), randomImages(70)).checkedItems, 70);
}

void VerifiedExportTest::aSmallDifferenceIsAFailure() {
    const QString text = failureOf([&](std::span<const float> batch, size_t count) {
        std::vector<float> logits = honest(batch, count);
        for (float& logit : logits) logit += 1e-3F;
        return logits;
    });
    QVERIFY2(text.contains(u"0.001"_s), qPrintable(text));
    QVERIFY(text.contains(m_folder->filePath(u"student.onnx"_s)));
}

void VerifiedExportTest::theLastCheckedItemCounts() {
    size_t seen = 0;
    const QString text = failureOf([&](std::span<const float> batch, size_t count) {
        std::vector<float> logits = honest(batch, count);
        seen += count;
        if (seen == 256) logits.back() -= 2e-4F;
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

    const QString text = failureOf([&](std::span<const float> batch, size_t count) {
        std::vector<float> logits = honest(batch, count);
        for (size_t row = 0; row < count; ++row) std::swap(logits[row * kClasses], logits[row * kClasses + 1]);
        return logits;
    });
    QVERIFY2(text.contains(u"answers"_s) && text.contains(u"256"_s), qPrintable(text));
}

void VerifiedExportTest::engineValuesThatAreNoNumbersAreAFailure() {
    for (const float value : {std::nanf(""), INFINITY, -INFINITY}) {
        const QString text = failureOf([&](std::span<const float> batch, size_t count) {
            std::vector<float> logits = honest(batch, count);
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
    const QString text =
        failureOf([](std::span<const float>, size_t count) { return std::vector<float>(count * kClasses); });
    QVERIFY2(text.contains(u"no number"_s), qPrintable(text));
}

void VerifiedExportTest::missingTensorsAreAFailure() {
    auto tensors = m_network->tensors();
    tensors.erase("fc.bias");
    QVERIFY(caught<WorkError>([&] {
        exportVerified({m_network->graph(), tensors, m_info, m_test, honestEngine()}, m_folder->path(), u"x.onnx"_s,
                       m_control);
    }));
    QVERIFY(files().isEmpty());
}

void VerifiedExportTest::testDataOfAnotherKindIsAFailure() {
    QVERIFY(failureOf(honestEngine(), randomImages(0)).contains(u"no test images"_s));
    QVERIFY(failureOf(honestEngine(), randomImages(5, {1, 27, 28})).contains(u"test images"_s));
    QVERIFY(failureOf(honestEngine(), randomImages(5, kShape, 9)).contains(u"test images"_s));
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
    QVERIFY(caught<WorkError>(
        [&] { run([](std::span<const float>, size_t count) { return std::vector<float>(count * kClasses); }); }));
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
        run([&](std::span<const float> batch, size_t count) {
            if (++calls == 2) m_control.stop();
            return honest(batch, count);
        });
    }));
    QCOMPARE(calls, 2);
    QVERIFY(files().isEmpty());
}

void VerifiedExportTest::aFolderThatCannotBeMadeIsReported() {
    QFile file(m_folder->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto tensors = m_network->tensors();
    const auto error = caught<WorkError>([&] {
        exportVerified({m_network->graph(), tensors, m_info, m_test, honestEngine()}, file.fileName(), u"x.onnx"_s,
                       m_control);
    });
    QVERIFY(error);
    QVERIFY(error->where().startsWith(file.fileName()));
}

DISTILLAB_TEST(VerifiedExportTest)
#include "verified_export_test.moc"
