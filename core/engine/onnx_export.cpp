#include "core/engine/onnx_export.h"

#include "core/base/files.h"
#include "core/deploy/rounded_export.h"
#include "core/deploy/verified_export.h"
#include "core/experiment/document.h"

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

namespace distillab::engine {

nn::Batch loadFrom(nn::ItemSource& items, size_t first, size_t count) {
    std::vector<std::uint32_t> positions(count);
    std::iota(positions.begin(), positions.end(), static_cast<std::uint32_t>(first));
    return items.load(positions);
}

namespace {

using namespace Qt::Literals::StringLiterals;

/// Nothing for a model whose weights have room in one file.
std::unique_ptr<deploy::OnnxDataFile> dataFileFor(RunModel& model, const QString& folder, const QString& fileName,
                                                  std::int64_t mostBytesInModel = deploy::kMostBytesInModel) {
    const std::int64_t bytes = model.parameterCount() * static_cast<std::int64_t>(sizeof(float));
    return bytes > mostBytesInModel ? std::make_unique<deploy::OnnxDataFile>(folder, fileName) : nullptr;
}

deploy::ExportRequest requestFor(RunModel& model, nn::ItemSource& test, const QString& recipe,
                                 deploy::OnnxDataFile* data) {
    deploy::ExportRequest request;
    request.data = data;
    request.model = model.toOnnx(recipe, {}, data).bytes;
    if (data) data->complete(request.model);
    request.classCount = static_cast<int>(model.model().classCount());
    for (size_t i = 0; i < test.count(); ++i) request.targets.push_back(test.label(i));
    request.inputs = [&](size_t first, size_t count) { return model.onnxInputs(loadFrom(test, first, count)); };
    request.engineLogits = [&](size_t first, size_t count) {
        const torch::Tensor logits = model.model().infer(loadFrom(test, first, count)).to(torch::kCPU).contiguous();
        const auto* values = logits.const_data_ptr<float>();
        return std::vector<float>(values, values + logits.numel());
    };
    return request;
}

/// @param samples  items from all over a split that is not the test split
deploy::RoundedRequest roundedRequestFor(RunModel& model, nn::ItemSource& samples, const QString& recipe,
                                         deploy::WeightPrecision precision, const experiment::OnnxSpec& spec) {
    deploy::RoundedRequest request;
    request.plan = {.precision = precision, .bits = spec.weightBits};
    request.maxDrop = spec.maxDrop;
    request.write = [&model, recipe](const deploy::WeightPlan& plan) { return model.toOnnx(recipe, plan, nullptr); };
    request.samples = std::min(samples.count(), deploy::kRankingItems);
    request.sample = [&, count = request.samples](size_t index) {
        return model.onnxInputs(loadFrom(samples, index * samples.count() / count, 1));
    };
    return request;
}

/// @param formats  those that are written
void removeOthers(const QString& folder, const QStringList& formats) {
    for (const QString& format : {u"int8"_s, u"fp16"_s}) {
        if (!formats.contains(format)) QFile::remove(folder + u'/' + experiment::onnxFileName(format));
    }
}

}  // namespace

report::OnnxReport exportStudent(RunModel& student, Task& task, const experiment::Experiment& experiment,
                                 const QString& folder, RunControl& control, std::int64_t mostBytesInModel) {
    const auto test = task.items(student, Split::Test);
    const auto samples = task.items(student, task.count(Split::Validation) > 0 ? Split::Validation : Split::Train);
    const QString recipe = QString::fromUtf8(experiment::write(experiment));
    const QStringList formats = experiment::onnxFormats(experiment.onnx.precision, experiment.student.precision);
    const auto data = dataFileFor(student, folder, experiment::onnxFileName(formats.front()), mostBytesInModel);
    const deploy::ExportRequest request = requestFor(student, *test, recipe, data.get());
    report::OnnxReport onnx;
    onnx.folder = folder;
    std::vector<std::pair<QString, deploy::ProvenFile>> files;
    QStringList kept;
    for (const QString& format : formats) {
        const QString path = folder + u'/' + experiment::onnxFileName(format);
        const deploy::WeightPrecision precision = deploy::weightPrecisionNamed(format);
        deploy::ProvenFile proven =
            precision == deploy::WeightPrecision::F32
                ? deploy::prove(request, path, control)
                : deploy::proveRounded(
                      request, roundedRequestFor(student, *samples, recipe, precision, experiment.onnx), path, control);
        const bool keeps = !proven.bytes.isEmpty();
        (keeps ? onnx.files : onnx.notKept).push_back(proven.report);
        if (!keeps) continue;
        files.emplace_back(path, std::move(proven));
        kept << format;
    }
    for (const auto& [path, proven] : files) deploy::writeProven(proven, path);
    removeOthers(folder, kept);
    student.saveBesideOnnx(folder);
    return onnx;
}

report::OnnxFileReport measureOnnx(RunModel& model, nn::ItemSource& test, RunControl& control) {
    const QTemporaryDir scratch;
    const auto data = dataFileFor(model, scratch.path(), u"model.onnx"_s);
    const deploy::ExportRequest request = requestFor(model, test, {}, data.get());
    report::OnnxFileReport report = deploy::prove(request, model.name(), control).report;
    report.file.clear();
    return report;
}

void writeOnnxFile(RunModel& model, const QString& folder, const QString& fileName) {
    const auto data = dataFileFor(model, folder, fileName);
    const QByteArray bytes = model.toOnnx({}, {}, data.get()).bytes;
    if (!data) return writeFileAtomically(folder + u'/' + fileName, bytes);
    data->complete(bytes);
    data->moveIntoPlace();
}

}  // namespace distillab::engine
