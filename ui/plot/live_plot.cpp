#include "ui/plot/live_plot.h"

#include "core/base/files.h"
#include "core/report/wording.h"
#include "ui/plot/plot_file.h"
#include "ui/plot/plot_menu.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QContextMenuEvent>
#include <QDir>
#include <QFileInfo>
#include <QKeyEvent>
#include <QSvgGenerator>
#include <QTextDocumentFragment>
#include <QToolButton>
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
constexpr double kPictureScale = 2;  ///< a saved picture is sharp on paper, too
constexpr int kSvgDotsPerInch = 96;  ///< as browsers have it
constexpr int kMenuButton = 28;

/// The range of a coordinate over all points that curves and levels show.
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

QPen pale(const QPen& pen) {
    QColor color = pen.color();
    color.setAlphaF(0.25F);
    return {color, 1};
}

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
    strip->setMargins({4, 2, kMenuButton + 8, 2});
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
    connect(this, &QCustomPlot::beforeReplot, this, &LivePlot::prepare);
    connect(this, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        if (event->button() != Qt::LeftButton) return;
        m_pressed = event->pos();
        if (axisRect()->rect().contains(m_pressed)) setCursor(Qt::ClosedHandCursor);
    });
    connect(this, &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) {
        unsetCursor();
        if (event->button() != Qt::LeftButton) return;
        const QString name = legendNameAt(event->pos());
        if (!name.isEmpty() && name == legendNameAt(m_pressed)) setCurveShown(name, !isCurveShown(name));
    });
    makeMenuButton();
    applyTheme();
    refresh();
}

void LivePlot::makeMenuButton() {
    m_menu = new PlotMenu(*this);
    m_menuButton = new QToolButton(this);
    m_menuButton->setProperty("role", u"plotMenu"_s);
    m_menuButton->setFocusPolicy(Qt::StrongFocus);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setMenu(m_menu);
    m_menuButton->setToolTip(tr("Zoom, smooth, hide curves, save"));
    m_menuButton->setAccessibleName(tr("Menu of the plot"));
    m_menuButton->setFixedSize(kMenuButton, kMenuButton);
    m_menuButton->setCursor(Qt::ArrowCursor);
    connect(this, &QObject::objectNameChanged, m_menuButton,
            [this](const QString& name) { m_menuButton->setObjectName(name + u".menu"_s); });
}

void LivePlot::setCurves(std::vector<PlottedCurve> curves, std::vector<PlottedLevel> levels) {
    m_curves = std::move(curves);
    m_levels = std::move(levels);
    makeGraphs();
}

void LivePlot::makeGraphs() {
    clearGraphs();
    m_lines.clear();
    m_levelLines.clear();
    m_trends.clear();
    const auto isSmoothed = [this](const PlottedCurve& curve) { return m_smoothing > 0 && curve.smoothable; };
    for (const PlottedCurve& curve : m_curves) {
        if (isSmoothed(curve)) addLine(curve, pale(curve.pen), false, nullptr);
    }
    for (const PlottedCurve& curve : m_curves) {
        if (isSmoothed(curve)) {
            m_trends.push_back(std::make_unique<Trend>(*curve.points, m_smoothing));
            QPen pen = curve.pen;
            pen.setWidthF(std::max(pen.widthF(), 2.0));
            addLine(curve, pen, curve.inLegend, m_trends.back().get());
        } else {
            addLine(curve, curve.pen, curve.inLegend, nullptr);
        }
    }
    for (const PlottedLevel& level : m_levels) {
        QCPGraph* graph = addGraph();
        graph->setName(level.name);
        graph->setPen(QPen(level.color, 1.5, Qt::DashLine));
        graph->setAntialiased(false);
        graph->setVisible(isCurveShown(level.name));
        m_levelLines.push_back(graph);
    }
    styleLegend();
    refresh();
}

void LivePlot::addLine(const PlottedCurve& curve, const QPen& pen, bool inLegend, Trend* trend) {
    QCPGraph* graph = addGraph();
    graph->setName(curve.name);
    graph->setPen(pen);
    graph->setAdaptiveSampling(false);  // decimated already
    graph->setAntialiased(curve.dots);
    graph->setVisible(isCurveShown(curve.name));
    if (curve.dots) {
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, pen.color(), pen.color(), 5));
    }
    if (!inLegend) graph->removeFromLegend();
    m_lines.push_back({graph, curve.points, trend});
}

void LivePlot::setLogScale(bool logScale) {
    if (logScale == isLogScale()) return;
    if (logScale) {
        yAxis->setScaleType(QCPAxis::stLogarithmic);
        yAxis->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
    } else {
        yAxis->setScaleType(QCPAxis::stLinear);
        yAxis->setTicker(QSharedPointer<QCPAxisTicker>::create());
    }
    showEverything();
    emit logScaleChanged(logScale);
}

void LivePlot::setSmoothing(int points) {
    if (points == m_smoothing) return;
    m_smoothing = points;
    makeGraphs();
    emit smoothingChanged(points);
}

