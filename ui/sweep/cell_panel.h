#pragma once

#include "core/sweep/sweep_results.h"
#include "ui/monitor/run_curves.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace distillab::ui {

class LivePlot;

/// One run of a sweep: what came out, its curves, and what can be done with it. Listens to the session for the curves
/// of a run under way.
class CellPanel : public QWidget {
    Q_OBJECT
public:
    /// @param session  must outlive the panel
    explicit CellPanel(session::TrainingSession& session, QWidget* parent = nullptr);

    /// The cells of one place, which differ in their seeds: one of them is shown.
    void setSeeds(const QList<size_t>& cells);
    void showCell(const sweep::SweepFolder& sweep, size_t cell, const sweep::CellResult& result, bool isLive);
    size_t cell() const { return m_index; }
    /// There is a run to be looked at.
    bool canOpen() const;

signals:
    void seedChosen(size_t cell);
    void openRunRequested(const QString& runFolder);
    void newRunRequested(const distillab::experiment::Experiment& basedOn);

protected:
    void changeEvent(QEvent* event) override;

private:
    void makePlots();
    QWidget* makeActions();
    void connectSession();
    bool isMine() const;
    QString sentence(const sweep::CellResult& result) const;
    void showButtons();
    void showCurves();
    void sayExport(const QString& text);
    const sweep::Cell& shown() const { return m_sweep->cells()[m_index]; }
    QString runFolder() const { return m_sweep->runFolder(shown()); }

    session::TrainingSession& m_session;
    std::optional<sweep::SweepFolder> m_sweep;
    size_t m_index = 0;
    sweep::CellState m_state = sweep::CellState::Waiting;
    bool m_live = false;
    bool m_exporting = false;
    RunCurves m_curves;
    QLabel* m_setting;
    QComboBox* m_seeds;
    QLabel* m_sentence;
    LivePlot* m_loss;
    LivePlot* m_accuracy;
    QPushButton* m_open;
    QPushButton* m_use;
    QPushButton* m_export;
    QLabel* m_exportText;
};

}  // namespace distillab::ui
