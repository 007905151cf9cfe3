#include "ui/monitor/phase_strip.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace distillab::ui {
namespace {

constexpr int kDot = 20;
constexpr int kTextGap = 4;

void drawDot(QPainter& painter, const QPointF& centre, PhaseMark::State state) {
    const Theme& theme = Theme::current();
    const QRectF circle(centre.x() - kDot / 2.0, centre.y() - kDot / 2.0, kDot, kDot);
    switch (state) {
        case PhaseMark::State::Done: {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.success);
            painter.drawEllipse(circle);
            painter.setPen(QPen(theme.surface, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            const QPointF tick[] = {centre + QPointF(-4, 0), centre + QPointF(-1, 3), centre + QPointF(4, -3)};
            painter.drawPolyline(tick, 3);
            break;
        }
        case PhaseMark::State::Current:
            painter.setPen(QPen(theme.accent, 2));
            painter.setBrush(theme.accentSoft);
            painter.drawEllipse(circle.adjusted(1, 1, -1, -1));
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.accent);
            painter.drawEllipse(centre, 4, 4);
            break;
        case PhaseMark::State::Ahead:
            painter.setPen(QPen(theme.controlBorder, 1.5));
            painter.setBrush(theme.window);
            painter.drawEllipse(circle.adjusted(1, 1, -1, -1));
            break;
    }
}

}  // namespace

PhaseStrip::PhaseStrip(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Phases of the run"));
}

void PhaseStrip::setMarks(const QList<PhaseMark>& marks) {
    m_marks = marks;
    setAccessibleDescription(description());
    setToolTip(description());
    update();
}

QSize PhaseStrip::sizeHint() const { return {640, kDot + kTextGap + fontMetrics().height() + 4}; }

QSize PhaseStrip::minimumSizeHint() const { return {320, sizeHint().height()}; }

void PhaseStrip::paintEvent(QPaintEvent*) {
    if (m_marks.isEmpty()) return;
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double slot = static_cast<double>(width()) / static_cast<double>(m_marks.size());
    const double y = kDot / 2.0 + 1;
    for (qsizetype index = 0; index < m_marks.size(); ++index) {
        const PhaseMark& mark = m_marks.at(index);
        const QPointF centre((static_cast<double>(index) + 0.5) * slot, y);
        if (index > 0) {
            painter.setPen(QPen(mark.state == PhaseMark::State::Ahead ? theme.border : theme.success, 2));
            painter.drawLine(centre - QPointF(slot - kDot / 2.0 - 4, 0), centre - QPointF(kDot / 2.0 + 4, 0));
        }
        drawDot(painter, centre, mark.state);

        QFont labelFont = font();
        labelFont.setBold(mark.state == PhaseMark::State::Current);
        painter.setFont(labelFont);
        painter.setPen(mark.state == PhaseMark::State::Current ? theme.text : theme.mutedText);
        const QRectF area(static_cast<double>(index) * slot, kDot + kTextGap, slot, height() - kDot - kTextGap);
        const QString title = QFontMetricsF(labelFont).elidedText(mark.title, Qt::ElideRight, slot - 4);
        painter.drawText(area, static_cast<int>(Qt::AlignHCenter | Qt::AlignTop), title);
    }
}

QString PhaseStrip::description() const {
    for (qsizetype index = 0; index < m_marks.size(); ++index) {
        if (m_marks.at(index).state != PhaseMark::State::Current) continue;
        return tr("Phase %1 of %2: %3")
            .arg(index + 1)
            .arg(m_marks.size())
            .arg(report::phaseTitle(m_marks[index].phase));
    }
    return {};
}

}  // namespace distillab::ui
