#include "core/deploy/weight_plan.h"

#include "core/base/error.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace distillab::deploy {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::WeightPlan)
};

const std::array<std::pair<WeightPrecision, QString>, 3> kPrecisions = {
    {{WeightPrecision::F32, u"fp32"_s}, {WeightPrecision::F16, u"fp16"_s}, {WeightPrecision::Int8, u"int8"_s}}};

QString nameOf(LayerKind kind) {
    switch (kind) {
        case LayerKind::Embedding: return u"embedding"_s;
        case LayerKind::Convolution: return u"convolution"_s;
        case LayerKind::Linear: break;
    }
    return u"linear"_s;
}

}  // namespace

QString nameOf(WeightPrecision precision) {
    return std::ranges::find(kPrecisions, precision, [](const auto& each) { return each.first; })->second;
}

WeightPrecision weightPrecisionNamed(const QString& name) {
    const auto found = std::ranges::find(kPrecisions, name, [](const auto& each) { return each.second; });
    if (found != kPrecisions.end()) return found->first;
    throw RequestError(Text::tr("there is no precision “%1”").arg(name), {}, Text::tr("Use fp32, int8 or fp16."));
}

bool LayerBook::takesInt8(const std::string& layer, LayerKind kind, size_t weights) {
    if (m_plan.precision != WeightPrecision::Int8) return false;
    report::LayerChoice choice{QString::fromStdString(layer), nameOf(kind), u"fp32"_s};
    const size_t fewest = kind == LayerKind::Convolution ? std::min(m_plan.fewestWeights, WeightPlan::kFewestOfFilters)
                                                         : m_plan.fewestWeights;
    if (weights < fewest) {
        choice.why = Text::tr("it has so few weights that nothing would be gained");
    } else if (!m_plan.inF32.contains(layer)) {
        choice.precision = u"int8"_s;
        if (kind == LayerKind::Convolution) {
            choice.why = Text::tr("kept in int8, computed in f32: in ONNX Runtime that is the faster way");
        }
    }
    m_layers.push_back(choice);
    return choice.precision == u"int8";
}

}  // namespace distillab::deploy
