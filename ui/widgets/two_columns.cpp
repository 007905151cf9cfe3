#include "ui/widgets/two_columns.h"

#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QEvent>

namespace distillab::ui {
namespace {

int leastWidth(const QWidget* widget) { return qMax(widget->minimumSizeHint().width(), widget->minimumWidth()); }

}  // namespace

TwoColumns::TwoColumns(QWidget* left, QWidget* right, int leftStretch, int rightStretch, QWidget* parent)
    : QWidget(parent), m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this)), m_left(left), m_right(right) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(kGap);
    m_layout->addWidget(left, leftStretch);
    m_layout->addWidget(right, rightStretch);
}

QSize TwoColumns::minimumSizeHint() const {
    // The layout's own answer is for its present direction and would keep the window from ever becoming narrower.
    return {qMax(leastWidth(m_left), leastWidth(m_right)), m_layout->minimumSize().height()};
}

void TwoColumns::arrange() {
    const bool beside = width() >= leastWidth(m_left) + kGap + leastWidth(m_right);
    m_layout->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void TwoColumns::resizeEvent(QResizeEvent* event) {
    arrange();
    QWidget::resizeEvent(event);
}

bool TwoColumns::event(QEvent* event) {
    // What stands in the columns has changed and may need more room.
    if (event->type() == QEvent::LayoutRequest) arrange();
    return QWidget::event(event);
}

}  // namespace distillab::ui
