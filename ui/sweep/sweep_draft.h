#pragma once

#include "core/report/run_report.h"
#include "core/sweep/sweep.h"

#include <optional>

namespace distillab::ui {

/// What a sweep can begin with.
struct SweepBase {
    QString title;
    experiment::Experiment experiment;
    QString runFolder = {};  ///< of the finished run that these are the settings of; its teacher is taken over
};

/// The sweep that is being filled in, as its fields have it, and what is to be said about it. Knows no widget.
class SweepDraft {
public:
    /// Begins with other settings; what varies stays.
    void setBase(const SweepBase& base);
    /// Finished runs, from which the time is estimated.
    void setExperience(std::vector<report::RunReport> runs) { m_experience = std::move(runs); }

    QString temperatures = QStringLiteral("1, 2, 4, 8");
    QString alphas = QStringLiteral("0.3, 0.6, 0.9");
    QString seeds;        ///< empty: the experiment's own
    QStringList recipes;  ///< likewise
    QString name;

    /// Nothing while there is a problem.
    std::optional<sweep::Sweep> sweep() const;
    /// What must be put right first, as sentences; empty when nothing.
    QString problem() const;
    /// "12 runs: 4 temperatures × 3 values of alpha."; empty while there is a problem.
    QString planText() const;
    /// What stays the same in all runs.
    QString baseText() const;
    /// How long it will take, and how one knows.
    QString timeText() const;

private:
    sweep::Sweep read() const;
    std::optional<report::RunReport> runLikeIt(const sweep::Sweep& sweep) const;

    SweepBase m_base;
    std::vector<report::RunReport> m_experience;
};

}  // namespace distillab::ui
