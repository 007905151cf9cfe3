#pragma once

#include "core/session/training_session.h"
#include "ui/widgets/card.h"

#include <optional>

class QLabel;

namespace distillab::ui {

/// What went wrong, where, and what to do about it. Hidden while there is nothing to say.
class ProblemCard : public Card {
    Q_OBJECT
public:
    explicit ProblemCard(const QString& heading, QWidget* parent = nullptr);

    void showProblem(const session::Problem& problem);
    /// What a run waits for, with how it goes on; hides when it waits for nothing.
    void showObstacle(const std::optional<session::Problem>& obstacle);

private:
    QLabel* m_message;
    QLabel* m_where;
    QLabel* m_remedy;
};

}  // namespace distillab::ui
