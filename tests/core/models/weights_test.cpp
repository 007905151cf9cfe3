#include "core/models/weights.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/safetensors.h"
#include "tests/core/models/recorded_weights.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace distillab;
using namespace distillab::models;
using namespace Qt::Literals::StringLiterals;
using test::caught;

class WeightsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void safetensorsArePreferred();
    void filesAreKnownByTheirContent();
    void shardsAreReadAsOneFile();
    void torchShardsAreReadAsOneFile();
    void linkedShardsAreFollowed();
    void weightsOutliveTheirFolder();
    void missingShardsAreListed();
    void missingTensorsAreListed();
    void damagedIndexesAreRefused_data();
    void damagedIndexesAreRefused();
    void emptyFoldersAreNamed();

private:
    QString path(const QString& name) const { return m_folder->filePath(name); }
    void write(const QString& name, const QByteArray& content) const { writeFileAtomically(path(name), content); }
    /// A safetensors file with one tensor of one value.
    void writeOne(const QString& name, const std::string& tensor, float value) const {
        const std::array<float, 1> values = {value};
        writeSafetensors(path(name), {{tensor, DType::F32, {1}, std::as_bytes(std::span(values))}});
    }
    void writeShards() const {
        writeOne(u"model-00001-of-00002.safetensors"_s, "a", 1);
        writeOne(u"model-00002-of-00002.safetensors"_s, "b", 2);
        write(u"model.safetensors.index.json"_s,
              R"({"metadata": {"total_size": 8}, "weight_map": {"a": "model-00001-of-00002.safetensors",
                  "b": "model-00002-of-00002.safetensors"}})");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void WeightsTest::init() { m_folder = std::make_unique<QTemporaryDir>(); }

void WeightsTest::safetensorsArePreferred() {
    QVERIFY(findWeights(m_folder->path()).isEmpty());
    write(u"pytorch_model.bin"_s, kTorchNested);
    QCOMPARE(readWeights(m_folder->path()).tensors.count("brain"), size_t{1});
    writeShards();
    QCOMPARE(findWeights(m_folder->path()), path(u"model.safetensors.index.json"_s));
    writeOne(u"model.safetensors"_s, "single", 7);
    const WeightFile weights = readWeights(m_folder->path());
    QCOMPARE(weights.path, path(u"model.safetensors"_s));
    QCOMPARE(weights.bytes, QFile(weights.path).size());
    QCOMPARE(toFloat(weights.tensors.at("single")), std::vector<float>{7});
}

void WeightsTest::filesAreKnownByTheirContent() {
    write(u"a.weights"_s, kTorchZip);
    write(u"b.weights"_s, kTorchLegacy);
    write(u"c.weights"_s, kSafetensors);
    QCOMPARE(readWeights(path(u"a.weights"_s)).tensors.size(), size_t{6});
    QCOMPARE(readWeights(path(u"b.weights"_s)).tensors.size(), size_t{6});
    const WeightFile weights = readWeights(path(u"c.weights"_s));
    QCOMPARE(weights.metadata.at("format"), std::string("pt"));
    QCOMPARE(toFloat(weights.get("brain", DType::BF16, {6}, {}))[0], 1.5F);
    QCOMPARE(toFloat(weights.get("half", DType::F16, {6}, {}))[3], 65504.0F);
    QCOMPARE(toFloat(weights.get("wide", DType::F64, {1}, {}))[0], 0.1F);
    QCOMPARE(weights.get("narrow", DType::I8, {2}, {}).bytes[0], std::byte{0x80});
    QCOMPARE(weights.get("short", DType::I16, {1}, {}).bytes[1], std::byte{0x80});
    QCOMPARE(weights.get("flag", DType::Bool, {3}, {}).bytes[2], std::byte{1});
}

void WeightsTest::shardsAreReadAsOneFile() {
    writeShards();
    const WeightFile weights = readWeights(m_folder->path());
    QCOMPARE(weights.tensors.size(), size_t{2});
    QCOMPARE(toFloat(weights.tensors.at("a")), std::vector<float>{1});
    QCOMPARE(toFloat(weights.tensors.at("b")), std::vector<float>{2});
    QCOMPARE(weights.bytes, QFile(path(u"model-00001-of-00002.safetensors"_s)).size() +
                                QFile(path(u"model-00002-of-00002.safetensors"_s)).size());
}

