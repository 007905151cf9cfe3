#pragma once

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/report/metrics_log.h"
#include "tests/core/report/example_report.h"
#include "tests/support/idle_engine.h"

#include <QStringList>

#include <atomic>
#include <functional>

/// Runs of a sweep as the engine leaves them, without the work.
namespace distillab::test {

/// Leaves a trained teacher where the experiment asks for one.
inline void writeTeacher(const QString& runFolder) {
    const experiment::RunFolder run(runFolder);
    writeFileAtomically(run.teacherFolder() + QStringLiteral("/config.json"), "{}");
    writeFileAtomically(run.teacherFolder() + QStringLiteral("/model.safetensors"), "weights");
}

inline void writeBegun(const QString& runFolder, const experiment::Experiment& experiment) {
    writeFileAtomically(experiment::RunFolder(runFolder).experimentFile(), experiment::write(experiment));
    if (experiment.teacher.source == experiment::TeacherSource::Train) writeTeacher(runFolder);
}

/// The student is the better the nearer it is to temperature 2 and alpha 0.5.
inline double inventedAccuracy(const experiment::Experiment& experiment) {
    return 0.9 - 0.02 * std::abs(experiment.distill.temperature.from - 2) -
           0.1 * std::abs(experiment.distill.alpha.from - 0.5);
}

inline report::RunReport writeFinished(const QString& runFolder, const experiment::Experiment& experiment) {
    writeBegun(runFolder, experiment);
    report::RunReport report = exampleReport();
    report.experiment = experiment;
    report.runFolder = runFolder;
    report.student.scores.accuracy = inventedAccuracy(experiment);
    report.agreement = report.student.scores.accuracy - 0.01;
    report.onnx.reset();
    report.quantisedTeacher.reset();
    if (!experiment.distill.baseline) report.baseline.reset();
    report.seconds = {{QStringLiteral("data"), 1}, {QStringLiteral("distil"), 10}, {QStringLiteral("evaluate"), 1}};
    if (experiment.teacher.source == experiment::TeacherSource::Train) {
        report.seconds[QStringLiteral("teacher_train")] = 30;
    }
    report::MetricsLog metrics(experiment::RunFolder(runFolder).metricsFile(), 0);
    const report::MetricsHistory history = exampleHistory(40);
    for (const report::StepMetrics& step : history.steps) metrics.write(step);
    for (const report::EpochMetrics& epoch : history.epochs) metrics.write(epoch);
    writeFileAtomically(experiment::RunFolder(runFolder).reportJson(), report::toJson(report));
    return report;
}

/// Does runs in no time. What is asked of it is kept in `runs` and `experiments`.
class QuickEngine : public IdleEngine {
public:
    std::atomic<qsizetype> begun = 0;  ///< runs so far, for other threads
    QStringList runs;
    std::vector<experiment::Experiment> experiments;
    QList<bool> resumed;
    /// Called before a run is written: throws what the run shall fail of.
    std::function<void(const experiment::Experiment&, RunControl&)> trouble;

    report::RunReport run(const experiment::Experiment& experiment, const QString& folder, bool resume,
                          report::RunListener& listener, RunControl& control) override {
        runs << folder;
        experiments.push_back(experiment);
        resumed << resume;
        ++begun;
        listener.phaseStarted(report::Phase::Distil);
        listener.progressed({report::Phase::Distil, 0.5, 2});
        if (trouble) trouble(experiment, control);
        control.obey();
        return writeFinished(folder, experiment);
    }
};

}  // namespace distillab::test
