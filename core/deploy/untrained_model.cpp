#include "core/deploy/untrained_model.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/random.h"
#include "core/deploy/onnx_data_file.h"
#include "core/deploy/onnx_writer.h"
#include "core/deploy/transformer_onnx.h"
#include "core/models/registry.h"
#include "core/models/transformer_config.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <list>
#include <map>
#include <string>
#include <vector>

namespace distillab::deploy {
namespace {

using namespace Qt::Literals::StringLiterals;
using measure::UntrainedNetwork;
using models::TensorInfo;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::UntrainedModel)
};

/// Values that keep what flows through a network in the range of a trained one: with numbers too small for the
/// processor's usual format it would be many times slower.
class RandomWeights {
public:
    explicit RandomWeights(const std::vector<TensorInfo>& tensors) {
        for (const TensorInfo& tensor : tensors) {
            std::vector<float>& values = m_values.emplace_back(static_cast<size_t>(tensor.elements()));
            fill(tensor, values);
            m_views[tensor.name] = {tensor.name, models::DType::F32, tensor.shape, std::as_bytes(std::span(values))};
        }
    }

    const std::map<std::string, models::TensorView>& views() const { return m_views; }

private:
    void fill(const TensorInfo& tensor, std::vector<float>& values) {
        if (tensor.shape.size() < 2) {
            const bool isScale = tensor.name.ends_with("weight") || tensor.name.ends_with("running_var");
            std::ranges::fill(values, isScale ? 1.0F : 0.0F);
            return;
        }
        // Uniform with the variance of He et al., "Delving Deep into Rectifiers" (2015): 2 / inputs of an output.
        const auto inputs = static_cast<double>(tensor.elements()) / static_cast<double>(tensor.shape.front());
        const double reach = std::sqrt(6 / inputs);
        for (float& value : values) value = static_cast<float>(reach * uniform());
    }

    /// −1 … 1
    double uniform() { return 0x1p-52 * static_cast<double>(m_random.next() >> 11) - 1; }

    SplitMix64 m_random{1};
    std::list<std::vector<float>> m_values;
    std::map<std::string, models::TensorView> m_views;
};

QStringList labelsOf(int classes) {
    QStringList labels;
    for (int i = 0; i < classes; ++i) labels << QString::number(i);
    return labels;
}

void checkSize(const UntrainedNetwork& network, std::int64_t parameters) {
    if (parameters * static_cast<std::int64_t>(sizeof(float)) <= kMostBytesInModel) return;
    throw RequestError(Text::tr("%1 is too large to be measured before it is trained").arg(network.model));
}

}  // namespace

QByteArray writeUntrained(const UntrainedNetwork& network, const QString& precision) {
    const OnnxModelInfo info{network.model, labelsOf(network.classes), {}};
    const WeightPlan plan{.precision = weightPrecisionNamed(precision)};
    if (network.vocabulary > 0) {
        const auto config = models::buildTextModel(network.model, network.vocabulary, info.labels);
        checkSize(network, models::parameterCount(config));
        const RandomWeights weights(models::transformerTensors(config));
        const int length = std::min(network.tokens, config.maxTokens());
        return writeTransformerOnnx(config, weights.views(), length, info, plan).bytes;
    }
    const models::LayerGraph graph = models::buildModel(network.model, network.picture, network.classes, network.width);
    checkSize(network, graph.parameterCount());
    const RandomWeights weights(graph.tensors());
    const auto channels = static_cast<size_t>(network.picture.channels);
    return writeOnnx(graph, weights.views(), {std::vector(channels, 0.5), std::vector(channels, 0.25)}, info, plan)
        .bytes;
}

}  // namespace distillab::deploy

void distillabWriteUntrained(const distillab::measure::UntrainedNetwork& network, const QString& precision,
                             const QString& path) {
    distillab::writeFileAtomically(path, distillab::deploy::writeUntrained(network, precision));
}
