#include "core/models/tensor.h"

#include "core/base/error.h"
#include "core/models/tensor_file.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>

using namespace distillab;
using namespace distillab::models;
using namespace Qt::Literals::StringLiterals;
using test::caught;

namespace {

template <typename Value>
std::vector<float> floats(DType type, const std::vector<Value>& values) {
    return toFloat({"x", type, {static_cast<std::int64_t>(values.size())}, std::as_bytes(std::span(values))});
}

float half(std::uint16_t bits) { return floats<std::uint16_t>(DType::F16, {bits})[0]; }
float brain(std::uint16_t bits) { return floats<std::uint16_t>(DType::BF16, {bits})[0]; }

/// IEEE 754 binary16 by its definition.
float halfByDefinition(std::uint16_t bits) {
    const int exponent = bits >> 10 & 31;
    const int fraction = bits & 1023;
    const float sign = (bits & 0x8000) != 0 ? -1.0F : 1.0F;
    if (exponent == 31) {
        return sign *
               (fraction == 0 ? std::numeric_limits<float>::infinity() : std::numeric_limits<float>::quiet_NaN());
    }
    return sign * (exponent == 0 ? std::ldexp(static_cast<float>(fraction), -24)
                                 : std::ldexp(static_cast<float>(1024 + fraction), exponent - 25));
}

bool same(float a, float b) {
    return std::isnan(b) ? std::isnan(a) && std::signbit(a) == std::signbit(b)
                         : std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}

}  // namespace

class TensorTest : public QObject {
    Q_OBJECT

private slots:
    void everyHalfIsItsFloat();
    void floatsBecomeTheNearestHalf();
    void brainFloatsKeepTheirBits();
    void doublesAreRounded();
    void manyValuesAreConvertedLikeOne();
    void unalignedBytesAreRead();
    void wholeNumbersAreNoFloats();
    void typesHaveTheNamesOfSafetensors();
    void mismatchesAreListedByName();
    void longListsAreCutShort();
};

void TensorTest::floatsBecomeTheNearestHalf() {
    for (std::uint32_t bits = 0; bits < 0x7C00;
         ++bits) {  // every half but infinity, and what lies between it and the next
        const auto pattern = static_cast<std::uint16_t>(bits);
        const float value = half(pattern);
        QCOMPARE(toHalf(value), pattern);
        QCOMPARE(toHalf(-value), static_cast<std::uint16_t>(pattern | 0x8000));
        const float next = bits + 1 < 0x7C00 ? half(static_cast<std::uint16_t>(bits + 1)) : 65536.0F;
        const float middle = value + (next - value) / 2;
        QCOMPARE(toHalf(middle), static_cast<std::uint16_t>(pattern + (bits & 1)));
        QCOMPARE(toHalf(std::nextafter(middle, 0.0F)), pattern);
        QCOMPARE(toHalf(std::nextafter(middle, 1e6F)), static_cast<std::uint16_t>(pattern + 1));
    }
    QCOMPARE(toHalf(1e30F), std::uint16_t{0x7C00});
    QCOMPARE(toHalf(-std::numeric_limits<float>::infinity()), std::uint16_t{0xFC00});
    QVERIFY(std::isnan(half(toHalf(std::numeric_limits<float>::quiet_NaN()))));
}

void TensorTest::everyHalfIsItsFloat() {
    for (int bits = 0; bits <= 0xFFFF; ++bits) {
        const auto pattern = static_cast<std::uint16_t>(bits);
        const float expected = std::isnan(halfByDefinition(pattern)) && (bits & 0x8000) != 0
                                   ? -std::numeric_limits<float>::quiet_NaN()
                                   : halfByDefinition(pattern);
        QVERIFY2(same(half(pattern), expected), qPrintable(QString::number(bits, 16)));
    }
    QCOMPARE(half(0x0001), 5.9604644775390625e-08F);  // the smallest subnormal
    QCOMPARE(half(0x7BFF), 65504.0F);                 // the largest
    QVERIFY(std::signbit(half(0x8000)));
}

