#include "core/deploy/verified_export.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/deploy/fusions.h"
#include "core/deploy/onnx_check.h"
#include "core/deploy/onnx_data_file.h"
#include "core/deploy/onnx_model.h"

#include <QCoreApplication>
#include <QFile>
#include <QThread>

#include <algorithm>
#include <cmath>
#include <set>
#include <span>

namespace distillab::deploy {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::VerifiedExport)
};

constexpr size_t kBatchItems = 32;
/// The batch is dynamic, and so is the length of texts: a few items of each batch go through alone as well.
constexpr size_t kSingleItems = 4;
constexpr size_t kMostTimedItems = 300;
constexpr size_t kLeastTimedRuns = 50;

size_t answerOf(std::span<const float> logits) {
    return static_cast<size_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());
}

bool allFinite(const std::vector<float>& values) {
    return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

/// Proves one exported model, test by test, before it may become a file.
class Verification {
public:
    /// @param dataModel  path of the model beside its data, where it has some
    Verification(const ExportRequest& request, QString path, QString dataModel, RunControl& control)
        : m_request(request), m_path(std::move(path)), m_dataModel(std::move(dataModel)), m_control(control) {
        if (items() == 0) fail(Text::tr("there are no test items to check it on"));
    }

    report::OnnxFileReport run() {
        m_control.obey();
        report::OnnxFileReport report;
        report.precision = u"fp32"_s;
        if (m_request.data) {
            checkOnnxFile(m_dataModel, m_path);
            report.bytes = m_request.data->bytes();
        } else {
            checkOnnx(m_request.model, m_path);
            report.bytes = m_request.model.size();
            report.fusions = fusionsOf(m_request.model);  // a large model's weights would all be written once more
        }
        {
            OnnxModel model = openModel(QThread::idealThreadCount());
            if (model.classCount() != m_request.classCount) {
                fail(Text::tr("it has %1 classes, the engine %2").arg(model.classCount()).arg(m_request.classCount));
            }
            compareWithEngine(model, report);
            report.accuracy = measureAccuracy(model);
        }
        measureLatency(report);
        m_control.obey();
        return report;
    }

private:
    size_t items() const { return m_request.targets.size(); }
    size_t classes() const { return static_cast<size_t>(m_request.classCount); }

    [[noreturn]] void fail(const QString& message) const {
        throw WorkError(Text::tr("the exported model failed its check: %1").arg(message), m_path,
                        Text::tr("No file was written. Train the model again, or report this with the run folder."));
    }

    OnnxModel openModel(int threads) const {
        try {
            return m_request.data ? OnnxModel(m_dataModel, threads) : OnnxModel(m_request.model, m_path, threads);
        } catch (const RequestError& error) {  // the model is ours, so no request can be at fault
            fail(error.message());
        }
    }

    /// Batches spread over the whole split, so that its order (by length, by class) hides nothing.
    void compareWithEngine(OnnxModel& model, report::OnnxFileReport& report) {
        const size_t checked = std::min(kCheckedItems, items());
        for (size_t done = 0; done < checked; done += kBatchItems) {
            m_control.obey();
            const size_t count = std::min(kBatchItems, checked - done);
            const size_t span = checked - count;
            const size_t first = span == 0 ? 0 : done * (items() - count) / span;
            compare(model, first, count);
            for (size_t i = 0; i < std::min(kSingleItems, count); ++i) compare(model, first + i, 1);
        }
        if (m_largestDifference > kLargestDifference) {
            fail(Text::tr("its logits differ from the engine's by up to %1, allowed is %2")
                     .arg(m_largestDifference, 0, 'g', 3)
                     .arg(kLargestDifference));
        }
        if (!m_otherAnswers.empty()) {
            fail(Text::tr("it answers %1 of the %2 checked items differently from the engine")
                     .arg(m_otherAnswers.size())
                     .arg(checked));
        }
        report.checkedItems = static_cast<qint64>(checked);
        report.maxAbsDiff = m_largestDifference;
        report.sameAnswers = true;
    }

    void compare(OnnxModel& model, size_t first, size_t count) {
        const std::vector<float> engine = m_request.engineLogits(first, count);
        if (!allFinite(engine)) fail(Text::tr("the engine computes values that are no numbers"));
        const std::vector<float> exported = answers(model, first, count);
        if (engine.size() != exported.size()) fail(Text::tr("the engine's logits are of another size"));
        for (size_t i = 0; i < exported.size(); ++i) {
            m_largestDifference = std::max(m_largestDifference, std::abs(static_cast<double>(exported[i]) - engine[i]));
        }
        for (size_t i = 0; i < count; ++i) {
            const size_t row = i * classes();
            const bool same = answerOf(std::span(exported).subspan(row, classes())) ==
                              answerOf(std::span(engine).subspan(row, classes()));
            if (!same) m_otherAnswers.insert(first + i);
        }
    }

    std::vector<float> answers(OnnxModel& model, size_t first, size_t count) const {
        std::vector<float> logits = model.run(m_request.inputs(first, count));
        if (!allFinite(logits)) fail(Text::tr("it computes values that are no numbers"));
        return logits;
    }

    double measureAccuracy(OnnxModel& model) const {
        size_t right = 0;
        for (size_t first = 0; first < items(); first += kBatchItems) {
            m_control.obey();
            const size_t count = std::min(kBatchItems, items() - first);
            const std::vector<float> logits = answers(model, first, count);
            for (size_t i = 0; i < count; ++i) {
                const size_t answer = answerOf(std::span(logits).subspan(i * classes(), classes()));
                right += static_cast<std::int64_t>(answer) == m_request.targets[first + i] ? 1 : 0;
            }
        }
        return static_cast<double>(right) / static_cast<double>(items());
    }

    void measureLatency(report::OnnxFileReport& report) const {
        const size_t timed = std::min(kMostTimedItems, items());
        std::vector<Inputs> single;
        for (size_t i = 0; i < timed; ++i) single.push_back(m_request.inputs(i * items() / timed, 1));
        const Latency latency =
            openModel(1).measureLatency(single, static_cast<int>(std::max(timed, kLeastTimedRuns)), m_control);
        report.latencyMsP50 = latency.msP50;
        report.latencyMsP95 = latency.msP95;
    }

    const ExportRequest& m_request;
    QString m_path;
    QString m_dataModel;
    RunControl& m_control;
    double m_largestDifference = 0;
    std::set<size_t> m_otherAnswers;  ///< items
};

}  // namespace

report::OnnxFileReport exportVerified(const ExportRequest& request, const QString& folder, const QString& fileName,
                                      RunControl& control) {
    const QString path = folder + u'/' + fileName;
    const QString dataModel = request.data ? request.data->complete(request.model) : QString();
    report::OnnxFileReport report = Verification(request, path, dataModel, control).run();
    report.file = fileName;
    if (request.data) {
        request.data->moveIntoPlace();
    } else {
        writeFileAtomically(path, request.model);
        QFile::remove(path + u".data"_s);  // of a larger model that had this name
    }
    return report;
}

}  // namespace distillab::deploy
