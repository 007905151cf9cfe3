#include "ui/sweep/heat_map_view.h"

#include "core/report/wording.h"
#include "ui/monitor/confusion_view.h"
#include "ui/widgets/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;
using Look = HeatCell::Look;

namespace {

constexpr QSizeF kSmallestPlace(68, 40);
constexpr QSizeF kUsualPlace(96, 60);
constexpr QSizeF kLargestPlace(132, 84);
constexpr double kGapOfPlaces = 4;
constexpr int kLabelGap = 8;
constexpr double kRadius = 6;
constexpr double kProgressHeight = 4;
constexpr int kScaleWidth = 180;
constexpr int kScaleBar = 10;
constexpr int kWidestLabel = 190;

}  // namespace

HeatMapView::HeatMapView(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Heat map of the settings"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void HeatMapView::setCells(const HeatMapCells& cells) {
    m_cells = cells;
    if (!cellAt(m_chosen)) m_chosen = {};
    if (const HeatCell* cell = cellAt(m_chosen)) setAccessibleDescription(cell->sentence);
    updateGeometry();
    update();
}

void HeatMapView::setProgress(size_t cell, double progress) {
    m_cells.setProgress(cell, progress);
    if (const auto place = placeHolding(cell)) update(rectOf(*place).toAlignedRect());
}

void HeatMapView::choose(size_t cell) {
    const std::optional<Place> place = placeHolding(cell);
    if (!place) return;
    m_chosen = *place;
    setAccessibleDescription(cellAt(*place)->sentence);
    update();
}

QList<size_t> HeatMapView::chosen() const {
    const HeatCell* cell = cellAt(m_chosen);
    return cell ? cell->spot.cells : QList<size_t>();
}

QPoint HeatMapView::placeOf(size_t cell) const {
    const std::optional<Place> place = placeHolding(cell);
    return place ? rectOf(*place).center().toPoint() : QPoint();
}

const HeatCell* HeatMapView::cellAt(const Place& place) const {
    const QList<HeatGrid>& grids = m_cells.grids();
    if (place.grid < 0 || place.grid >= grids.size()) return nullptr;
    const QList<QList<HeatCell>>& rows = grids[place.grid].rows;
    if (place.row < 0 || place.row >= rows.size()) return nullptr;
    if (place.column < 0 || place.column >= rows[place.row].size()) return nullptr;
    return &rows[place.row][place.column];
}

std::optional<HeatMapView::Place> HeatMapView::placeHolding(size_t cell) const {
    for (qsizetype grid = 0; grid < m_cells.grids().size(); ++grid) {
        const auto& rows = m_cells.grids()[grid].rows;
        for (qsizetype row = 0; row < rows.size(); ++row) {
            for (qsizetype column = 0; column < rows[row].size(); ++column) {
                if (rows[row][column].spot.cells.contains(cell)) return Place{grid, row, column};
            }
        }
    }
    return std::nullopt;
}

std::optional<HeatMapView::Place> HeatMapView::placeAt(const QPointF& point) const {
    for (qsizetype grid = 0; grid < m_cells.grids().size(); ++grid) {
        const auto& rows = m_cells.grids()[grid].rows;
        for (qsizetype row = 0; row < rows.size(); ++row) {
            for (qsizetype column = 0; column < rows[row].size(); ++column) {
                if (rectOf({grid, row, column}).contains(point)) return Place{grid, row, column};
            }
        }
    }
    return std::nullopt;
}

int HeatMapView::labelWidth(const HeatGrid& grid) const {
    int widest = fontMetrics().horizontalAdvance(grid.rowTitle);
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    for (const QList<HeatCell>& row : grid.rows) {
        if (!row.isEmpty()) widest = std::max(widest, metrics.horizontalAdvance(row.front().spot.row) + 1);
    }
    return std::min(widest, kWidestLabel) + kLabelGap;
}

int HeatMapView::titleHeight(const HeatGrid& grid) const {
    const int line = fontMetrics().height() + 4;
    return (grid.title.isEmpty() ? 0 : line) + (grid.columnTitle.isEmpty() ? 0 : 2 * line);
}

int HeatMapView::scaleHeight() const { return m_cells.scale() ? fontMetrics().height() + kGap : 0; }

QSizeF HeatMapView::neededBy(const HeatGrid& grid, const QSizeF& place) const {
    const auto columns = static_cast<double>(grid.rows.isEmpty() ? 0 : grid.rows.front().size());
    const auto rows = static_cast<double>(grid.rows.size());
    return {labelWidth(grid) + columns * place.width(), titleHeight(grid) + rows * place.height()};
}

QSize HeatMapView::sizeWith(const QSizeF& place) const {
    double width = 0;
    double height = 0;
    for (const HeatGrid& grid : m_cells.grids()) {
        const QSizeF needed = neededBy(grid, place);
        width = std::max(width, needed.width());
        height += needed.height() + kGap;
    }
    return {static_cast<int>(std::ceil(std::max(width, kScaleWidth + 120.0))),
            static_cast<int>(std::ceil(height)) + scaleHeight()};
}

