#include "core/models/safetensors.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cstring>

using namespace distillab;
using namespace distillab::models;
using namespace Qt::Literals::StringLiterals;
using test::caught;

namespace {

template <typename Value>
TensorView view(const std::string& name, DType type, std::vector<std::int64_t> shape, std::span<const Value> values) {
    return {name, type, std::move(shape), std::as_bytes(values)};
}

template <typename Value>
std::vector<Value> values(const TensorView& tensor) {
    std::vector<Value> copy(tensor.bytes.size() / sizeof(Value));
    std::memcpy(copy.data(), tensor.bytes.data(), tensor.bytes.size());
    return copy;
}

QByteArray fileOf(const QByteArray& header, const QByteArray& data) {
    QByteArray file;
    for (int i = 0; i < 8; ++i) file.append(static_cast<char>((header.size() >> (8 * i)) & 0xFF));
    return file + header + data;
}

const QByteArray kTwo = R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                        R"("b":{"dtype":"U8","shape":[3],"data_offsets":[8,11]}})";

}  // namespace

class SafetensorsTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsWrittenIsReadBack();
    void writesTheBytesOfTheSpecification();
    void readsAFileWrittenByHand();
    void wideTypesAreAligned();
    void everyTruncationIsRefusedWithItsOffset();
    void damagedFilesAreRefused_data();
    void damagedFilesAreRefused();
    void headersBeyondTheLimitAreRefusedUnread();
    void wantedTensorsMustFit();
    void missingFilesAreNamed();
    void aDiskThatRefusesIsReported();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString written(const QByteArray& content) const {
        QFile file(path(u"damaged.safetensors"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) qFatal("the disk refuses");
        return file.fileName();
    }

    QTemporaryDir m_folder;
};

void SafetensorsTest::whatIsWrittenIsReadBack() {
    const std::array<float, 6> floats = {1.5F, -0.0F, 3e-45F, 3.4e38F, -2, 7};
    const std::array<double, 1> doubles = {0.1};
    const std::array<std::int64_t, 2> wholes = {std::numeric_limits<std::int64_t>::min(), 42};
    const std::array<std::uint8_t, 3> bytes = {0, 128, 255};
    const QString file = path(u"all.safetensors"_s);
    writeSafetensors(
        file,
        {view<std::uint8_t>("state", DType::U8, {3}, bytes),
         view<float>("stem.conv.weight", DType::F32, {1, 2, 3}, floats),
         view<double>("scalar", DType::F64, {}, doubles), view<std::int64_t>("step", DType::I64, {2, 1}, wholes),
         view<float>("empty", DType::F32, {0, 4}, {})},
        {{"format", "pt"}, {"note", "蒸馏 \"quoted\"\n"}});

    const TensorFile read = readSafetensors(file);
    QCOMPARE(read.tensors.size(), size_t{5});
    QCOMPARE(values<float>(read.get("stem.conv.weight", DType::F32, {1, 2, 3}, file)),
             std::vector<float>(floats.begin(), floats.end()));
    QVERIFY(std::signbit(values<float>(read.tensors.at("stem.conv.weight"))[1]));
    QCOMPARE(values<double>(read.get("scalar", DType::F64, {}, file)), std::vector<double>{0.1});
    QCOMPARE(values<std::int64_t>(read.get("step", DType::I64, {2, 1}, file)),
             std::vector<std::int64_t>(wholes.begin(), wholes.end()));
    QCOMPARE(values<std::uint8_t>(read.get("state", DType::U8, {3}, file)),
             std::vector<std::uint8_t>(bytes.begin(), bytes.end()));
    QVERIFY(read.get("empty", DType::F32, {0, 4}, file).bytes.empty());
    QCOMPARE(read.metadata.at("format"), std::string("pt"));
    QCOMPARE(read.metadata.at("note"), std::string("蒸馏 \"quoted\"\n"));
}

void SafetensorsTest::writesTheBytesOfTheSpecification() {
    const std::array<float, 1> one = {1.0F};
    const QString file = path(u"bytes.safetensors"_s);
    writeSafetensors(file, {view<float>("x", DType::F32, {1}, one)}, {{"k", "v"}});
    const QByteArray header = R"({"__metadata__":{"k":"v"},"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
    const QByteArray padding(8 - header.size() % 8, ' ');
    QVERIFY(header.size() % 8 != 0);
    QCOMPARE(readFile(file), fileOf(header + padding, QByteArray("\x00\x00\x80\x3F", 4)));
}

