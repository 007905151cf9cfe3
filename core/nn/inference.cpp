#include "core/nn/inference.h"

#include <algorithm>

namespace distillab::nn {

bool areUsable(const torch::Tensor& values, double most) {
    if (values.numel() == 0) return true;
    const auto [least, greatest] = at::aminmax(values);  // NaN where any value is
    return least.item<double>() >= -most && greatest.item<double>() <= most;
}

torch::Tensor computeLogits(Model& model, ItemSource& items, RunControl& control,
                            const std::function<void(size_t)>& onItems) {
    const std::vector<std::uint32_t> order = items.inferenceOrder();
    const size_t batchSize = items.inferenceBatchSize();
    torch::Tensor logits = torch::empty({static_cast<std::int64_t>(order.size()), model.classCount()});
    for (size_t begin = 0; begin < order.size(); begin += batchSize) {
        control.obey();
        const auto positions = std::span(order).subspan(begin, std::min(batchSize, order.size() - begin));
        const torch::Tensor batch = model.infer(items.load(positions)).to(torch::kCPU).contiguous();
        const auto* values = batch.const_data_ptr<float>();
        for (const std::uint32_t position : positions) {
            std::copy_n(values, model.classCount(), logits.data_ptr<float>() + position * model.classCount());
            values += model.classCount();
        }
        if (onItems) onItems(begin + positions.size());
    }
    return logits;
}

}  // namespace distillab::nn
