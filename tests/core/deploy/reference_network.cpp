#include "tests/core/deploy/reference_network.h"

#include <algorithm>
#include <cmath>

namespace distillab::test {

using namespace models;
using data::ImageShape;

std::vector<float> randomValues(size_t count, double least, double most, std::uint64_t seed) {
    SplitMix64 random(seed);
    std::vector<float> values(count);
    for (float& value : values) {
        const double share = static_cast<double>(random.next() >> 11) * 0x1p-53;
        value = static_cast<float>(least + share * (most - least));
    }
    return values;
}

namespace {

/// Weights that keep the size of the values from layer to layer; statistics far from those of a new network.
std::vector<float> randomTensor(const TensorInfo& info, std::uint64_t seed) {
    const auto count = static_cast<size_t>(info.elements());
    if (info.name.ends_with("running_var")) return randomValues(count, 0.25, 2.25, seed);
    if (info.name.ends_with("running_mean") || info.name.ends_with(".bias"))
        return randomValues(count, -0.5, 0.5, seed);
    if (info.shape.size() == 1) return randomValues(count, 0.5, 1.5, seed);
    const double inputs = static_cast<double>(info.elements()) / static_cast<double>(info.shape[0]);
    return randomValues(count, -std::sqrt(6 / inputs), std::sqrt(6 / inputs), seed);
}

}  // namespace

double differenceOf(const std::vector<float>& a, const std::vector<float>& b) {
    if (a.size() != b.size()) return INFINITY;
    double largest = 0;
    for (size_t i = 0; i < a.size(); ++i) {
        const double difference = std::abs(static_cast<double>(a[i]) - b[i]);
        if (!(difference <= largest)) largest = std::isnan(difference) ? INFINITY : difference;
    }
    return largest;
}

ReferenceNetwork::ReferenceNetwork(LayerGraph graph, std::uint64_t seed) : m_graph(std::move(graph)) {
    for (const TensorInfo& info : m_graph.tensors()) m_values[info.name] = randomTensor(info, ++seed);
}

std::map<std::string, TensorView> ReferenceNetwork::tensors() const {
    std::map<std::string, TensorView> views;
    for (const TensorInfo& info : m_graph.tensors()) {
        views[info.name] = {info.name, DType::F32, info.shape, std::as_bytes(std::span(m_values.at(info.name)))};
    }
    return views;
}

/// One image through one node.
struct ReferenceNetwork::Evaluator {
    const ReferenceNetwork& network;
    const Node& node;
    ImageShape in;
    const Values& x;
    const Values& other;

    const std::vector<float>& tensor(const char* suffix) const { return network.m_values.at(node.name + suffix); }
    size_t place(int channel, int row, int column) const {
        return (static_cast<size_t>(channel) * in.height + row) * in.width + column;
    }

    /// One output channel after the other, row by row.
    template <typename Function>
    Values forEachPlace(Function function) const {
        Values out;
        for (int channel = 0; channel < node.shape.channels; ++channel) {
            for (int row = 0; row < node.shape.height; ++row) {
                for (int column = 0; column < node.shape.width; ++column) out.push_back(function(channel, row, column));
            }
        }
        return out;
    }
    template <typename Function>
    Values forEachValue(Function function) const {
        Values out = x;
        std::transform(out.begin(), out.end(), out.begin(), function);
        return out;
    }

    Values operator()(const Conv2d& conv) const {
        const std::vector<float>& weight = tensor(".weight");
        const int perGroup = conv.in / conv.groups;
        return forEachPlace([&](int channel, int row, int column) {
            double sum = conv.bias ? tensor(".bias")[static_cast<size_t>(channel)] : 0.0;
            const int firstInput = channel / (conv.out / conv.groups) * perGroup;
            for (int input = 0; input < perGroup; ++input) {
                for (int dy = 0; dy < conv.kernel; ++dy) {
                    for (int dx = 0; dx < conv.kernel; ++dx) {
                        const int y = row * conv.stride + dy - conv.padding;
                        const int z = column * conv.stride + dx - conv.padding;
                        if (y < 0 || y >= in.height || z < 0 || z >= in.width) continue;
                        const size_t at =
                            ((static_cast<size_t>(channel) * perGroup + input) * conv.kernel + dy) * conv.kernel + dx;
                        sum += weight[at] * x[place(firstInput + input, y, z)];
                    }
                }
            }
            return sum;
        });
    }
    Values operator()(const BatchNorm2d&) const {
        return forEachPlace([&](int channel, int row, int column) {
            const auto c = static_cast<size_t>(channel);
            const double centred = x[place(channel, row, column)] - tensor(".running_mean")[c];
            return centred / std::sqrt(tensor(".running_var")[c] + 1e-5) * tensor(".weight")[c] + tensor(".bias")[c];
        });
    }
    Values operator()(const MaxPool2d& pool) const {
        return forEachPlace([&](int channel, int row, int column) {
            double most = -INFINITY;
            for (int dy = 0; dy < pool.kernel; ++dy) {
                for (int dx = 0; dx < pool.kernel; ++dx) {
                    most = std::max(most, x[place(channel, row * pool.stride + dy, column * pool.stride + dx)]);
                }
            }
            return most;
        });
    }
    Values operator()(const GlobalAveragePool&) const {
        Values out;
        const auto area = static_cast<size_t>(in.height) * in.width;
        for (size_t first = 0; first < x.size(); first += area) {
            double sum = 0;
            for (size_t i = first; i < first + area; ++i) sum += x[i];
            out.push_back(sum / static_cast<double>(area));
        }
        return out;
    }
    Values operator()(const Linear& linear) const {
        Values out;
        for (int row = 0; row < linear.out; ++row) {
            double sum = tensor(".bias")[static_cast<size_t>(row)];
            for (size_t i = 0; i < x.size(); ++i)
                sum += tensor(".weight")[static_cast<size_t>(row) * x.size() + i] * x[i];
            out.push_back(sum);
        }
        return out;
    }
    Values operator()(const Add&) const {
        Values out = x;
        for (size_t i = 0; i < out.size(); ++i) out[i] += other[i];
        return out;
    }
    Values operator()(const Relu&) const {
        return forEachValue([](double value) { return std::max(value, 0.0); });
    }
    Values operator()(const Relu6&) const {
        return forEachValue([](double value) { return std::clamp(value, 0.0, 6.0); });
    }
    Values operator()(const Flatten&) const { return x; }
    Values operator()(const Dropout&) const { return x; }
};

std::vector<float> ReferenceNetwork::logits(std::span<const float> batch, size_t count) const {
    std::vector<float> all;
    const size_t size = m_graph.inputShape().size();
    for (size_t item = 0; item < count; ++item) {
        const auto image = batch.subspan(item * size, size);
        std::vector<Values> values(m_graph.nodes().size() + 1);  // shifted by one: the first is the image
        values[0].assign(image.begin(), image.end());
        for (size_t i = 0; i < m_graph.nodes().size(); ++i) {
            const Node& node = m_graph.nodes()[i];
            const Evaluator evaluator{*this, node, m_graph.shapeOf(node.input),
                                      values[static_cast<size_t>(node.input + 1)],
                                      values[static_cast<size_t>(node.secondInput + 1)]};
            values[i + 1] = std::visit(evaluator, node.operation);
        }
        all.insert(all.end(), values.back().begin(), values.back().end());
    }
    return all;
}

}  // namespace distillab::test
