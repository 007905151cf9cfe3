#pragma once

#include <QMenu>

namespace distillab::ui {

class LivePlot;

/// What can be done with a plot: zoom, hide curves, smooth, save. Filled anew each time it opens.
class PlotMenu : public QMenu {
    Q_OBJECT
public:
    explicit PlotMenu(LivePlot& plot);

private:
    void fill();
    void addCurves();
    void addSmoothing();
    void addSaving();
    QAction* add(QMenu& menu, const QString& text, const QString& name);
    void save(const QString& suffix, const QString& filter);

    LivePlot& m_plot;
};

}  // namespace distillab::ui
