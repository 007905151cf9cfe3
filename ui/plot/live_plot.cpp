#include "ui/plot/live_plot.h"

#include "core/report/wording.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QToolTip>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 kFrameMs = 34;  ///< at most 30 draws a second
constexpr double kKeyZoom = 0.8;
constexpr double kKeyPan = 0.1;

/// The range of x and y over all points that a curve or level shows.
struct Extent {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void include(double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    bool isEmpty() const { return low > high; }
};

const Curve& valuesOf(const PlottedCurve& curve) { return curve.values ? *curve.values : *curve.points; }

}  // namespace

LivePlot::LivePlot(PlotAxes axes, const QString& emptyText, QWidget* parent)
    : QCustomPlot(parent), m_axes(std::move(axes)), m_emptyText(new QCPItemText(this)) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    setNoAntialiasingOnDrag(true);
    setMinimumSize(240, 160);
    xAxis->setLabel(m_axes.x);
    yAxis->setLabel(m_axes.y);
    if (m_axes.wholeX) {
        auto ticker = QSharedPointer<QCPAxisTickerFixed>::create();
        ticker->setTickStep(1);
        ticker->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
        xAxis->setTicker(ticker);
    }
    legend->setVisible(true);
    // Above the curves, so that it never hides them.
    plotLayout()->insertRow(0);
    auto* strip = new QCPLayoutGrid;
    plotLayout()->addElement(0, 0, strip);
    strip->addElement(0, 0, legend);
    legend->setFillOrder(QCPLegend::foColumnsFirst);
    legend->setBorderPen(Qt::NoPen);
    legend->setMargins({0, 0, 0, 0});
    strip->setMargins({4, 2, 4, 2});
    // An empty legend asks for no width at all and would squeeze the axes below it to the same.
    strip->setMaximumSize(QWIDGETSIZE_MAX / 2, QWIDGETSIZE_MAX);
    plotLayout()->setRowStretchFactor(0, 0.001);
    plotLayout()->setRowSpacing(0);

    m_emptyText->setText(emptyText);
    m_emptyText->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_emptyText->position->setCoords(0.5, 0.5);

    m_drawTimer.setSingleShot(true);
    m_drawTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_drawTimer, &QTimer::timeout, this, &LivePlot::draw);
    connect(this, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        if (event->button() == Qt::LeftButton) setCursor(Qt::ClosedHandCursor);
    });
    connect(this, &QCustomPlot::mouseRelease, this, [this] { unsetCursor(); });
    applyTheme();
    refresh();
}

void LivePlot::setCurves(std::vector<PlottedCurve> curves, std::vector<PlottedLevel> levels) {
    m_curves = std::move(curves);
    m_levels = std::move(levels);
    clearGraphs();
    for (const PlottedCurve& curve : m_curves) {
        QCPGraph* graph = addGraph();
        graph->setName(curve.name);
        graph->setPen(curve.pen);
        graph->setAdaptiveSampling(false);  // decimated already
        graph->setAntialiased(curve.dots);
        if (curve.dots) {
            graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, curve.pen.color(), curve.pen.color(), 5));
        }
        if (!curve.inLegend) graph->removeFromLegend();
    }
    for (const PlottedLevel& level : m_levels) {
        QCPGraph* graph = addGraph();
        graph->setName(level.name);
        graph->setPen(QPen(level.color, 1.5, Qt::DashLine));
        graph->setAntialiased(false);
    }
    refresh();
}

void LivePlot::setLogScale(bool logScale) {
    if (logScale) {
        yAxis->setScaleType(QCPAxis::stLogarithmic);
        yAxis->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
    } else {
        yAxis->setScaleType(QCPAxis::stLinear);
        yAxis->setTicker(QSharedPointer<QCPAxisTicker>::create());
    }
    showEverything();
}

void LivePlot::refresh() {
    if (!isVisible() || m_drawTimer.isActive()) return;
    const qint64 waited = m_sinceDraw.isValid() ? m_sinceDraw.elapsed() : kFrameMs;
    m_drawTimer.start(static_cast<int>(std::max<qint64>(0, kFrameMs - waited)));
}

