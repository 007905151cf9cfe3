#pragma once

#include <QList>
#include <QPointF>
#include <QSizeF>
#include <QString>

/// Plots of a report, described and laid out once for every form of it. Only for core/report.
namespace distillab::report {

struct ChartLine {
    QString cssClass;       ///< names the colour: "student", "part0", …
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

struct ConfusionChart {
    QString title;
    QString trueTitle;       ///< beside the rows
    QString predictedTitle;  ///< above the columns
    QList<QString> classNames;
    QList<QList<qint64>> counts;  ///< [true class][predicted class]
};

enum class Anchor { Start, Middle, End };
enum class Ink { Muted, Plain, Strong, OnColor };

/// What a chart is drawn on. Lengths are those of the chart, y grows downwards.
class ChartCanvas {
public:
    virtual ~ChartCanvas() = default;
    virtual void gridLine(double left, double right, double y) = 0;
    virtual void axis(double left, double right, double y) = 0;
    /// @param degrees  clockwise, about `at`
    virtual void text(QPointF at, Anchor anchor, Ink ink, const QString& content, double degrees = 0) = 0;
    /// @param line  its points are already on the canvas
    virtual void curve(const ChartLine& line) = 0;
    /// A cell of the confusion matrix. @param count  written into it; empty where there is no room
    virtual void cell(QPointF topLeft, double side, bool right, double opacity, const QString& explanation,
                      const QString& count) = 0;
};

/// Draws the chart. @return its size; empty, with nothing drawn, when there is no point
QSizeF draw(const Chart& chart, ChartCanvas& canvas);
/// A shaded grid: each row sums to 100 %, the diagonal in the student's colour, mistakes in that of danger.
QSizeF draw(const ConfusionChart& chart, ChartCanvas& canvas);

/// At most `most` points: each is the mean of as many neighbours as needed.
QList<QPointF> decimate(const QList<QPointF>& points, qsizetype most);

}  // namespace distillab::report