bool LivePlot::canSmooth() const {
    return std::any_of(m_curves.begin(), m_curves.end(), [](const PlottedCurve& curve) { return curve.smoothable; });
}

QStringList LivePlot::curveNames() const {
    QStringList names;
    for (const PlottedCurve& curve : m_curves) {
        if (curve.inLegend) names << curve.name;
    }
    for (const PlottedLevel& level : m_levels) names << level.name;
    names.removeDuplicates();
    return names;
}

void LivePlot::setCurveShown(const QString& name, bool shown) {
    if (shown) {
        m_hidden.remove(name);
    } else {
        m_hidden.insert(name);
    }
    for (int i = 0; i < graphCount(); ++i) graph(i)->setVisible(isCurveShown(graph(i)->name()));
    styleLegend();
    refresh();
}

void LivePlot::save(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    const bool isThinned = std::ranges::any_of(
        m_curves, [](const PlottedCurve& curve) { return curve.inLegend && valuesOf(curve).isThinned(); });
    if (suffix == u"csv" && isThinned && m_writeWholeTable) return writeFileAtomically(path, m_writeWholeTable);
    QByteArray content;
    QBuffer buffer(&content);
    prepare();
    if (suffix == u"csv") {
        std::vector<NamedCurve> columns;
        for (const PlottedCurve& curve : m_curves) {
            if (curve.inLegend) columns.push_back({curve.name, &valuesOf(curve)});
        }
        const QCPRange whole = wholeRange();
        std::vector<Curve> levels(m_levels.size());
        for (size_t i = 0; i < m_levels.size(); ++i) {
            for (const double x : {whole.lower, whole.upper}) levels[i].append(x, m_levels[i].y);
            columns.push_back({m_levels[i].name, &levels[i]});
        }
        content = csvOf(m_axes.x, columns);
    } else if (suffix == u"svg") {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setResolution(kSvgDotsPerInch);
        generator.setSize(size());
        generator.setViewBox(rect());
        generator.setTitle(accessibleName());
        QCPPainter painter;
        painter.begin(&generator);
        painter.setMode(QCPPainter::pmVectorized);
        toPainter(&painter, width(), height());
        painter.end();
    } else {
        buffer.open(QIODevice::WriteOnly);
        toPixmap(width(), height(), kPictureScale).save(&buffer, "PNG");
    }
    writeFileAtomically(path, content);
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
        if (!isCurveShown(curve.name)) continue;
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
        const bool told = curve.inLegend && isCurveShown(curve.name);
        if (told && point && point->x() == *at) addRow(curve.name, curve.pen.color(), point->y());
    }
    for (const PlottedLevel& level : m_levels) {
        if (isCurveShown(level.name)) addRow(level.name, level.color, level.y);
    }
    return u"<b>%1</b><table>%2</table>"_s.arg(m_axes.xValue.arg(report::countText(std::llround(*at))), rows);
}

void LivePlot::showEverything() {
    m_following = true;
    refresh();
}

void LivePlot::zoomIn() { zoom(kKeyZoom); }

void LivePlot::zoomOut() { zoom(1 / kKeyZoom); }

void LivePlot::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Plus:
        case Qt::Key_Equal: zoomIn(); break;
        case Qt::Key_Minus: zoomOut(); break;
        case Qt::Key_Left: pan(-kKeyPan, 0); break;
        case Qt::Key_Right: pan(kKeyPan, 0); break;
        case Qt::Key_Up: pan(0, kKeyPan); break;
        case Qt::Key_Down: pan(0, -kKeyPan); break;
        case Qt::Key_Home: showEverything(); break;
        default: QCustomPlot::keyPressEvent(event);
    }
}

void LivePlot::mouseMoveEvent(QMouseEvent* event) {
    const bool onLegend = !legendNameAt(event->pos()).isEmpty();
    if (event->buttons() & Qt::LeftButton) {
        QToolTip::hideText();
        if (axisRect()->rect().contains(m_pressed)) stopFollowing();
    } else if (axisRect()->rect().contains(event->pos())) {
        unsetCursor();
        QToolTip::showText(event->globalPosition().toPoint(), valuesAt(xAxis->pixelToCoord(event->pos().x())), this);
    } else if (onLegend) {
        setCursor(Qt::PointingHandCursor);
        QToolTip::showText(event->globalPosition().toPoint(), tr("Click to hide this curve or to show it again"), this);
    } else {
        unsetCursor();
        QToolTip::hideText();
    }
    QCustomPlot::mouseMoveEvent(event);
}

void LivePlot::mouseDoubleClickEvent(QMouseEvent* event) {
    QCustomPlot::mouseDoubleClickEvent(event);
    showEverything();
}

void LivePlot::wheelEvent(QWheelEvent* event) {
    stopFollowing();
    QCustomPlot::wheelEvent(event);
}

void LivePlot::showEvent(QShowEvent* event) {
    QCustomPlot::showEvent(event);
    refresh();
}

