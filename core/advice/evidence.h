#pragma once

#include "core/report/run_report.h"
#include "core/report/test_answers.h"

#include <QString>

#include <optional>
#include <utility>
#include <vector>

/// What the rules of the advisor look at: figures drawn from a run's measurements, each worked out in one place.
namespace distillab::advice {

/// What a run left behind, however far it came.
struct RunRecord {
    experiment::Experiment experiment;
    report::MetricsHistory history;
    QString folder;                              ///< absolute
    std::optional<report::RunReport> report;     ///< of a finished run
    std::optional<report::TestAnswers> answers;  ///< of a run that came to its test
};

/// Reads it. @throws RequestError when the folder is no run or a file in it is damaged
RunRecord readRecord(const QString& runFolder);

/// How the training of one network went. Losses are means over a batch, one for each step.
struct Training {
    std::vector<double> loss;       ///< what was minimised
    std::vector<double> labelLoss;  ///< cross-entropy with the labels on training items, where that was part of it
    QList<report::EpochMetrics> epochs;
    double highestRate = 0;  ///< learning rate

    bool isEmpty() const { return loss.empty(); }
    /// The highest mean over a twentieth of the run.
    double highestLoss() const;
    /// Of the epochs' mean losses, the largest climb: the lowest before it, and what it led to. Nothing without one.
    std::optional<std::pair<double, double>> largestRise() const;
    /// Share by which the training loss fell in the last fifth of the epochs, against as many before; within the only
    /// epoch where there is but one.
    double fallAtEnd() const;
    /// The epoch with the least validation loss; null without epochs.
    const report::EpochMetrics* leastValidationLoss() const;
};

/// @param phase  TeacherTrain, Distil or Baseline
Training trainingOf(const report::MetricsHistory& history, report::Phase phase);

/// The mean over a stretch of a run, given as shares of it; the stretch holds at least one value.
double meanBetween(const std::vector<double>& values, double from, double to);

/// What a temperature leaves of the teacher's answers, averaged over the items.
struct Softness {
    double likeliest = 0;  ///< probability of the likeliest class
    double entropy = 0;    ///< as a share of the most there can be, ln(classes)
};
/// @return nothing where no item has a teacher's answer
std::optional<Softness> softnessAt(const report::TestAnswers& answers, double temperature);
/// The temperature in [1, 10], in halves, whose entropy comes nearest to `entropy`.
double temperatureFor(const report::TestAnswers& answers, double entropy);

/// Standard error of a share that was measured on so many items.
double standardError(double share, qint64 items);

/// All of it for one run. The record must outlive it.
struct Evidence {
    explicit Evidence(const RunRecord& record);

    const RunRecord& record;
    const experiment::Experiment& experiment;
    Training teacher;
    Training student;
    int classes = 0;  ///< 0 where the run ended before they were counted

    const report::RunReport* report() const { return record.report ? &*record.report : nullptr; }
    /// Accuracy, as a share, by which the student stays behind its teacher, or behind its untaught twin. NaN where that
    /// was not measured.
    double behindTeacher() const;
    double behindBaseline() const;
    double seconds(report::Phase phase) const;
    double totalSeconds() const;
};

}  // namespace distillab::advice
