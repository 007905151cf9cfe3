#include "ui/widgets/two_columns.h"

#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QResizeEvent>

namespace distillab::ui {

TwoColumns::TwoColumns(QWidget* left, QWidget* right, int leftStretch, int rightStretch, QWidget* parent)
    : QWidget(parent), m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this)), m_left(left), m_right(right) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(kGap);
    m_layout->addWidget(left, leftStretch);
    m_layout->addWidget(right, rightStretch);
}

QSize TwoColumns::minimumSizeHint() const {
    // The layout's own answer is for its present direction and would keep the window from ever becoming narrower.
    const QSize left = m_left->minimumSizeHint();
    const QSize right = m_right->minimumSizeHint();
    return {qMax(left.width(), right.width()), m_layout->minimumSize().height()};
}

void TwoColumns::resizeEvent(QResizeEvent* event) {
    const int needed = m_left->minimumSizeHint().width() + kGap + m_right->minimumSizeHint().width();
    const bool beside = event->size().width() >= needed;
    m_layout->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    QWidget::resizeEvent(event);
}

}  // namespace distillab::ui
