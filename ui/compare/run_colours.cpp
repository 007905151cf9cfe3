#include "ui/compare/run_colours.h"

#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <array>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ui::RunColours)
};

struct Shade {
    QLatin1StringView key;
    const char* title;
    QLatin1StringView onLight;
    QLatin1StringView onDark;
};

/// Neighbours differ in hue and in lightness.
constexpr std::array kShades = {
    Shade{"blue"_L1, QT_TRANSLATE_NOOP("distillab::ui::RunColours", "Blue"), "#2459c4"_L1, "#86abff"_L1},
    Shade{"orange"_L1, QT_TRANSLATE_NOOP("distillab::ui::RunColours", "Orange"), "#c05a00"_L1, "#f2a15a"_L1},
    Shade{"green"_L1, QT_TRANSLATE_NOOP("distillab::ui::RunColours", "Green"), "#1a7a3c"_L1, "#6bcf8b"_L1},
    Shade{"pink"_L1, QT_TRANSLATE_NOOP("distillab::ui::RunColours", "Pink"), "#b8327f"_L1, "#f58cc8"_L1},
    Shade{"purple"_L1, QT_TRANSLATE_NOOP("distillab::ui::RunColours", "Purple"), "#6d3fc0"_L1, "#bda0ff"_L1},
    Shade{"olive"_L1, QT_TRANSLATE_NOOP("distillab::ui::RunColours", "Olive"), "#6a6a00"_L1, "#d6d25a"_L1},
    Shade{"cyan"_L1, QT_TRANSLATE_NOOP("distillab::ui::RunColours", "Cyan"), "#007a94"_L1, "#5cc8e6"_L1},
    Shade{"red"_L1, QT_TRANSLATE_NOOP("distillab::ui::RunColours", "Red"), "#b3261e"_L1, "#ff9289"_L1},
    Shade{"grey"_L1, QT_TRANSLATE_NOOP("distillab::ui::RunColours", "Grey"), "#5b6472"_L1, "#b3bdcb"_L1},
};

QColor shown(const Shade& shade) { return QColor(&Theme::current() == &Theme::dark() ? shade.onDark : shade.onLight); }

}  // namespace

QList<RunColour> runColours() {
    QList<RunColour> colours;
    for (const Shade& shade : kShades) colours << RunColour{shade.key, Text::tr(shade.title)};
    return colours;
}

QColor runColour(const QString& key) {
    for (const Shade& shade : kShades) {
        if (shade.key == key) return shown(shade);
    }
    return key.startsWith(u'#') ? QColor(key) : QColor();
}

QPen runPen(const QString& colour, int place) {
    constexpr std::array kStyles = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};
    const auto index = static_cast<size_t>(place);
    const QColor own = runColour(colour);
    const QColor given = shown(kShades[index % kShades.size()]);
    return {own.isValid() ? own : given, 2, kStyles[index / kShades.size() % kStyles.size()]};
}

QPixmap runSwatch(const QColor& colour, qreal devicePixelRatio) {
    constexpr int kSide = 12;
    QPixmap pixmap(QSize(kSide, kSide) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    if (!colour.isValid()) return pixmap;
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QRectF(1, 1, kSide - 2, kSide - 2));
    return pixmap;
}

}  // namespace distillab::ui
