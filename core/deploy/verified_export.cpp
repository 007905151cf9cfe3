#include "core/deploy/verified_export.h"

#include "core/base/files.h"
#include "core/deploy/candidate.h"
#include "core/deploy/fusions.h"
#include "core/deploy/onnx_data_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QThread>

namespace distillab::deploy {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::VerifiedExport)
};

constexpr size_t kBatchItems = 32;

void demandTheEnginesAnswers(const Candidate& candidate, const Candidate::Comparison& comparison) {
    if (comparison.largestDifference > kLargestDifference) {
        candidate.fail(Text::tr("its logits differ from the engine's by up to %1, allowed is %2")
                           .arg(comparison.largestDifference, 0, 'g', 3)
                           .arg(kLargestDifference));
    }
    if (!comparison.otherAnswers.empty()) {
        candidate.fail(Text::tr("it answers %1 of the %2 checked items differently from the engine")
                           .arg(comparison.otherAnswers.size())
                           .arg(comparison.checked));
    }
}

}  // namespace

ProvenFile prove(const ExportRequest& request, const QString& path, RunControl& control) {
    control.obey();
    const Candidate candidate(request, request.model, path, control, request.data);
    candidate.check();
    report::OnnxFileReport report;
    report.precision = nameOf(WeightPrecision::F32);
    report.file = QFileInfo(path).fileName();
    report.bytes = request.data ? request.data->bytes() : request.model.size();
    if (!request.data) report.fusions = fusionsOf(request.model);  // large weights would all be written once more
    {
        OnnxModel model = candidate.open(QThread::idealThreadCount());
        const Candidate::Comparison comparison = candidate.compareWithEngine(model);
        demandTheEnginesAnswers(candidate, comparison);
        report.checkedItems = static_cast<qint64>(comparison.checked);
        report.maxAbsDiff = comparison.largestDifference;
        report.sameAnswers = true;
        report.accuracy = candidate.accuracyOf(candidate.logits(model, kBatchItems));
    }
    const Latency latency = candidate.latency();
    report.latencyMsP50 = latency.msP50;
    report.latencyMsP95 = latency.msP95;
    control.obey();
    return {report, request.model, request.data};
}

void writeProven(const ProvenFile& proven, const QString& path) {
    if (proven.data) return proven.data->moveIntoPlace();
    writeFileAtomically(path, proven.bytes);
    QFile::remove(path + QStringLiteral(".data"));  // of a larger model that had this name
}

}  // namespace distillab::deploy
