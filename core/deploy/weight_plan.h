#pragma once

#include "core/experiment/experiment.h"
#include "core/report/run_report.h"

#include <QByteArray>

#include <set>
#include <string>
#include <vector>

namespace distillab::deploy {

enum class WeightPrecision { F32, F16, Int8 };

/// "fp32", "fp16", "int8": as reports and file names have it.
QString nameOf(WeightPrecision precision);
/// The one of that name. @throws RequestError when there is none
WeightPrecision weightPrecisionNamed(const QString& name);

/// In which precision a writer stores a model's weights. F16 is storage alone: the file widens every weight when it is
/// loaded. Int8 is for layers with many weights (see LayerBook):
/// - linear: inputs are quantised while the model runs and multiplied in int8 (core/deploy/int8_layers.h);
/// - embedding: rows of int8, each with its scale;
/// - convolution: filters of int8, each with its scale, widened when the file is loaded. ONNX Runtime's convolutions of
///   int8 are the slower ones on a CPU (x86 with VNNI, small images: 1.7 to 2.7× QLinearConv, more than 5×
///   ConvInteger).
struct WeightPlan {
    /// Fewer than these cost more than they save: a small product is over before its input is quantised, and the error
    /// of a small table (BERT's two types of token) is in every item alike.
    static constexpr size_t kFewestWeights = 4096;
    static constexpr size_t kFewestOfFilters = 256;  ///< these cost nothing: they are widened beforehand

    WeightPrecision precision = WeightPrecision::F32;
    experiment::WeightBits bits = experiment::WeightBits::Auto;  ///< of the linear layers of Int8
    size_t fewestWeights = kFewestWeights;                       ///< of a layer that Int8 is for
    std::set<std::string> inF32 = {};                            ///< Int8: layers, by their modules, that stay in f32
};

/// A serialized model and, of one in Int8, what became of its layers.
struct WrittenModel {
    QByteArray bytes;                         ///< empty where they are more than kMostBytesInModel
    std::vector<report::LayerChoice> layers;  ///< in the order of the graph
};

enum class LayerKind { Linear, Embedding, Convolution };

/// Decides layer by layer while a graph is written, and keeps book.
class LayerBook {
public:
    explicit LayerBook(const WeightPlan& plan) : m_plan(plan) {}

    /// True when the layer is to be written in int8. @param weights  how many it has
    bool takesInt8(const std::string& layer, LayerKind kind, size_t weights);

    const WeightPlan& plan() const { return m_plan; }
    const std::vector<report::LayerChoice>& layers() const { return m_layers; }

private:
    WeightPlan m_plan;
    std::vector<report::LayerChoice> m_layers;
};

}  // namespace distillab::deploy
