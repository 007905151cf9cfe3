#include "ui/widgets/theme.h"

#include "tests/support/test_main.h"

#include <QTest>

#include <cmath>

using distillab::ui::Theme;

namespace {

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

/// WCAG 2.1, relative luminance.
double luminance(const QColor& colour) {
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

}  // namespace

Q_DECLARE_METATYPE(const Theme*)

class ThemeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textReachesTheContrastOfLevelAa_data() { bothThemes(); }
    void textReachesTheContrastOfLevelAa() {
        QFETCH(const Theme*, theme);
        for (const QColor& ground : {theme->window, theme->surface}) {
            for (const QColor& text :
                 {theme->text, theme->mutedText, theme->danger, theme->warning, theme->success, theme->accent,
                  theme->teacher, theme->assistant, theme->student, theme->baseline}) {
                QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(text.name() + ground.name()));
            }
        }
        QVERIFY(contrast(theme->accentText, theme->accent) >= 4.5);
        QVERIFY(contrast(theme->text, theme->accentSoft) >= 4.5);
        QVERIFY(contrast(theme->mutedText, theme->border) >= 3);  // disabled primary buttons
    }

    void outlinesAndCurvesReachThreeToOne_data() { bothThemes(); }
    void outlinesAndCurvesReachThreeToOne() {
        QFETCH(const Theme*, theme);
        std::vector<QColor> lines = {theme->controlBorder, theme->accent, theme->totalLoss};
        lines.insert(lines.end(), theme->lossParts.begin(), theme->lossParts.end());
        for (const QColor& line : lines) {
            QVERIFY2(contrast(line, theme->surface) >= 3, qPrintable(line.name()));
        }
    }

private:
    static void bothThemes() {
        QTest::addColumn<const Theme*>("theme");
        QTest::newRow("light") << &Theme::light();
        QTest::newRow("dark") << &Theme::dark();
    }
};

DISTILLAB_TEST(ThemeTest)
#include "theme_test.moc"
