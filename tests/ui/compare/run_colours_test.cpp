#include "ui/compare/run_colours.h"

#include "tests/support/test_main.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPalette>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Relative luminance, WCAG 2.1.
double luminance(const QColor& color) {
    const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

void usePalette(const Theme& theme) {
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::WindowText, theme.text);
    QApplication::setPalette(palette);
}

}  // namespace

class RunColoursTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyColourStandsOutFromItsGround() {
        for (const Theme* theme : {&Theme::light(), &Theme::dark()}) {
            usePalette(*theme);
            QCOMPARE(&Theme::current(), theme);
            for (const RunColour& colour : runColours()) {
                QVERIFY2(contrast(runColour(colour.key), theme->surface) >= 3, qPrintable(colour.key));
            }
        }
    }

    void runsBeyondTheLastColourAreDashed() {
        const auto count = static_cast<int>(runColours().size());
        QCOMPARE(runPen({}, 0).color(), runPen({}, count).color());
        QCOMPARE(runPen({}, 0).style(), Qt::SolidLine);
        QCOMPARE(runPen({}, count).style(), Qt::DashLine);
    }

    void whatIsNoColourIsNotValid() {
        QVERIFY(!runColour(QString()).isValid());
        QVERIFY(!runColour(u"dirty"_s).isValid());
        QVERIFY(!runColour(u"#nonsense"_s).isValid());
        QCOMPARE(runColour(u"#102030"_s), QColor(16, 32, 48));
        QCOMPARE(runPen(u"dirty"_s, 1), runPen({}, 1));
    }
};

DISTILLAB_TEST(RunColoursTest)
#include "run_colours_test.moc"
