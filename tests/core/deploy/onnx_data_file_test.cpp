#include "core/deploy/onnx_data_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/deploy/onnx_check.h"
#include "core/deploy/onnx_model.h"
#include "core/deploy/transformer_onnx.h"
#include "core/deploy/verified_export.h"
#include "tests/core/deploy/tiny_transformer.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <onnx/onnx_pb.h>

#include <functional>
#include <numeric>
#include <optional>

using namespace distillab;
using namespace distillab::deploy;
using namespace Qt::Literals::StringLiterals;
using test::caught;
using test::TinyTexts;
using test::TinyTransformer;

namespace {

const QString kModel = u"model.onnx"_s;
const QString kData = u"model.onnx.data"_s;
const TinyTexts kTexts{{9, 4, 12, 1, 7, 3}, 12};

std::span<const std::byte> bytesOf(const QByteArray& text) {
    return std::as_bytes(std::span(text.constData(), static_cast<size_t>(text.size())));
}

}  // namespace

class OnnxDataFileTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder.emplace(); }
    void everyTensorBeginsAtAPage();
    void onlyLargeTensorsLeaveTheModel();
    void modelsAnswerTheSameFromTwoFiles_data();
    void modelsAnswerTheSameFromTwoFiles();
    void bothFilesComeTogether();
    void aFailedCheckLeavesOlderFilesAlone();
    void aDamagedPairIsRefused();
    void dataOfALargerModelGoesWithIt();
    void aFolderThatCannotBeWrittenIsNamed();

private:
    QStringList files() const {
        return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    QString pathOf(const QString& name) const { return m_folder->filePath(name); }

    QByteArray write(const TinyTransformer& tiny, OnnxDataFile* data) const {
        return writeTransformerOnnx(tiny.config(), tiny.tensors(), tiny.config().maxTokens(),
                                    {u"tiny"_s, tiny.config().labels, {}}, data);
    }
    /// Exports the model with its data beside it, checked against itself plus `error`.
    report::OnnxFileReport exportLarge(const TinyTransformer& tiny, float error = 0) {
        OnnxDataFile data(m_folder->path(), kModel);
        ExportRequest request = requestFor(tiny, error);
        request.model = write(tiny, &data);
        data.complete(request.model);
        request.data = &data;
        return keep(request);
    }
    report::OnnxFileReport keep(const ExportRequest& request) {
        const ProvenFile proven = prove(request, pathOf(kModel), m_control);
        writeProven(proven, pathOf(kModel));
        return proven.report;
    }
    ExportRequest requestFor(const TinyTransformer& tiny, float error = 0) {
        const auto engine = std::make_shared<OnnxModel>(write(tiny, nullptr), u"engine"_s, 1);
        ExportRequest request;
        request.classCount = engine->classCount();
        request.targets.assign(kTexts.lengths.size(), 0);
        request.inputs = [=](size_t first, size_t count) { return tiny.inputs(kTexts, first, count); };
        request.engineLogits = [=](size_t first, size_t count) {
            std::vector<float> logits = engine->run(tiny.inputs(kTexts, first, count));
            for (float& logit : logits) logit += error;
            return logits;
        };
        return request;
    }

    std::optional<QTemporaryDir> m_folder;
    RunControl m_control;
};

void OnnxDataFileTest::everyTensorBeginsAtAPage() {
    const QByteArray first(1, 'a');
    const QByteArray second(OnnxDataFile::kAlignment, 'b');
    const QByteArray third(5, 'c');
    OnnxDataFile data(m_folder->path(), kModel);
    QCOMPARE(data.append(bytesOf(first)), 0);
    QCOMPARE(data.append(bytesOf(second)), OnnxDataFile::kAlignment);
    QCOMPARE(data.append(bytesOf(third)), 2 * OnnxDataFile::kAlignment);
    data.complete("model");
    QCOMPARE(data.bytes(), 2 * OnnxDataFile::kAlignment + 5 + 5);
    data.moveIntoPlace();
    const QByteArray padding(OnnxDataFile::kAlignment - 1, '\0');
    QVERIFY(readFile(pathOf(kData)) == first + padding + second + third);
    QCOMPARE(readFile(pathOf(kModel)), QByteArray("model"));
}

