#pragma once

#include "ui/monitor/run_curves.h"
#include "ui/monitor/run_status.h"

#include <QWidget>

class QCheckBox;
class QIODevice;
class QLabel;
class QProgressBar;
class QPushButton;
class QSlider;
class QTabBar;

namespace distillab::ui {

class AdviceCard;
class LivePlot;
class LogPanel;
class PhaseStrip;
class ProblemCard;
class SamplingChart;

/// A run at work: where it is, its curves, its log, and the buttons that steer it.
/// Listens to the session and takes what belongs to the run it shows.
class TrainingView : public QWidget {
    Q_OBJECT
public:
    TrainingView(session::TrainingSession& session, QWidget* parent = nullptr);

    /// @param history  what an interrupted run has measured before; empty for a new one
    void showLive(const experiment::Experiment& experiment, const QString& runFolder,
                  const report::MetricsHistory& history);
    void showFinished(const experiment::Experiment& experiment, const QString& runFolder,
                      const report::MetricsHistory& history);
    /// Goes on where another view of the same session is.
    void takeOver(const TrainingView& other);

signals:
    /// After a failure: the advice is to be tried.
    void adviceTaken(const distillab::experiment::Experiment& changed);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeStatus();
    QWidget* makeLossCard();
    QWidget* makeAccuracyCard();
    void connectSession();
    void connectControls();

    bool isMine() const;
    bool isWatching() const;
    void reset(const experiment::Experiment& experiment, const QString& runFolder,
               const report::MetricsHistory& history);
    void enterPhase(report::Phase phase);
    void addSteps(const QList<report::StepMetrics>& steps);
    void addEpoch(const report::EpochMetrics& epoch);
    void showSampling(const report::SamplingMetrics& metrics);
    void endRun(Outcome outcome);
    void showFailure(const session::Problem& problem);
    void showObstacle();
    void resume();

    void updateStatus();
    void updateButtons();
    void chooseTrack(Track track);
    void showTrack(Track track, bool isVisible);
    void followPhase(report::Phase phase);
    void showSmoothing(int points);
    void updateLossCurves();
    void writeWholeLossTable(QIODevice& out) const;
    void updateAccuracyCurves();

    session::TrainingSession& m_session;
    QString m_runFolder;
    experiment::Experiment m_experiment;
    RunStatus m_status;
    RunCurves m_curves;
    Track m_track = Track::Student;
    bool m_followsPhase = true;  ///< until the user picks a network
    std::optional<report::SamplingMetrics> m_lastSampling;
    std::optional<session::Problem> m_failure;
    QPushButton* m_focusNext = nullptr;  ///< takes the focus over as soon as it can

    PhaseStrip* m_phases;
    QLabel* m_headline;
    QLabel* m_detail;
    QProgressBar* m_progress;
    QPushButton* m_pause;
    QPushButton* m_resume;
    QPushButton* m_stop;
    ProblemCard* m_problem;
    ProblemCard* m_obstacle;
    AdviceCard* m_advice;
    QTabBar* m_trackTabs;
    QCheckBox* m_smooth;
    QSlider* m_smoothing;
    QCheckBox* m_logScale;
    QCheckBox* m_agreement;
    LivePlot* m_lossPlot;
    LivePlot* m_accuracyPlot;
    SamplingChart* m_sampling;
    LogPanel* m_log;
};

}  // namespace distillab::ui