QSize HeatMapView::sizeHint() const { return sizeWith(kUsualPlace); }

QSize HeatMapView::minimumSizeHint() const { return sizeWith(kSmallestPlace); }

QList<HeatMapView::Area> HeatMapView::areas() const {
    const QList<HeatGrid>& grids = m_cells.grids();
    double titles = scaleHeight();
    double rows = 0;
    for (const HeatGrid& grid : grids) {
        titles += titleHeight(grid) + kGap;
        rows += static_cast<double>(grid.rows.size());
    }
    const double height =
        std::clamp((this->height() - titles) / std::max(rows, 1.0), kSmallestPlace.height(), kLargestPlace.height());
    QList<Area> areas;
    double top = 0;
    for (const HeatGrid& grid : grids) {
        const auto columns = static_cast<double>(grid.rows.isEmpty() ? 1 : grid.rows.front().size());
        const double width =
            std::clamp((this->width() - labelWidth(grid)) / columns, kSmallestPlace.width(), kLargestPlace.width());
        Area area;
        area.place = {width, height};
        area.all = QRectF(QPointF(0, top), neededBy(grid, area.place));
        area.places = area.all.adjusted(labelWidth(grid), titleHeight(grid), 0, 0);
        areas << area;
        top = area.all.bottom() + kGap;
    }
    return areas;
}

QRectF HeatMapView::rectOf(const Place& place) const {
    const Area area = areas().at(place.grid);
    const QPointF corner = area.places.topLeft() + QPointF(static_cast<double>(place.column) * area.place.width(),
                                                           static_cast<double>(place.row) * area.place.height());
    return QRectF(corner, area.place).adjusted(0, 0, -kGapOfPlaces, -kGapOfPlaces);
}

void HeatMapView::take(const Place& place) {
    const HeatCell* cell = cellAt(place);
    if (!cell) return;
    m_chosen = place;
    setAccessibleDescription(cell->sentence);
    update();
    emit placeChosen(cell->spot.cells);
}

/// At the end of a grid the next one begins.
void HeatMapView::step(qsizetype down, qsizetype right) {
    if (!cellAt(m_chosen)) return take({0, 0, 0});
    Place next = m_chosen;
    next.column += right;
    next.row += down;
    const qsizetype rows = m_cells.grids()[next.grid].rows.size();
    if (next.row >= rows && next.grid + 1 < m_cells.grids().size()) next = {next.grid + 1, 0, next.column};
    if (next.row < 0 && next.grid > 0)
        next = {next.grid - 1, m_cells.grids()[next.grid - 1].rows.size() - 1, next.column};
    take(next);
}

void HeatMapView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
    if (const auto place = placeAt(event->position())) take(*place);
}

void HeatMapView::mouseDoubleClickEvent(QMouseEvent* event) {
    const std::optional<Place> place = placeAt(event->position());
    if (event->button() != Qt::LeftButton || !place) return;
    take(*place);
    emit placeOpened(chosen());
}

void HeatMapView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left: step(0, -1); break;
        case Qt::Key_Right: step(0, 1); break;
        case Qt::Key_Up: step(-1, 0); break;
        case Qt::Key_Down: step(1, 0); break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!chosen().isEmpty()) emit placeOpened(chosen());
            break;
        default: QWidget::keyPressEvent(event);
    }
}

void HeatMapView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (!cellAt(m_chosen)) take({0, 0, 0});
    update();
}

bool HeatMapView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto place = placeAt(help->pos());
    QToolTip::showText(help->globalPos(), place ? cellAt(*place)->sentence : QString(), this);
    return true;
}

void HeatMapView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QList<Area> all = areas();
    for (qsizetype i = 0; i < all.size(); ++i) paintGrid(painter, i, all[i]);
    paintScale(painter);
    if (!cellAt(m_chosen)) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Theme::current().text, hasFocus() ? 3 : 2));
    painter.drawRoundedRect(rectOf(m_chosen).adjusted(-1, -1, 1, 1), kRadius + 1, kRadius + 1);
}

