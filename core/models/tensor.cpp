#include "core/models/tensor.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

namespace distillab::models {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Tensor)
};

struct TypeFacts {
    DType type;
    const char* name;
    size_t bytes;
};

/// In the order of the enumeration.
constexpr std::array<TypeFacts, 10> kTypes = {{{DType::F64, "F64", 8},
                                               {DType::F32, "F32", 4},
                                               {DType::F16, "F16", 2},
                                               {DType::BF16, "BF16", 2},
                                               {DType::I64, "I64", 8},
                                               {DType::I32, "I32", 4},
                                               {DType::I16, "I16", 2},
                                               {DType::I8, "I8", 1},
                                               {DType::U8, "U8", 1},
                                               {DType::Bool, "BOOL", 1}}};

const TypeFacts& factsOf(DType type) { return kTypes[static_cast<size_t>(type)]; }

/// Without branches, so that the compiler vectorises it: the exponent is moved to its place by a multiplication, which
/// makes normal numbers of the subnormal ones too; infinities and NaN come out as 65536 or more and get all ones.
float fromHalf(std::uint16_t half) {
    constexpr float kExponentShift = 0x1p112F;
    constexpr std::uint32_t kAllOnes = 0x7F800000;
    const auto magnitude = std::bit_cast<float>(static_cast<std::uint32_t>(half & 0x7FFF) << 13) * kExponentShift;
    const std::uint32_t beyond = magnitude >= 65536.0F ? kAllOnes : 0;
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000) << 16;
    return std::bit_cast<float>(std::bit_cast<std::uint32_t>(magnitude) | beyond | sign);
}

float fromBrain(std::uint16_t brain) { return std::bit_cast<float>(static_cast<std::uint32_t>(brain) << 16); }

/// The bytes may lie anywhere: they are fetched value by value, which compilers make plain loads of.
template <typename Source, typename Convert>
void convert(const std::byte* bytes, std::span<float> values, Convert toFloat) {
    for (size_t i = 0; i < values.size(); ++i) {
        Source source;
        std::memcpy(&source, bytes + i * sizeof(Source), sizeof(Source));
        values[i] = toFloat(source);
    }
}

}  // namespace

size_t sizeOf(DType type) { return factsOf(type).bytes; }

const char* nameOf(DType type) { return factsOf(type).name; }

const char* configNameOf(DType type) { return type == DType::F16 ? "float16" : "float32"; }

std::optional<DType> typeNamed(const std::string& name) {
    const auto found =
        std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeFacts& facts) { return facts.name == name; });
    return found == kTypes.end() ? std::nullopt : std::optional(found->type);
}

std::optional<std::uint64_t> byteCount(const std::vector<std::int64_t>& shape, DType type) {
    std::uint64_t bytes = sizeOf(type);
    for (const std::int64_t side : shape) {
        if (side < 0) return std::nullopt;
        const auto factor = static_cast<std::uint64_t>(side);
        if (factor != 0 && bytes > std::numeric_limits<std::uint64_t>::max() / factor) return std::nullopt;
        bytes *= factor;
    }
    return bytes;
}

QString shapeText(const std::vector<std::int64_t>& shape) {
    QStringList sides;
    for (const std::int64_t side : shape) sides << QString::number(side);
    return u'[' + sides.join(u", "_s) + u']';
}

bool isFloat(DType type) {
    return type == DType::F64 || type == DType::F32 || type == DType::F16 || type == DType::BF16;
}

std::uint16_t toHalf(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>(bits >> 16 & 0x8000);
    const std::uint32_t size = bits & 0x7FFFFFFF;
    constexpr std::uint32_t kInfinity = 0x7F800000;
    constexpr std::uint32_t kBeyond = 0x477FF000;  // 65520: from here on the nearest is infinite
    constexpr std::uint32_t kNormal = 0x38800000;  // 2⁻¹⁴: the least with all digits
    if (size > kInfinity) return sign | 0x7E00;    // not a number
    if (size >= kBeyond) return sign | 0x7C00;     // infinite
    if (size < kNormal) {
        // Multiples of 2⁻²⁴, which the sum with 0.5 rounds to: there the last digit of a float has that weight.
        const float sum = std::bit_cast<float>(size) + 0.5F;
        return sign |
               static_cast<std::uint16_t>(std::bit_cast<std::uint32_t>(sum) - std::bit_cast<std::uint32_t>(0.5F));
    }
    constexpr std::uint32_t kOtherBias = (127 - 15) << 23;
    const std::uint32_t toEven = (size >> 13 & 1) + 0xFFF;
    return sign | static_cast<std::uint16_t>((size - kOtherBias + toEven) >> 13);
}

void toFloat(const TensorView& tensor, std::span<float> values) {
    Q_ASSERT(tensor.bytes.size() == values.size() * sizeOf(tensor.type));
    if (!isFloat(tensor.type)) {
        throw RequestError(Text::tr("tensor \"%1\" holds %2 values, not floating-point numbers")
                               .arg(QString::fromStdString(tensor.name), QLatin1String(nameOf(tensor.type))));
    }
    if (values.empty()) return;
    const std::byte* bytes = tensor.bytes.data();
    if (tensor.type == DType::F32) {
        std::memcpy(values.data(), bytes, values.size_bytes());
    } else if (tensor.type == DType::F64) {
        convert<double>(bytes, values, [](double value) { return static_cast<float>(value); });
    } else if (tensor.type == DType::F16) {
        convert<std::uint16_t>(bytes, values, [](std::uint16_t half) { return fromHalf(half); });
    } else {
        convert<std::uint16_t>(bytes, values, [](std::uint16_t brain) { return fromBrain(brain); });
    }
}

std::vector<float> toFloat(const TensorView& tensor) {
    std::vector<float> values(tensor.bytes.size() / sizeOf(tensor.type));
    toFloat(tensor, values);
    return values;
}

}  // namespace distillab::models
