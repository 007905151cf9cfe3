#pragma once

#include "core/report/mistakes.h"
#include "core/report/report_content.h"
#include "core/report/run_charts.h"

#include <QColor>
#include <QFont>
#include <QPagedPaintDevice>
#include <QPainter>

namespace distillab::report {

enum class Style { Title, Figure, Heading, Lead, Body, Strong, Small };

/// Blocks set below each other, from page to page; none is torn apart. Lengths are points (1/72 inch).
class PageFlow {
public:
    /// @param footer  stands on every page, with its number
    PageFlow(QPagedPaintDevice& device, const QString& footer);

    void text(const QString& text, Style style, const QColor& color);
    void gap(double points) { m_y += toDevice(points); }
    /// A heading that stays with what follows. @param following  height of that
    void heading(const QString& text, double following = 60);
    /// @param firstColumn  share of the width for the first column, the others are alike
    void table(const Table& table, double firstColumn);
    void facts(const Facts& facts);
    void tiles(const QList<Tile>& tiles);
    void plots(const std::vector<Plot>& plots);
    void confusion(const ConfusionChart& chart);
    void mistakes(const std::vector<Mistake>& mistakes);

private:
    double toDevice(double points) const { return points * m_scale; }
    double width() const { return m_painter.viewport().width(); }
    double bottom() const;
    QFont fontOf(Style style) const;
    /// Begins a page where less than this is left.
    void require(double height);
    void footer();

    double textHeight(const QString& text, Style style, double width) const;
    /// @return its height
    double drawText(const QString& text, Style style, const QColor& color, const QRectF& place,
                    Qt::Alignment alignment = Qt::AlignLeft);
    void rule(double y);
    void tableRow(const QStringList& cells, double firstColumn, Style style, const QColor& color);
    double plotHeight(double width) const;
    void plot(const Plot& plot, const QRectF& place);
    void legend(const QList<LegendEntry>& entries, QPointF at);
    double mistakeHeight(const Mistake& mistake, double width) const;
    void mistake(const Mistake& mistake, const QRectF& place);
    double guesses(const QString& who, const QString& color, const Mistake& mistake, const std::vector<Guess>& guesses,
                   const QRectF& place);

    QPagedPaintDevice& m_device;
    QPainter m_painter;
    QString m_footer;
    double m_scale = 1;
    double m_y = 0;
    int m_page = 1;
};

}  // namespace distillab::report
