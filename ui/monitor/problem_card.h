#pragma once

#include "core/session/training_session.h"
#include "ui/widgets/card.h"

class QLabel;

namespace distillab::ui {

/// What went wrong, where, and what to do about it. Hidden while there is nothing to say.
class ProblemCard : public Card {
    Q_OBJECT
public:
    explicit ProblemCard(const QString& heading, QWidget* parent = nullptr);

    void showProblem(const session::Problem& problem);

private:
    QLabel* m_message;
    QLabel* m_where;
    QLabel* m_remedy;
};

}  // namespace distillab::ui
