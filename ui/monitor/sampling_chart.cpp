#include "ui/monitor/sampling_chart.h"

#include "ui/widgets/chart_style.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QVBoxLayout>

#include <qcustomplot.h>

#include <algorithm>

namespace distillab::ui {
namespace {

using experiment::SamplingBy;

constexpr int kPlotHeight = 112;
constexpr double kWideBar = 0.92;
constexpr double kNarrowBar = 0.5;

QVector<double> asNumbers(const QList<qint64>& counts) {
    QVector<double> numbers;
    for (const qint64 count : counts) numbers << static_cast<double>(count);
    return numbers;
}

}  // namespace

SamplingChart::SamplingChart(QWidget* parent)
    : QWidget(parent),
      m_title(makeLabel({}, TextRole::Muted)),
      m_plot(new QCustomPlot),
      m_available(new QCPBars(m_plot->xAxis, m_plot->yAxis)),
      m_drawn(new QCPBars(m_plot->xAxis, m_plot->yAxis)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addWidget(m_plot);
    m_plot->setFixedHeight(kPlotHeight);
    setUpBarChart(*m_plot);
    m_plot->yAxis->setLabel(tr("Examples"));
    setAccessibleName(tr("Examples drawn"));
    applyColours();
    hide();
}

void SamplingChart::begin(SamplingBy by) {
    setVisible(by != SamplingBy::Uniform);
    m_title->setText(tr("Which examples are drawn shows after the first epoch."));
    m_plot->xAxis->setLabel(by == SamplingBy::Entropy ? tr("The teacher's doubt: entropy of its answer")
                                                      : tr("How far teacher and student disagree"));
    for (QCPBars* bars : {m_available, m_drawn}) bars->data()->clear();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void SamplingChart::show(const report::SamplingMetrics& metrics) {
    const qsizetype bins = std::min(metrics.available.size(), metrics.drawn.size());
    if (bins == 0) return;
    const double width = metrics.highest / static_cast<double>(bins);
    QVector<double> keys;
    for (qsizetype i = 0; i < bins; ++i) keys << (static_cast<double>(i) + 0.5) * width;
    m_available->setWidth(width * kWideBar);
    m_drawn->setWidth(width * kNarrowBar);
    m_available->setData(keys, asNumbers(metrics.available.first(bins)), true);
    m_drawn->setData(keys, asNumbers(metrics.drawn.first(bins)), true);
    const qint64 most = std::max(*std::max_element(metrics.available.begin(), metrics.available.end()),
                                 *std::max_element(metrics.drawn.begin(), metrics.drawn.end()));
    m_plot->xAxis->setRange(0, metrics.highest);
    m_plot->yAxis->setRange(0, static_cast<double>(std::max<qint64>(most, 1)) * 1.05);
    m_title->setText(tr("Epoch %1: examples drawn (narrow bars) and all there are (wide bars).").arg(metrics.epoch));
    setAccessibleDescription(m_title->text());
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void SamplingChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyColours();
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    }
    QWidget::changeEvent(event);
}

void SamplingChart::applyColours() {
    styleBarChart(*m_plot, font());
    const Theme& theme = Theme::current();
    m_available->setBrush(theme.controlBorder);
    m_drawn->setBrush(theme.student);
    m_available->setPen(Qt::NoPen);
    m_drawn->setPen(Qt::NoPen);
}

}  // namespace distillab::ui
