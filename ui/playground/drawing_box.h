#pragma once

#include <QImage>
#include <QList>
#include <QWidget>

namespace distillab::ui {

/// A sheet to draw a picture on for a network: light on dark or dark on light, as the pictures that it learnt from.
///
/// The mouse draws. So does the keyboard: arrow keys move a cross, the space bar puts the tool down and lifts it,
/// Ctrl+Z undoes, Delete clears.
class DrawingBox : public QWidget {
    Q_OBJECT
public:
    enum class Tool { Pen, Eraser };

    explicit DrawingBox(QWidget* parent = nullptr);

    /// An empty sheet. @param pictures  size of the network's pictures: the sheet has their proportions
    void setFormat(QSize pictures, bool lightOnDark);
    void setTool(Tool tool);
    /// A picture as a beginning, in the middle of the sheet; it can be drawn on.
    void setPicture(const QImage& picture);

    const QImage& drawing() const { return m_image; }
    bool isEmpty() const { return m_image == blank(); }
    bool canUndo() const { return !m_history.isEmpty(); }

    QSize sizeHint() const override { return m_image.size(); }

public slots:
    void undo();
    void clear();

signals:
    /// A stroke has ended, or was undone; the sheet was cleared. Not for setFormat() and setPicture().
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QImage blank() const;
    void beginStroke(QPointF at);
    void continueStroke(QPointF to);
    void endStroke();

    QImage m_image;
    QList<QImage> m_history;  ///< the sheet before each change
    bool m_lightOnDark = true;
    Tool m_tool = Tool::Pen;
    bool m_isDown = false;
    QPointF m_at;  ///< where the tool is
    bool m_byKeys = false;
};

}  // namespace distillab::ui
