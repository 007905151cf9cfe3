#pragma once

#include "core/lessons/library.h"

#include <QWidget>

class QVBoxLayout;

namespace distillab::ui {

/// The place of the lessons: those of the program, and one's own.
class LessonsPage : public QWidget {
    Q_OBJECT
public:
    explicit LessonsPage(QWidget* parent = nullptr);

    /// Reads the lessons again, and how far the learner has come. Happens by itself when the page comes into sight.
    void refresh();

    /// Of the window's words, as the folders of lessons are named.
    static QString language();

signals:
    void lessonChosen(const distillab::lessons::Lesson& lesson);
    void fileRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeOwnHeader();
    QWidget* makeLessonCard(const lessons::Lesson& lesson);
    QWidget* makeProblemCard(const lessons::OwnLesson& own);
    static QString stateText(const lessons::Lesson& lesson);

    QVBoxLayout* m_list;
};

}  // namespace distillab::ui
