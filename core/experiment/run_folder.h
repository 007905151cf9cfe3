#pragma once

#include <QString>

namespace distillab::experiment {

/// Where things lie in a run folder. Makes nothing; only names.
class RunFolder {
public:
    explicit RunFolder(const QString& path);

    QString path() const { return m_path; }
    QString experimentFile() const { return m_path + QStringLiteral("/experiment.yaml"); }
    QString metricsFile() const { return m_path + QStringLiteral("/metrics.jsonl"); }
    QString pseudoLabelsFile() const { return m_path + QStringLiteral("/pseudo_labels.csv"); }
    QString checkpointFile() const { return m_path + QStringLiteral("/checkpoint/checkpoint.safetensors"); }
    QString quantisedTeacherFile() const { return m_path + QStringLiteral("/teacher-quantised.json"); }
    QString studentFolder() const { return m_path + QStringLiteral("/student"); }
    QString teacherFolder() const { return m_path + QStringLiteral("/teacher"); }
    QString baselineFolder() const { return m_path + QStringLiteral("/baseline"); }
    /// The run in which an assistant is taught. @param number  from 1
    QString assistantFolder(int number) const { return m_path + QStringLiteral("/assistant-%1").arg(number); }
    QString onnxFolder() const { return m_path + QStringLiteral("/onnx"); }
    /// What a teacher that is asked over the network did not answer.
    QString unansweredFile() const { return m_path + QStringLiteral("/unanswered.csv"); }
    /// What teacher and student say to every test item.
    QString testAnswersFile() const { return m_path + QStringLiteral("/test_answers.csv"); }
    /// Why the run could not go on; gone when it goes on.
    QString failureFile() const { return m_path + QStringLiteral("/failure.json"); }
    /// What the user says about the run: its name in lists, a note, a colour.
    QString aboutFile() const { return m_path + QStringLiteral("/about.json"); }
    QString reportJson() const { return m_path + QStringLiteral("/report.json"); }
    QString reportHtml() const { return m_path + QStringLiteral("/report.html"); }

    bool isRun() const;       ///< has an experiment.yaml
    bool isFinished() const;  ///< has a report.json
    bool canResume() const;   ///< begun, not finished

private:
    QString m_path;
};

}  // namespace distillab::experiment
