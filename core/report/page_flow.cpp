#include "core/report/page_flow.h"

#include "core/report/painted_chart.h"
#include "core/report/wording.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QImage>
#include <QTextLayout>

#include <algorithm>
#include <span>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::PageFlow)
};

// All in points.
constexpr double kFooterHeight = 22;
constexpr double kRowPadding = 3;
constexpr double kColumnGap = 16;
constexpr double kLegendLine = 11;
constexpr double kPictureSide = 44;
constexpr double kMistakeGap = 9;
constexpr int kMistakeColumns = 2;
/// What a chart's units are laid out for: 520 of them in a column of this many points.
constexpr double kChartWidth = 520;
constexpr double kChartHeight = 300;

QColor ink() { return printColor(u"ink"_s); }
QColor muted() { return printColor(u"muted"_s); }

/// Breaks a text at words, and a word that is longer than a line where it must. @return its height
double breakLines(QTextLayout& layout, double width, Qt::Alignment alignment) {
    QTextOption option(alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    double height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return height;
}

}  // namespace

PageFlow::PageFlow(QPagedPaintDevice& device, const QString& footer)
    : m_device(device), m_painter(&device), m_footer(footer), m_scale(device.logicalDpiY() / 72.0) {
    this->footer();
}

double PageFlow::bottom() const { return m_painter.viewport().height() - toDevice(kFooterHeight); }

QFont PageFlow::fontOf(Style style) const {
    QFont font(QStringList{u"Noto Sans"_s, u"DejaVu Sans"_s, u"Noto Sans CJK SC"_s});
    font.setStyleHint(QFont::SansSerif);
    font.setHintingPreference(QFont::PreferNoHinting);
    const auto size = [style] {
        switch (style) {
            case Style::Title: return 19.0;
            case Style::Figure: return 15.0;
            case Style::Heading: return 12.0;
            case Style::Lead: return 11.0;
            case Style::Body:
            case Style::Strong: return 9.0;
            case Style::Small: return 7.5;
        }
        return 9.0;
    };
    font.setPixelSize(qRound(toDevice(size())));
    font.setBold(style != Style::Lead && style != Style::Body && style != Style::Small);
    return font;
}

void PageFlow::require(double height) {
    if (m_y + height <= bottom() || m_y == 0) return;
    m_device.newPage();
    ++m_page;
    m_y = 0;
    footer();
}

void PageFlow::footer() {
    const QRectF place(0, bottom() + toDevice(8), width(), toDevice(kFooterHeight - 8));
    drawText(m_footer, Style::Small, muted(), place);
    drawText(QString::number(m_page), Style::Small, muted(), place, Qt::AlignRight);
}

double PageFlow::textHeight(const QString& text, Style style, double width) const {
    QTextLayout layout(text, fontOf(style), m_painter.device());
    return breakLines(layout, width, Qt::AlignLeft);
}

double PageFlow::drawText(const QString& text, Style style, const QColor& color, const QRectF& place,
                          Qt::Alignment alignment) {
    QTextLayout layout(text, fontOf(style), m_painter.device());
    const double height = breakLines(layout, place.width(), alignment);
    m_painter.setPen(color);
    layout.draw(&m_painter, place.topLeft());
    return height;
}

void PageFlow::text(const QString& text, Style style, const QColor& color) {
    if (text.isEmpty()) return;
    const double height = textHeight(text, style, width());
    require(height);
    drawText(text, style, color, QRectF(0, m_y, width(), height));
    m_y += height;
}

void PageFlow::heading(const QString& text, double following) {
    gap(16);
    require(textHeight(text, Style::Heading, width()) + toDevice(following));
    this->text(text, Style::Heading, ink());
    gap(4);
}

void PageFlow::rule(double y) {
    m_painter.setPen(QPen(printColor(u"line"_s), toDevice(0.6)));
    m_painter.drawLine(QPointF(0, y), QPointF(width(), y));
}

void PageFlow::tableRow(const QStringList& cells, double firstColumn, Style style, const QColor& color) {
    const double first = firstColumn * width();
    const double other = (width() - first) / static_cast<double>(std::max<qsizetype>(1, cells.size() - 1));
    const auto columnWidth = [&](qsizetype column) { return (column == 0 ? first : other) - toDevice(6); };
    double height = 0;
    for (qsizetype i = 0; i < cells.size(); ++i) height = std::max(height, textHeight(cells[i], style, columnWidth(i)));
    height += toDevice(2 * kRowPadding);
    require(height);
    double x = 0;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const QRectF place(x + (i == 0 ? 0 : toDevice(6)), m_y + toDevice(kRowPadding), columnWidth(i), height);
        drawText(cells[i], style, color, place, i == 0 ? Qt::AlignLeft : Qt::AlignRight);
        x += i == 0 ? first : other;
    }
    m_y += height;
    rule(m_y);
}

