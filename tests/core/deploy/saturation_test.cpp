#include "core/base/random.h"
#include "core/deploy/model_signature.h"
#include "core/deploy/onnx_writer.h"
#include "core/deploy/quantise.h"
#include "tests/core/deploy/reference_network.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <onnx/onnx_pb.h>

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace distillab;
using namespace distillab::deploy;
using namespace Qt::Literals::StringLiterals;
using experiment::WeightBits;

namespace {

constexpr int kClasses = 8;
constexpr int kSide = 32;
constexpr size_t kPixels = kSide * kSide;
constexpr size_t kItems = 400;

/// How a processor adds up products of unsigned bytes and int8.
enum class Sums {
    Exact,      ///< in 32 bits: VNNI, ARM
    Saturating  ///< pairs in 16 bits first, as VPMADDUBSW does: AVX2 and AVX-512 without VNNI
};

/// The quantised linear layer of a file, as it stands there.
struct Int8Layer {
    std::vector<std::int8_t> weight;  ///< [in, out]
    std::vector<float> scale;
    std::vector<float> bias;

    explicit Int8Layer(const QByteArray& file) {
        onnx::ModelProto model;
        if (!model.ParseFromArray(file.constData(), static_cast<int>(file.size()))) qFatal("not an ONNX model");
        const auto read = [&]<typename T>(const char* name, std::vector<T>& values) {
            for (const auto& tensor : model.graph().initializer()) {
                if (tensor.name() != name) continue;
                values.resize(tensor.raw_data().size() / sizeof(T));
                std::memcpy(values.data(), tensor.raw_data().data(), tensor.raw_data().size());
            }
        };
        read("fc.weight", weight);
        read("fc.weight_scale", scale);
        read("fc.bias", bias);
    }

    std::vector<float> logits(std::span<const float> item, Sums sums) const {
        const auto [least, most] = std::minmax_element(item.begin(), item.end());
        const float low = std::min(0.0F, *least);
        const float inputScale = (std::max(0.0F, *most) - low) / 255;
        const float zero = std::clamp(std::nearbyint(-low / inputScale), 0.0F, 255.0F);
        std::vector<int> bytes;
        for (const float value : item) {
            bytes.push_back(static_cast<int>(std::clamp(std::nearbyint(value / inputScale) + zero, 0.0F, 255.0F)));
        }
        std::vector<float> logits;
        for (size_t column = 0; column < bias.size(); ++column) {
            const auto at = [&](size_t row) { return int{weight[row * bias.size() + column]}; };
            std::int64_t sum = 0;
            std::int64_t sumOfWeights = 0;
            for (size_t row = 0; row < item.size(); row += 2) {
                int pair = bytes[row] * at(row) + bytes[row + 1] * at(row + 1);
                if (sums == Sums::Saturating) pair = std::clamp(pair, -32768, 32767);
                sum += pair;
                sumOfWeights += at(row) + at(row + 1);
            }
            const auto centred = static_cast<float>(sum - static_cast<std::int64_t>(zero) * sumOfWeights);
            logits.push_back(centred * inputScale * scale[column] + bias[column]);
        }
        return logits;
    }
};

size_t answerOf(std::span<const float> logits) {
    return static_cast<size_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());
}

}  // namespace

