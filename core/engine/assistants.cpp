#include "core/engine/assistants.h"

#include "core/experiment/run_folder.h"

namespace distillab::engine {

using namespace Qt::Literals::StringLiterals;
using experiment::StudentStart;
using experiment::TeacherSource;

experiment::Experiment assistantExperiment(const experiment::Experiment& whole, size_t index, const QString& runFolder,
                                           bool hasTrained) {
    const experiment::AssistantSpec& assistant = whole.teacher.assistants[index];
    experiment::Experiment own = whole;
    own.name += u", assistant-%1"_s.arg(index + 1);
    own.teacher.assistants.clear();
    const bool isFirst = index == 0;
    if (!isFirst || hasTrained) {
        own.teacher.source = TeacherSource::Run;
        own.teacher.path =
            isFirst ? runFolder : experiment::RunFolder(runFolder).assistantFolder(static_cast<int>(index));
    }
    if (!isFirst) {
        own.teacher.also.clear();
        own.teacher.quantised = false;
    }
    own.student = assistant.student;
    // What the experiment says of the student's words where the teacher brings none holds for all who learn from it.
    if (isFirst && whole.teacher.source == TeacherSource::Endpoint && own.student.tokenizer.isEmpty()) {
        const bool isGiven = whole.student.start == StudentStart::Folder && whole.student.tokenizer.isEmpty();
        own.student.tokenizer = isGiven ? whole.student.path : whole.student.tokenizer;
    }
    if (assistant.epochs > 0) own.distill.training.epochs = assistant.epochs;
    if (assistant.learningRate > 0) own.distill.training.learningRate = assistant.learningRate;
    own.distill.baseline = false;
    own.onnx.enabled = false;
    return own;
}

AssistantListener::AssistantListener(report::RunListener& whole, const report::AssistantCourse& course, QString name,
                                     std::function<void(double)> share)
    : m_whole(whole), m_course(course), m_name(std::move(name)), m_share(std::move(share)) {}

void AssistantListener::stepDone(const report::StepMetrics& metrics) {
    if (metrics.phase == report::Phase::Distil) m_whole.stepDone(m_course.shifted(metrics));
}

void AssistantListener::epochDone(const report::EpochMetrics& metrics) {
    if (metrics.phase == report::Phase::Distil) m_whole.epochDone(m_course.shifted(metrics));
}

void AssistantListener::logged(const QString& line) { m_whole.logged(m_name + u": "_s + line); }

}  // namespace distillab::engine