size_t LivePlot::pointCount() const {
    size_t count = 0;
    for (const PlottedCurve& curve : m_curves) count += curve.points->points().size();
    return count;
}

QString LivePlot::valuesAt(double x) const {
    std::optional<double> at;
    for (const PlottedCurve& curve : m_curves) {
        const auto point = valuesOf(curve).nearest(x);
        if (point && (!at || std::abs(point->x() - x) < std::abs(*at - x))) at = point->x();
    }
    if (!at) return {};
    QString rows;
    const auto addRow = [&](const QString& name, const QColor& color, double y) {
        rows += u"<tr><td style='color:%1'>■</td><td>%2&nbsp;&nbsp;</td><td align='right'>%3</td></tr>"_s.arg(
            color.name(), name.toHtmlEscaped(), m_axes.yValue.arg(QString::number(y, 'f', m_axes.decimals)));
    };
    for (const PlottedCurve& curve : m_curves) {
        const auto point = valuesOf(curve).nearest(*at);
        if (curve.inLegend && point && point->x() == *at) addRow(curve.name, curve.pen.color(), point->y());
    }
    for (const PlottedLevel& level : m_levels) addRow(level.name, level.color, level.y);
    return u"<b>%1</b><table>%2</table>"_s.arg(m_axes.xValue.arg(report::countText(std::llround(*at))), rows);
}

void LivePlot::showEverything() {
    m_following = true;
    refresh();
}

void LivePlot::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Plus:
        case Qt::Key_Equal: zoom(kKeyZoom); break;
        case Qt::Key_Minus: zoom(1 / kKeyZoom); break;
        case Qt::Key_Left: pan(-kKeyPan, 0); break;
        case Qt::Key_Right: pan(kKeyPan, 0); break;
        case Qt::Key_Up: pan(0, kKeyPan); break;
        case Qt::Key_Down: pan(0, -kKeyPan); break;
        case Qt::Key_Home: showEverything(); break;
        default: QCustomPlot::keyPressEvent(event);
    }
}

void LivePlot::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) {
        QToolTip::hideText();
        stopFollowing();
    } else if (axisRect()->rect().contains(event->pos())) {
        QToolTip::showText(event->globalPosition().toPoint(), valuesAt(xAxis->pixelToCoord(event->pos().x())), this);
    }
    QCustomPlot::mouseMoveEvent(event);
    if (!m_following) refresh();
}

void LivePlot::mouseDoubleClickEvent(QMouseEvent* event) {
    QCustomPlot::mouseDoubleClickEvent(event);
    showEverything();
}

void LivePlot::wheelEvent(QWheelEvent* event) {
    stopFollowing();
    QCustomPlot::wheelEvent(event);
    refresh();
}

void LivePlot::showEvent(QShowEvent* event) {
    QCustomPlot::showEvent(event);
    refresh();
}

void LivePlot::resizeEvent(QResizeEvent* event) {
    QCustomPlot::resizeEvent(event);
    refresh();
}

void LivePlot::changeEvent(QEvent* event) {
    QCustomPlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange) {
        applyTheme();
        refresh();
    }
}

void LivePlot::draw() {
    if (m_following) fitRanges();
    fillGraphs();
    const bool empty = pointCount() == 0;
    m_emptyText->setVisible(empty);
    legend->setVisible(!empty);
    wrapLegend();
    for (QCPAxis* axis : {xAxis, yAxis}) axis->setTickLabels(!empty);  // there is nothing to read off yet
    replot();
    ++m_drawCount;
    m_sinceDraw.start();
}

/// Entries go side by side as far as they fit: the legend cuts off what does not.
void LivePlot::wrapLegend() {
    constexpr int kMargins = 16;
    std::vector<int> needed;
    for (int i = 0; i < legend->itemCount(); ++i) {
        const QCPLayoutElement* item = legend->item(i);  // none where the last row is not full
        if (item) needed.push_back(item->minimumOuterSizeHint().width());
    }
    const auto widthOf = [&](size_t columns) {
        std::vector<int> widths(columns, 0);
        for (size_t i = 0; i < needed.size(); ++i) {
            widths[i % columns] = std::max(widths[i % columns], needed[i]);
        }
        return std::accumulate(widths.begin(), widths.end(), (static_cast<int>(columns) - 1) * legend->columnSpacing());
    };
    size_t columns = needed.size();
    while (columns > 1 && widthOf(columns) > width() - kMargins) --columns;
    if (legend->wrap() == static_cast<int>(columns)) return;
    legend->setWrap(static_cast<int>(columns));
    legend->setFillOrder(QCPLegend::foColumnsFirst, true);
}

