#pragma once

#include "core/experiment/experiment.h"
#include "core/report/run_events.h"

#include <QWidget>

class QCPBars;
class QCustomPlot;
class QLabel;

namespace distillab::ui {

/// Which examples the latest epoch drew, beside those that there are: a histogram over what they are drawn by.
class SamplingChart : public QWidget {
    Q_OBJECT
public:
    explicit SamplingChart(QWidget* parent = nullptr);

    /// Empties the chart; hidden where all are drawn alike.
    void begin(experiment::SamplingBy by);
    void show(const report::SamplingMetrics& metrics);

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyColours();

    QLabel* m_title;
    QCustomPlot* m_plot;
    QCPBars* m_available;
    QCPBars* m_drawn;
};

}  // namespace distillab::ui