/// A linear classifier of bright pictures whose weights are all large and of one sign, so that neighbouring products go
/// over 16 bits: the more a picture is of its class, the more is cut off.
class SaturationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        models::LayerGraph graph({1, kSide, kSide});
        const int flat = graph.add("flatten", models::Flatten{}, -1);
        graph.add("fc", models::Linear{kPixels, kClasses}, flat);
        m_network = std::make_unique<test::ReferenceNetwork>(std::move(graph), 1);

        SplitMix64 random(7);
        std::vector<float>& weight = m_network->values("fc.weight");
        std::vector<std::vector<bool>> pattern(kClasses);
        for (int c = 0; c < kClasses; ++c) {
            for (size_t i = 0; i < kPixels; ++i) {
                // Pairs of pixels belong together, as neighbours in a picture do.
                pattern[static_cast<size_t>(c)].push_back(i % 2 == 1 ? pattern[static_cast<size_t>(c)].back()
                                                                     : random.below(2) == 1);
                weight[static_cast<size_t>(c) * kPixels + i] = pattern[static_cast<size_t>(c)].back() ? 1.0F : 0.7F;
            }
        }
        std::ranges::fill(m_network->values("fc.bias"), 0.0F);
        // Rows of equal sums, so that no class is the likelier.
        for (size_t c = 0; c < kClasses; ++c) {
            double sum = 0;
            for (size_t i = 0; i < kPixels; ++i) sum += weight[c * kPixels + i];
            m_network->values("fc.bias")[c] = static_cast<float>(-0.75 * sum);
        }
        for (size_t item = 0; item < kItems; ++item) {
            const size_t truth = random.below(kClasses);
            m_targets.push_back(truth);
            for (size_t i = 0; i < kPixels; ++i) {
                const double noise = static_cast<double>(random.below(1000)) / 1000.0;
                m_pixels.push_back(static_cast<float>((pattern[truth][i] ? 0.68 : 0.6) + 0.32 * noise));
            }
        }
        QCOMPARE(accuracy([&](std::span<const float> item) { return m_network->logits(item, 1); }), 1.0);
    }

    void naiveInt8FailsWhereProductsSaturate() {
        const Int8Layer naive(write(WeightBits::Eight));
        const double exact = accuracy([&](auto item) { return naive.logits(item, Sums::Exact); });
        const double saturating = accuracy([&](auto item) { return naive.logits(item, Sums::Saturating); });
        QCOMPARE(exact, 1.0);
        QVERIFY2(saturating < 0.5, qPrintable(QString::number(saturating)));
    }

    void oursHoldsItsAccuracyOnEveryProcessor_data() {
        QTest::addColumn<int>("bits");
        QTest::newRow("auto") << static_cast<int>(WeightBits::Auto);
        QTest::newRow("7") << static_cast<int>(WeightBits::Seven);
    }
    void oursHoldsItsAccuracyOnEveryProcessor() {
        QFETCH(int, bits);
        const QByteArray file = write(static_cast<WeightBits>(bits));
        const Int8Layer ours(file);
        OnnxModel session(file, u"model"_s, 1);
        double largest = 0;
        for (size_t i = 0; i < kItems; ++i) {
            const auto exact = ours.logits(item(i), Sums::Exact);
            // To the last bit: nothing saturates.
            QCOMPARE(ours.logits(item(i), Sums::Saturating), exact);
            const std::vector<float> pixels(item(i).begin(), item(i).end());
            largest =
                std::max(largest, test::differenceOf(session.run(imageSignatureOf(session).inputs(pixels)), exact));
        }
        // And ONNX Runtime on this machine computes the same.
        QVERIFY2(largest < 1e-2, qPrintable(QString::number(largest)));
        QCOMPARE(accuracy([&](auto item) { return ours.logits(item, Sums::Saturating); }), 1.0);
        QCOMPARE(accuracy([&](auto item) {
                     return session.run(imageSignatureOf(session).inputs({item.begin(), item.end()}));
                 }),
                 1.0);
    }

private:
    std::span<const float> item(size_t index) const { return std::span(m_pixels).subspan(index * kPixels, kPixels); }

    template <typename Model>
    double accuracy(const Model& logitsOf) const {
        size_t right = 0;
        for (size_t i = 0; i < kItems; ++i) right += answerOf(logitsOf(item(i))) == m_targets[i] ? 1 : 0;
        return static_cast<double>(right) / kItems;
    }

    QByteArray write(WeightBits bits) const {
        OnnxModelInfo info{u"model"_s, {}, {}};
        for (int i = 0; i < kClasses; ++i) info.labels << QString::number(i);
        return writeOnnx(m_network->graph(), m_network->tensors(), {{0}, {1}}, info,
                         {.precision = WeightPrecision::Int8, .bits = bits})
            .bytes;
    }

    std::unique_ptr<test::ReferenceNetwork> m_network;
    std::vector<float> m_pixels;
    std::vector<size_t> m_targets;
};

DISTILLAB_TEST(SaturationTest)
#include "saturation_test.moc"