void LivePlot::resizeEvent(QResizeEvent* event) {
    QCustomPlot::resizeEvent(event);
    m_menuButton->move(width() - kMenuButton - 2, 2);
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

void LivePlot::contextMenuEvent(QContextMenuEvent* event) {
    m_menu->popup(event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(rect().center()) : event->globalPos());
}

/// What the eye reads off the curves, in words.
void LivePlot::focusInEvent(QFocusEvent* event) {
    QCustomPlot::focusInEvent(event);
    const QString newest = valuesAt(wholeRange().upper);
    setAccessibleDescription(newest.isEmpty() ? m_emptyText->text()
                                              : QTextDocumentFragment::fromHtml(newest).toPlainText());
}

/// Before every drawing, also those that QCustomPlot begins by itself while the user drags.
void LivePlot::prepare() {
    if (m_following) fitRanges();
    fillGraphs();
    ++m_drawCount;
}

void LivePlot::draw() {
    const bool empty = pointCount() == 0;
    m_emptyText->setVisible(empty);
    legend->setVisible(!empty);
    wrapLegend();
    for (QCPAxis* axis : {xAxis, yAxis}) axis->setTickLabels(!empty);  // there is nothing to read off yet
    replot();
    m_sinceDraw.start();
}

/// Hidden curves are struck out.
void LivePlot::styleLegend() {
    const Theme& theme = Theme::current();
    for (int i = 0; i < legend->itemCount(); ++i) {
        auto* item = qobject_cast<QCPPlottableLegendItem*>(legend->item(i));
        if (!item) continue;
        const bool shown = item->plottable()->visible();
        QFont look = font();
        look.setStrikeOut(!shown);
        item->setFont(look);
        item->setTextColor(shown ? theme.text : theme.mutedText);
    }
}

QString LivePlot::legendNameAt(const QPoint& place) const {
    for (int i = 0; legend->visible() && i < legend->itemCount(); ++i) {
        auto* item = qobject_cast<QCPPlottableLegendItem*>(legend->item(i));
        if (item && item->outerRect().contains(place)) return item->plottable()->name();
    }
    return {};
}

/// Entries go side by side as far as they fit: the legend cuts off what does not.
void LivePlot::wrapLegend() {
    constexpr int kMargins = kMenuButton + 20;
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
    legend->setFont(font());
    styleLegend();
    m_menuButton->setIcon(QIcon(theme.isDark() ? u":/icons/more-dark.svg"_s : u":/icons/more-light.svg"_s));
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

/// From the first x to the last of the curves that are shown; [0, 0] when there are none.
QCPRange LivePlot::wholeRange() const {
    Extent x;
    for (const PlottedCurve& curve : m_curves) {
        const auto& points = curve.points->points();
        if (points.empty() || !isCurveShown(curve.name)) continue;
        x.include(points.front().x());
        x.include(points.back().x());
    }
    return x.isEmpty() ? QCPRange(0, 0) : QCPRange(x.low, x.high);
}

/// Everything that is shown, with a little air around it.
void LivePlot::fitRanges() {
    const bool logScale = isLogScale();
    Extent y;
    for (const PlottedCurve& curve : m_curves) {
        if (!isCurveShown(curve.name)) continue;
        const auto& points = curve.points->points();
        for (const QPointF& point : points) {
            if (!logScale || point.y() > 0) y.include(point.y());
        }
    }
    if (y.isEmpty()) {
        xAxis->setRange(0, 1);
        yAxis->setRange(logScale ? 0.1 : std::max(m_axes.yLeast, 0.0), logScale ? 1 : std::min(m_axes.yMost, 1.0));
        return;
    }
    for (const PlottedLevel& level : m_levels) {
        if (isCurveShown(level.name) && (!logScale || level.y > 0)) y.include(level.y);
    }

    const QCPRange x = wholeRange();
    const double xAir = m_axes.wholeX ? 0.25 : x.size() * 0.01;
    xAxis->setRange(x.lower - xAir, std::max(x.upper, x.lower + 1) + xAir);
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
    for (const Line& line : m_lines) {
        if (!line.graph->visible()) continue;
        const Curve& curve = line.trend ? line.trend->curve() : *line.points;
        const std::vector<QPointF> points = curve.decimated(range.lower, range.upper, pixels);
        QVector<QCPGraphData> data;
        data.reserve(static_cast<qsizetype>(points.size()));
        for (const QPointF& point : points) data.append(QCPGraphData(point.x(), point.y()));
        line.graph->data()->set(data, true);
    }
    for (size_t i = 0; i < m_levelLines.size(); ++i) {
        const double y = m_levels[i].y;
        m_levelLines[i]->setData({range.lower, range.upper}, {y, y}, true);
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
    if (isLogScale()) {
        yAxis->moveRange(std::pow(yAxis->range().upper / yAxis->range().lower, vertical));
    } else {
        yAxis->moveRange(vertical * yAxis->range().size());
    }
    refresh();
}

void LivePlot::stopFollowing() { m_following = false; }

}  // namespace distillab::ui
