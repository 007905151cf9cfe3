#pragma once

#include <QObject>

namespace distillab::ui {

/// The wheel scrolls the page under the mouse: it changes a number, a choice or a slider only while the user is in
/// that field. Without this a page scrolled to its end comes back with other settings. Guards the whole application,
/// but only fields that are made after it.
class WheelGuard : public QObject {
    Q_OBJECT
public:
    WheelGuard();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace distillab::ui
