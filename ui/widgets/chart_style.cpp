#include "ui/widgets/chart_style.h"

#include "ui/widgets/theme.h"

#include <qcustomplot.h>

namespace distillab::ui {

void setUpBarChart(QCustomPlot& plot) {
    plot.setFocusPolicy(Qt::NoFocus);
    plot.xAxis->grid()->setVisible(false);
    plot.xAxis->setSubTicks(false);
    plot.yAxis->setSubTicks(false);
    plot.yAxis->ticker()->setTickCount(3);
    plot.yAxis->setNumberFormat(QStringLiteral("f"));
    plot.yAxis->setNumberPrecision(0);
}

void styleBarChart(QCustomPlot& plot, const QFont& font) {
    const Theme& theme = Theme::current();
    plot.setBackground(theme.surface);
    QFont small = font;
    small.setPointSizeF(small.pointSizeF() * 0.9);
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setBasePen(QPen(theme.controlBorder));
        axis->setTickPen(QPen(theme.controlBorder));
        axis->setTickLabelColor(theme.mutedText);
        axis->setLabelColor(theme.mutedText);
        axis->setTickLabelFont(small);
        axis->setLabelFont(small);
        axis->grid()->setPen(QPen(theme.border));
    }
}

}  // namespace distillab::ui
