#include "core/models/torch_file.h"

#include "core/base/error.h"
#include "tests/core/models/recorded_weights.h"
#include "tests/core/models/zip_bytes.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <cstring>

using namespace distillab;
using namespace distillab::models;
using namespace Qt::Literals::StringLiterals;
using test::caught;
using test::writeZip;
using test::ZipPart;

namespace {

const QByteArray kProtocol("\x80\x02", 2);

QByteArray text(const QByteArray& word) {
    return QByteArray("X") + static_cast<char>(word.size()) + QByteArray(3, '\0') + word;
}

/// A pickle of {"x": tensor} over a storage "0" of `count` floats.
QByteArray pickleOf(int count, const QByteArray& shape, const QByteArray& strides) {
    return kProtocol + '}' + text("x") + "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") +
           "ctorch\nFloatStorage\n" + text("0") + text("cpu") + 'K' + static_cast<char>(count) + "tQ" +
           QByteArray("K\0", 2) + shape + strides + "\x89}tRs.";
}

const QByteArray kFour = pickleOf(4, "K\x04\x85", "K\x01\x85");
const QByteArray kFourFloats("\0\0\x80\x3F\0\0\0\x40\0\0\x40\x40\0\0\x80\x40", 16);

std::vector<float> valuesOf(const TensorFile& file, const std::string& name) { return toFloat(file.tensors.at(name)); }

}  // namespace

class TorchFileTest : public QObject {
    Q_OBJECT

private slots:
    void filesOfTorchSaveAreRead_data();
    void filesOfTorchSaveAreRead();
    void weightsAreFoundInACheckpoint();
    void storedTensorsAreNotCopied();
    void compressedArchivesAreRead();
    void expandedTensorsAreWrittenOut();
    void wholeModulesAreRefused();
    void maliciousPicklesAreRefusedWithTheirPlace();
    void everyTruncationIsRefused_data();
    void everyTruncationIsRefused();
    void damagedBytesAreNoticed();
    void oddArchivesAreRefused_data();
    void oddArchivesAreRefused();
    void endlessRepetitionIsRefused();
    void missingFilesAreNamed();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString written(const QByteArray& content) const {
        QFile file(path(u"weights.bin"_s));
        file.remove();
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) qFatal("the disk refuses");
        return file.fileName();
    }
    QString zipped(const std::vector<ZipPart>& parts) const {
        QFile::remove(path(u"archive.pt"_s));
        writeZip(path(u"archive.pt"_s), parts);
        return path(u"archive.pt"_s);
    }

    QTemporaryDir m_folder;
};

void TorchFileTest::filesOfTorchSaveAreRead_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("zip") << kTorchZip;
    QTest::newRow("before PyTorch 1.6") << kTorchLegacy;
}

void TorchFileTest::filesOfTorchSaveAreRead() {
    QFETCH(QByteArray, content);
    QVERIFY(isTorchFile(content));
    const TensorFile file = readTorchFile(written(content));
    QCOMPARE(file.tensors.size(), size_t{6});
    QCOMPARE(file.get("base", DType::F32, {2, 3}, {}).name, std::string("base"));
    QCOMPARE(valuesOf(file, "base"), (std::vector<float>{0, 1, 2, 3, 4, 5}));
    QCOMPARE(file.tensors.at("turned").shape, (std::vector<std::int64_t>{3, 2}));
    QCOMPARE(valuesOf(file, "turned"), (std::vector<float>{0, 3, 1, 4, 2, 5}));
    QCOMPARE(file.tensors.at("tail").shape, (std::vector<std::int64_t>{2}));
    QCOMPARE(valuesOf(file, "tail"), (std::vector<float>{4, 5}));
    const std::vector<float> half = valuesOf(file, "half");
    QCOMPARE(half[0], 1.5F);
    QVERIFY(half[1] == 0 && std::signbit(half[1]));
    QCOMPARE(half[2], 5.9604644775390625e-08F);
    QCOMPARE(half[3], 65504.0F);
    QVERIFY(std::isinf(half[4]));
    QVERIFY(std::isnan(half[5]));
    const TensorView& ids = file.get("ids", DType::I64, {1, 2}, {});
    std::array<std::int64_t, 2> values = {};
    std::memcpy(values.data(), ids.bytes.data(), sizeof values);
    QCOMPARE(values[0], std::int64_t{-1});
    QCOMPARE(values[1], std::int64_t{1} << 40);
    QVERIFY(file.get("none", DType::F32, {0, 4}, {}).bytes.empty());
}

