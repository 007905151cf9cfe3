#include "core/report/svg_chart.h"

#include <algorithm>
#include <cmath>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr double kWidth = 520;
constexpr double kHeight = 300;
constexpr double kLeft = 52;
constexpr double kRight = 14;
constexpr double kTop = 12;
constexpr double kBottom = 46;
constexpr int kMostTicks = 6;

QString coordinate(double value) { return QString::number(value, 'f', 1); }

QString text(double x, double y, const QString& attributes, const QString& content) {
    return u"<text x=\""_s + coordinate(x) + u"\" y=\""_s + coordinate(y) + u"\" "_s + attributes + u'>' +
           content.toHtmlEscaped() + u"</text>"_s;
}

struct Range {
    double least = 0;
    double most = 1;
};

/// The smallest of 1, 2 and 5 times a power of ten that is not below `value`.
double niceAbove(double value) {
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    const double digit = value / power * (1 - 1e-9);
    return (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
}

/// @param leastStep  1 where only whole numbers make sense
QList<double> linearTicks(Range range, double leastStep = 0) {
    const double step = std::max(leastStep, niceAbove((range.most - range.least) / kMostTicks));
    QList<double> ticks;
    for (double n = std::ceil(range.least / step - 1e-6); n * step <= range.most + step * 1e-6; ++n) ticks << n * step;
    return ticks;
}

QList<double> logarithmicTicks(Range range) {
    QList<double> ticks;
    const int last = static_cast<int>(std::ceil(std::log10(range.most)));
    for (int exponent = static_cast<int>(std::floor(std::log10(range.least))); exponent <= last; ++exponent) {
        for (const int digit : {1, 2, 5}) {
            const double tick = digit * std::pow(10.0, exponent);
            if (tick >= range.least && tick <= range.most) ticks << tick;
        }
    }
    return ticks;
}

/// Where values lie on the page.
class Frame {
public:
    Frame(Range x, Range y, bool logarithmic) : m_x(x), m_y(y), m_logarithmic(logarithmic) {}

    double x(double value) const {
        return kLeft + (value - m_x.least) / (m_x.most - m_x.least) * (kWidth - kLeft - kRight);
    }
    double y(double value) const {
        const double share = m_logarithmic ? std::log(value / m_y.least) / std::log(m_y.most / m_y.least)
                                           : (value - m_y.least) / (m_y.most - m_y.least);
        return kHeight - kBottom - share * (kHeight - kTop - kBottom);
    }
    QList<double> xTicks() const { return linearTicks(m_x, 1); }
    QList<double> yTicks() const { return m_logarithmic ? logarithmicTicks(m_y) : linearTicks(m_y); }

private:
    Range m_x;
    Range m_y;
    bool m_logarithmic;
};

bool drawable(const Chart& chart, const QPointF& point) {
    return std::isfinite(point.x()) && std::isfinite(point.y()) && (!chart.logarithmic || point.y() > 0);
}

Chart withoutGaps(const Chart& chart) {
    Chart result = chart;
    for (ChartLine& line : result.lines) {
        line.points.removeIf([&](const QPointF& point) { return !drawable(chart, point); });
    }
    result.lines.removeIf([](const ChartLine& line) { return line.points.isEmpty(); });
    return result;
}

Range padded(Range range, bool logarithmic) {
    if (logarithmic) return {range.least / 1.15, range.most * 1.15};
    const double margin = range.most > range.least ? 0.06 * (range.most - range.least) : 0.05;
    return {range.least - margin, range.most + margin};
}

Frame frameOf(const Chart& chart) {
    const QPointF first = chart.lines.first().points.first();
    Range x{std::min(0.0, first.x()), first.x()};
    Range y{first.y(), first.y()};
    for (const ChartLine& line : chart.lines) {
        for (const QPointF& point : line.points) {
            x = {std::min(x.least, point.x()), std::max(x.most, point.x())};
            y = {std::min(y.least, point.y()), std::max(y.most, point.y())};
        }
    }
    x.most = std::max(x.least + 1, std::ceil(x.most - 1e-9));
    Range shown = padded(y, chart.logarithmic);
    if (chart.percent) shown = {std::max(0.0, shown.least), std::min(1.0, shown.most)};
    return Frame(x, shown, chart.logarithmic);
}

QString yTickText(const Chart& chart, double value) {
    return chart.percent ? QString::number(100 * value, 'g', 4) + u" %"_s : QString::number(value, 'g', 4);
}

QString axes(const Chart& chart, const Frame& frame) {
    QString svg;
    for (const double tick : frame.yTicks()) {
        const double y = frame.y(tick);
        svg += u"<path class=\"grid\" d=\"M"_s + coordinate(kLeft) + u' ' + coordinate(y) + u'H' +
               coordinate(kWidth - kRight) + u"\"/>"_s;
        svg += text(kLeft - 8, y + 4, u"text-anchor=\"end\""_s, yTickText(chart, tick));
    }
    for (const double tick : frame.xTicks()) {
        svg += text(frame.x(tick), kHeight - kBottom + 18, u"text-anchor=\"middle\""_s, QString::number(tick, 'g', 6));
    }
    svg += u"<path class=\"axis\" d=\"M"_s + coordinate(kLeft) + u' ' + coordinate(kHeight - kBottom) + u'H' +
           coordinate(kWidth - kRight) + u"\"/>"_s;
    svg += text((kLeft + kWidth - kRight) / 2, kHeight - 8, u"text-anchor=\"middle\""_s, chart.xTitle);
    return svg;
}

QString drawn(const ChartLine& line, const Frame& frame) {
    QString path;
    QString dots;
    for (const QPointF& point : line.points) {
        const QString x = coordinate(frame.x(point.x()));
        const QString y = coordinate(frame.y(point.y()));
        path += (path.isEmpty() ? u"M"_s : u"L"_s) + x + u' ' + y;
        if (line.dots) dots += u"<circle cx=\""_s + x + u"\" cy=\""_s + y + u"\" r=\"4\"/>"_s;
    }
    const QString classes = u"line "_s + line.cssClass + (line.dashed ? u" dashed"_s : QString());
    return u"<g class=\""_s + classes + u"\"><path d=\""_s + path + u"\"/>"_s + dots + u"</g>"_s;
}

QString svgElement(double width, double height, const QString& title, const QString& content) {
    return u"<svg role=\"img\" aria-label=\""_s + title.toHtmlEscaped() + u"\" viewBox=\"0 0 "_s + coordinate(width) +
           u' ' + coordinate(height) + u"\">"_s + content + u"</svg>"_s;
}

QString shortened(const QString& name) { return name.size() <= 16 ? name : name.left(15) + u'…'; }

QString confusionCell(qint64 count, double share, bool right, double x, double y, double side,
                      const QString& explanation) {
    const QString kind = right ? u"right"_s : u"wrong"_s;
    // Mistakes are rare: the root makes small shares visible.
    const double opacity = right ? 0.12 + 0.78 * share : std::min(0.9, 0.06 + 1.1 * std::sqrt(share));
    QString svg = u"<g><title>"_s + explanation.toHtmlEscaped() + u"</title><rect class=\""_s + kind + u"\" x=\""_s +
                  coordinate(x) + u"\" y=\""_s + coordinate(y) + u"\" width=\""_s + coordinate(side - 2) +
                  u"\" height=\""_s + coordinate(side - 2) + u"\" rx=\"3\" fill-opacity=\""_s +
                  QString::number(opacity, 'f', 2) + u"\"/>"_s;
    if (side >= 30) {
        const QString ink = opacity > 0.6 ? u"class=\"on-dark\""_s : u"class=\"ink\""_s;
        svg += text(x + side / 2 - 1, y + side / 2 + 3, ink + u" text-anchor=\"middle\""_s, QString::number(count));
    }
    return svg + u"</g>"_s;
}

}  // namespace

