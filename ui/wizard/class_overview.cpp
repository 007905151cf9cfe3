#include "ui/wizard/class_overview.h"

#include "core/report/wording.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using report::countText;

constexpr qsizetype kMostRows = 20;
constexpr int kFewPictures = 4;
constexpr int kManyPictures = 6;
constexpr int kRoomForMany = 440;  // width of the widget
constexpr int kPicture = 28;
constexpr int kRow = 34;
constexpr int kLongestName = 128;
constexpr int kLeastBar = 48;
constexpr int kBarHeight = 10;

}  // namespace

ClassOverview::ClassOverview(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ClassOverview::show(const session::DataPreview& preview) {
    m_rows.clear();
    const qsizetype shown = qMin(kMostRows, preview.classNames.size());
    m_hidden = preview.classNames.size() - shown;
    qsizetype picture = 0;
    QStringList spoken;
    for (qsizetype i = 0; i < shown; ++i) {
        Row row{preview.classNames[i], preview.classCounts.at(static_cast<size_t>(i)), {}};
        // A class with fewer pictures than its share of the thumbnails fills fewer places.
        const qsizetype own = qMin<qsizetype>(preview.thumbnailsPerClass, row.count);
        row.pictures = preview.thumbnails.mid(picture, qMin<qsizetype>(own, kManyPictures));
        picture += own;
        spoken << tr("%1: %2", "class name: number of pictures").arg(row.name, countText(row.count));
        m_rows << row;
    }
    m_largest = 1;
    for (const Row& row : m_rows) m_largest = qMax(m_largest, row.count);
    setAccessibleName(tr("Pictures of each class"));
    setAccessibleDescription(spoken.join(u", "_s));
    updateGeometry();
    update();
}

int ClassOverview::nameWidth() const {
    int width = 0;
    for (const Row& row : m_rows) width = qMax(width, fontMetrics().horizontalAdvance(row.name));
    return qMin(width, kLongestName);
}

QSize ClassOverview::sizeHint() const {
    const QSize least = minimumSizeHint();
    return {least.width() + 160, least.height()};
}

QSize ClassOverview::minimumSizeHint() const {
    const int pictures = kFewPictures * (kPicture + 4);
    const int count = fontMetrics().horizontalAdvance(countText(m_largest));
    const auto lines = static_cast<int>(m_rows.size()) + (m_hidden > 0 ? 1 : 0);
    return {nameWidth() + kGap + pictures + kSmallGap + kLeastBar + kSmallGap + count, lines * kRow};
}

void ClassOverview::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const int names = nameWidth();
    const int places = width() >= kRoomForMany ? kManyPictures : kFewPictures;
    const int pictures = names + kGap;
    const int bars = pictures + places * (kPicture + 4) + kSmallGap;
    const int counts = fontMetrics().horizontalAdvance(countText(m_largest));
    const int longest = width() - bars - kSmallGap - counts;
    int top = 0;
    for (const Row& row : m_rows) {
        painter.setPen(theme.text);
        const QString name = fontMetrics().elidedText(row.name, Qt::ElideRight, names);
        painter.drawText(QRect(0, top, names, kRow), Qt::AlignLeft | Qt::AlignVCenter, name);
        int left = pictures;
        for (const QImage& image : row.pictures.mid(0, places)) {
            const QSize fit = image.size().scaled(kPicture, kPicture, Qt::KeepAspectRatio);
            painter.drawImage(QRect(left, top + (kRow - fit.height()) / 2, fit.width(), fit.height()), image);
            left += kPicture + 4;
        }
        const int length = qMax(2, static_cast<int>(longest * row.count / m_largest));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent);
        painter.drawRoundedRect(QRect(bars, top + (kRow - kBarHeight) / 2, length, kBarHeight), 3, 3);
        painter.setPen(theme.mutedText);
        painter.drawText(QRect(width() - counts, top, counts, kRow), Qt::AlignRight | Qt::AlignVCenter,
                         countText(row.count));
        top += kRow;
    }
    if (m_hidden > 0) {
        painter.setPen(theme.mutedText);
        painter.drawText(QRect(0, top, width(), kRow), Qt::AlignLeft | Qt::AlignVCenter,
                         tr("and %n more", nullptr, static_cast<int>(m_hidden)));
    }
}

}  // namespace distillab::ui