void TorchFileTest::weightsAreFoundInACheckpoint() {
    const TensorFile file = readTorchFile(written(kTorchNested));
    QCOMPARE(file.tensors.size(), size_t{3});
    QCOMPARE(valuesOf(file, "weight"), (std::vector<float>{1, -2}));
    QCOMPARE(valuesOf(file, "brain"), std::vector<float>{3});
    const TensorView& flag = file.get("flag", DType::Bool, {2}, {});
    QCOMPARE(flag.bytes[0], std::byte{1});
    QCOMPARE(flag.bytes[1], std::byte{0});
}

void TorchFileTest::storedTensorsAreNotCopied() {
    const TensorFile file = readTorchFile(written(kTorchZip));
    // "tail" is the end of the same bytes.
    QCOMPARE(file.tensors.at("tail").bytes.data(), file.tensors.at("base").bytes.data() + 16);
}

void TorchFileTest::compressedArchivesAreRead() {
    const TensorFile file = readTorchFile(
        zipped({{"archive/data.pkl", kFour, true}, {"archive/data/0", kFourFloats, true}, {"archive/version", "3\n"}}));
    QCOMPARE(valuesOf(file, "x"), (std::vector<float>{1, 2, 3, 4}));
}

void TorchFileTest::expandedTensorsAreWrittenOut() {
    const QByteArray program = pickleOf(4, "K\x02K\x03\x86", QByteArray("K\x01K\0\x86", 5));
    const TensorFile file = readTorchFile(zipped({{"a/data.pkl", program}, {"a/data/0", kFourFloats}}));
    QCOMPARE(valuesOf(file, "x"), (std::vector<float>{1, 1, 1, 2, 2, 2}));
}

void TorchFileTest::wholeModulesAreRefused() {
    const auto error = caught<RequestError>([&] { readTorchFile(written(kTorchModule)); });
    QVERIFY(error);
    QVERIFY2(error->message().contains(u"Identity"_s), qPrintable(error->message()));
    QVERIFY(error->remedy().contains(u"state_dict"_s));
}

void TorchFileTest::maliciousPicklesAreRefusedWithTheirPlace() {
    const QByteArray program = kProtocol + "cposix\nsystem\n" + text("true") + "\x85R.";
    const QString file = zipped({{"archive/data.pkl", program}});
    const auto error = caught<RequestError>([&] { readTorchFile(file); });
    QVERIFY(error);
    QCOMPARE(error->where(), file + u"/archive/data.pkl:2"_s);
    QVERIFY(error->message().contains(u"posix.system"_s));
}

void TorchFileTest::everyTruncationIsRefused_data() { filesOfTorchSaveAreRead_data(); }

void TorchFileTest::everyTruncationIsRefused() {
    QFETCH(QByteArray, content);
    for (qsizetype length = 0; length < content.size(); ++length) {
        const QString file = written(content.left(length));
        QVERIFY2(caught<RequestError>([&] { readTorchFile(file); }), qPrintable(QString::number(length)));
    }
}

