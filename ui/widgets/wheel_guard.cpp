#include "ui/widgets/wheel_guard.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QSlider>

namespace distillab::ui {
namespace {

/// Null for anything else. @return the field as a widget
QWidget* asField(QObject* object) {
    if (qobject_cast<QAbstractSpinBox*>(object) || qobject_cast<QComboBox*>(object) || qobject_cast<QSlider*>(object)) {
        return static_cast<QWidget*>(object);
    }
    return nullptr;
}

}  // namespace

WheelGuard::WheelGuard() { QCoreApplication::instance()->installEventFilter(this); }

bool WheelGuard::eventFilter(QObject* watched, QEvent* event) {
    const bool isNew = event->type() == QEvent::Polish;
    if (!isNew && event->type() != QEvent::Wheel) return false;
    QWidget* field = asField(watched);
    if (field == nullptr) return false;
    if (isNew) {
        // The wheel must not bring the user into a field either.
        if (field->focusPolicy() == Qt::WheelFocus) field->setFocusPolicy(Qt::StrongFocus);
        return false;
    }
    if (field->hasFocus()) return false;
    event->ignore();  // goes on to what can scroll
    return true;
}

}  // namespace distillab::ui
