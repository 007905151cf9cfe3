#include "ui/widgets/system_look.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QPalette>
#include <QSettings>
#include <QStyleHints>
#include <QTimer>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr uint kPreferDark = 1;  ///< of the portal's color-scheme
const QString kPortal = u"org.freedesktop.portal.Desktop"_s;
const QString kPortalPath = u"/org/freedesktop/portal/desktop"_s;
const QString kPortalSettings = u"org.freedesktop.portal.Settings"_s;
const QString kGroup = u"org.freedesktop.appearance"_s;
const QString kScheme = u"color-scheme"_s;
const QString kLastKey = u"window/systemWasDark"_s;

bool isDarkPalette() {
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

/// The portal wraps a value once or twice.
uint schemeOf(QVariant value) {
    while (value.canConvert<QDBusVariant>()) value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

}  // namespace

SystemLook::SystemLook(QApplication& application)
    : QObject(&application), m_font(QApplication::font()), m_dark(isDarkPalette()) {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto* hints = QGuiApplication::styleHints();
    if (hints->colorScheme() != Qt::ColorScheme::Unknown) m_dark = hints->colorScheme() == Qt::ColorScheme::Dark;
    connect(hints, &QStyleHints::colorSchemeChanged, this,
            [this](Qt::ColorScheme scheme) { setDark(scheme == Qt::ColorScheme::Dark); });
#else
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")) return;
    m_dark = m_dark || QSettings().value(kLastKey).toBool();
    QTimer::singleShot(0, this, &SystemLook::watchPortal);
#endif
}

void SystemLook::watchPortal() {
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(kPortal, kPortalPath, kPortalSettings, u"SettingChanged"_s, this,
                SLOT(onPortalSetting(QString, QString, QDBusVariant)));
    QDBusMessage question = QDBusMessage::createMethodCall(kPortal, kPortalPath, kPortalSettings, u"Read"_s);
    question << kGroup << kScheme;
    auto* answer = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        if (reply.isValid()) onPortalSetting(kGroup, kScheme, reply.value());
        answer->deleteLater();
    });
}

void SystemLook::onPortalSetting(const QString& group, const QString& key, const QDBusVariant& value) {
    if (group == kGroup && key == kScheme) setDark(schemeOf(value.variant()) == kPreferDark);
}

void SystemLook::setDark(bool dark) {
    QSettings().setValue(kLastKey, dark);
    if (dark == m_dark) return;
    m_dark = dark;
    emit changed();
}

}  // namespace distillab::ui