void PageFlow::table(const Table& table, double firstColumn) {
    tableRow(table.header, firstColumn, Style::Strong, muted());
    for (const QStringList& row : table.rows) tableRow(row, firstColumn, Style::Body, ink());
}

void PageFlow::facts(const Facts& facts) {
    const double first = 0.27 * width();
    for (const auto& [term, meaning] : facts) {
        if (meaning.isEmpty()) continue;
        const double height = std::max(textHeight(term, Style::Body, first - toDevice(6)),
                                       textHeight(meaning, Style::Body, width() - first)) +
                              toDevice(3);
        require(height);
        drawText(term, Style::Body, muted(), QRectF(0, m_y, first - toDevice(6), height));
        drawText(meaning, Style::Body, ink(), QRectF(first, m_y, width() - first, height));
        m_y += height;
    }
}

void PageFlow::tiles(const QList<Tile>& tiles) {
    if (tiles.isEmpty()) return;
    const double each = width() / static_cast<double>(tiles.size());
    double height = 0;
    for (qsizetype i = 0; i < tiles.size(); ++i) {
        const Tile& tile = tiles[i];
        const double left = static_cast<double>(i) * each;
        double y = m_y;
        const auto line = [&](const QString& text, Style style, const QColor& color) {
            y += drawText(text, style, color, QRectF(left, y, each - toDevice(10), toDevice(60)));
        };
        line(tile.figure, Style::Figure, printColor(u"student"_s));
        line(tile.title, Style::Strong, ink());
        line(tile.detail, Style::Small, muted());
        height = std::max(height, y - m_y);
    }
    m_y += height;
}

double PageFlow::plotHeight(double width) const {
    return toDevice(2 * kLegendLine + 62) + width * kChartHeight / kChartWidth;
}

void PageFlow::plots(const std::vector<Plot>& plots) {
    const double each = (width() - toDevice(kColumnGap)) / 2;
    const double height = plotHeight(each);
    for (size_t i = 0; i < plots.size(); ++i) {
        const bool isLeft = i % 2 == 0;
        if (isLeft) require(height);
        plot(plots[i], QRectF(isLeft ? 0 : each + toDevice(kColumnGap), m_y, each, height));
        if (!isLeft || i + 1 == plots.size()) m_y += height;
    }
}

void PageFlow::plot(const Plot& plot, const QRectF& place) {
    double y = place.top() + toDevice(8);
    y += drawText(plot.title, Style::Strong, ink(), QRectF(place.left(), y, place.width(), toDevice(24)));
    legend(plot.legend, {place.left(), y + toDevice(2)});
    y += toDevice(2 * kLegendLine + 4);
    const double scale = place.width() / kChartWidth;
    PaintedCanvas canvas(m_painter, {place.left(), y}, scale);
    draw(plot.chart, canvas);
    y += kChartHeight * scale + toDevice(2);
    drawText(plot.caption, Style::Small, muted(), QRectF(place.left(), y, place.width(), toDevice(30)));
}

