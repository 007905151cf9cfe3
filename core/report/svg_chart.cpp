#include "core/report/svg_chart.h"

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;

QString coordinate(double value) { return QString::number(value, 'f', 1); }

QString pair(QPointF at) { return coordinate(at.x()) + u' ' + coordinate(at.y()); }

QString inkClass(Ink ink) {
    switch (ink) {
        case Ink::Muted: return {};
        case Ink::Plain: return u" class=\"ink\""_s;
        case Ink::Strong: return u" class=\"strong\""_s;
        case Ink::OnColor: return u" class=\"on-dark\""_s;
    }
    return {};
}

QString anchorAttribute(Anchor anchor) {
    switch (anchor) {
        case Anchor::Start: return {};
        case Anchor::Middle: return u" text-anchor=\"middle\""_s;
        case Anchor::End: return u" text-anchor=\"end\""_s;
    }
    return {};
}

class SvgCanvas : public ChartCanvas {
public:
    /// @param title  read out by screen readers
    QString element(QSizeF size, const QString& title) const {
        if (size.isEmpty()) return {};
        return u"<svg role=\"img\" aria-label=\""_s + title.toHtmlEscaped() + u"\" viewBox=\"0 0 "_s +
               coordinate(size.width()) + u' ' + coordinate(size.height()) + u"\">"_s + m_content + u"</svg>"_s;
    }

    void gridLine(double left, double right, double y) override { horizontal(u"grid"_s, left, right, y); }
    void axis(double left, double right, double y) override { horizontal(u"axis"_s, left, right, y); }

    void text(QPointF at, Anchor anchor, Ink ink, const QString& content, double degrees) override {
        const bool turned = degrees != 0;
        if (turned) {
            m_content +=
                u"<g transform=\"translate("_s + pair(at) + u") rotate("_s + QString::number(degrees) + u")\">"_s;
        }
        const QPointF place = turned ? QPointF() : at;
        m_content += u"<text x=\""_s + coordinate(place.x()) + u"\" y=\""_s + coordinate(place.y()) + u'"' +
                     inkClass(ink) + anchorAttribute(anchor) + u'>' + content.toHtmlEscaped() + u"</text>"_s;
        if (turned) m_content += u"</g>"_s;
    }

    void curve(const ChartLine& line) override {
        QString path;
        QString dots;
        for (const QPointF& point : line.points) {
            path += (path.isEmpty() ? u"M"_s : u"L"_s) + pair(point);
            if (!line.dots) continue;
            dots +=
                u"<circle cx=\""_s + coordinate(point.x()) + u"\" cy=\""_s + coordinate(point.y()) + u"\" r=\"4\"/>"_s;
        }
        const QString classes = u"line "_s + line.cssClass + (line.dashed ? u" dashed"_s : QString());
        m_content += u"<g class=\""_s + classes + u"\"><path d=\""_s + path + u"\"/>"_s + dots + u"</g>"_s;
    }

    void cell(QPointF topLeft, double side, bool right, double opacity, const QString& explanation,
              const QString& count) override {
        m_content += u"<g><title>"_s + explanation.toHtmlEscaped() + u"</title><rect class=\""_s +
                     (right ? u"right"_s : u"wrong"_s) + u"\" x=\""_s + coordinate(topLeft.x()) + u"\" y=\""_s +
                     coordinate(topLeft.y()) + u"\" width=\""_s + coordinate(side - 2) + u"\" height=\""_s +
                     coordinate(side - 2) + u"\" rx=\"3\" fill-opacity=\""_s + QString::number(opacity, 'f', 2) +
                     u"\"/>"_s;
        if (!count.isEmpty()) {
            text(topLeft + QPointF(side / 2 - 1, side / 2 + 3), Anchor::Middle,
                 opacity > 0.6 ? Ink::OnColor : Ink::Plain, count, 0);
        }
        m_content += u"</g>"_s;
    }

private:
    void horizontal(const QString& cssClass, double left, double right, double y) {
        m_content +=
            u"<path class=\""_s + cssClass + u"\" d=\"M"_s + pair({left, y}) + u'H' + coordinate(right) + u"\"/>"_s;
    }

    QString m_content;
};

template <typename AnyChart>
QString svgOf(const AnyChart& chart) {
    SvgCanvas canvas;
    const QSizeF size = draw(chart, canvas);
    return canvas.element(size, chart.title);
}

}  // namespace

QString toSvg(const Chart& chart) { return svgOf(chart); }

QString toSvg(const ConfusionChart& chart) { return svgOf(chart); }

}  // namespace distillab::report