void WeightsTest::torchShardsAreReadAsOneFile() {
    write(u"pytorch_model-1.bin"_s, kTorchZip);
    write(u"pytorch_model-2.bin"_s, kTorchNested);
    write(u"pytorch_model.bin.index.json"_s,
          R"({"weight_map": {"base": "pytorch_model-1.bin", "weight": "pytorch_model-2.bin"}})");
    const WeightFile weights = readWeights(m_folder->path());
    QCOMPARE(weights.tensors.size(), size_t{2});
    QCOMPARE(toFloat(weights.tensors.at("weight")), (std::vector<float>{1, -2}));
}

void WeightsTest::linkedShardsAreFollowed() {
    // As in the hub's cache, whose snapshots are links to blobs.
    writeOne(u"blob"_s, "x", 5);
    makeFolder(path(u"snapshot"_s));
    QVERIFY(QFile::link(u"../blob"_s, path(u"snapshot/model.safetensors"_s)));
    QCOMPARE(toFloat(readWeights(path(u"snapshot"_s)).tensors.at("x")), std::vector<float>{5});
}

void WeightsTest::weightsOutliveTheirFolder() {
    writeShards();
    const WeightFile weights = readWeights(m_folder->path());
    m_folder.reset();
    QCOMPARE(toFloat(weights.tensors.at("b")), std::vector<float>{2});
}

void WeightsTest::missingShardsAreListed() {
    writeShards();
    QVERIFY(QFile::remove(path(u"model-00002-of-00002.safetensors"_s)));
    const auto error = caught<RequestError>([&] { readWeights(m_folder->path()); });
    QVERIFY(error);
    QCOMPARE(error->where(), path(u"model.safetensors.index.json"_s));
    QVERIFY2(error->message().contains(u"model-00002-of-00002.safetensors"_s), qPrintable(error->message()));
}

void WeightsTest::missingTensorsAreListed() {
    writeShards();
    writeOne(u"model-00002-of-00002.safetensors"_s, "other", 2);
    const auto error = caught<RequestError>([&] { readWeights(m_folder->path()); });
    QVERIFY(error);
    QVERIFY2(error->message().contains(u"b (model-00002-of-00002.safetensors)"_s), qPrintable(error->message()));
}

void WeightsTest::damagedIndexesAreRefused_data() {
    QTest::addColumn<QByteArray>("index");
    QTest::newRow("no JSON") << QByteArray("{\"weight_map\":");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("no map") << QByteArray("{}");
    QTest::newRow("an empty map") << QByteArray(R"({"weight_map": {}})");
    QTest::newRow("no name") << QByteArray(R"({"weight_map": {"a": 3}})");
    QTest::newRow("an empty name") << QByteArray(R"({"weight_map": {"a": ""}})");
    QTest::newRow("out of the folder") << QByteArray(R"({"weight_map": {"a": "../x.safetensors"}})");
    QTest::newRow("the folder above") << QByteArray(R"({"weight_map": {"a": ".."}})");
    QTest::newRow("an absolute path") << QByteArray(R"({"weight_map": {"a": "/etc/passwd"}})");
    QTest::newRow("a folder below") << QByteArray(R"({"weight_map": {"a": "b/x.safetensors"}})");
    QTest::newRow("a backslash") << QByteArray(R"({"weight_map": {"a": "..\\x.safetensors"}})");
    QTest::newRow("a zero byte") << QByteArray(R"({"weight_map": {"a": "x\u0000y"}})");
}

void WeightsTest::damagedIndexesAreRefused() {
    QFETCH(QByteArray, index);
    write(u"model.safetensors.index.json"_s, index);
    const auto error = caught<RequestError>([&] { readWeights(m_folder->path()); });
    QVERIFY(error);
    QCOMPARE(error->where(), path(u"model.safetensors.index.json"_s));
    QVERIFY(!error->remedy().isEmpty());
}

void WeightsTest::emptyFoldersAreNamed() {
    const auto error = caught<RequestError>([&] { readWeights(m_folder->path()); });
    QVERIFY(error);
    QCOMPARE(error->where(), m_folder->path());
    QVERIFY(error->message().contains(u"pytorch_model.bin"_s));
}

DISTILLAB_TEST(WeightsTest)
#include "weights_test.moc"
