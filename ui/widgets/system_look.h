#pragma once

#include <QFont>
#include <QObject>

class QApplication;
class QDBusPendingCallWatcher;
class QDBusVariant;

namespace distillab::ui {

/// What the desktop looks like: its font, and whether it is dark, also when that changes.
///
/// Qt tells it from 6.5 on. Before, the desktop portal is asked (org.freedesktop.appearance), which answers only after
/// the first picture: until then it is as it was last time.
class SystemLook : public QObject {
    Q_OBJECT
public:
    /// Made before a style or palette of the program's own is set.
    explicit SystemLook(QApplication& application);

    bool isDark() const { return m_dark; }
    QFont font() const { return m_font; }

signals:
    void changed();

private slots:
    void onPortalSetting(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void watchPortal();
    void setDark(bool dark);

    QFont m_font;
    bool m_dark = false;
};

}  // namespace distillab::ui
