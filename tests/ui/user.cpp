#include "tests/ui/user.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QMenu>
#include <QScrollArea>
#include <QStyle>
#include <QStyleOptionToolButton>
#include <QTest>
#include <QToolButton>
#include <QWindow>

namespace distillab::test {
namespace {

constexpr int kMostTabs = 80;

/// Pages scroll: what lies outside of the window is first brought into it. A page that has just changed is laid out.
void bringIntoSight(QWidget* widget) {
    QCoreApplication::processEvents();
    for (QWidget* parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(parent)) area->ensureWidgetVisible(widget);
    }
}

}  // namespace

bool User::canUse(const QString& name) const {
    const auto* control = find(name);
    return control->isVisible() && control->isEnabled();
}

void User::click(const QString& name) const {
    auto* button = find<QAbstractButton>(name);
    bringIntoSight(button);
    QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(16, button->height() / 2));
}

void User::clickRow(QAbstractItemView* view, int row) const {
    bringIntoSight(view);
    const QModelIndex index = view->model()->index(row, 0);
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
}

void User::chooseFromMenu(const QString& button, const QString& action) const {
    auto* target = find<QToolButton>(button);
    bringIntoSight(target);
    QTimer::singleShot(0, target, [target, action] {
        QMenu* menu = target->menu();
        const auto* entry = target->window()->findChild<QAction*>(action);
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(const_cast<QAction*>(entry)).center());
    });
    QTest::mouseClick(target, Qt::LeftButton, {}, QPoint(target->width() - 4, target->height() / 2));
}

void User::pick(const QString& comboBox, const QString& entry) const {
    auto* box = find<QComboBox>(comboBox);
    bringIntoSight(box);
    QTest::mouseClick(box, Qt::LeftButton);
    type(entry);
    press(Qt::Key_Return);
}

void User::fill(const QString& name, const QString& text) const {
    auto* field = find(name);
    bringIntoSight(field);
    QTest::mouseClick(field, Qt::LeftButton);
    field->setFocus();  // a spin box hands clicks to a line edit within
    write(text);
}

void User::press(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    if (auto* window = QGuiApplication::focusWindow()) QTest::keyClick(window, key, modifiers);
}

void User::type(const QString& text) {
    for (const QChar letter : text) QTest::keyClick(QGuiApplication::focusWindow(), letter.toLatin1());
}

void User::write(const QString& text) {
    press(Qt::Key_A, Qt::ControlModifier);
    press(Qt::Key_Delete);
    type(text);
}

QString User::focusName() {
    const QWidget* focus = QApplication::focusWidget();
    return focus ? focus->objectName() : QString();
}

bool User::tabTo(const QString& name) {
    for (int i = 0; i < kMostTabs && focusName() != name; ++i) press(Qt::Key_Tab);
    return focusName() == name;
}

bool User::enter(const QString& name, const QString& text) {
    if (!tabTo(name)) return false;
    write(text);
    return true;
}

bool User::push(const QString& name) {
    if (!tabTo(name)) return false;
    press(Qt::Key_Space);
    return true;
}

void User::whenAsked(const QString& name, std::function<void(QWidget& dialog)> deed) const {
    QTimer::singleShot(20, &m_window, [this, name, deed = std::move(deed)] {
        QWidget* dialog = QApplication::activeModalWidget();
        const bool isIt = dialog && (dialog->objectName() == name || dialog->findChild<QWidget*>(name));
        if (isIt && dialog->isActiveWindow()) {
            deed(*dialog);
        } else {
            whenAsked(name, deed);
        }
    });
}

void chooseFolder(QWidget& dialog, const QString& folder) {
    if (!User::tabTo(QStringLiteral("fileNameEdit"))) qFatal("the dialog has no field for a name");
    User::write(folder);
    User::press(Qt::Key_Return);
    if (dialog.isVisible()) User::press(Qt::Key_Return);  // the first one may have chosen from the completer's list
}

}  // namespace distillab::test
