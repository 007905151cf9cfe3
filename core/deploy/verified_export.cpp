#include "core/deploy/verified_export.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/batch.h"
#include "core/deploy/onnx_check.h"
#include "core/deploy/onnx_session.h"

#include <QCoreApplication>
#include <QThread>

#include <algorithm>
#include <cmath>

namespace distillab::deploy {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::VerifiedExport)
};

constexpr size_t kBatchItems = 32;
/// The batch is dynamic: a few images go through alone as well.
constexpr size_t kSingleItems = 4;
constexpr int kLatencyRuns = 300;

size_t answerOf(std::span<const float> logits) {
    return static_cast<size_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());
}

bool allFinite(const std::vector<float>& values) {
    return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

/// Proves one exported model, test by test, before it may become a file.
class Verification {
public:
    Verification(const ExportRequest& request, QByteArray model, QString path, RunControl& control)
        : m_request(request),
          m_model(std::move(model)),
          m_path(std::move(path)),
          m_control(control),
          m_batches(*request.test.dataset, request.info.normalization) {
        checkTestItems();
    }

    report::OnnxFileReport run() {
        m_control.obey();
        checkOnnx(m_model, m_path);
        OnnxSession session = openSession(QThread::idealThreadCount());
        report::OnnxFileReport report;
        report.precision = u"fp32"_s;
        report.bytes = m_model.size();
        compareWithEngine(session, report);
        report.accuracy = measureAccuracy(session);
        measureLatency(report);
        m_control.obey();
        return report;
    }

private:
    const data::Subset& test() const { return m_request.test; }
    size_t classes() const { return static_cast<size_t>(m_request.graph.classCount()); }

    [[noreturn]] void fail(const QString& message) const {
        throw WorkError(Text::tr("the exported model failed its check: %1").arg(message), m_path,
                        Text::tr("No file was written. Train the model again, or report this with the run folder."));
    }

    void checkTestItems() const {
        if (test().count() == 0) fail(Text::tr("there are no test images to check it on"));
        const data::ImageDataset& dataset = *test().dataset;
        if (dataset.shape != m_request.graph.inputShape() || dataset.classCount() != classes()) {
            fail(Text::tr("the test images have not the size or the classes that the model was made for"));
        }
    }

    OnnxSession openSession(int threads) const {
        try {
            return OnnxSession(m_model, m_path, threads);
        } catch (const RequestError& error) {  // the model is ours, so no request can be at fault
            fail(error.message());
        }
    }

    std::vector<float> images(size_t first, size_t count) const {
        std::vector<float> values(count * test().dataset->shape.size());
        m_batches.write(std::span(test().indices).subspan(first, count), values.data());
        return values;
    }

    void compareWithEngine(OnnxSession& session, report::OnnxFileReport& report) {
        const size_t items = std::min<size_t>(kCheckedItems, test().count());
        for (size_t first = 0; first < items; first += kBatchItems) {
            m_control.obey();
            const size_t count = std::min(kBatchItems, items - first);
            const std::vector<float> batch = images(first, count);
            const std::vector<float> engine = m_request.engineLogits(batch, count);
            if (!allFinite(engine)) fail(Text::tr("the engine computes values that are no numbers"));
            compare(session.run(batch, count), engine);
            if (first == 0) compareSingly(session, batch, engine, std::min(kSingleItems, count));
        }
        if (m_largestDifference > kLargestDifference) {
            fail(Text::tr("its logits differ from the engine's by up to %1, allowed is %2")
                     .arg(m_largestDifference, 0, 'g', 3)
                     .arg(kLargestDifference));
        }
        if (m_otherAnswers > 0) {
            fail(Text::tr("it answers %1 of the %2 checked images differently from the engine")
                     .arg(m_otherAnswers)
                     .arg(items));
        }
        report.checkedItems = static_cast<qint64>(items);
        report.maxAbsDiff = m_largestDifference;
        report.sameAnswers = true;
    }

    void compareSingly(OnnxSession& session, std::span<const float> batch, std::span<const float> engine,
                       size_t count) {
        const size_t size = test().dataset->shape.size();
        for (size_t i = 0; i < count; ++i) {
            compare(session.run(batch.subspan(i * size, size), 1), engine.subspan(i * classes(), classes()));
        }
    }

    void compare(const std::vector<float>& exported, std::span<const float> engine) {
        if (!allFinite(exported)) fail(Text::tr("it computes values that are no numbers"));
        for (size_t i = 0; i < exported.size(); ++i) {
            m_largestDifference = std::max(m_largestDifference, std::abs(static_cast<double>(exported[i]) - engine[i]));
        }
        for (size_t row = 0; row < exported.size(); row += classes()) {
            const bool same =
                answerOf(std::span(exported).subspan(row, classes())) == answerOf(engine.subspan(row, classes()));
            m_otherAnswers += same ? 0 : 1;
        }
    }

    double measureAccuracy(OnnxSession& session) const {
        size_t right = 0;
        for (size_t first = 0; first < test().count(); first += kBatchItems) {
            m_control.obey();
            const size_t count = std::min(kBatchItems, test().count() - first);
            const std::vector<float> logits = session.run(images(first, count), count);
            if (!allFinite(logits)) fail(Text::tr("it computes values that are no numbers"));
            for (size_t i = 0; i < count; ++i) {
                const size_t answer = answerOf(std::span(logits).subspan(i * classes(), classes()));
                right += static_cast<std::int64_t>(answer) == test().label(first + i) ? 1 : 0;
            }
        }
        return static_cast<double>(right) / static_cast<double>(test().count());
    }

    void measureLatency(report::OnnxFileReport& report) const {
        m_control.obey();
        const Latency latency = openSession(1).measureLatency(images(0, 1), kLatencyRuns);
        report.latencyMsP50 = latency.msP50;
        report.latencyMsP95 = latency.msP95;
    }

    const ExportRequest& m_request;
    QByteArray m_model;
    QString m_path;
    RunControl& m_control;
    data::BatchWriter m_batches;
    double m_largestDifference = 0;
    int m_otherAnswers = 0;
};

}  // namespace

report::OnnxFileReport exportVerified(const ExportRequest& request, const QString& folder, const QString& fileName,
                                      RunControl& control) {
    const QString path = folder + u'/' + fileName;
    const QByteArray model = writeOnnx(request.graph, request.tensors, request.info);
    report::OnnxFileReport report = Verification(request, model, path, control).run();
    report.file = fileName;
    writeFileAtomically(path, model);
    return report;
}

}  // namespace distillab::deploy
