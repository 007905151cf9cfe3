#pragma once

#include "core/base/random.h"
#include "core/models/layer_graph.h"
#include "core/models/safetensors.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace distillab::test {

/// Uniform in [least, most), from a seed.
std::vector<float> randomValues(size_t count, double least, double most, std::uint64_t seed);

/// The largest difference of two lists; infinite when their sizes differ or one holds no numbers.
double differenceOf(const std::vector<float>& a, const std::vector<float>& b);

/// A layer graph with random weights, computed by plain loops in double: slow, and independent of Torch, ONNX and
/// the folding of batch norms.
class ReferenceNetwork {
public:
    ReferenceNetwork(models::LayerGraph graph, std::uint64_t seed);

    const models::LayerGraph& graph() const { return m_graph; }
    /// Views into this network, by name.
    std::map<std::string, models::TensorView> tensors() const;
    /// To be changed by a test.
    std::vector<float>& values(const std::string& name) { return m_values.at(name); }

    std::vector<float> logits(std::span<const float> batch, size_t count) const;

private:
    using Values = std::vector<double>;
    struct Evaluator;

    models::LayerGraph m_graph;
    std::map<std::string, std::vector<float>> m_values;
};

}  // namespace distillab::test
