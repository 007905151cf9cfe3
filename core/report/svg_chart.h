#pragma once

#include <QList>
#include <QPointF>
#include <QString>

/// Plots as inline SVG for the report page: no script, colours from the page's style sheet. Only for core/report.
namespace distillab::report {

struct ChartLine {
    QString cssClass;       ///< names the colour: "student", "soft", …
    QList<QPointF> points;  ///< by rising x; points that are not finite are left out
    bool dashed = false;
    bool dots = false;  ///< marks every point
};

struct Chart {
    QString title;             ///< read out by screen readers
    QString xTitle;            ///< of the x axis, which counts something from 0: epochs
    bool percent = false;      ///< y is a share, written in percent
    bool logarithmic = false;  ///< y on a logarithmic axis; only for positive values
    QList<ChartLine> lines;
};

/// The chart as an <svg> element; empty when there is no point to draw.
QString toSvg(const Chart& chart);

/// At most `most` points: each is the mean of as many neighbours as needed.
QList<QPointF> decimate(const QList<QPointF>& points, qsizetype most);

struct ConfusionChart {
    QString title;
    QString trueTitle;       ///< beside the rows
    QString predictedTitle;  ///< above the columns
    QList<QString> classNames;
    QList<QList<qint64>> counts;  ///< [true class][predicted class]
};

/// A shaded grid: each row sums to 100 %, the diagonal in the student's colour, mistakes in that of danger.
QString toSvg(const ConfusionChart& chart);

}  // namespace distillab::report
