#pragma once

#include <QColor>

class QApplication;

namespace distillab::ui {

/// The colours and sizes that every page uses. One meaning, one colour, in plots, tables and labels alike.
struct Theme {
    QColor window;
    QColor surface;  ///< cards and plots
    QColor border;
    QColor text;
    QColor mutedText;
    QColor accent;     ///< primary buttons, selection, focus
    QColor teacher;
    QColor student;
    QColor baseline;   ///< the student without the teacher
    QColor totalLoss;
    QColor softLoss;
    QColor hardLoss;
    QColor success;
    QColor warning;
    QColor danger;

    static const Theme& current();
};

/// Fusion style, palette, fonts and the style sheet of the whole application, light or dark as the system has it.
void applyTheme(QApplication& application);

}  // namespace distillab::ui
