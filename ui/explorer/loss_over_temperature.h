#pragma once

#include "ui/explorer/tempered_answers.h"

#include <QWidget>

class QCPGraph;
class QCPItemStraightLine;
class QCPItemText;
class QCPItemTracer;
class QCustomPlot;

namespace distillab::ui {

/// T² · KL of one item over the temperature, with a dot where the slider is and a line at each temperature of the run.
/// Pressing the mouse on it, or dragging, chooses a temperature.
class LossOverTemperature : public QWidget {
    Q_OBJECT
public:
    explicit LossOverTemperature(QWidget* parent = nullptr);

    /// @param own  temperatures of the run: one, or the first and the last
    void setCurve(const TemperedLoss& curve, const std::vector<double>& own);
    void setTemperature(double temperature, double loss);

signals:
    void temperatureChosen(double temperature);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void applyColours();
    void clearMarks();

    QCustomPlot* m_plot;
    QCPGraph* m_graph;
    QCPItemTracer* m_here;
    QCPItemStraightLine* m_slider;
    std::vector<QCPItemStraightLine*> m_own;
    std::vector<QCPItemText*> m_ownNames;
};

}  // namespace distillab::ui
