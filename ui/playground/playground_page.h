#pragma once

#include "core/report/run_report.h"
#include "core/session/training_session.h"
#include "ui/playground/examples.h"
#include "ui/widgets/heir.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QVBoxLayout;

namespace distillab::ui {

class AnswerView;
class DrawingBox;
class MessageLine;

/// Where the networks of a finished run are tried, or an exported one: a sentence is typed, a picture drawn, dropped
/// or chosen, and teacher and student answer side by side.
class PlaygroundPage : public QWidget, public Heir {
    Q_OBJECT
public:
    /// @param session  must outlive the page
    explicit PlaygroundPage(session::TrainingSession& session, QWidget* parent = nullptr);

    /// Turns to a finished run, or to a folder with a model.onnx. What is neither is said so on the page.
    void open(const QString& folder);
    void takeOver(const QWidget& predecessor) override;
    /// As if it had been chosen or dropped.
    void usePicture(const QString& file);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// What is tried: the student, and its teacher where there is one.
    struct Networks {
        QStringList folders;  ///< of the student, then of the teacher
        QStringList names;    ///< likewise, as the run's report has them; empty where the engine tells
    };

    QWidget* makeChooser();
    QWidget* makeTextFields();
    QWidget* makePictureFields();
    QWidget* makeExamples();
    QWidget* makeAnswers();
    void connectControls();
    void connectSession();

    void listRuns();
    void openChosen();
    void chooseExport();
    void beginWith(const Networks& networks);
    void describe();
    void takeFacts(const QList<session::ModelFacts>& facts);
    QString factsText(qsizetype network) const;
    void refuse(const session::Problem& problem);

    void choosePicture();
    void setPicture(const QImage& picture);
    void showSeen();
    Example current() const;
    void askCurrent();
    void askLive();
    void ask(const Example& example);
    void keep(const Example& example);
    void askAgain(const QModelIndex& index);
    void forget();
    void showAnswers(const QList<session::Prediction>& predictions);
    void updateControls();
    /// Of the kind that the networks read.
    Examples* examples();

    session::TrainingSession& m_session;
    Networks m_networks;
    QList<session::ModelFacts> m_facts;  ///< of the networks, once the engine has told them
    bool m_readsText = false;
    QImage m_whole;               ///< a picture as it was given, as long as nothing is drawn on it
    quint64 m_described = 0;      ///< the question for facts that is not answered yet
    quint64 m_asked = 0;          ///< the question that is not answered yet
    bool m_changedSince = false;  ///< the drawing, since it was asked about
    Examples* m_texts = nullptr;
    Examples* m_pictures = nullptr;
    QComboBox* m_run;
    QPushButton* m_openExport;
    QLabel* m_noRuns;
    QWidget* m_workplace;
    QVBoxLayout* m_left;
    QVBoxLayout* m_right;
    QWidget* m_examplesCard;
    QWidget* m_textFields;
    QLineEdit* m_text;
    QLineEdit* m_pair;
    QWidget* m_pictureFields;
    DrawingBox* m_drawing;
    QPushButton* m_pen;
    QPushButton* m_eraser;
    QPushButton* m_undo;
    QPushButton* m_clear;
    QPushButton* m_choose;
    QLabel* m_seen;
    QLabel* m_seenWords;
    QPushButton* m_ask;
    MessageLine* m_problem;
    QLabel* m_hint;
    QListView* m_list;
    QPushButton* m_forget;
    AnswerView* m_teacher;
    AnswerView* m_student;
    QLabel* m_alone;
};

}  // namespace distillab::ui
