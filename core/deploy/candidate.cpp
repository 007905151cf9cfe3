#include "core/deploy/candidate.h"

#include "core/base/error.h"
#include "core/deploy/onnx_check.h"
#include "core/deploy/onnx_data_file.h"
#include "core/deploy/verified_export.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace distillab::deploy {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::VerifiedExport)
};

constexpr size_t kBatchItems = 32;
/// The batch is dynamic, and so is the length of texts: a few items of each batch go through alone as well.
constexpr size_t kSingleItems = 4;
constexpr size_t kMostTimedItems = 300;
constexpr size_t kLeastTimedRuns = 50;

bool allFinite(const std::vector<float>& values) {
    return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

}  // namespace

size_t answerOf(std::span<const float> logits) {
    return static_cast<size_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());
}

Candidate::Candidate(const ExportRequest& request, const QByteArray& model, QString path, RunControl& control,
                     const OnnxDataFile* data)
    : m_request(request),
      m_model(model),
      m_path(std::move(path)),
      m_dataModel(data ? data->modelPath() : QString()),
      m_control(control) {
    if (items() == 0) fail(Text::tr("there are no test items to check it on"));
}

void Candidate::fail(const QString& message) const {
    throw WorkError(Text::tr("the exported model failed its check: %1").arg(message), m_path,
                    Text::tr("No file was written. Train the model again, or report this with the run folder."));
}

void Candidate::check() const {
    if (m_dataModel.isEmpty()) {
        checkOnnx(m_model, m_path);
    } else {
        checkOnnxFile(m_dataModel, m_path);
    }
}

OnnxModel Candidate::open(int threads) const {
    try {
        OnnxModel model = m_dataModel.isEmpty() ? OnnxModel(m_model, m_path, threads) : OnnxModel(m_dataModel, threads);
        if (model.classCount() != m_request.classCount) {
            fail(Text::tr("it has %1 classes, the engine %2").arg(model.classCount()).arg(m_request.classCount));
        }
        return model;
    } catch (const RequestError& error) {  // the model is ours, so no request can be at fault
        fail(error.message());
    }
}

/// Batches spread over the whole split, so that its order (by length, by class) hides nothing.
Candidate::Comparison Candidate::compareWithEngine(OnnxModel& model) const {
    Comparison comparison;
    comparison.checked = std::min(kCheckedItems, items());
    for (size_t done = 0; done < comparison.checked; done += kBatchItems) {
        m_control.obey();
        const size_t count = std::min(kBatchItems, comparison.checked - done);
        const size_t span = comparison.checked - count;
        const size_t first = span == 0 ? 0 : done * (items() - count) / span;
        compare(model, first, count, comparison);
        for (size_t i = 0; i < std::min(kSingleItems, count); ++i) compare(model, first + i, 1, comparison);
    }
    return comparison;
}

void Candidate::compare(OnnxModel& model, size_t first, size_t count, Comparison& comparison) const {
    const std::vector<float> engine = m_request.engineLogits(first, count);
    if (!allFinite(engine)) fail(Text::tr("the engine computes values that are no numbers"));
    const std::vector<float> exported = answers(model, first, count);
    if (engine.size() != exported.size()) fail(Text::tr("the engine's logits are of another size"));
    for (size_t i = 0; i < exported.size(); ++i) {
        comparison.largestDifference =
            std::max(comparison.largestDifference, std::abs(static_cast<double>(exported[i]) - engine[i]));
    }
    for (size_t i = 0; i < count; ++i) {
        const size_t row = i * classes();
        const bool same = answerOf(std::span(exported).subspan(row, classes())) ==
                          answerOf(std::span(engine).subspan(row, classes()));
        if (!same) comparison.otherAnswers.insert(first + i);
    }
}

std::vector<float> Candidate::answers(OnnxModel& model, size_t first, size_t count) const {
    std::vector<float> logits = model.run(m_request.inputs(first, count));
    if (!allFinite(logits)) fail(Text::tr("it computes values that are no numbers"));
    return logits;
}

std::vector<float> Candidate::logits(OnnxModel& model, size_t batch) const {
    std::vector<float> all;
    all.reserve(items() * classes());
    for (size_t first = 0; first < items(); first += batch) {
        m_control.obey();
        const std::vector<float> logits = answers(model, first, std::min(batch, items() - first));
        all.insert(all.end(), logits.begin(), logits.end());
    }
    return all;
}

double Candidate::accuracyOf(const std::vector<float>& logits) const {
    size_t right = 0;
    for (size_t i = 0; i < items(); ++i) {
        const size_t answer = answerOf(std::span(logits).subspan(i * classes(), classes()));
        right += static_cast<std::int64_t>(answer) == m_request.targets[i] ? 1 : 0;
    }
    return static_cast<double>(right) / static_cast<double>(items());
}

Latency Candidate::latency() const {
    const size_t timed = std::min(kMostTimedItems, items());
    std::vector<Inputs> single;
    for (size_t i = 0; i < timed; ++i) single.push_back(m_request.inputs(i * items() / timed, 1));
    return open(1).measureLatency(single, static_cast<int>(std::max(timed, kLeastTimedRuns)), m_control);
}

}  // namespace distillab::deploy
