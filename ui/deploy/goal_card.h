#pragma once

#include "core/report/run_report.h"
#include "ui/widgets/card.h"

class QLabel;

namespace distillab::session {
class TrainingSession;
}

namespace distillab::ui {

/// Whether the student of a run may go where it is to run; hidden for a run without a goal.
class GoalCard : public Card {
    Q_OBJECT
public:
    /// Looks again when the session has measured the run.
    explicit GoalCard(session::TrainingSession& session, QWidget* parent = nullptr);

    void setRun(const QString& runFolder, const experiment::GoalSpec& goal);

private:
    void refresh();

    QString m_runFolder;
    experiment::GoalSpec m_goal;
    QLabel* m_verdict;
    QLabel* m_limits;
};

}  // namespace distillab::ui