void TensorTest::brainFloatsKeepTheirBits() {
    QCOMPARE(brain(0x3F80), 1.0F);
    QCOMPARE(brain(0xC049), -3.140625F);
    QCOMPARE(brain(0x0001), 9.18354961579912115600575419705e-41F);  // subnormal
    QVERIFY(std::isinf(brain(0x7F80)) && std::isinf(brain(0xFF80)) && brain(0xFF80) < 0);
    QVERIFY(std::isnan(brain(0x7FC0)));
}

void TensorTest::doublesAreRounded() {
    const auto values = floats<double>(DType::F64, {0.1, -2.0, 1e300, std::numeric_limits<double>::quiet_NaN()});
    QCOMPARE(values[0], 0.1F);
    QCOMPARE(values[1], -2.0F);
    QVERIFY(std::isinf(values[2]));
    QVERIFY(std::isnan(values[3]));
}

void TensorTest::manyValuesAreConvertedLikeOne() {
    std::vector<std::uint16_t> bits(0x10000);
    for (size_t i = 0; i < bits.size(); ++i) bits[i] = static_cast<std::uint16_t>(i);
    const std::vector<float> values = floats(DType::F16, bits);
    for (size_t i = 0; i < bits.size(); ++i) QVERIFY(same(values[i], half(bits[i])));
}

void TensorTest::unalignedBytesAreRead() {
    std::vector<std::byte> bytes(1 + 2 * sizeof(float));
    bytes[3] = std::byte{0x80};
    bytes[4] = std::byte{0x3F};
    bytes[8] = std::byte{0x40};
    QCOMPARE(toFloat({"x", DType::F32, {2}, std::span(bytes).subspan(1)}), (std::vector<float>{1.0F, 2.0F}));
}

void TensorTest::wholeNumbersAreNoFloats() {
    const auto error = caught<RequestError>([] { floats<std::int64_t>(DType::I64, {1}); });
    QVERIFY(error);
    QVERIFY(error->message().contains(u"\"x\" holds I64"_s));
}

void TensorTest::typesHaveTheNamesOfSafetensors() {
    for (const DType type : {DType::F64, DType::F32, DType::F16, DType::BF16, DType::I64, DType::I32, DType::I16,
                             DType::I8, DType::U8, DType::Bool}) {
        QCOMPARE(typeNamed(nameOf(type)), std::optional(type));
    }
    QCOMPARE(QLatin1String(nameOf(DType::Bool)), "BOOL"_L1);
    QCOMPARE(sizeOf(DType::BF16), size_t{2});
    QCOMPARE(typeNamed("F8_E4M3"), std::nullopt);
}

void TensorTest::mismatchesAreListedByName() {
    TensorFile file;
    file.tensors["fits"] = {"fits", DType::F16, {2}, {}};
    file.tensors["turned"] = {"turned", DType::F32, {3, 2}, {}};
    file.tensors["ids"] = {"ids", DType::I64, {2}, {}};
    file.tensors["unknown"] = {"unknown", DType::F32, {}, {}};
    const Mismatch mismatch = compareTensors(file, {{"fits", {2}}, {"turned", {2, 3}}, {"ids", {2}}, {"absent", {1}}});
    QCOMPARE(mismatch.missing, QStringList{u"absent"_s});
    QCOMPARE(mismatch.extra, QStringList{u"unknown"_s});
    QCOMPARE(mismatch.misshaped, QStringList{u"turned [3, 2] instead of [2, 3]"_s});
    QCOMPARE(mismatch.notFloat, QStringList{u"ids I64"_s});
    QVERIFY(mismatch.text().contains(u"missing tensors: absent"_s));
    QVERIFY(compareTensors(TensorFile{}, {}).text().isEmpty());
}

void TensorTest::longListsAreCutShort() {
    std::vector<WantedTensor> wanted;
    for (int i = 0; i < 9; ++i) wanted.push_back({"layer." + std::to_string(i), {1}});
    const QString text = compareTensors({}, wanted).text();
    QVERIFY(text.contains(u"layer.4"_s));
    QVERIFY(!text.contains(u"layer.5"_s));
    QVERIFY(text.contains(u"4 more"_s));
}

DISTILLAB_TEST(TensorTest)
#include "tensor_test.moc"
