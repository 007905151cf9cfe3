#include "ui/plot/plot_file.h"

#include "core/base/csv.h"

#include <QLocale>

#include <algorithm>
#include <limits>

namespace distillab::ui {

QByteArray csvNumber(double value) { return QByteArray::number(value, 'g', QLocale::FloatingPointShortest); }

QByteArray csvOf(const QString& xTitle, const std::vector<NamedCurve>& curves) {
    QByteArray text = csvCell(xTitle);
    for (const NamedCurve& curve : curves) text += ',' + csvCell(curve.name);
    text += "\r\n";
    std::vector<size_t> next(curves.size(), 0);
    while (true) {
        double x = std::numeric_limits<double>::infinity();
        for (size_t i = 0; i < curves.size(); ++i) {
            const auto& points = curves[i].points->points();
            if (next[i] < points.size()) x = std::min(x, points[next[i]].x());
        }
        if (x == std::numeric_limits<double>::infinity()) return text;  // curves hold finite points only
        text += csvNumber(x);
        for (size_t i = 0; i < curves.size(); ++i) {
            text += ',';
            const auto& points = curves[i].points->points();
            if (next[i] < points.size() && points[next[i]].x() == x) text += csvNumber(points[next[i]++].y());
        }
        text += "\r\n";
    }
}

}  // namespace distillab::ui
