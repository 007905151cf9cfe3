#pragma once

#include "core/experiment/experiment.h"
#include "core/lessons/lesson.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace distillab::ui {

class MessageLine;

/// A lesson beside the pages: one step at a time, with buttons that act in the window. Stays while the learner goes
/// from place to place.
class LessonPanel : public QFrame {
    Q_OBJECT
public:
    explicit LessonPanel(QWidget* parent = nullptr);

    /// Shows the lesson, in the language of the window where it can, at the step where it was left.
    void open(const lessons::Lesson& lesson);
    bool isOpen() const { return !m_lesson.sections.empty(); }
    const lessons::Lesson& lesson() const { return m_lesson; }
    /// While something runs, no other experiment can be started.
    void setSessionBusy(bool busy);
    /// A sentence for the learner, until the next step.
    void showHint(const QString& sentence);

signals:
    /// Everything is set and the data is there.
    void startRequested(const distillab::experiment::Experiment& experiment);
    void placeRequested(distillab::lessons::Place place);
    /// The learner goes on or has come to the end.
    void progressed();
    void closed();

private:
    QWidget* makeHeader();
    QWidget* makeFooter();
    void showSection(int index);
    QWidget* makeBlock(const lessons::Block& block, int number);
    QPushButton* makeAction(const lessons::Block& block, int number);
    void next();
    void back();
    void close();
    void follow(const QString& target);
    void start(const lessons::StartLink& link);
    void askToOpen(const QUrl& url);
    QString pictureFolder() const;

    lessons::Lesson m_lesson;
    int m_section = 0;
    bool m_busy = false;
    QList<QPushButton*> m_starts;  ///< of the section
    QLabel* m_title;
    QLabel* m_step;
    QScrollArea* m_scroll;
    MessageLine* m_message;
    QPushButton* m_back;
    QPushButton* m_next;
};

}  // namespace distillab::ui