void OnnxDataFileTest::onlyLargeTensorsLeaveTheModel() {
    const TinyTransformer tiny(u"bert"_s);
    OnnxDataFile data(m_folder->path(), kModel);
    onnx::ModelProto proto;
    QVERIFY(proto.ParseFromString(write(tiny, &data).toStdString()));
    int outside = 0;
    for (const auto& tensor : proto.graph().initializer()) {
        const auto size =
            std::accumulate(tensor.dims().begin(), tensor.dims().end(), std::int64_t{1}, std::multiplies<>()) *
            (tensor.data_type() == onnx::TensorProto::INT64 ? 8 : 4);
        const bool isOutside = tensor.data_location() == onnx::TensorProto::EXTERNAL;
        QCOMPARE(isOutside, size >= static_cast<std::int64_t>(OnnxDataFile::kLeastBytes));
        QCOMPARE(tensor.raw_data().empty(), isOutside);
        outside += isOutside ? 1 : 0;
    }
    QVERIFY(outside > 5);
}

void OnnxDataFileTest::modelsAnswerTheSameFromTwoFiles_data() {
    QTest::addColumn<QString>("name");
    for (const QString& name : TinyTransformer::names()) QTest::newRow(qPrintable(name)) << name;
}

void OnnxDataFileTest::modelsAnswerTheSameFromTwoFiles() {
    QFETCH(QString, name);
    const TinyTransformer tiny(name);
    OnnxDataFile data(m_folder->path(), kModel);
    data.complete(write(tiny, &data));
    data.moveIntoPlace();
    checkOnnxFile(pathOf(kModel), name);
    OnnxModel one(tiny.onnx(), name, 1);
    OnnxModel two(pathOf(kModel), 1);
    QCOMPARE(two.labels(), tiny.config().labels);
    const TinyTexts texts = TinyTransformer::batches().at(u"padded"_s);
    QVERIFY(one.run(tiny.inputs(texts)) == two.run(tiny.inputs(texts)));
}

void OnnxDataFileTest::bothFilesComeTogether() {
    const TinyTransformer tiny(u"roberta"_s);
    const report::OnnxFileReport report = exportLarge(tiny);
    QCOMPARE(files(), (QStringList{kModel, kData}));
    QCOMPARE(report.file, kModel);
    QCOMPARE(report.bytes, QFileInfo(pathOf(kModel)).size() + QFileInfo(pathOf(kData)).size());
    QVERIFY(report.sameAnswers);
    QCOMPARE(report.checkedItems, qint64(kTexts.lengths.size()));
    QVERIFY(QFileInfo(pathOf(kData)).size() > QFileInfo(pathOf(kModel)).size());
    // Again, over the older ones.
    exportLarge(tiny);
    QCOMPARE(files(), (QStringList{kModel, kData}));
}

void OnnxDataFileTest::aFailedCheckLeavesOlderFilesAlone() {
    QVERIFY(caught<WorkError>([&] { exportLarge(TinyTransformer(u"bert"_s), 0.5F); }));
    QVERIFY(files().isEmpty());
    exportLarge(TinyTransformer(u"bert"_s));
    const QByteArray model = readFile(pathOf(kModel));
    const QByteArray data = readFile(pathOf(kData));
    QVERIFY(caught<WorkError>([&] { exportLarge(TinyTransformer(u"electra"_s), 0.5F); }));
    m_control.stop();
    QVERIFY(caught<Stopped>([&] { exportLarge(TinyTransformer(u"electra"_s)); }));
    m_control.reset();
    QCOMPARE(files(), (QStringList{kModel, kData}));
    QVERIFY(readFile(pathOf(kModel)) == model);
    QVERIFY(readFile(pathOf(kData)) == data);
}

void OnnxDataFileTest::aDamagedPairIsRefused() {
    exportLarge(TinyTransformer(u"bert"_s));
    QFile data(pathOf(kData));
    QVERIFY(data.resize(data.size() / 2));
    const auto cut = caught<RequestError>([&] { OnnxModel(pathOf(kModel), 1); });
    QVERIFY(cut);
    QCOMPARE(cut->where(), pathOf(kModel));
    QVERIFY(data.remove());
    QVERIFY(caught<RequestError>([&] { OnnxModel(pathOf(kModel), 1); }));
    QVERIFY(caught<WorkError>([&] { checkOnnxFile(pathOf(kModel), kModel); }));
}

void OnnxDataFileTest::dataOfALargerModelGoesWithIt() {
    const TinyTransformer tiny(u"bert"_s);
    exportLarge(tiny);
    ExportRequest request = requestFor(tiny);
    request.model = write(tiny, nullptr);
    keep(request);
    QCOMPARE(files(), QStringList{kModel});
}

void OnnxDataFileTest::aFolderThatCannotBeWrittenIsNamed() {
    QFile(pathOf(u"file"_s)).open(QIODevice::WriteOnly);
    const auto error = caught<WorkError>([&] { OnnxDataFile(pathOf(u"file/below"_s), kModel); });
    QVERIFY(error);
    QVERIFY(!error->remedy().isEmpty());
}

DISTILLAB_TEST(OnnxDataFileTest)
#include "onnx_data_file_test.moc"
