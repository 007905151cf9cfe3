#include "ui/widgets/theme.h"

#include "ui/widgets/system_look.h"

#include <QApplication>
#include <QFile>
#include <QFont>
#include <QPalette>
#include <QSettings>
#include <QStyleFactory>

#include <algorithm>
#include <utility>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kThemeKey = u"window/theme"_s;
const QString kTextKey = u"window/textPercent"_s;
const QString kLight = u"light"_s;
const QString kDark = u"dark"_s;

bool isDarkPalette(const QPalette& palette) {
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

QPalette paletteOf(const Theme& theme) {
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.surface);
    palette.setColor(QPalette::AlternateBase, theme.window);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.mutedText);
    palette.setColor(QPalette::Button, theme.surface);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::BrightText, theme.danger);
    palette.setColor(QPalette::ToolTipBase, theme.surface);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.accentText);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::LinkVisited, theme.accent);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, theme.mutedText);
    }
    return palette;
}

/// The style sheet is a resource with @names for the colours and sizes.
QString styleSheetOf(const Theme& theme, bool dark, double points) {
    QFile file(u":/style/workbench.qss"_s);
    if (!file.open(QIODevice::ReadOnly)) qFatal("the style sheet is missing from the program's resources");
    QString sheet = QString::fromUtf8(file.readAll());
    // Longer names first: @accent is the beginning of @accentText.
    const std::pair<QLatin1StringView, QString> values[] = {
        {"@window"_L1, theme.window.name()},
        {"@surface"_L1, theme.surface.name()},
        {"@border"_L1, theme.border.name()},
        {"@controlBorder"_L1, theme.controlBorder.name()},
        {"@textSize"_L1, QString::number(points)},
        {"@text"_L1, theme.text.name()},
        {"@mutedText"_L1, theme.mutedText.name()},
        {"@accentText"_L1, theme.accentText.name()},
        {"@accentSoft"_L1, theme.accentSoft.name()},
        {"@accent"_L1, theme.accent.name()},
        {"@success"_L1, theme.success.name()},
        {"@warning"_L1, theme.warning.name()},
        {"@danger"_L1, theme.danger.name()},
        {"@displaySize"_L1, QString::number(points * 1.9)},
        {"@titleSize"_L1, QString::number(points * 1.5)},
        {"@headingSize"_L1, QString::number(points * 1.12)},
        {"@shade"_L1, dark ? u"dark"_s : u"light"_s},
        {"@inverseShade"_L1, dark ? u"light"_s : u"dark"_s},
    };
    for (const auto& [name, value] : values) sheet.replace(name, value);
    return sheet;
}

/// Null before applyTheme().
const SystemLook* systemLook() { return qApp->findChild<SystemLook*>({}, Qt::FindDirectChildrenOnly); }

bool isDarkNow(const SystemLook& system) {
    switch (chosenTheme()) {
        case ThemeChoice::Light: return false;
        case ThemeChoice::Dark: return true;
        case ThemeChoice::System: break;
    }
    return system.isDark();
}

/// Does nothing before applyTheme().
void dress() {
    const SystemLook* system = systemLook();
    if (!system) return;
    const bool dark = isDarkNow(*system);
    const Theme& theme = dark ? Theme::dark() : Theme::light();
    QApplication::setPalette(paletteOf(theme));
    // Fonts of 9 points and less are set for dense office programs; a page that explains itself needs a bit more.
    QFont font = system->font();
    font.setPointSizeF(qMax(10.0, font.pointSizeF()) * chosenTextPercent() / 100);
    QApplication::setFont(font);
    qApp->setStyleSheet(styleSheetOf(theme, dark, font.pointSizeF()));
}

}  // namespace

const Theme& Theme::light() {
    static const Theme theme = {
        .window = u"#f4f6f9"_s,
        .surface = u"#ffffff"_s,
        .border = u"#d9dee6"_s,
        .controlBorder = u"#868f9e"_s,
        .text = u"#1b2430"_s,
        .mutedText = u"#556070"_s,
        .accent = u"#2459c4"_s,
        .accentText = u"#ffffff"_s,
        .accentSoft = u"#e3ebfb"_s,
        .teacher = u"#7b3fb8"_s,
        .assistant = u"#b0306a"_s,
        .student = u"#0a7871"_s,
        .baseline = u"#9a5a00"_s,
        .totalLoss = u"#2459c4"_s,
        .lossParts = {u"#a23b8f"_s, u"#b4500f"_s, u"#1a7a3c"_s, u"#5b6472"_s, u"#00708f"_s, u"#5f6b00"_s},
        .success = u"#1a7a3c"_s,
        .warning = u"#8a5800"_s,
        .danger = u"#b3261e"_s,
    };
    return theme;
}

const Theme& Theme::dark() {
    static const Theme theme = {
        .window = u"#151a21"_s,
        .surface = u"#1e252f"_s,
        .border = u"#36404e"_s,
        .controlBorder = u"#7a8698"_s,
        .text = u"#e7ebf1"_s,
        .mutedText = u"#a4afbf"_s,
        .accent = u"#86abff"_s,
        .accentText = u"#0d1524"_s,
        .accentSoft = u"#2a3950"_s,
        .teacher = u"#c99bf5"_s,
        .assistant = u"#f49ac1"_s,
        .student = u"#4fc7bd"_s,
        .baseline = u"#e8ad55"_s,
        .totalLoss = u"#86abff"_s,
        .lossParts = {u"#f092d8"_s, u"#f29a63"_s, u"#6bcf8b"_s, u"#b3bdcb"_s, u"#5cc8e6"_s, u"#cbd456"_s},
        .success = u"#6bcf8b"_s,
        .warning = u"#e8b45c"_s,
        .danger = u"#ff9289"_s,
    };
    return theme;
}

const Theme& Theme::current() { return isDarkPalette(QGuiApplication::palette()) ? dark() : light(); }

void applyTheme(QApplication& application) {
    if (!systemLook()) {
        auto* system = new SystemLook(application);  // Fusion replaces the palette, so that it is asked first
        QObject::connect(system, &SystemLook::changed, system, &dress);
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    }
    dress();
}

ThemeChoice chosenTheme() {
    const QString name = QSettings().value(kThemeKey).toString();
    return name == kLight ? ThemeChoice::Light : name == kDark ? ThemeChoice::Dark : ThemeChoice::System;
}

void chooseTheme(ThemeChoice choice) {
    QSettings().setValue(kThemeKey, choice == ThemeChoice::Light  ? kLight
                                    : choice == ThemeChoice::Dark ? kDark
                                                                  : QString());
    dress();
}

int chosenTextPercent() {
    const int percent = QSettings().value(kTextKey, 100).toInt();
    return std::find(kTextPercents.begin(), kTextPercents.end(), percent) == kTextPercents.end() ? 100 : percent;
}

void chooseTextPercent(int percent) {
    QSettings().setValue(kTextKey, percent);
    dress();
}

}  // namespace distillab::ui
