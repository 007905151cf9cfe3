#include "core/engine/onnx_export.h"

#include "core/deploy/verified_export.h"

#include <numeric>
#include <optional>

namespace distillab::engine {

report::OnnxFileReport exportModel(RunModel& model, nn::ItemSource& test, const QString& recipe, const QString& folder,
                                   RunControl& control, std::int64_t mostBytesInModel) {
    const QString fileName = QStringLiteral("model.onnx");
    const auto load = [&](size_t first, size_t count) {
        std::vector<std::uint32_t> positions(count);
        std::iota(positions.begin(), positions.end(), static_cast<std::uint32_t>(first));
        return test.load(positions);
    };
    deploy::ExportRequest request;
    std::optional<deploy::OnnxDataFile> data;
    if (model.parameterCount() * static_cast<std::int64_t>(sizeof(float)) > mostBytesInModel)
        data.emplace(folder, fileName);
    request.data = data ? &*data : nullptr;
    request.model = model.toOnnx(recipe, request.data);
    request.classCount = static_cast<int>(model.model().classCount());
    for (size_t i = 0; i < test.count(); ++i) request.targets.push_back(test.label(i));
    request.inputs = [&](size_t first, size_t count) { return model.onnxInputs(load(first, count)); };
    request.engineLogits = [&](size_t first, size_t count) {
        const torch::Tensor logits = model.model().infer(load(first, count)).to(torch::kCPU).contiguous();
        const auto* values = logits.const_data_ptr<float>();
        return std::vector<float>(values, values + logits.numel());
    };
    report::OnnxFileReport report = deploy::exportVerified(request, folder, fileName, control);
    model.saveBesideOnnx(folder);
    return report;
}

}  // namespace distillab::engine
