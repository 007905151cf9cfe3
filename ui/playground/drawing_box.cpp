#include "ui/playground/drawing_box.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace distillab::ui {
namespace {

constexpr int kSide = 280;
/// A stroke is as wide as those of handwritten digits: about a tenth of the picture.
constexpr double kPenWidth = kSide / 11.0;
constexpr double kEraserWidth = kSide / 6.0;
constexpr double kKeyStep = kSide / 28.0;
constexpr qsizetype kMostUndo = 30;

}  // namespace

DrawingBox::DrawingBox(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::CrossCursor);
    setAccessibleName(tr("Sheet to draw on"));
    setAccessibleDescription(
        tr("Arrow keys move, the space bar puts the pen down and lifts it, Ctrl+Z undoes, Delete "
           "clears."));
    setToolTip(accessibleDescription());
    setFormat(QSize(1, 1), true);
}

QImage DrawingBox::blank() const {
    QImage image(m_image.size(), QImage::Format_RGB32);
    image.fill(m_lightOnDark ? Qt::black : Qt::white);
    return image;
}

void DrawingBox::setFormat(QSize pictures, bool lightOnDark) {
    m_image = QImage(pictures.scaled(kSide, kSide, Qt::KeepAspectRatio), QImage::Format_RGB32);
    m_lightOnDark = lightOnDark;
    m_image = blank();
    m_history.clear();
    m_isDown = false;
    m_at = m_image.rect().center();
    setFixedSize(m_image.size());
    update();
}

void DrawingBox::setTool(Tool tool) {
    endStroke();
    m_tool = tool;
}

void DrawingBox::setPicture(const QImage& picture) {
    const QImage before = m_image;
    m_image = blank();
    // Small pictures keep their pixels, so that they are the same when they are scaled down again.
    const bool isSmall = picture.width() * 2 <= m_image.width() && picture.height() * 2 <= m_image.height();
    const QImage fitted = picture.scaled(m_image.size(), Qt::KeepAspectRatio,
                                         isSmall ? Qt::FastTransformation : Qt::SmoothTransformation);
    QPainter painter(&m_image);
    painter.drawImage((m_image.width() - fitted.width()) / 2, (m_image.height() - fitted.height()) / 2, fitted);
    m_history << before;
    update();
}

void DrawingBox::undo() {
    if (m_history.isEmpty()) return;
    m_isDown = false;
    m_image = m_history.takeLast();
    update();
    emit changed();
}

void DrawingBox::clear() {
    if (isEmpty()) return;
    m_isDown = false;
    m_history << m_image;
    m_image = blank();
    update();
    emit changed();
}

void DrawingBox::beginStroke(QPointF at) {
    m_history << m_image;
    if (m_history.size() > kMostUndo) m_history.removeFirst();
    m_isDown = true;
    m_at = at;
    continueStroke(at);
}

void DrawingBox::continueStroke(QPointF to) {
    QPainter painter(&m_image);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool draws = m_tool == Tool::Pen;
    const bool isLight = draws == m_lightOnDark;
    painter.setPen(QPen(isLight ? Qt::white : Qt::black, draws ? kPenWidth : kEraserWidth, Qt::SolidLine, Qt::RoundCap,
                        Qt::RoundJoin));
    // A line of no length leaves no mark.
    painter.drawLine(m_at, m_at == to ? to + QPointF(0.1, 0) : to);
    m_at = to;
    update();
}

void DrawingBox::endStroke() {
    if (!m_isDown) return;
    m_isDown = false;
    update();
    emit changed();
}

void DrawingBox::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    endStroke();
    m_byKeys = false;
    beginStroke(event->position());
}

void DrawingBox::mouseMoveEvent(QMouseEvent* event) {
    if (m_isDown && (event->buttons() & Qt::LeftButton)) continueStroke(event->position());
}

void DrawingBox::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && !m_byKeys) endStroke();
}

void DrawingBox::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Undo)) return undo();
    QPointF step;
    switch (event->key()) {
        case Qt::Key_Left: step = {-kKeyStep, 0}; break;
        case Qt::Key_Right: step = {kKeyStep, 0}; break;
        case Qt::Key_Up: step = {0, -kKeyStep}; break;
        case Qt::Key_Down: step = {0, kKeyStep}; break;
        case Qt::Key_Delete: return clear();
        case Qt::Key_Space: m_byKeys = true; return m_isDown ? endStroke() : beginStroke(m_at);
        default: return QWidget::keyPressEvent(event);
    }
    m_byKeys = true;
    const QPointF to(std::clamp(m_at.x() + step.x(), 0.0, m_image.width() - 1.0),
                     std::clamp(m_at.y() + step.y(), 0.0, m_image.height() - 1.0));
    if (m_isDown) {
        continueStroke(to);
    } else {
        m_at = to;
        update();
    }
}

void DrawingBox::focusInEvent(QFocusEvent* event) {
    m_byKeys = event->reason() != Qt::MouseFocusReason;
    QWidget::focusInEvent(event);
    update();
}

void DrawingBox::focusOutEvent(QFocusEvent* event) {
    if (m_byKeys) endStroke();
    QWidget::focusOutEvent(event);
    update();
}

void DrawingBox::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.drawImage(0, 0, m_image);
    if (hasFocus() && m_byKeys) {
        constexpr double kArm = 8;
        painter.setPen(QPen(m_isDown ? theme.danger : theme.accent, 2));
        painter.drawLine(m_at - QPointF(kArm, 0), m_at + QPointF(kArm, 0));
        painter.drawLine(m_at - QPointF(0, kArm), m_at + QPointF(0, kArm));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(hasFocus() ? theme.accent : theme.controlBorder, hasFocus() ? 4 : 2));
    painter.drawRect(rect());
}

}  // namespace distillab::ui
