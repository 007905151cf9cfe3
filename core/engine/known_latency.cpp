#include "core/engine/known_latency.h"

#include "core/base/error.h"
#include "core/engine/machine.h"
#include "core/experiment/run_folder.h"
#include "core/models/model_input.h"
#include "core/report/run_report.h"

namespace distillab::engine {
namespace {

/// What a sentence or picture costs to read does not depend on which of them are held out for the test.
bool readsTheSame(const experiment::DataSpec& a, const experiment::DataSpec& b) {
    return a.train == b.train && a.test == b.test && a.imageSize == b.imageSize && a.maxLength == b.maxLength;
}

}  // namespace

std::optional<distill::EngineLatency> knownTeacherLatency(const experiment::Experiment& experiment, qint64 parameters) {
    const experiment::RunFolder run(experiment.teacher.path);
    const bool hasOwnTeacher = models::isModelFolder(run.teacherFolder());
    if (experiment.teacher.source != experiment::TeacherSource::Run || !run.isFinished() || !hasOwnTeacher) {
        return std::nullopt;
    }
    try {
        const report::RunReport earlier = report::readReport(run.path());
        const bool isMeasured = earlier.teacher.latencyMsP50 > 0 && earlier.experiment.teacher.also.empty();
        const bool isIt = earlier.teacher.parameters == parameters && earlier.machine == machineDescription() &&
                          readsTheSame(earlier.experiment.data, experiment.data);
        if (!isMeasured || !isIt) return std::nullopt;
        return distill::EngineLatency{earlier.teacher.latencyMsP50, earlier.teacher.latencyMsP95};
    } catch (const Error&) {
        return std::nullopt;  // a report that cannot be read tells nothing: the teacher is measured
    }
}

}  // namespace distillab::engine
