#include "ui/wizard/class_overview.h"

#include "core/report/wording.h"

#include <algorithm>

namespace distillab::ui {
namespace {

constexpr qsizetype kMostRows = 20;

}  // namespace

ClassOverview::ClassOverview(QWidget* parent) : BarList(parent) { setAccessibleName(tr("Examples of each class")); }

void ClassOverview::show(const session::DataPreview& preview) {
    const qsizetype shown = qMin(kMostRows, preview.classNames.size());
    qint64 largest = 1;
    for (qsizetype i = 0; i < shown; ++i) largest = std::max(largest, preview.classCounts.at(static_cast<size_t>(i)));
    QList<Row> rows;
    qsizetype picture = 0;
    for (qsizetype i = 0; i < shown; ++i) {
        const qint64 count = preview.classCounts.at(static_cast<size_t>(i));
        // A class with fewer pictures than its share of the thumbnails fills fewer places.
        const qsizetype own = qMin<qsizetype>(preview.thumbnailsPerClass, count);
        rows << Row{preview.classNames[i], static_cast<double>(count) / static_cast<double>(largest),
                    report::countText(count), preview.thumbnails.mid(picture, own)};
        picture += own;
    }
    setRows(rows);
    setHidden(preview.classNames.size() - shown);
}

}  // namespace distillab::ui
