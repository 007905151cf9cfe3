#pragma once

#include "ui/plot/curve.h"

#include <qcustomplot.h>
#include <QElapsedTimer>
#include <QTimer>

#include <vector>

namespace distillab::ui {

/// A curve on a plot. The points stay where they are and must outlive the plot or be replaced first.
struct PlottedCurve {
    QString name;
    QPen pen;
    const Curve* points = nullptr;
    bool dots = false;              ///< marks every point; for curves of a few points
    bool inLegend = true;           ///< and in the values under the mouse
    const Curve* values = nullptr;  ///< read under the mouse; nothing: `points` themselves
};

/// A dashed horizontal line.
struct PlottedLevel {
    QString name;
    QColor color;
    double y = 0;
};

/// How the axes of a plot read.
struct PlotAxes {
    QString x;          ///< title with unit
    QString y;          ///< title with unit
    QString xValue;     ///< "Step %1": the first line of the values under the mouse
    QString yValue;     ///< "%1 %": a value under the mouse
    int decimals = 3;   ///< of a value under the mouse
    double yLeast = 0;  ///< the values never leave [yLeast, yMost]
    double yMost = 1e9;
    bool wholeX = false;  ///< ticks only at whole numbers
};

/// Curves that grow while one watches. Draws no more points than there are pixels and at most 30 times a second.
///
/// The wheel and dragging zoom and move, as do +, − and the arrow keys; double click or Home shows everything again
/// and follows the newest points. The values under the mouse appear as a tooltip.
class LivePlot : public QCustomPlot {
    Q_OBJECT
public:
    LivePlot(PlotAxes axes, const QString& emptyText, QWidget* parent = nullptr);

    void setCurves(std::vector<PlottedCurve> curves, std::vector<PlottedLevel> levels);
    void setLogScale(bool logScale);
    /// The curves have grown: draws them soon.
    void refresh();

    /// Whether everything is shown; false while the user looks at a part.
    bool isFollowing() const { return m_following; }
    /// Points that all curves hold, of which only what the screen can show is drawn.
    size_t pointCount() const;
    int drawCount() const { return m_drawCount; }
    /// The values of all curves nearest to `x` as rich text; empty when there are none.
    QString valuesAt(double x) const;

public slots:
    void showEverything();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void draw();
    void applyTheme();
    void wrapLegend();
    void fitRanges();
    void fillGraphs();
    void zoom(double factor);
    void pan(double horizontal, double vertical);
    void stopFollowing();

    PlotAxes m_axes;
    std::vector<PlottedCurve> m_curves;
    std::vector<PlottedLevel> m_levels;
    QCPItemText* m_emptyText;
    QTimer m_drawTimer;
    QElapsedTimer m_sinceDraw;
    bool m_following = true;
    int m_drawCount = 0;
};

}  // namespace distillab::ui
