#include "ui/widgets/bar_list.h"

#include "ui/widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace distillab::ui {
namespace {

constexpr int kFewPictures = 4;
constexpr int kManyPictures = 6;
constexpr int kRoomForMany = 440;  // width of the widget
constexpr int kPicture = 28;
constexpr int kPlace = kPicture + 4;
constexpr int kPictureRow = 34;
constexpr int kPlainRow = 26;
constexpr int kLongestName = 128;
constexpr int kLeastBar = 48;
constexpr int kBarHeight = 10;

void paintPictures(QPainter& painter, const QList<QImage>& pictures, QRect place) {
    for (const QImage& image : pictures) {
        const QSize fit = image.size().scaled(kPicture, kPicture, Qt::KeepAspectRatio);
        painter.drawImage(
            QRect(place.left(), place.top() + (place.height() - fit.height()) / 2, fit.width(), fit.height()), image);
        place.translate(kPlace, 0);
    }
}

}  // namespace

BarList::BarList(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed); }

void BarList::setRows(const QList<Row>& rows, const std::optional<QColor>& colour) {
    m_rows = rows;
    m_colour = colour;
    m_hidden = 0;
    QStringList spoken;
    for (const Row& row : rows) spoken << tr("%1: %2", "name: figure").arg(row.name, row.figure);
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

void BarList::setHidden(qsizetype hidden) {
    m_hidden = hidden;
    updateGeometry();
}

int BarList::nameWidth() const {
    int width = 0;
    for (const Row& row : m_rows) width = std::max(width, fontMetrics().horizontalAdvance(row.name));
    return std::min(width + 2, kLongestName);  // or rounding would cut the longest one
}

int BarList::figureWidth() const {
    int width = 0;
    for (const Row& row : m_rows) width = std::max(width, fontMetrics().horizontalAdvance(row.figure));
    return width;
}

bool BarList::hasPictures() const {
    return std::any_of(m_rows.begin(), m_rows.end(), [](const Row& row) { return !row.pictures.isEmpty(); });
}

int BarList::rowHeight() const { return hasPictures() ? kPictureRow : kPlainRow; }

QSize BarList::sizeHint() const {
    const QSize least = minimumSizeHint();
    return {least.width() + 160, least.height()};
}

QSize BarList::minimumSizeHint() const {
    const int pictures = hasPictures() ? kFewPictures * kPlace + kSmallGap : 0;
    const auto lines = static_cast<int>(m_rows.size()) + (m_hidden > 0 ? 1 : 0);
    return {nameWidth() + kGap + pictures + kLeastBar + kSmallGap + figureWidth(), lines * rowHeight()};
}

void BarList::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const int height = rowHeight();
    const int names = nameWidth();
    const int places = !hasPictures() ? 0 : width() >= kRoomForMany ? kManyPictures : kFewPictures;
    const int bars = names + kGap + (places > 0 ? places * kPlace + kSmallGap : 0);
    const int figures = figureWidth();
    const int longest = width() - bars - kSmallGap - figures;
    int top = 0;
    for (const Row& row : m_rows) {
        painter.setPen(theme.text);
        const QString name = fontMetrics().elidedText(row.name, Qt::ElideRight, names);
        painter.drawText(QRect(0, top, names, height), Qt::AlignLeft | Qt::AlignVCenter, name);
        paintPictures(painter, row.pictures.mid(0, places), QRect(names + kGap, top, kPicture, height));
        const int length = std::max(2, static_cast<int>(longest * std::clamp(row.share, 0.0, 1.0)));
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_colour.value_or(theme.accent));
        painter.drawRoundedRect(QRect(bars, top + (height - kBarHeight) / 2, length, kBarHeight), 3, 3);
        painter.setPen(theme.mutedText);
        painter.drawText(QRect(width() - figures, top, figures, height), Qt::AlignRight | Qt::AlignVCenter, row.figure);
        top += height;
    }
    if (m_hidden > 0) {
        painter.setPen(theme.mutedText);
        painter.drawText(QRect(0, top, width(), height), Qt::AlignLeft | Qt::AlignVCenter,
                         tr("and %n more", nullptr, static_cast<int>(m_hidden)));
    }
}

}  // namespace distillab::ui
