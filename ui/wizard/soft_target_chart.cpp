#include "ui/wizard/soft_target_chart.h"

#include "core/report/wording.h"
#include "ui/widgets/soft_targets.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QVBoxLayout>

#include <qcustomplot.h>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using report::percentText;

constexpr int kMostBars = 10;
constexpr int kLongestName = 20;
constexpr double kRoomForNumbers = 1.18;  // of the longest possible bar

}  // namespace

SoftTargetChart::SoftTargetChart(QWidget* parent) : QWidget(parent), m_plot(new QCustomPlot) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_bars = new QCPBars(m_plot->yAxis, m_plot->xAxis);
    m_bars->setWidth(0.62);
    m_plot->yAxis->setRangeReversed(true);
    m_plot->yAxis->grid()->setVisible(false);
    m_plot->yAxis->setTickPen(Qt::NoPen);
    m_plot->yAxis->setSubTicks(false);
    m_plot->xAxis->setRange(0, kRoomForNumbers);
    m_plot->xAxis->setVisible(false);
    m_plot->axisRect()->setAutoMargins(QCP::msLeft);
    m_plot->axisRect()->setMargins(QMargins(0, 4, 4, 4));
    setMinimumSize(280, 260);
    applyColours();
}

void SoftTargetChart::setExample(const QStringList& classNames, const std::vector<double>& logits) {
    m_classNames = classNames;
    m_logits = logits;
    m_order = likeliestClasses(logits, kMostBars);
    const QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    for (size_t i = 0; i < m_order.size(); ++i) {
        QString name = classNames.value(m_order[i]);
        if (name.size() > kLongestName) name = name.left(kLongestName - 1) + u'…';
        ticker->addTick(static_cast<double>(i), name);
    }
    m_plot->yAxis->setTicker(ticker);
    m_plot->yAxis->setRange(-0.6, static_cast<double>(m_order.size()) - 0.4);
    redraw();
}

void SoftTargetChart::setTemperature(double temperature) {
    m_temperature = temperature;
    redraw();
}

void SoftTargetChart::redraw() {
    m_probabilities = softTargets(m_logits, m_temperature);
    QVector<double> keys;
    QVector<double> values;
    QStringList spoken;
    m_plot->clearItems();
    for (size_t i = 0; i < m_order.size(); ++i) {
        const double probability = m_probabilities[static_cast<size_t>(m_order[i])];
        keys << static_cast<double>(i);
        values << probability;
        auto* number = new QCPItemText(m_plot);
        number->position->setAxes(m_plot->xAxis, m_plot->yAxis);
        number->position->setCoords(probability + 0.015, static_cast<double>(i));
        number->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        number->setText(percentText(probability));
        number->setColor(Theme::current().text);
        number->setFont(font());
        spoken << tr("%1: %2", "class name: probability").arg(m_classNames.value(m_order[i]), percentText(probability));
    }
    m_bars->setData(keys, values, true);
    setAccessibleName(tr("Soft targets of the example"));
    setAccessibleDescription(spoken.join(u", "_s));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void SoftTargetChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyColours();
        redraw();
    }
    QWidget::changeEvent(event);
}

void SoftTargetChart::applyColours() {
    const Theme& theme = Theme::current();
    m_plot->setBackground(theme.surface);
    m_plot->yAxis->setBasePen(QPen(theme.controlBorder));
    m_plot->yAxis->setTickLabelColor(theme.text);
    m_plot->yAxis->setTickLabelFont(font());
    m_bars->setBrush(theme.lossParts.front());
    m_bars->setPen(Qt::NoPen);
}

}  // namespace distillab::ui
