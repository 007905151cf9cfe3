#pragma once

#include "ui/sweep/heat_map_cells.h"

#include <QWidget>

namespace distillab::ui {

/// Heat maps, one for each recipe: alpha downwards, temperature to the right, the figure in each place.
/// The mouse and the arrow keys choose a place; double click or Return opens it.
class HeatMapView : public QWidget {
    Q_OBJECT
public:
    explicit HeatMapView(QWidget* parent = nullptr);

    void setCells(const HeatMapCells& cells);
    /// How far the run of this cell has come, 0…1.
    void setProgress(size_t cell, double progress);
    /// The place that holds this cell of the sweep, without telling anybody.
    void choose(size_t cell);
    /// Cells of the sweep that the chosen place holds; empty when there is none.
    QList<size_t> chosen() const;
    /// Middle of the place that holds this cell of the sweep.
    QPoint placeOf(size_t cell) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void placeChosen(const QList<size_t>& cells);
    void placeOpened(const QList<size_t>& cells);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Place {
        qsizetype grid = -1;
        qsizetype row = -1;
        qsizetype column = -1;
        bool operator==(const Place&) const = default;
    };
    /// Where one grid lies.
    struct Area {
        QRectF all;
        QRectF places;  ///< without titles
        QSizeF place;
    };

    const HeatCell* cellAt(const Place& place) const;
    std::optional<Place> placeAt(const QPointF& point) const;
    std::optional<Place> placeHolding(size_t cell) const;
    QList<Area> areas() const;
    QSizeF neededBy(const HeatGrid& grid, const QSizeF& place) const;
    QSize sizeWith(const QSizeF& place) const;
    QRectF rectOf(const Place& place) const;
    int labelWidth(const HeatGrid& grid) const;
    int titleHeight(const HeatGrid& grid) const;
    void take(const Place& place);
    void step(qsizetype down, qsizetype right);
    void paintGrid(QPainter& painter, qsizetype index, const Area& area) const;
    void paintPlace(QPainter& painter, const HeatCell& cell, const QRectF& rect) const;
    void paintScale(QPainter& painter) const;
    int scaleHeight() const;

    HeatMapCells m_cells;
    Place m_chosen;
};

}  // namespace distillab::ui
