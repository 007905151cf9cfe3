#pragma once

#include "core/sweep/sweep_queue.h"
#include "core/sweep/sweep_results.h"
#include "ui/widgets/heir.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace distillab::ui {

class CellPanel;
class HeatMapView;
class ProblemCard;

/// A sweep: its heat map, which fills in as runs end, and the run of the place that is chosen in it.
/// Listens to queue and session by itself.
class SweepPage : public QWidget, public Heir {
    Q_OBJECT
public:
    /// @param session, queue  must outlive the page
    SweepPage(session::TrainingSession& session, sweep::SweepQueue& queue, QWidget* parent = nullptr);

    /// Turns to a sweep, whether it is under way, finished, or was stopped.
    void showSweep(const sweep::SweepFolder& sweep);
    void takeOver(const QWidget& predecessor) override;

signals:
    void newSweepRequested();
    void openRunRequested(const QString& runFolder);
    void newRunRequested(const distillab::experiment::Experiment& basedOn);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHeader();
    QWidget* makeStatus();
    QWidget* makeMap();
    void connectQueue();
    void connectControls();

    bool isLive() const;
    sweep::Measure measure() const;
    void takeResult(size_t cell);
    void showMap();
    void showStatus();
    void showButtons();
    void choosePlace(const QList<size_t>& cells);
    void chooseCell(size_t cell);
    /// Until the user picks a place: the run under way, in the end the best.
    void followSweep();
    void openChosen();
    QString headline() const;
    QString detail() const;

    session::TrainingSession& m_session;
    sweep::SweepQueue& m_queue;
    std::optional<sweep::SweepFolder> m_sweep;
    std::vector<sweep::CellResult> m_results;
    report::Progress m_progress;  ///< of the run under way
    std::optional<sweep::SweepQueue::Ending> m_ending;
    bool m_follows = true;

    QLabel* m_title;
    QLabel* m_subtitle;
    QLabel* m_headline;
    QLabel* m_detail;
    QProgressBar* m_bar;
    QPushButton* m_pause;
    QPushButton* m_resume;
    QPushButton* m_stop;
    ProblemCard* m_problem;
    ProblemCard* m_obstacle;
    QComboBox* m_measure;
    HeatMapView* m_map;
    QLabel* m_best;
    CellPanel* m_cell;
};

}  // namespace distillab::ui