void TorchFileTest::damagedBytesAreNoticed() {
    // Whatever byte is wrong, the reader answers: with the same tensors when the byte was padding, or with an error.
    const TensorFile whole = readTorchFile(written(kTorchZip));
    int noticed = 0;
    for (qsizetype at = 0; at < kTorchZip.size(); ++at) {
        QByteArray damaged = kTorchZip;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
        const QString file = written(damaged);
        if (caught<RequestError>([&] { QCOMPARE(readTorchFile(file).tensors.size(), whole.tensors.size()); })) {
            ++noticed;
        }
    }
    QVERIFY2(noticed > 500, qPrintable(QString::number(noticed)));

    QByteArray tensor = kTorchZip;
    const qsizetype five = tensor.indexOf(QByteArray("\0\0\x80\x40\0\0\xA0\x40", 8));
    QVERIFY(five > 0);
    tensor[five + 7] = 'A';
    const auto error = caught<RequestError>([&] { readTorchFile(written(tensor)); });
    QVERIFY(error);
    QVERIFY2(error->message().contains(u"checksum"_s), qPrintable(error->message()));
}

void TorchFileTest::oddArchivesAreRefused_data() {
    QTest::addColumn<QList<QByteArray>>("parts");  // name, content, name, content, …
    QTest::addColumn<QString>("complaint");

    const auto row = [](const char* name, const QList<QByteArray>& parts, const QString& complaint) {
        QTest::newRow(name) << parts << complaint;
    };
    row("no pickle", {"archive/version", "3"}, u"not written by torch.save"_s);
    row("two pickles", {"a/data.pkl", kFour, "b/data.pkl", kFour}, u"more than one"_s);
    row("one name twice", {"a/data.pkl", kFour, "a/data/0", kFourFloats, "a/data/0", kFourFloats}, u"twice"_s);
    row("a storage missing", {"a/data.pkl", kFour}, u"\"a/data/0\""_s);
    row("a storage too short", {"a/data.pkl", kFour, "a/data/0", kFourFloats.left(15)}, u"has 15 bytes"_s);
    row("a storage too long", {"a/data.pkl", kFour, "a/data/0", kFourFloats + kFourFloats}, u"has 32 bytes"_s);
    row("a program", {"a/data.pkl", kFour, "a/data/0", kFourFloats, "a/constants.pkl", ""}, u"TorchScript"_s);
    row("big-endian", {"a/data.pkl", kFour, "a/data/0", kFourFloats, "a/byteorder", "big"}, u"big-endian"_s);
    row("no tensors", {"a/data.pkl", kProtocol + '}' + text("epoch") + "K\x03s."}, u"no dictionary of tensors"_s);
    row("a list", {"a/data.pkl", kProtocol + "]."}, u"no dictionary of tensors"_s);
}

void TorchFileTest::oddArchivesAreRefused() {
    QFETCH(QList<QByteArray>, parts);
    QFETCH(QString, complaint);
    std::vector<ZipPart> zip;
    for (qsizetype i = 0; i < parts.size(); i += 2) zip.push_back({parts[i], parts[i + 1]});
    const QString file = zipped(zip);
    const auto error = caught<RequestError>([&] { readTorchFile(file); });
    QVERIFY(error);
    QCOMPARE(error->where(), file);
    QVERIFY2(error->message().contains(complaint), qPrintable(error->message()));
    QVERIFY(!error->remedy().isEmpty());
}

void TorchFileTest::endlessRepetitionIsRefused() {
    const QByteArray side("J\xFF\xFF\xFF\x7F");
    const QByteArray program = pickleOf(4, side + "K\x04\x86", QByteArray("K\0K\x01\x86", 5));
    const QString file = zipped({{"a/data.pkl", program}, {"a/data/0", kFourFloats}});
    const auto error = caught<RequestError>([&] { readTorchFile(file); });
    QVERIFY(error);
    QVERIFY2(error->message().contains(u"\"x\" repeats"_s), qPrintable(error->message()));
}

void TorchFileTest::missingFilesAreNamed() {
    const QString file = path(u"nowhere.bin"_s);
    const auto error = caught<RequestError>([&] { readTorchFile(file); });
    QVERIFY(error);
    QCOMPARE(error->where(), file);
}

DISTILLAB_TEST(TorchFileTest)
#include "torch_file_test.moc"
