#pragma once

#include "ui/compare/run_list_model.h"
#include "ui/compare/run_series.h"
#include "ui/compare/series_loader.h"
#include "ui/widgets/card.h"

#include <QHash>
#include <QTimer>

#include <array>
#include <deque>
#include <memory>

class QCheckBox;
class QComboBox;
class QStackedWidget;
class QTabBar;

namespace distillab::ui {

class LivePlot;
class MessageLine;

/// The curves of several runs, one over the other: loss, accuracy or agreement, over steps or over time. Those of a run
/// that is under way grow.
class CurvesCard : public Card {
    Q_OBJECT
public:
    explicit CurvesCard(QWidget* parent = nullptr);

    void setRuns(const std::vector<ChosenRun>& runs);
    /// Draws this run's curve boldly; none when empty.
    void setEmphasised(const QString& folder);

    /// Of the curves that are held, whether drawn or not.
    size_t pointCount() const;
    /// True while curves are being read.
    bool isLoading() const;

signals:
    void allLoaded();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeControls();
    void makePlots();
    LivePlot* plotOf(Measure measure, Axis axis) const;
    Measure measure() const;
    Axis axis() const;
    void load(const QString& folder);
    void reloadGrown();
    void draw();
    void tellHints();
    bool mixesRecipes() const;

    std::vector<ChosenRun> m_runs;
    QHash<QString, std::shared_ptr<const RunSeries>> m_series;  ///< by folder; null where it cannot be read
    QHash<QString, qint64> m_bytes;                             ///< of the metrics.jsonl that they were read from
    QString m_emphasised;
    std::deque<Curve> m_drawn;  ///< what the plot in sight points at
    SeriesLoader m_loader;
    QTimer m_growth;

    QTabBar* m_measures;
    QComboBox* m_axis;
    QCheckBox* m_smooth;
    QStackedWidget* m_stack;
    std::array<LivePlot*, kMeasures.size() * kAxes.size()> m_plots;
    MessageLine* m_hint;
};

}  // namespace distillab::ui