void HeatMapView::paintGrid(QPainter& painter, qsizetype index, const Area& area) const {
    const Theme& theme = Theme::current();
    const HeatGrid& grid = m_cells.grids()[index];
    const int line = fontMetrics().height() + 4;
    double y = area.all.top();
    const auto write = [&](const QRectF& rect, Qt::Alignment alignment, const QString& text, const QColor& color,
                           bool bold) {
        QFont font = painter.font();
        font.setBold(bold);
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(rect, static_cast<int>(alignment),
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(rect.width())));
        font.setBold(false);
        painter.setFont(font);
    };
    if (!grid.title.isEmpty()) {
        write({0, y, static_cast<double>(width()), static_cast<double>(line)}, Qt::AlignLeft | Qt::AlignVCenter,
              grid.title, theme.text, true);
        y += line;
    }
    const double labels = area.places.left() - kLabelGap;
    if (!grid.columnTitle.isEmpty()) {
        const double places = area.places.width() - kGapOfPlaces;
        write({area.places.left(), y, places, static_cast<double>(line)}, Qt::AlignHCenter | Qt::AlignVCenter,
              grid.columnTitle, theme.mutedText, false);
        write({0, y + line, labels, static_cast<double>(line)}, Qt::AlignRight | Qt::AlignVCenter, grid.rowTitle,
              theme.mutedText, false);
        for (qsizetype column = 0; column < grid.rows.front().size(); ++column) {
            const QRectF place = rectOf({index, 0, column});
            write({place.left(), y + line, place.width(), static_cast<double>(line)},
                  Qt::AlignHCenter | Qt::AlignVCenter, grid.rows.front()[column].spot.column, theme.text, true);
        }
    }
    for (qsizetype row = 0; row < grid.rows.size(); ++row) {
        const QRectF first = rectOf({index, row, 0});
        write({0, first.top(), labels, first.height()}, Qt::AlignRight | Qt::AlignVCenter,
              grid.rows[row].front().spot.row, theme.text, true);
        for (qsizetype column = 0; column < grid.rows[row].size(); ++column) {
            paintPlace(painter, grid.rows[row][column], rectOf({index, row, column}));
        }
    }
}

void HeatMapView::paintPlace(QPainter& painter, const HeatCell& cell, const QRectF& rect) const {
    const Theme& theme = Theme::current();
    const bool hasValue = std::isfinite(cell.value);
    const QColor background = hasValue ? heatColor(m_cells.strength(cell.value)) : theme.surface;
    const QColor ink = hasValue                    ? readableOn(background)
                       : cell.look == Look::Failed ? theme.danger
                       : cell.look == Look::Ahead  ? theme.mutedText
                                                   : theme.text;
    // A dashed outline for what is still to come: it says so without colour.
    const bool isOpen = !hasValue && cell.look != Look::Failed;
    painter.setPen(hasValue ? QPen(theme.border, 1)
                            : QPen(cell.look == Look::Failed ? theme.danger : theme.controlBorder, 1,
                                   isOpen ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(background);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);

    const QFont usual = painter.font();
    QFont font = usual;
    font.setBold(hasValue);
    painter.setFont(font);
    painter.setPen(ink);
    const QRectF inner = rect.adjusted(4, 2, -4, -2);
    if (cell.note.isEmpty()) {
        painter.drawText(inner, Qt::AlignCenter, cell.text);
    } else {
        const QRectF upper(inner.left(), inner.top(), inner.width(), inner.height() * 0.56);
        painter.drawText(upper, static_cast<int>(Qt::AlignHCenter | Qt::AlignBottom), cell.text);
        font.setBold(false);
        font.setPointSizeF(usual.pointSizeF() * 0.85);
        painter.setFont(font);
        const QRectF lower(inner.left(), upper.bottom(), inner.width(), inner.bottom() - upper.bottom());
        painter.drawText(lower, static_cast<int>(Qt::AlignHCenter | Qt::AlignTop), cell.note);
    }
    painter.setFont(usual);
    if (cell.isBest) {
        painter.setPen(ink);
        painter.drawText(inner.adjusted(0, 1, -1, 0), static_cast<int>(Qt::AlignRight | Qt::AlignTop), u"★"_s);
    }
    if (cell.look != Look::Running) return;
    const QRectF bar(rect.left() + 8, rect.bottom() - kProgressHeight - 6, rect.width() - 16, kProgressHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(hasValue ? ink : theme.border);
    painter.setOpacity(hasValue ? 0.3 : 1);
    painter.drawRoundedRect(bar, 2, 2);
    painter.setOpacity(1);
    painter.setBrush(hasValue ? ink : theme.accent);
    painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(bar.width() * cell.progress, bar.height())), 2, 2);
}

void HeatMapView::paintScale(QPainter& painter) const {
    const auto scale = m_cells.scale();
    if (!scale) return;
    const Theme& theme = Theme::current();
    const QList<Area> all = areas();
    const double top = all.isEmpty() ? 0 : all.last().all.bottom() + kGap / 2.0;
    const double left = all.isEmpty() ? 0 : all.last().places.left();
    const int line = fontMetrics().height();
    const QString least = report::percentText(scale->first);
    const QString most = report::percentText(scale->second);
    painter.setPen(theme.mutedText);
    double x = left;
    const auto write = [&](const QString& text) {
        painter.drawText(QRectF(x, top, fontMetrics().horizontalAdvance(text) + 2, line),
                         static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), text);
        x += fontMetrics().horizontalAdvance(text) + 8;
    };
    write(least);
    const QRectF bar(x, top + (line - kScaleBar) / 2.0, kScaleWidth, kScaleBar);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (int i = 0; i <= 8; ++i) gradient.setColorAt(i / 8.0, heatColor(i / 8.0));
    painter.setBrush(gradient);
    painter.setPen(QPen(theme.border, 1));
    painter.drawRoundedRect(bar, 3, 3);
    x = bar.right() + 8;
    painter.setPen(theme.mutedText);
    write(most);
    x += 8;
    write(tr("★ best so far"));
}

}  // namespace distillab::ui
