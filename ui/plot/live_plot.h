#pragma once

#include "ui/plot/curve.h"
#include "ui/plot/trend.h"

#include <qcustomplot.h>
#include <QElapsedTimer>
#include <QSet>
#include <QTimer>

#include <array>
#include <functional>
#include <memory>
#include <vector>

class QIODevice;
class QToolButton;

namespace distillab::ui {

class PlotMenu;

/// Over about how many points a plot can smooth.
inline constexpr std::array kSmoothings = {5, 10, 20, 50, 100, 200, 500};

/// A curve on a plot. The points stay where they are and must outlive the plot or be replaced first.
struct PlottedCurve {
    QString name;
    QPen pen;
    const Curve* points = nullptr;
    bool dots = false;              ///< marks every point; for curves of a few points
    bool inLegend = true;           ///< and in the values under the mouse
    const Curve* values = nullptr;  ///< read under the mouse; nothing: `points` themselves
    bool smoothable = false;        ///< the plot may draw its trend, with `points` as a pale line behind it
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

/// Curves that grow while one watches. Draws no more points than there are pixels, and new ones at most 30 times a
/// second.
///
/// The wheel and dragging zoom and move, as do +, − and the arrow keys; double click or Home shows everything again
/// and follows the newest points. The values under the mouse appear as a tooltip. A click on a name in the legend hides
/// its curve. The button in the corner, the right mouse button and the menu key open a menu of all that, which also
/// saves the plot.
class LivePlot : public QCustomPlot {
    Q_OBJECT
public:
    LivePlot(PlotAxes axes, const QString& emptyText, QWidget* parent = nullptr);

    void setCurves(std::vector<PlottedCurve> curves, std::vector<PlottedLevel> levels);
    /// @param write  writes a CSV file with every point, where curves have more than they keep (Curve::isThinned());
    ///               may throw
    void setWholeTable(std::function<void(QIODevice&)> write) { m_writeWholeTable = std::move(write); }
    void setLogScale(bool logScale);
    bool isLogScale() const { return yAxis->scaleType() == QCPAxis::stLogarithmic; }
    /// @param points  over about how many points smoothable curves are averaged; 0 draws them as measured
    void setSmoothing(int points);
    int smoothing() const { return m_smoothing; }
    bool canSmooth() const;

    /// Of curves and levels, in the order of the legend.
    QStringList curveNames() const;
    /// A hidden curve stays hidden when setCurves() brings it again.
    void setCurveShown(const QString& name, bool shown);
    bool isCurveShown(const QString& name) const { return !m_hidden.contains(name); }

    /// Writes the plot as the name ends: .png or .svg as it is seen, .csv with every point of every curve.
    /// @throws WorkError when the file cannot be written; and what the writer of the whole table throws
    void save(const QString& path);

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
    void zoomIn();
    void zoomOut();

signals:
    void logScaleChanged(bool logScale);
    void smoothingChanged(int points);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    /// One line of the plot and where its points come from.
    struct Line {
        QCPGraph* graph;
        const Curve* points;
        Trend* trend;  ///< instead of the points
    };

    void makeMenuButton();
    void makeGraphs();
    void addLine(const PlottedCurve& curve, const QPen& pen, bool inLegend, Trend* trend);
    void prepare();
    void draw();
    void applyTheme();
    void styleLegend();
    void wrapLegend();
    /// The name in the legend under a point of the plot, empty when there is none.
    QString legendNameAt(const QPoint& place) const;
    QCPRange wholeRange() const;
    void fitRanges();
    void fillGraphs();
    void zoom(double factor);
    void pan(double horizontal, double vertical);
    void stopFollowing();

    PlotAxes m_axes;
    std::vector<PlottedCurve> m_curves;
    std::vector<PlottedLevel> m_levels;
    std::function<void(QIODevice&)> m_writeWholeTable;
    std::vector<std::unique_ptr<Trend>> m_trends;
    std::vector<Line> m_lines;
    std::vector<QCPGraph*> m_levelLines;
    QSet<QString> m_hidden;
    int m_smoothing = 20;
    QToolButton* m_menuButton = nullptr;
    PlotMenu* m_menu = nullptr;
    QPoint m_pressed;  ///< where the left button went down
    QCPItemText* m_emptyText;
    QTimer m_drawTimer;
    QElapsedTimer m_sinceDraw;
    bool m_following = true;
    int m_drawCount = 0;
};

}  // namespace distillab::ui
