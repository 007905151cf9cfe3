#pragma once

#include <QColor>
#include <QList>
#include <QPen>
#include <QPixmap>
#include <QString>

/// The colours that runs can have, in lists and as curves. They reach 3 : 1 on the theme's surface (WCAG 2.1 AA).
namespace distillab::ui {

struct RunColour {
    QString key;    ///< as about.json has it: "green"
    QString title;  ///< translated
};
/// In the order in which they are given to runs that have none of their own.
QList<RunColour> runColours();

/// As the theme has it; "#rrggbb" is itself. Not valid for anything else.
QColor runColour(const QString& key);

/// A run's line on a plot.
/// @param colour  the run's own; empty: that of its place
/// @param place   among the runs compared. Those beyond the last colour begin again with dashes
QPen runPen(const QString& colour, int place);

/// A little filled disc, empty for a colour that is not valid: names stay aligned.
QPixmap runSwatch(const QColor& colour, qreal devicePixelRatio);

}  // namespace distillab::ui
