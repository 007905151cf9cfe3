#pragma once

#include <QColor>

#include <array>

class QApplication;

namespace distillab::ui {

/// The colours and sizes that every page uses. One meaning, one colour, in plots, tables and labels alike.
/// Text colours reach 4.5 : 1 on `window` and `surface`, lines that carry meaning 3 : 1 (WCAG 2.1 AA).
struct Theme {
    QColor window;
    QColor surface;  ///< cards and plots
    QColor border;
    QColor controlBorder;  ///< outline of fields and buttons
    QColor text;
    QColor mutedText;
    QColor accent;      ///< primary buttons, selection, focus
    QColor accentText;  ///< text on `accent`
    QColor accentSoft;  ///< behind selected or hovered items, under `text`
    QColor teacher;
    QColor assistant;
    QColor student;
    QColor baseline;  ///< the student without the teacher
    QColor totalLoss;
    std::array<QColor, 6> lossParts;  ///< the terms of a loss, in their order
    QColor success;
    QColor warning;
    QColor danger;

    /// The light or the dark colours, whichever the application's palette is.
    static const Theme& current();
    static const Theme& light();
    static const Theme& dark();
    bool isDark() const { return this == &dark(); }
};

/// Gaps between things, in pixels.
inline constexpr int kSmallGap = 8;
inline constexpr int kGap = 16;
inline constexpr int kLargeGap = 24;

enum class ThemeChoice { System, Light, Dark };
/// Sizes of the text to choose from, in percent of the system's.
inline constexpr std::array kTextPercents = {90, 100, 110, 125, 150, 175, 200};

/// Fusion style, palette, fonts and the style sheet of the whole application: as the user chose, else light or dark as
/// the system has it, and as it changes.
void applyTheme(QApplication& application);

// What the user chose; choosing shows at once and is remembered.
ThemeChoice chosenTheme();
void chooseTheme(ThemeChoice choice);
int chosenTextPercent();
void chooseTextPercent(int percent);

}  // namespace distillab::ui
