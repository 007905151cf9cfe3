#pragma once

#include "core/report/run_report.h"
#include "core/session/training_session.h"
#include "ui/widgets/card.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace distillab::ui {

class AnswerView;
class MessageLine;

/// Tries the networks of a finished run: a sentence is typed, or a picture chosen, and teacher and student answer.
class PlaygroundBox : public Card {
    Q_OBJECT
public:
    PlaygroundBox(session::TrainingSession& session, QWidget* parent = nullptr);

    void setRun(const report::RunReport& report);
    /// As if it had been chosen or dropped.
    void usePicture(const QString& file);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeTextFields();
    QWidget* makePictureFields();
    QWidget* makeAnswers();
    void connectSession();
    void choosePicture();
    void askText();
    void ask(const session::Question& question);
    void showAnswers(const QList<session::Prediction>& predictions);
    void updateControls();

    session::TrainingSession& m_session;
    QStringList m_folders;  ///< of the student, then of the teacher if it was kept
    bool m_isText = false;
    quint64 m_asked = 0;  ///< the question that is not answered yet
    QWidget* m_textFields;
    QLineEdit* m_text;
    QLineEdit* m_pair;
    QPushButton* m_ask;
    QWidget* m_pictureFields;
    QLabel* m_picture;
    QPushButton* m_choose;
    MessageLine* m_problem;
    QLabel* m_hint;
    AnswerView* m_student;
    AnswerView* m_teacher;
};

}  // namespace distillab::ui