void SafetensorsTest::readsAFileWrittenByHand() {
    const QByteArray data("\x00\x00\x00\x40\x00\x00\x80\xBF\x01\x02\x03", 11);
    const TensorFile file = readSafetensors(written(fileOf(kTwo, data)));
    QCOMPARE(values<float>(file.tensors.at("a")), (std::vector<float>{2.0F, -1.0F}));
    QCOMPARE(values<std::uint8_t>(file.tensors.at("b")), (std::vector<std::uint8_t>{1, 2, 3}));
    QVERIFY(file.metadata.empty());
}

void SafetensorsTest::wideTypesAreAligned() {
    const std::array<std::uint8_t, 1> byte = {7};
    const std::array<double, 1> number = {1};
    const QString path = this->path(u"aligned.safetensors"_s);
    writeSafetensors(path, {view<std::uint8_t>("a", DType::U8, {1}, byte), view<double>("b", DType::F64, {1}, number)});
    const TensorFile file = readSafetensors(path);
    // A mapping begins on a page.
    QCOMPARE(reinterpret_cast<std::uintptr_t>(file.tensors.at("b").bytes.data()) % 8, std::uintptr_t{0});
}

void SafetensorsTest::everyTruncationIsRefusedWithItsOffset() {
    const QByteArray whole = fileOf(kTwo, QByteArray(11, 'x'));
    QCOMPARE(readSafetensors(written(whole)).tensors.size(), size_t{2});
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const QString file = written(whole.left(length));
        const auto error = caught<RequestError>([&] { readSafetensors(file); });
        QVERIFY2(error, qPrintable(QString::number(length)));
        QCOMPARE(error->where(), u"%1:%2"_s.arg(file).arg(length));
    }
}

void SafetensorsTest::damagedFilesAreRefused_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("dataBytes");
    QTest::addColumn<int>("offset");  // of the complaint
    QTest::addColumn<QString>("complaint");

    const auto row = [](const char* name, const QByteArray& header, int dataBytes, int offset, const QString& text) {
        QTest::newRow(name) << header << dataBytes << offset << text;
    };
    const auto dataAt = [](const QByteArray& header, int place) { return 8 + static_cast<int>(header.size()) + place; };
    const auto one = [](const QByteArray& entry) { return "{\"a\":" + entry + '}'; };

    row("no JSON", "{\"a\":", 0, 13, u"JSON"_s);
    row("a slip in JSON", R"({"a":{"dtype":"F32","shape":[2;],)", 8, 38, u"JSON"_s);
    row("bad UTF-8", "{\"\xFF\":1}", 0, 10, u"JSON"_s);
    row("empty header", "", 0, 8, u"JSON"_s);
    row("a number beyond any", one(R"({"dtype":1e999})"), 0, 8, u"too large"_s);
    row("a list", "[1,2]", 0, 8, u"object"_s);
    row("an entry that is no object", one("3"), 0, 9, u"\"a\""_s);
    row("listed twice",
        R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})",
        1, 9, u"twice"_s);
    row("unknown type", one(R"({"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]})"), 8, 9, u"F8_E4M3"_s);
    row("no type", one(R"({"shape":[4],"data_offsets":[0,8]})"), 8, 9, u"dtype"_s);
    row("type is no text", one(R"({"dtype":32,"shape":[4],"data_offsets":[0,8]})"), 8, 9, u"dtype"_s);
    row("no shape", one(R"({"dtype":"F32","data_offsets":[0,8]})"), 8, 9, u"shape"_s);
    row("negative side", one(R"({"dtype":"F32","shape":[-2],"data_offsets":[0,8]})"), 8, 9, u"shape"_s);
    row("fractional side", one(R"({"dtype":"F32","shape":[2.0],"data_offsets":[0,8]})"), 8, 9, u"shape"_s);
    row("shape too small", one(R"({"dtype":"F32","shape":[1],"data_offsets":[0,8]})"), 8, 9, u"[1]"_s);
    row("shape too large", one(R"({"dtype":"F32","shape":[3],"data_offsets":[0,8]})"), 8, 9, u"[3]"_s);
    row("shape whose product wraps around",
        one(R"({"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]})"), 0, 9, u"[46"_s);
    row("side beyond 64 bits", one(R"({"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]})"), 8, 9,
        u"shape"_s);
    row("no offsets", one(R"({"dtype":"F32","shape":[2]})"), 8, 9, u"data_offsets"_s);
    row("three offsets", one(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8,9]})"), 8, 9, u"data_offsets"_s);
    row("offsets backwards", one(R"({"dtype":"F32","shape":[2],"data_offsets":[8,0]})"), 8, 9, u"data_offsets"_s);
    const QByteArray beyond = one(R"({"dtype":"F32","shape":[3],"data_offsets":[0,12]})");
    row("beyond the end", beyond, 8, dataAt(beyond, 8), u"\"a\""_s);
    const QByteArray far =
        one(R"({"dtype":"F32","shape":[0],"data_offsets":[9223372036854775807,9223372036854775807]})");
    row("beyond any end", far, 8, dataAt(far, 8), u"\"a\""_s);
    const QByteArray overlap = R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                               R"("b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})";
    row("overlapping", overlap, 12, dataAt(overlap, 4), u"\"b\" overlaps"_s);
    const QByteArray twin = R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},)"
                            R"("b":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}})";
    row("the same bytes twice", twin, 2, dataAt(twin, 0), u"overlaps"_s);
    const QByteArray hole = R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},)"
                            R"("b":{"dtype":"U8","shape":[1],"data_offsets":[5,6]}})";
    row("a hole", hole, 6, dataAt(hole, 2), u"3 bytes belong"_s);
    row("bytes behind the last tensor", kTwo, 13, dataAt(kTwo, 11), u"2 bytes belong"_s);
    row("metadata that is no object", R"({"__metadata__":[]})", 0, 9, u"metadata"_s);
    row("metadata that is no text", R"({"__metadata__":{"epoch":3}})", 0, 25, u"text"_s);
}

