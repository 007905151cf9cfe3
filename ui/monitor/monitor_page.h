#pragma once

#include "core/experiment/experiment.h"
#include "core/report/run_report.h"
#include "ui/widgets/heir.h"

#include <QWidget>

class QLabel;
class QTabWidget;

namespace distillab::session {
class TrainingSession;
}

namespace distillab::ui {

class ExplorerView;
class ProblemCard;
class ResultsView;
class TrainingView;

/// The page of one run: watching it while it works, its results when it is done.
///
/// Listens to the session by itself. Every control has a stable object name, listed in ui/README.md.
class MonitorPage : public QWidget, public Heir {
    Q_OBJECT
public:
    /// @param session  must outlive the page
    MonitorPage(session::TrainingSession& session, QWidget* parent = nullptr);

    /// Turns to a run that is about to start; call it just before TrainingSession::start or resumeRun.
    /// What an interrupted run has measured before is read from `runFolder` and shown first.
    void showLive(const experiment::Experiment& experiment, const QString& runFolder);
    /// Shows the report and the curves of an old run; one that cannot be read is said so on the page.
    void showFinished(const QString& runFolder);
    void takeOver(const QWidget& predecessor) override;

    /// Of the run that is shown.
    QString runFolder() const { return m_runFolder; }
    void showTraining();
    /// What teacher and student make of a temperature, or, while it runs, its training.
    void showTemperature();
    /// What came out, or, while it runs, its training.
    void showResults();

signals:
    void startPageRequested();
    void newRunRequested(const distillab::experiment::Experiment& basedOn);
    /// An advice is to be tried: the run with its change made.
    void adviceTaken(const distillab::experiment::Experiment& changed);
    void sweepRequested(const distillab::experiment::Experiment& basedOn, const QString& runFolder);
    void tryOutRequested(const QString& runFolder);

private:
    static QString teacherName(const experiment::TeacherSpec& teacher);
    void showHeader(const experiment::Experiment& experiment, const QString& runFolder);
    void showResults(const report::RunReport& report);
    /// Of the tabs that only a finished run has.
    void setResultsEnabled(bool enabled);

    session::TrainingSession& m_session;
    QLabel* m_title;
    QLabel* m_subtitle;
    ProblemCard* m_problem;
    QTabWidget* m_views;
    TrainingView* m_training;
    ResultsView* m_results;
    ExplorerView* m_explorer;
    QString m_runFolder;
    experiment::Experiment m_experiment;
};

}  // namespace distillab::ui
