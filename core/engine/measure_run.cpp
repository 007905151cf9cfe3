#include "core/engine/measure_run.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/random.h"
#include "core/deploy/timing_inputs.h"
#include "core/engine/onnx_export.h"
#include "core/experiment/run_folder.h"
#include "core/measure/measurer.h"
#include "core/measure/timing.h"
#include "core/report/silence.h"
#include "core/session/run_documents.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>

namespace distillab::engine {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::MeasureRun)
};

/// Of test items, from all over the split. So few that a file of large pictures stays small.
constexpr size_t kSingles = 64;
constexpr size_t kBatches = 2;

deploy::TimingInputs timingInputs(Task& task, RunModel& model) {
    const auto items = task.items(model, Split::Test);
    const size_t count = items->count();
    const auto inputs = [&](size_t first, size_t length) { return model.onnxInputs(loadFrom(*items, first, length)); };
    deploy::TimingInputs all;
    const size_t singles = std::min(kSingles, count);
    for (size_t i = 0; i < singles; ++i) all.singles.push_back(inputs(i * count / singles, 1));
    const size_t size = std::min(static_cast<size_t>(measure::kBatch), count);
    for (size_t i = 0; i < kBatches; ++i) all.batches.push_back(inputs(i * (count - size) / kBatches, size));
    return all;
}

report::MeasuredModel about(const QString& who, const QString& precision, double accuracy) {
    report::MeasuredModel model;
    model.who = who;
    model.precision = precision;
    model.accuracy = accuracy;
    return model;
}

}  // namespace

report::Measurement measureExports(Task& task, RunModel& student, RunModel* teacher, const report::OnnxReport& onnx,
                                   const QString& folder, double teacherAccuracy, RunControl& control,
                                   const std::function<void(double)>& share) {
    const QTemporaryDir scratch;
    if (!scratch.isValid()) throw WorkError(scratch.errorString(), scratch.path(), Text::tr("Free some disk space."));
    std::vector<measure::Candidate> candidates;
    if (teacher != nullptr) {
        // The teacher is 10 to 100 times as large as the student; nobody needs its file afterwards.
        const QString name = u"teacher.onnx"_s;
        writeOnnxFile(*teacher, scratch.path(), name);
        candidates.push_back({scratch.filePath(name), about(u"teacher"_s, u"fp32"_s, teacherAccuracy)});
    }
    for (const report::OnnxFileReport& file : onnx.files) {
        candidates.push_back(
            {QDir(folder).absoluteFilePath(file.file), about(u"student"_s, file.precision, file.accuracy)});
    }
    const QString inputs = scratch.filePath(u"inputs.safetensors"_s);
    deploy::writeTimingInputs(inputs, timingInputs(task, student));
    return measure::measureFiles(candidates, {inputs, 0, static_cast<qint64>(task.count(Split::Test))}, control, share);
}

report::Measurement measureRun(const QString& runFolder,
                               const std::function<report::OnnxReport(const QString& folder)>& exportTo,
                               RunControl& control) {
    const experiment::RunFolder run(runFolder);
    const report::RunReport report = report::readReport(run.path());
    const experiment::Experiment& experiment = report.experiment;
    const auto task = openTask(experiment, torch::kCPU);
    report::Silence silence;
    // In any case the task has to meet its teacher first.
    std::unique_ptr<RunModel> teacher = task->makeTeacher(deriveSeed(experiment.data.seed, 0), silence, control);
    if (task->trainsTeacher()) teacher = task->open(Role::Teacher, run.teacherFolder());
    const bool comparable = teacher->isOurs() && experiment.teacher.also.empty();
    const auto student = task->open(Role::Student, run.studentFolder());

    const QTemporaryDir scratch;
    QString folder = run.path();
    std::optional<report::OnnxReport> onnx = report.onnx;
    const bool isThere =
        onnx && !onnx->files.empty() && std::ranges::all_of(onnx->files, [&](const report::OnnxFileReport& file) {
            return QFileInfo::exists(QDir(folder).absoluteFilePath(file.file));
        });
    if (!isThere) {
        folder = scratch.path();
        onnx = exportTo(folder);
    }
    const report::Measurement measurement = measureExports(*task, *student, comparable ? teacher.get() : nullptr, *onnx,
                                                           folder, report.teacher.scores.accuracy, control);
    report::writeMeasurement(run.path(), measurement);
    try {
        writeFileAtomically(run.reportHtml(), session::htmlOf(session::readRunDocument(run.path())));
    } catch (const RequestError&) {
        // A run whose metrics an earlier version wrote keeps the page that it has; the measurement is good.
    }
    return measurement;
}

}  // namespace distillab::engine
