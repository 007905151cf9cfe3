#pragma once

#include <QWidget>

#include <vector>

class QCPBars;
class QCustomPlot;

namespace distillab::ui {

/// What the teacher says about one picture or text, as one bar per class, the likeliest at the top.
class SoftTargetChart : public QWidget {
    Q_OBJECT
public:
    explicit SoftTargetChart(QWidget* parent = nullptr);

    /// Chooses the example: its classes are put in order, at most ten of them.
    void setExample(const QStringList& classNames, const std::vector<double>& logits);
    void setTemperature(double temperature);

    /// Probabilities of all classes at the present temperature.
    const std::vector<double>& probabilities() const { return m_probabilities; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyColours();
    void redraw();

    QCustomPlot* m_plot;
    QCPBars* m_bars;
    QStringList m_classNames;
    std::vector<double> m_logits;
    std::vector<int> m_order;
    std::vector<double> m_probabilities;
    double m_temperature = 1;
};

}  // namespace distillab::ui
