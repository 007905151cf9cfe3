#include "core/engine/onnx_export.h"

#include "core/deploy/verified_export.h"

#include <cstring>

namespace distillab::engine {

report::OnnxFileReport exportNetwork(const nn::ModelCard& card, nn::Network& network, const QString& recipe,
                                     const data::Subset& test, const QString& folder, RunControl& control) {
    const nn::HostTensors host(network);
    const auto tensors = host.byName();
    const data::ImageShape shape = card.input;
    const deploy::EngineLogits engineLogits = [&](std::span<const float> batch, size_t count) {
        torch::Tensor images =
            torch::empty({static_cast<std::int64_t>(count), shape.channels, shape.height, shape.width});
        std::memcpy(images.data_ptr(), batch.data(), images.nbytes());
        const torch::Tensor logits = network.infer({images.to(network.device()), {}, {}}).to(torch::kCPU).contiguous();
        const auto* values = logits.const_data_ptr<float>();
        return std::vector<float>(values, values + logits.numel());
    };
    return deploy::exportVerified({network.graph(),
                                   tensors,
                                   {card.model, card.labels, card.normalization, recipe},
                                   test,
                                   engineLogits},
                                  folder, QStringLiteral("model.onnx"), control);
}

}  // namespace distillab::engine
