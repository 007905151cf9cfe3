#include "ui/wizard/length_chart.h"

#include "ui/widgets/chart_style.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QVBoxLayout>

#include <qcustomplot.h>

#include <algorithm>

namespace distillab::ui {
namespace {

constexpr int kHeight = 132;

}  // namespace

LengthChart::LengthChart(QWidget* parent) : QWidget(parent), m_plot(new QCustomPlot) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    setUpBarChart(*m_plot);
    m_bars = new QCPBars(m_plot->xAxis, m_plot->yAxis);
    m_plot->xAxis->setNumberFormat(QStringLiteral("f"));
    m_plot->xAxis->setNumberPrecision(0);
    m_plot->xAxis->setLabel(tr("Length in characters"));
    m_plot->yAxis->setLabel(tr("Texts"));
    setFixedHeight(kHeight);
    setMinimumWidth(240);
    setAccessibleName(tr("Lengths of the texts"));
    applyColours();
}

void LengthChart::show(const data::TablePreview& table) {
    const auto step = static_cast<double>(table.lengthStep);
    QVector<double> keys;
    QVector<double> values;
    for (size_t i = 0; i < table.lengthBars.size(); ++i) {
        keys << (static_cast<double>(i) + 0.5) * step;
        values << static_cast<double>(table.lengthBars[i]);
    }
    m_bars->setWidth(step * 0.86);
    m_bars->setData(keys, values, true);
    m_plot->xAxis->setRange(0, static_cast<double>(table.lengthBars.size()) * step);
    m_plot->yAxis->setRange(0, values.isEmpty() ? 1 : *std::max_element(values.begin(), values.end()) * 1.05);
    const auto most = std::max_element(table.lengthBars.begin(), table.lengthBars.end()) - table.lengthBars.begin();
    setAccessibleDescription(
        tr("Most texts have about %1 characters.").arg(qRound((static_cast<double>(most) + 0.5) * step)));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void LengthChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyColours();
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    }
    QWidget::changeEvent(event);
}

void LengthChart::applyColours() {
    styleBarChart(*m_plot, font());
    m_bars->setBrush(Theme::current().accent);
    m_bars->setPen(Qt::NoPen);
}

}  // namespace distillab::ui
