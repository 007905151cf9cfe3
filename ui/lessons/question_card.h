#pragma once

#include "ui/widgets/card.h"

class QPushButton;

namespace distillab::ui {

class LessonText;

/// A question to think about, and a button that reveals the answer.
class QuestionCard : public Card {
    Q_OBJECT
public:
    /// @param number  from 1, within the section: part of the object names
    QuestionCard(int number, const QString& question, const QString& answer, const QString& pictureFolder,
                 QWidget* parent = nullptr);

signals:
    void linkFollowed(const QString& target);

private:
    void toggle();

    LessonText* m_answer;
    QPushButton* m_reveal;
};

}  // namespace distillab::ui
