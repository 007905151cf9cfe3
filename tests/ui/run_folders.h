#pragma once

#include "core/base/files.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "tests/core/report/example_report.h"

/// Run folders as the engine leaves them, as far as the start page and the wizard look into them.
namespace distillab::test {

inline void writeInterruptedRun(const QString& folder, const experiment::Experiment& experiment) {
    writeFileAtomically(experiment::RunFolder(folder).experimentFile(), experiment::write(experiment));
}

/// @param accuracy  of the student, as a share
inline void writeFinishedRun(const QString& folder, const experiment::Experiment& experiment, double accuracy) {
    writeInterruptedRun(folder, experiment);
    report::RunReport report = exampleReport();
    report.experiment = experiment;
    report.runFolder = folder;
    report.student.scores.accuracy = accuracy;
    writeFileAtomically(experiment::RunFolder(folder).reportJson(), report::toJson(report));
}

}  // namespace distillab::test