void LivePlot::applyTheme() {
    const Theme& theme = Theme::current();
    setBackground(theme.surface);
    legend->setBrush(Qt::NoBrush);
    legend->setTextColor(theme.text);
    legend->setFont(font());
    m_emptyText->setColor(theme.mutedText);
    m_emptyText->setFont(font());
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setBasePen(QPen(theme.border));
        axis->setTickPen(QPen(theme.border));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(theme.mutedText);
        axis->setLabelColor(theme.mutedText);
        axis->setTickLabelFont(font());
        axis->setLabelFont(font());
        QColor grid = theme.border;
        grid.setAlphaF(0.5F);
        axis->grid()->setPen(QPen(grid, 1));
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
}

/// Everything that is shown, with a little air around it.
void LivePlot::fitRanges() {
    const bool logScale = yAxis->scaleType() == QCPAxis::stLogarithmic;
    Extent x;
    Extent y;
    for (const PlottedCurve& curve : m_curves) {
        const auto& points = curve.points->points();
        if (points.empty()) continue;
        x.include(points.front().x());
        x.include(points.back().x());
        for (const QPointF& point : points) {
            if (!logScale || point.y() > 0) y.include(point.y());
        }
    }
    if (x.isEmpty() || y.isEmpty()) {
        xAxis->setRange(0, 1);
        yAxis->setRange(logScale ? 0.1 : std::max(m_axes.yLeast, 0.0), logScale ? 1 : std::min(m_axes.yMost, 1.0));
        return;
    }
    for (const PlottedLevel& level : m_levels) y.include(level.y);

    const double xAir = m_axes.wholeX ? 0.25 : (x.high - x.low) * 0.01;
    xAxis->setRange(x.low - xAir, std::max(x.high, x.low + 1) + xAir);
    if (logScale) {
        yAxis->setRange(y.low / 1.2, y.high * 1.2);
    } else {
        const double yAir = std::max((y.high - y.low) * 0.06, 1e-3 * std::max(std::abs(y.high), 1e-6));
        yAxis->setRange(std::max(y.low - yAir, m_axes.yLeast), std::min(y.high + yAir, m_axes.yMost));
    }
}

void LivePlot::fillGraphs() {
    const QCPRange range = xAxis->range();
    const int pixels = std::max(axisRect()->width(), 1);
    for (size_t index = 0; index < m_curves.size(); ++index) {
        const std::vector<QPointF> points = m_curves[index].points->decimated(range.lower, range.upper, pixels);
        QVector<QCPGraphData> data;
        data.reserve(static_cast<qsizetype>(points.size()));
        for (const QPointF& point : points) data.append(QCPGraphData(point.x(), point.y()));
        graph(static_cast<int>(index))->data()->set(data, true);
    }
    for (size_t index = 0; index < m_levels.size(); ++index) {
        const double y = m_levels[index].y;
        graph(static_cast<int>(m_curves.size() + index))->setData({range.lower, range.upper}, {y, y}, true);
    }
}

void LivePlot::zoom(double factor) {
    stopFollowing();
    xAxis->scaleRange(factor);
    yAxis->scaleRange(factor);
    refresh();
}

void LivePlot::pan(double horizontal, double vertical) {
    stopFollowing();
    xAxis->moveRange(horizontal * xAxis->range().size());
    if (yAxis->scaleType() == QCPAxis::stLogarithmic) {
        yAxis->moveRange(std::pow(yAxis->range().upper / yAxis->range().lower, vertical));
    } else {
        yAxis->moveRange(vertical * yAxis->range().size());
    }
    refresh();
}

void LivePlot::stopFollowing() { m_following = false; }

}  // namespace distillab::ui
