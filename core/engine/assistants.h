#pragma once

#include "core/experiment/experiment.h"
#include "core/report/run_events.h"
#include "core/report/run_report.h"

#include <QString>

#include <functional>

namespace distillab::engine {

/// The run in which one of an experiment's assistants is taught: by the teacher, or by the assistant before it.
/// @param index      in teacher.assistants
/// @param runFolder  of the whole run: assistants lie in it, and the teacher where it was trained there
/// @param hasTrained the whole run has trained its teacher, or fine-tuned it
experiment::Experiment assistantExperiment(const experiment::Experiment& whole, size_t index, const QString& runFolder,
                                           bool hasTrained);

/// Tells the listener of the whole run what happens in an assistant's: its lessons are steps of the phase Assistants.
class AssistantListener : public report::RunListener {
public:
    /// @param share  told how much of this run is done, 0…1
    AssistantListener(report::RunListener& whole, const report::AssistantCourse& course, QString name,
                      std::function<void(double)> share);

    void phaseStarted(report::Phase /*phase*/) override {}
    void progressed(const report::Progress& progress) override { m_share(progress.fraction); }
    void stepDone(const report::StepMetrics& metrics) override;
    void epochDone(const report::EpochMetrics& metrics) override;
    void logged(const QString& line) override;

private:
    report::RunListener& m_whole;
    const report::AssistantCourse& m_course;
    QString m_name;
    std::function<void(double)> m_share;
};

}  // namespace distillab::engine
