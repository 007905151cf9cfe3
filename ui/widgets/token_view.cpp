#include "ui/widgets/token_view.h"

#include "ui/widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace distillab::ui {
namespace {

constexpr int kPadding = 5;
constexpr int kBetween = 4;
constexpr int kRadius = 4;
/// More chips than this are not read by anybody.
constexpr qsizetype kMostChips = 160;

}  // namespace

TokenView::TokenView(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Tokens of the chosen row"));
}

void TokenView::show(const TokenizedText& text) {
    m_text = text;
    QStringList words;
    for (const TokenChip& chip : text.chips) {
        if (chip.kind != TokenChip::Kind::Cut) words << chip.text;
    }
    setAccessibleDescription(words.join(u' '));
    updateGeometry();
    update();
}

QList<QRect> TokenView::places(int width) const {
    const int height = fontMetrics().height() + 2;
    QList<QRect> rects;
    QPoint at(0, 0);
    for (const TokenChip& chip : m_text.chips.mid(0, kMostChips)) {
        const int chipWidth = std::min(width, fontMetrics().horizontalAdvance(chip.text) + 2 * kPadding);
        if (at.x() > 0 && at.x() + chipWidth > width) at = QPoint(0, at.y() + height + kBetween);
        rects << QRect(at, QSize(chipWidth, height));
        at.rx() += chipWidth + kBetween;
    }
    return rects;
}

int TokenView::heightForWidth(int width) const {
    const QList<QRect> rects = places(width);
    return rects.isEmpty() ? 0 : rects.last().bottom() + 1;
}

QSize TokenView::sizeHint() const { return {320, heightForWidth(std::max(width(), 320))}; }

QSize TokenView::minimumSizeHint() const { return {200, fontMetrics().height() + 2}; }

void TokenView::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QList<QRect> rects = places(width());
    bool cut = false;
    for (qsizetype i = 0; i < rects.size(); ++i) {
        const TokenChip& chip = m_text.chips[i];
        const bool word = chip.kind == TokenChip::Kind::Word;
        if (chip.kind == TokenChip::Kind::Cut && !std::exchange(cut, true)) {
            painter.setPen(QPen(theme.danger, 2));
            painter.drawLine(rects[i].topLeft() - QPoint(kBetween / 2, 0),
                             rects[i].bottomLeft() - QPoint(kBetween / 2, 0));
        }
        painter.setPen(word ? Qt::NoPen : QPen(theme.border));
        painter.setBrush(word ? QBrush(theme.accentSoft) : Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rects[i]).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
        painter.setPen(word ? theme.text : theme.mutedText);
        QFont font = this->font();
        font.setStrikeOut(chip.kind == TokenChip::Kind::Cut);
        painter.setFont(font);
        painter.drawText(rects[i], Qt::AlignCenter,
                         fontMetrics().elidedText(chip.text, Qt::ElideRight, rects[i].width() - kPadding));
    }
}

}  // namespace distillab::ui