void SafetensorsTest::damagedFilesAreRefused() {
    QFETCH(QByteArray, header);
    QFETCH(int, dataBytes);
    QFETCH(int, offset);
    QFETCH(QString, complaint);
    const QString file = written(fileOf(header, QByteArray(dataBytes, 'x')));
    const auto error = caught<RequestError>([&] { readSafetensors(file); });
    QVERIFY(error);
    QCOMPARE(error->where(), u"%1:%2"_s.arg(file).arg(offset));
    QVERIFY2(error->message().contains(complaint), qPrintable(error->message()));
    QVERIFY(!error->remedy().isEmpty());
}

void SafetensorsTest::headersBeyondTheLimitAreRefusedUnread() {
    const QString small = written(QByteArray("\x01\xE1\xF5\x05\0\0\0\0", 8) + "{}");  // 100,000,001
    const auto error = caught<RequestError>([&] { readSafetensors(small); });
    QVERIFY(error);
    QCOMPARE(error->where(), small + u":0"_s);
    QVERIFY(error->message().contains(u"100000001"_s));

    const QString huge = written(QByteArray(8, '\xFF') + "{}");
    QVERIFY(caught<RequestError>([&] { readSafetensors(huge); }));
}

void SafetensorsTest::wantedTensorsMustFit() {
    const TensorFile file = readSafetensors(written(fileOf(kTwo, QByteArray(11, 'x'))));
    const auto complaint = [&](const std::string& name, DType type, std::vector<std::int64_t> shape) {
        const auto error = caught<RequestError>([&] { file.get(name, type, shape, u"student.safetensors"_s); });
        return error && error->where() == u"student.safetensors"_s ? error->message() : QString();
    };
    QVERIFY(complaint("fc.bias", DType::F32, {2}).contains(u"fc.bias"_s));
    QVERIFY(complaint("a", DType::F64, {2}).contains(u"F64"_s));
    QVERIFY(complaint("a", DType::F32, {2, 1}).contains(u"[2, 1]"_s));
    QCOMPARE(file.get("a", DType::F32, {2}, {}).name, std::string("a"));
}

void SafetensorsTest::missingFilesAreNamed() {
    const QString file = path(u"nowhere.safetensors"_s);
    const auto error = caught<RequestError>([&] { readSafetensors(file); });
    QVERIFY(error);
    QVERIFY(error->where().startsWith(file));
}

void SafetensorsTest::aDiskThatRefusesIsReported() {
    const QString file = written("a file, not a folder");
    QVERIFY(caught<WorkError>([&] { writeSafetensors(file + u"/x.safetensors"_s, {}); }));
}

DISTILLAB_TEST(SafetensorsTest)
#include "safetensors_test.moc"
