#pragma once

#include "core/report/chart.h"

#include <QColor>
#include <QPainter>

namespace distillab::report {

/// The colour of a line on paper, by the name that page_style.h has for it.
QColor printColor(const QString& cssClass);

/// A chart drawn by a painter. @param scale  device pixels for one unit of the chart
class PaintedCanvas : public ChartCanvas {
public:
    PaintedCanvas(QPainter& painter, QPointF origin, double scale)
        : m_painter(painter), m_origin(origin), m_scale(scale) {}

    void gridLine(double left, double right, double y) override;
    void axis(double left, double right, double y) override;
    void text(QPointF at, Anchor anchor, Ink ink, const QString& content, double degrees) override;
    void curve(const ChartLine& line) override;
    void cell(QPointF topLeft, double side, bool right, double opacity, const QString& explanation,
              const QString& count) override;

private:
    QPointF toDevice(QPointF point) const { return m_origin + point * m_scale; }
    void horizontal(const QColor& color, double left, double right, double y);

    QPainter& m_painter;
    QPointF m_origin;
    double m_scale;
};

}  // namespace distillab::report