QList<QPointF> decimate(const QList<QPointF>& points, qsizetype most) {
    if (points.size() <= most) return points;
    QList<QPointF> result;
    result.reserve(most);
    for (qsizetype bucket = 0; bucket < most; ++bucket) {
        const qsizetype begin = bucket * points.size() / most;
        const qsizetype end = (bucket + 1) * points.size() / most;
        QPointF sum;
        for (qsizetype i = begin; i < end; ++i) sum += points[i];
        result << sum / static_cast<double>(end - begin);
    }
    return result;
}

QString toSvg(const Chart& chart) {
    const Chart clean = withoutGaps(chart);
    if (clean.lines.isEmpty()) return {};
    const Frame frame = frameOf(clean);
    QString svg = axes(clean, frame);
    for (const ChartLine& line : clean.lines) svg += drawn(line, frame);
    return svgElement(kWidth, kHeight, chart.title, svg);
}

QString toSvg(const ConfusionChart& chart) {
    const auto classes = static_cast<double>(chart.classNames.size());
    const double side = std::clamp(460 / classes, 6.0, 44.0);
    const bool named = side >= 14;
    constexpr double kLabels = 116;
    const double top = (named ? 84 : 0) + 22;
    QString svg =
        text(kLabels + classes * side / 2, 12, u"class=\"strong\" text-anchor=\"middle\""_s, chart.predictedTitle);
    svg += text(kLabels - 8, named ? 90 : 34, u"class=\"strong\" text-anchor=\"end\""_s, chart.trueTitle);
    for (qsizetype row = 0; row < chart.classNames.size(); ++row) {
        const double y = top + static_cast<double>(row) * side;
        const QString& name = chart.classNames[row];
        if (named) {
            svg += text(kLabels - 8, y + side / 2 + 3, u"text-anchor=\"end\""_s, shortened(name));
            const QString at =
                coordinate(kLabels + static_cast<double>(row) * side + side / 2 + 2) + u' ' + coordinate(top - 8);
            svg += u"<g transform=\"translate("_s + at + u") rotate(-40)\">"_s +
                   text(0, 0, QString(), shortened(name)) + u"</g>"_s;
        }
        qint64 total = 0;
        for (const qint64 count : chart.counts[row]) total += count;
        for (qsizetype column = 0; column < chart.classNames.size(); ++column) {
            const qint64 count = chart.counts[row][column];
            if (count <= 0) continue;
            const double x = kLabels + static_cast<double>(column) * side;
            svg += confusionCell(count, static_cast<double>(count) / static_cast<double>(total), row == column, x, y,
                                 side, name + u" → "_s + chart.classNames[column] + u": "_s + QString::number(count));
        }
    }
    const double overhang = named ? 70 : 0;
    return svgElement(kLabels + classes * side + overhang, top + classes * side + 2, chart.title, svg);
}

}  // namespace distillab::report
