#include "ui/explorer/loss_over_temperature.h"

#include "ui/widgets/soft_targets.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QVBoxLayout>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kPlotHeight = 208;
constexpr double kAbove = 1.18;  // room for the names of the marks
constexpr double kLeastHeight = 1e-6;

QString temperatureText(double temperature) { return QLocale().toString(temperature, 'g', 3); }

}  // namespace

LossOverTemperature::LossOverTemperature(QWidget* parent) : QWidget(parent), m_plot(new QCustomPlot) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->setFixedHeight(kPlotHeight);
    m_plot->setFocusPolicy(Qt::NoFocus);  // the slider is for the keyboard
    m_plot->setCursor(Qt::PointingHandCursor);
    m_plot->installEventFilter(this);
    m_graph = m_plot->addGraph();
    // Evenly in log T, as the slider runs.
    const QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    for (const double t : {0.5, 1.0, 2.0, 4.0, 8.0, 20.0}) ticker->addTick(std::log(t), temperatureText(t));
    m_plot->xAxis->setTicker(ticker);
    m_plot->xAxis->setRange(std::log(temperatureAt(0)), std::log(temperatureAt(kTemperatureTicks)));
    m_plot->xAxis->setLabel(tr("Temperature T"));
    m_plot->xAxis->setSubTicks(false);
    m_plot->yAxis->setSubTicks(false);
    m_plot->yAxis->ticker()->setTickCount(4);
    m_plot->yAxis->setLabel(tr("T² · KL in nats"));
    m_slider = new QCPItemStraightLine(m_plot);
    m_here = new QCPItemTracer(m_plot);
    m_here->setStyle(QCPItemTracer::tsCircle);
    m_here->setSize(10);
    m_here->position->setTypeX(QCPItemPosition::ptPlotCoords);
    setAccessibleName(tr("Loss of this item over the temperature"));
    setToolTip(
        tr("Loss of this item: T² · Σ p ln(p / q), p the teacher's and q the student's probabilities at "
           "temperature T. Click or drag to choose a temperature."));
    applyColours();
}

void LossOverTemperature::clearMarks() {
    for (QCPItemStraightLine* line : m_own) m_plot->removeItem(line);
    for (QCPItemText* name : m_ownNames) m_plot->removeItem(name);
    m_own.clear();
    m_ownNames.clear();
}

void LossOverTemperature::setCurve(const TemperedLoss& curve, const std::vector<double>& own) {
    clearMarks();
    QVector<double> keys;
    QVector<double> values;
    for (size_t i = 0; i < curve.losses.size(); ++i) {
        keys << std::log(curve.temperatures[i]);
        values << curve.losses[i];
    }
    m_graph->setData(keys, values, true);
    const double highest = values.isEmpty() ? 1 : *std::max_element(values.begin(), values.end());
    m_plot->yAxis->setRange(0, std::max(highest, kLeastHeight) * kAbove);
    for (const double temperature : own) {
        const double x = std::log(temperature);
        auto* line = new QCPItemStraightLine(m_plot);
        line->point1->setCoords(x, 0);
        line->point2->setCoords(x, 1);
        m_own.push_back(line);
        auto* name = new QCPItemText(m_plot);
        name->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        name->position->setTypeX(QCPItemPosition::ptPlotCoords);
        name->position->setCoords(x, 0);
        const bool isFarRight = x > m_plot->xAxis->range().center();
        name->setPositionAlignment((isFarRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop);
        name->setPadding(QMargins(5, 1, 5, 0));
        name->setText(tr("this run: %1", "its temperature").arg(temperatureText(temperature)));
        m_ownNames.push_back(name);
    }
    applyColours();
}

void LossOverTemperature::setTemperature(double temperature, double loss) {
    const double x = std::log(temperature);
    m_slider->point1->setCoords(x, 0);
    m_slider->point2->setCoords(x, 1);
    m_here->position->setCoords(x, loss);
    m_here->setVisible(m_graph->dataCount() > 0);
    setAccessibleDescription(
        tr("%1 nats at temperature %2").arg(QLocale().toString(loss, 'f', 3), temperatureText(temperature)));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

bool LossOverTemperature::eventFilter(QObject* watched, QEvent* event) {
    const bool pressed = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseMove;
    if (watched == m_plot && pressed) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (mouse->buttons() & Qt::LeftButton) {
            const double temperature = std::exp(m_plot->xAxis->pixelToCoord(mouse->position().x()));
            emit temperatureChosen(std::clamp(temperature, temperatureAt(0), temperatureAt(kTemperatureTicks)));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void LossOverTemperature::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) applyColours();
    QWidget::changeEvent(event);
}

void LossOverTemperature::applyColours() {
    const Theme& theme = Theme::current();
    QFont small = font();
    if (small.pointSizeF() > 0) small.setPointSizeF(small.pointSizeF() * 0.9);
    m_plot->setBackground(theme.surface);
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setBasePen(QPen(theme.controlBorder));
        axis->setTickPen(QPen(theme.controlBorder));
        axis->setTickLabelColor(theme.mutedText);
        axis->setLabelColor(theme.mutedText);
        axis->setTickLabelFont(small);
        axis->setLabelFont(small);
        axis->grid()->setPen(QPen(theme.border));
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    m_graph->setPen(QPen(theme.lossParts.front(), 2));
    m_slider->setPen(QPen(theme.accent, 1));
    m_here->setPen(QPen(theme.surface, 2));
    m_here->setBrush(theme.accent);
    for (QCPItemStraightLine* line : m_own) line->setPen(QPen(theme.mutedText, 1, Qt::DashLine));
    for (QCPItemText* name : m_ownNames) {
        name->setColor(theme.mutedText);
        name->setFont(small);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace distillab::ui
