#pragma once

#include "ui/sweep/sweep_draft.h"
#include "ui/widgets/heir.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace distillab::ui {

class Card;
class HeatMapView;
class MessageLine;

/// What varies in a new sweep, with its runs as a heat map still empty; and the sweeps that there are.
class SweepSetupPage : public QWidget, public Heir {
    Q_OBJECT
public:
    explicit SweepSetupPage(QWidget* parent = nullptr);

    /// Begins a new sweep. @param bases  what can be varied, the first one chosen
    void begin(const QList<SweepBase>& bases);
    void takeOver(const QWidget& predecessor) override;
    /// While a run is under way no sweep can be started.
    void setSessionBusy(bool busy);

signals:
    void cancelled();
    void startRequested(const distillab::sweep::Sweep& sweep, const QString& folder);
    void openRequested(const QString& folder);

private:
    QWidget* makeAxes();
    QWidget* makePreview();
    QWidget* makeRecipes();
    QWidget* makeFooter();
    void connectFields();
    void refresh();
    void readRecipes();
    void listSweeps();
    void start();

    SweepDraft m_draft;
    QList<SweepBase> m_bases;
    bool m_busy = false;
    QComboBox* m_base;
    QLabel* m_baseText;
    QLineEdit* m_name;
    QLineEdit* m_temperatures;
    QLineEdit* m_alphas;
    QLineEdit* m_seeds;
    QList<QCheckBox*> m_recipes;  ///< named by the preset
    QLabel* m_plan;
    QLabel* m_time;
    HeatMapView* m_map;
    Card* m_sweeps;
    MessageLine* m_message;
    QPushButton* m_start;
};

/// Settings to begin with: those given, the samples' and those of finished runs, each under a title.
QList<SweepBase> sweepBases(const SweepBase& first);

}  // namespace distillab::ui
