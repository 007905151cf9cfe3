#pragma once

#include "ui/widgets/heir.h"
#include "ui/wizard/experiment_draft.h"

#include <QTimer>
#include <QWidget>

class QListWidget;
class QPushButton;
class QStackedWidget;

namespace distillab::ui {

class MessageLine;
class WizardPage;

/// Leads through an experiment, one question a page: task, data, teacher, student, temperature, review.
class Wizard : public QWidget, public Heir {
    Q_OBJECT
public:
    explicit Wizard(QWidget* parent = nullptr);

    /// Begins anew with the settings of `basedOn`, at `step`.
    void begin(const experiment::Experiment& basedOn, Step step = Step::Task);
    void takeOver(const QWidget& predecessor) override;
    /// While another run is under way none can be started.
    void setSessionBusy(bool busy) { m_draft.setSessionBusy(busy); }

    const ExperimentDraft& draft() const { return m_draft; }

signals:
    void startRequested(const distillab::experiment::Experiment& experiment, const QString& runFolder);
    /// Several settings of this experiment instead of a run of it.
    void sweepRequested(const distillab::experiment::Experiment& experiment);
    void cancelled();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeSteps();
    QWidget* makeFooter();
    /// @param pages  where it belongs: those of pictures and what both share, or those of texts alone
    void addPage(WizardPage* page, QList<WizardPage*>& pages);
    void addStep(const WizardPage* page);
    void connectLoaders();
    WizardPage* page() const;
    void goTo(Step step);
    void goOn();
    void refresh();
    void showMessage();
    void showSteps();

    ExperimentDraft m_draft;
    session::PreviewLoader m_dataLoader;
    session::PreviewLoader m_teacherLoader;
    // Typing asks once, when it pauses; an answer that arrives meanwhile is to an older question.
    QTimer m_dataPause;
    QTimer m_teacherPause;
    QList<WizardPage*> m_pages;      ///< by step
    QList<WizardPage*> m_textPages;  ///< in the place of the same steps' pages when the task is about texts
    QListWidget* m_steps;
    QStackedWidget* m_stack;
    MessageLine* m_message;
    QPushButton* m_back;
    QPushButton* m_next;
    QPushButton* m_start;
    int m_current = 0;
    bool m_begun = false;
};

}  // namespace distillab::ui
