#include "ui/widgets/navigation_rail.h"

#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QEvent>
#include <QFile>
#include <QIcon>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kSymbolSize = 26;
constexpr int kButtonWidth = 84;

/// The drawing of a resource in one colour, sharp on screens of up to three pixels a point.
QPixmap drawn(const QString& symbol, const QColor& colour, int scale) {
    QFile file(u":/icons/%1.svg"_s.arg(symbol));
    if (!file.open(QIODevice::ReadOnly)) qFatal("a symbol is missing from the program's resources");
    QByteArray svg = file.readAll();
    const QByteArray size = QByteArray::number(kSymbolSize * scale);
    svg.replace("currentColor", colour.name().toLatin1());
    svg.replace("viewBox", "width=\"" + size + "\" height=\"" + size + "\" viewBox");
    QPixmap pixmap;
    pixmap.loadFromData(svg, "svg");
    pixmap.setDevicePixelRatio(scale);
    return pixmap;
}

QIcon symbolIcon(const QString& symbol) {
    const Theme& theme = Theme::current();
    QIcon icon;
    for (const int scale : {1, 2, 3}) {
        icon.addPixmap(drawn(symbol, theme.mutedText, scale), QIcon::Normal, QIcon::Off);
        icon.addPixmap(drawn(symbol, theme.accent, scale), QIcon::Normal, QIcon::On);
        icon.addPixmap(drawn(symbol, theme.border, scale), QIcon::Disabled, QIcon::Off);
    }
    return icon;
}

}  // namespace

NavigationRail::NavigationRail(QWidget* parent)
    : QFrame(parent), m_buttons(new QButtonGroup(this)), m_layout(new QVBoxLayout(this)) {
    setProperty("role", u"rail"_s);
    m_layout->setContentsMargins(kSmallGap / 2, kSmallGap, kSmallGap / 2, kSmallGap);
    m_layout->setSpacing(kSmallGap / 2);
    m_layout->addStretch();
}

void NavigationRail::addPlace(const QString& name, const QString& symbol, const QString& title,
                              const QString& explanation) {
    auto* button = new QToolButton;
    button->setObjectName(u"nav."_s + name);
    button->setProperty("role", u"place"_s);
    button->setCheckable(true);
    button->setText(title);
    button->setToolTip(explanation);
    button->setAccessibleDescription(explanation);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setIcon(symbolIcon(symbol));
    button->setIconSize({kSymbolSize, kSymbolSize});
    button->setMinimumWidth(kButtonWidth);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setFocusPolicy(Qt::TabFocus);
    m_buttons->addButton(button);
    m_layout->insertWidget(m_layout->count() - 1, button);
    m_places.insert(name, {button, symbol});
    connect(button, &QToolButton::clicked, this, [this, name] { emit chosen(name); });
    const QKeySequence keys(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + m_places.size()));
    connect(new QShortcut(keys, this), &QShortcut::activated, button, &QToolButton::click);
}

void NavigationRail::setCurrent(const QString& name) {
    // An exclusive group never has none checked.
    m_buttons->setExclusive(false);
    for (auto place = m_places.begin(); place != m_places.end(); ++place) {
        place->button->setChecked(place.key() == name);
    }
    m_buttons->setExclusive(true);
}

void NavigationRail::setPlaceEnabled(const QString& name, bool enabled) {
    m_places.value(name).button->setEnabled(enabled);
}

bool NavigationRail::isPlaceEnabled(const QString& name) const { return m_places.value(name).button->isEnabled(); }

void NavigationRail::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) drawSymbols();
}

void NavigationRail::drawSymbols() {
    for (const Place& place : std::as_const(m_places)) place.button->setIcon(symbolIcon(place.symbol));
}

}  // namespace distillab::ui
