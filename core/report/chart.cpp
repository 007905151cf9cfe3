#include "core/report/chart.h"

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

void drawAxes(const Chart& chart, const Frame& frame, ChartCanvas& canvas) {
    for (const double tick : frame.yTicks()) {
        const double y = frame.y(tick);
        canvas.gridLine(kLeft, kWidth - kRight, y);
        canvas.text({kLeft - 8, y + 4}, Anchor::End, Ink::Muted, yTickText(chart, tick));
    }
    for (const double tick : frame.xTicks()) {
        canvas.text({frame.x(tick), kHeight - kBottom + 18}, Anchor::Middle, Ink::Muted, QString::number(tick, 'g', 6));
    }
    canvas.axis(kLeft, kWidth - kRight, kHeight - kBottom);
    canvas.text({(kLeft + kWidth - kRight) / 2, kHeight - 8}, Anchor::Middle, Ink::Muted, chart.xTitle);
}

QString shortened(const QString& name) { return name.size() <= 16 ? name : name.left(15) + u'…'; }

/// Mistakes are rare: the root makes small shares visible.
double opacityOf(double share, bool right) {
    return right ? 0.12 + 0.78 * share : std::min(0.9, 0.06 + 1.1 * std::sqrt(share));
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

QSizeF draw(const Chart& chart, ChartCanvas& canvas) {
    const Chart clean = withoutGaps(chart);
    if (clean.lines.isEmpty()) return {};
    const Frame frame = frameOf(clean);
    drawAxes(clean, frame, canvas);
    for (ChartLine line : clean.lines) {
        for (QPointF& point : line.points) point = {frame.x(point.x()), frame.y(point.y())};
        canvas.curve(line);
    }
    return {kWidth, kHeight};
}

QSizeF draw(const ConfusionChart& chart, ChartCanvas& canvas) {
    const auto classes = static_cast<double>(chart.classNames.size());
    const double side = std::clamp(460 / classes, 6.0, 44.0);
    const bool named = side >= 14;
    constexpr double kLabels = 116;
    const double top = (named ? 84 : 0) + 22;
    canvas.text({kLabels + classes * side / 2, 12}, Anchor::Middle, Ink::Strong, chart.predictedTitle);
    canvas.text({kLabels - 8, named ? 90.0 : 34.0}, Anchor::End, Ink::Strong, chart.trueTitle);
    for (qsizetype row = 0; row < chart.classNames.size(); ++row) {
        const double y = top + static_cast<double>(row) * side;
        const QString& name = chart.classNames[row];
        if (named) {
            canvas.text({kLabels - 8, y + side / 2 + 3}, Anchor::End, Ink::Muted, shortened(name));
            canvas.text({kLabels + static_cast<double>(row) * side + side / 2 + 2, top - 8}, Anchor::Start, Ink::Muted,
                        shortened(name), -40);
        }
        qint64 total = 0;
        for (const qint64 count : chart.counts[row]) total += count;
        for (qsizetype column = 0; column < chart.classNames.size(); ++column) {
            const qint64 count = chart.counts[row][column];
            if (count <= 0) continue;
            const bool right = row == column;
            canvas.cell({kLabels + static_cast<double>(column) * side, y}, side, right,
                        opacityOf(static_cast<double>(count) / static_cast<double>(total), right),
                        name + u" → "_s + chart.classNames[column] + u": "_s + QString::number(count),
                        side >= 30 ? QString::number(count) : QString());
        }
    }
    const double overhang = named ? 70 : 0;
    return {kLabels + classes * side + overhang, top + classes * side + 2};
}

}  // namespace distillab::report
