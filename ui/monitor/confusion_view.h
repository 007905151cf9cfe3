#pragma once

#include "core/report/run_report.h"

#include <QWidget>

namespace distillab::ui {

/// What the cells of a confusion matrix say, without a widget.
class ConfusionCells {
public:
    ConfusionCells() = default;
    explicit ConfusionCells(const report::Scores& scores);

    int classes() const { return static_cast<int>(m_names.size()); }
    const QString& name(int index) const { return m_names.at(index); }
    qint64 count(int truth, int answer) const;
    /// Share of the examples of class `truth` that were given the name `answer`; 0 for a class without pictures.
    double share(int truth, int answer) const;
    /// "Of 1,000 examples of “Shirt”, 112 (11.2 %) were taken for “T-shirt”."
    QString sentence(int truth, int answer) const;

private:
    QStringList m_names;
    std::vector<std::vector<qint64>> m_counts;
    std::vector<qint64> m_totals;
};

/// Whichever of black and white is easier to read on `background` (WCAG 2.1 relative luminance).
QColor readableOn(const QColor& background);

/// The confusion matrix as a grid: rows are the true classes, columns the answers, the diagonal is right.
/// The mouse and the arrow keys choose a cell; `cellChosen` says it in words.
class ConfusionView : public QWidget {
    Q_OBJECT
public:
    explicit ConfusionView(QWidget* parent = nullptr);

    void setScores(const report::Scores& scores, const QColor& color);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void cellChosen(const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    QRectF grid() const;
    QRectF cell(int truth, int answer) const;
    void choose(int truth, int answer);
    void paintCell(QPainter& painter, int truth, int answer) const;
    void paintNames(QPainter& painter) const;
    int nameWidth() const;

    ConfusionCells m_cells;
    QColor m_color;
    int m_truth = -1;
    int m_answer = -1;
};

}  // namespace distillab::ui