/// In up to two lines.
void PageFlow::legend(const QList<LegendEntry>& entries, QPointF at) {
    const QFontMetricsF metrics(fontOf(Style::Small), m_painter.device());
    const double right = at.x() + (width() - toDevice(kColumnGap)) / 2;
    QPointF place = at;
    for (const LegendEntry& entry : entries) {
        const double wide = toDevice(20) + metrics.horizontalAdvance(entry.text) + toDevice(10);
        if (place.x() > at.x() && place.x() + wide > right) place = {at.x(), place.y() + toDevice(kLegendLine)};
        const double middle = place.y() + metrics.height() / 2;
        m_painter.setPen(
            QPen(printColor(entry.cssClass), toDevice(1.4), entry.dashed ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLine(QPointF(place.x(), middle), QPointF(place.x() + toDevice(15), middle));
        m_painter.setFont(fontOf(Style::Small));
        m_painter.setPen(muted());
        m_painter.drawText(QPointF(place.x() + toDevice(19), place.y() + metrics.ascent()), entry.text);
        place.rx() += wide;
    }
}

void PageFlow::confusion(const ConfusionChart& chart) {
    const auto classes = static_cast<double>(chart.classNames.size());
    const double units = 186 + classes * std::clamp(460 / classes, 6.0, 44.0);  // as draw() lays it out
    const double scale = std::min(0.72 * width() / units, toDevice(0.72));
    require(units * scale);
    m_painter.setFont(fontOf(Style::Body));
    PaintedCanvas canvas(m_painter, {0, m_y}, scale);
    const QSizeF size = draw(chart, canvas);
    m_y += size.height() * scale;
}

void PageFlow::mistakes(const std::vector<Mistake>& mistakes) {
    const bool isText = !mistakes.empty() && !mistakes.front().text.isEmpty();
    const size_t columns = isText ? 1 : kMistakeColumns;
    const double each =
        (width() - toDevice(kColumnGap) * static_cast<double>(columns - 1)) / static_cast<double>(columns);
    for (size_t i = 0; i < mistakes.size(); i += columns) {
        const auto row = std::span(mistakes).subspan(i, std::min(columns, mistakes.size() - i));
        double height = 0;
        for (const Mistake& one : row) height = std::max(height, mistakeHeight(one, each));
        require(height);
        rule(m_y);
        for (size_t column = 0; column < row.size(); ++column) {
            const double left = static_cast<double>(column) * (each + toDevice(kColumnGap));
            mistake(row[column], QRectF(left, m_y, each, height));
        }
        m_y += height;
    }
}

double PageFlow::mistakeHeight(const Mistake& mistake, double width) const {
    double height = toDevice(2 * kMistakeGap) + textHeight(mistake.label, Style::Strong, width);
    for (const QString& text : {mistake.text, mistake.textPair}) {
        if (!text.isEmpty()) height += textHeight(text, Style::Body, width) + toDevice(2);
    }
    const auto lines = static_cast<double>(1 + std::max(mistake.student.size(), mistake.teacher.size()));
    height += lines * textHeight(u"X"_s, Style::Small, width);
    return std::max(height, mistake.picture.isEmpty() ? 0 : toDevice(kPictureSide + 2 * kMistakeGap));
}

void PageFlow::mistake(const Mistake& mistake, const QRectF& place) {
    double left = place.left();
    double y = place.top() + toDevice(kMistakeGap);
    if (!mistake.picture.isEmpty()) {
        const QImage picture = QImage::fromData(mistake.picture);
        const QSizeF size = QSizeF(picture.size()).scaled(QSizeF(1, 1) * toDevice(kPictureSide), Qt::KeepAspectRatio);
        m_painter.drawImage(QRectF(QPointF(left, y), size), picture);
        left += toDevice(kPictureSide + 8);
    }
    const double wide = place.right() - left;
    for (const QString& text : {mistake.text, mistake.textPair}) {
        if (!text.isEmpty())
            y += drawText(text, Style::Body, ink(), QRectF(left, y, wide, toDevice(400))) + toDevice(2);
    }
    y += drawText(Text::tr("It is: %1").arg(mistake.label), Style::Strong, ink(), QRectF(left, y, wide, toDevice(40)));
    const double half = std::min(wide, toDevice(300)) / 2 - toDevice(5);
    guesses(Text::tr("Student"), u"student"_s, mistake, mistake.student, QRectF(left, y, half, toDevice(80)));
    guesses(Text::tr("Teacher"), u"teacher"_s, mistake, mistake.teacher,
            QRectF(left + half + toDevice(10), y, half, toDevice(80)));
}

double PageFlow::guesses(const QString& who, const QString& color, const Mistake& mistake,
                         const std::vector<Guess>& guesses, const QRectF& place) {
    if (guesses.empty()) return 0;
    double y = place.top();
    y += drawText(who, Style::Small, printColor(color), place);
    const QFontMetricsF metrics(fontOf(Style::Small), m_painter.device());
    for (const Guess& guess : guesses) {
        const QString share = percentText(guess.probability);
        const double left = place.width() - metrics.horizontalAdvance(share) - toDevice(4);
        const QColor own = guess.label == mistake.label ? printColor(u"good"_s) : ink();
        const QRectF line(place.left(), y, place.width(), toDevice(40));
        drawText(metrics.elidedText(guess.label, Qt::ElideRight, left), Style::Small, own, line);
        y += drawText(share, Style::Small, muted(), line, Qt::AlignRight);
    }
    return y - place.top();
}

}  // namespace distillab::report
