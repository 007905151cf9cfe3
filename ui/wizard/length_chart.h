#pragma once

#include "core/data/load_text.h"

#include <QWidget>

class QCPBars;
class QCustomPlot;

namespace distillab::ui {

/// How long the texts are: how many there are of each length.
class LengthChart : public QWidget {
    Q_OBJECT
public:
    explicit LengthChart(QWidget* parent = nullptr);

    void show(const data::TablePreview& table);

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyColours();

    QCustomPlot* m_plot;
    QCPBars* m_bars;
};

}  // namespace distillab::ui
