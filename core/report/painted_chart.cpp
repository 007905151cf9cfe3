#include "core/report/painted_chart.h"

#include <QFontMetricsF>
#include <QMap>
#include <QPainterPath>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kTextSize = 12;

QColor inkColor(Ink ink) {
    switch (ink) {
        case Ink::Muted: return printColor(u"muted"_s);
        case Ink::Plain:
        case Ink::Strong: return printColor(u"ink"_s);
        case Ink::OnColor: return Qt::white;
    }
    return Qt::black;
}

}  // namespace

QColor printColor(const QString& cssClass) {
    static const QMap<QString, QColor> colors = {
        {u"teacher"_s, QColor(0xb45309)}, {u"part0"_s, QColor(0xb45309)}, {u"student"_s, QColor(0x1d5fd0)},
        {u"total"_s, QColor(0x1d5fd0)},   {u"right"_s, QColor(0x1d5fd0)}, {u"baseline"_s, QColor(0x737b88)},
        {u"part1"_s, QColor(0x0f766e)},   {u"part2"_s, QColor(0x15803d)}, {u"good"_s, QColor(0x15803d)},
        {u"part3"_s, QColor(0xc2410c)},   {u"wrong"_s, QColor(0xc2410c)}, {u"line"_s, QColor(0xd4d8de)},
        {u"muted"_s, QColor(0x5c6675)},   {u"ink"_s, QColor(0x1b2330)}};
    return colors.value(cssClass, Qt::black);
}

void PaintedCanvas::horizontal(const QColor& color, double left, double right, double y) {
    m_painter.setPen(QPen(color, m_scale));
    m_painter.drawLine(toDevice({left, y}), toDevice({right, y}));
}

void PaintedCanvas::gridLine(double left, double right, double y) { horizontal(printColor(u"line"_s), left, right, y); }

void PaintedCanvas::axis(double left, double right, double y) { horizontal(printColor(u"muted"_s), left, right, y); }

void PaintedCanvas::text(QPointF at, Anchor anchor, Ink ink, const QString& content, double degrees) {
    QFont font = m_painter.font();
    font.setPixelSize(qRound(kTextSize * m_scale));
    font.setBold(ink == Ink::Strong || ink == Ink::OnColor);
    const double width = QFontMetricsF(font, m_painter.device()).horizontalAdvance(content);
    const double back = anchor == Anchor::Start ? 0 : anchor == Anchor::Middle ? width / 2 : width;
    m_painter.save();
    m_painter.setFont(font);
    m_painter.setPen(inkColor(ink));
    m_painter.translate(toDevice(at));
    if (degrees != 0) m_painter.rotate(degrees);
    m_painter.drawText(QPointF(-back, 0), content);
    m_painter.restore();
}

void PaintedCanvas::curve(const ChartLine& line) {
    const QColor color = printColor(line.cssClass);
    const bool isTerm = line.cssClass.startsWith(u"part"_s);
    QPen pen(color, (isTerm ? 1.5 : 2) * m_scale, line.dashed ? Qt::DashLine : Qt::SolidLine,
             line.dashed ? Qt::FlatCap : Qt::RoundCap, Qt::RoundJoin);
    QPainterPath path;
    for (const QPointF& point : line.points) {
        if (path.elementCount() == 0) path.moveTo(toDevice(point));
        path.lineTo(toDevice(point));
    }
    m_painter.setPen(pen);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPath(path);
    if (!line.dots) return;
    m_painter.setPen(QPen(Qt::white, 1.5 * m_scale));
    m_painter.setBrush(color);
    for (const QPointF& point : line.points) m_painter.drawEllipse(toDevice(point), 4 * m_scale, 4 * m_scale);
}

void PaintedCanvas::cell(QPointF topLeft, double side, bool right, double opacity, const QString& /*explanation*/,
                         const QString& count) {
    // Mixed with the paper instead of drawn through it: printers stumble over transparency.
    const QColor color = printColor(right ? u"right"_s : u"wrong"_s);
    const auto mixed = [opacity](int channel) { return qRound(255 + opacity * (channel - 255)); };
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(QColor(mixed(color.red()), mixed(color.green()), mixed(color.blue())));
    m_painter.drawRect(QRectF(toDevice(topLeft), QSizeF(side - 2, side - 2) * m_scale));
    if (count.isEmpty()) return;
    text(topLeft + QPointF(side / 2 - 1, side / 2 + 3), Anchor::Middle, opacity > 0.6 ? Ink::OnColor : Ink::Plain,
         count, 0);
}

}  // namespace distillab::report
